import { Link } from '@tanstack/react-router'
import { readFileBytes } from '#foundation/files/contract.ts'
import { addressOf } from '#platform/client.ts'
import { EmptyState } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { Facts, Section } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { type ItemStanding, type Neighbour, readItemStanding } from '../items/contract.ts'
import { ConfirmForm, ReportForm } from './progress-form.tsx'
import { words } from './words.ts'

const { item: said } = words

/** Whose plan it is in, how far it is, and what is to be done now. */
export function ItemSections({ enterpriseId, record }: RecordPart) {
  const standing = useNeededOperation(readItemStanding, { enterpriseId, itemId: record.id })
  const { item, plan, may, carriedFrom, carriedTo } = standing
  const base = `/enterprises/${enterpriseId}`
  const neighbour = (term: string, to: Neighbour | null) =>
    to
      ? [
          {
            term,
            value: (
              <Link to={`${base}/plan-items/${to.id}`}>
                {said.neighbour(to.planTitle, to.itemNo, to.name)}
              </Link>
            ),
          },
        ]
      : []
  return (
    <>
      <Section>
        <Facts
          items={[
            {
              term: said.planPage,
              value: <Link to={`${base}/quality-plans/${plan.id}`}>{plan.title}</Link>,
            },
            ...neighbour(said.carriedFrom, carriedFrom),
            ...neighbour(said.carriedTo, carriedTo),
          ]}
        />
      </Section>
      {may.includes('confirm') ? <ConfirmForm key={`confirm ${item.version}`} standing={standing} /> : null}
      {may.includes('report') ? <ReportForm key={`report ${item.version}`} standing={standing} /> : null}
      {item.standing === 'draft' || item.standing === 'proposed' ? null : <Progress standing={standing} />}
    </>
  )
}

function Progress({ standing: { item, entries } }: { readonly standing: ItemStanding }) {
  const { enterpriseId } = item
  return (
    <Section title={said.progress}>
      {entries.length === 0 ? (
        <EmptyState text={said.noProgress} />
      ) : (
        <Facts
          items={entries.map(({ at, byName, kind, percent, text, files }) => ({
            term: instant(at),
            value: (
              <>
                <b>{kind === 'report' ? words.plan.percent(percent) : said.entryKinds[kind]}</b>　{byName}
                <div style={{ whiteSpace: 'pre-wrap' }}>{text}</div>
                {files.map(({ id, name }) => (
                  <div key={id}>
                    <a
                      href={addressOf(readFileBytes, { enterpriseId, fileId: id })}
                      target="_blank"
                      rel="noreferrer"
                    >
                      {name}
                    </a>
                  </div>
                ))}
              </>
            ),
          }))}
        />
      )}
    </Section>
  )
}
