import { formatYuan, parseYuan } from '#platform/values/money.ts'
import { DataTable } from '#ui/data-table.tsx'
import { instant, today } from '#ui/format.ts'
import { Section } from '#ui/section.tsx'
import { VerbForm } from '#ui/verb-form.tsx'
import { addIncidentLoss, changeIncidentLoss, tellBureau } from '../aftermath/contract.ts'
import type { IncidentCourse } from '../chain.ts'
import { lossAccounts } from '../ledgers.ts'
import { instantOf, minuteOf } from './beijing.ts'
import { type Part, touched } from './facts.tsx'
import { words } from './words.ts'

type Report = IncidentCourse['bureauReports'][number]
type Loss = IncidentCourse['losses'][number]

const ofIncident = ({ enterpriseId, id }: IncidentCourse) => ({ enterpriseId, incidentId: id })

/** When and to whom it was reported, and how long after it was first known. */
export function BureauPart({ course }: Part) {
  const said = words.bureau
  const { bureauReports, grade, may } = course
  if (grade !== 'major' && bureauReports.length === 0 && !may.includes('tell-bureau')) return null
  const line = ({ outcome, delayHours }: Report) =>
    outcome === 'reported' ? said.late(words.hours(delayHours)) : said.outcomes['not-required']
  const form = may.includes('tell-bureau') ? (
    <VerbForm
      invalidates={touched}
      op={tellBureau}
      button={said.write}
      primary={grade === 'major' && bureauReports.length === 0}
      begin={{ outcome: 'reported', told: '', way: '', at: minuteOf(new Date()), note: '' }}
      inputOf={({ at, ...rest }) => ({ ...ofIncident(course), ...rest, at: instantOf(String(at)) })}
      fields={[
        { key: 'outcome', label: said.outcome, as: { choices: said.outcomes, radio: true } },
        { key: 'told', label: said.told, hint: said.toldHint, as: 'line' },
        { key: 'way', label: said.way, hint: said.wayHint, as: 'line', optional: true },
        { key: 'at', label: said.at, as: 'datetime-local' },
        { key: 'note', label: said.note, as: 'text', optional: true },
      ]}
    />
  ) : null
  return (
    <Section title={said.title} extra={form} flush>
      <DataTable<Report>
        caption={said.title}
        rows={bureauReports}
        rowKey={({ id }) => id}
        empty={said.empty}
        columns={[
          { key: 'at', title: said.at, width: 150, render: (_, row) => instant(row.at) },
          { key: 'outcome', title: said.outcome, width: 170, render: (_, row) => line(row) },
          { key: 'told', title: said.told, dataIndex: 'told' },
          {
            key: 'way',
            title: said.way,
            render: (_, { way, note }) => [way, note].filter(Boolean).join('，') || words.none,
          },
        ]}
        phoneRow={(row) => ({ name: row.told, meta: instant(row.at), status: line(row) })}
      />
    </Section>
  )
}

/** Lines of loss, handed on to the cost of quality. */
export function LossPart({ course }: Part) {
  const said = words.losses
  const { losses, may } = course
  const sum = losses.reduce((all, { amountFen }) => all + amountFen, 0)
  const change = (loss: Loss) => (may.includes('add-loss') ? <LossForm course={course} loss={loss} /> : null)
  return (
    <Section
      title={said.title}
      note={losses.length > 0 ? said.total(formatYuan(sum)) : said.note}
      extra={may.includes('add-loss') ? <LossForm course={course} /> : null}
      flush
    >
      <DataTable<Loss>
        caption={said.title}
        rows={losses}
        rowKey={({ id }) => id}
        empty={said.empty}
        columns={[
          { key: 'account', title: said.account, width: 150, render: (_, row) => accountOf(row) },
          { key: 'month', title: said.month, width: 110, dataIndex: 'month' },
          { key: 'what', title: said.what, dataIndex: 'what' },
          {
            key: 'amount',
            title: `${said.amount}（${said.yuan}）`,
            align: 'right',
            width: 140,
            render: (_, { amountFen }) => formatYuan(amountFen),
          },
          { key: 'deeds', title: '', width: 90, render: (_, row) => change(row) },
        ]}
        phoneRow={(row) => ({
          name: row.what,
          meta: (
            <>
              {accountOf(row)}　{row.month} {change(row)}
            </>
          ),
          status: `${formatYuan(row.amountFen)} ${said.yuan}`,
        })}
      />
    </Section>
  )
}

const accountOf = ({ account }: Loss) => lossAccounts[account as keyof typeof lossAccounts] ?? account

function LossForm({ course, loss }: { readonly course: IncidentCourse; readonly loss?: Loss }) {
  const said = words.losses
  return (
    <VerbForm
      invalidates={touched}
      op={loss ? changeIncidentLoss : addIncidentLoss}
      button={loss ? said.change : said.add}
      begin={{
        account: loss?.account ?? '304',
        month: loss?.month ?? today().slice(0, 7),
        amountFen: loss ? formatYuan(loss.amountFen) : '',
        what: loss?.what ?? '',
      }}
      inputOf={({ amountFen, ...rest }) => {
        const read = parseYuan(String(amountFen))
        // What is no amount is sent as it is: the server says so at the field.
        const amount = read.ok ? read.value : null
        return { ...ofIncident(course), ...(loss && { lossId: loss.id }), ...rest, amountFen: amount }
      }}
      fields={[
        { key: 'account', label: said.account, as: { choices: lossAccounts } },
        { key: 'month', label: said.month, hint: said.monthHint, as: 'line' },
        { key: 'amountFen', label: `${said.amount}（${said.yuan}）`, as: 'line' },
        { key: 'what', label: said.what, as: 'text' },
      ]}
    />
  )
}
