import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { Facts, Muted, Section } from '#ui/section.tsx'
import { matters, opinionKinds, opinions } from '../ledgers.ts'
import css from './opinions.module.css'
import { opinionStatus } from './status.ts'
import { words } from './words.ts'

const { columns } = opinions
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : '—')

/** What was put, and what became of it. */
export function Sections({ record }: RecordPart) {
  const to = [record.addressee, record.addresseeStaffCalled].filter(Boolean).join('　')
  return (
    <>
      <Section title={words.fields.body}>
        <p className={css.words}>{text(record.body)}</p>
        <Facts
          items={[
            { term: columns.number.label, value: text(record.number) },
            { term: columns.kind.label, value: opinionKinds[record.kind as keyof typeof opinionKinds] },
            {
              term: columns.matter.label,
              value: (
                <>
                  {matters[record.matter as keyof typeof matters]}{' '}
                  <Muted>{words.matterSource[String(record.matter)]}</Muted>
                </>
              ),
            },
            { term: columns.author.label, value: `${text(record.author)}　${text(record.putOn)}` },
            { term: columns.addressee.label, value: to },
            { term: columns.answerBy.label, value: text(record.answerBy) },
          ]}
        />
      </Section>
      <Section title={words.answered} note={opinionStatus(record).text}>
        {record.answeredOn ? (
          <>
            <p className={css.words}>{text(record.answer)}</p>
            <Muted>{`${text(record.answeredBy)}　${text(record.answeredOn)}`}</Muted>
          </>
        ) : (
          <Muted>{words.notAnswered}</Muted>
        )}
      </Section>
    </>
  )
}
