import { Button, Radio } from 'antd'
import { RefusedAlert } from '#ui/fault.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { decisionsFor } from '../domain.ts'
import { type Decision, type DraftRow, decideRows, type RosterDraft } from '../drafts/contract.ts'
import { touchedByDraft } from './draft-touched.ts'
import { draftWords as words } from './draft-words.ts'

type Props = { readonly draft: RosterDraft; readonly row: DraftRow }
type Option = {
  readonly value: string
  readonly label: string
  readonly decision: Decision
  readonly takes: string | null
}

/** What a person says of a row; nothing is chosen beforehand. */
export function RowChoice({ draft, row }: Props) {
  const decide = useCommand(decideRows, { invalidates: touchedByDraft })
  const options = optionsOf(row)
  const say = (decision: Decision | null, enterpriseId: string | null) =>
    decide.mutate({
      unitId: draft.unitId,
      rosterId: draft.rosterId,
      rows: [{ seq: row.seq, decision, enterpriseId }],
    })
  // What was just chosen stands while it is on its way.
  const [sent] = decide.isPending ? decide.variables.rows : []
  const standing = sent ?? { decision: row.decision, enterpriseId: row.decidedEnterprise }
  const chosen = options.find(
    ({ decision, takes }) => decision === standing.decision && takes === standing.enterpriseId,
  )
  return (
    <>
      <Radio.Group
        aria-label={words.ofDecision(row.name)}
        value={chosen?.value ?? null}
        onChange={(event) => {
          const option = options.find(({ value }) => value === event.target.value)
          if (option) say(option.decision, option.takes)
        }}
      >
        {options.map(({ value, label }) => (
          <div key={value}>
            <Radio value={value}>{label}</Radio>
          </div>
        ))}
      </Radio.Group>
      {row.decision ? (
        <Button size="small" type="link" style={{ padding: 0 }} onClick={() => say(null, null)}>
          {words.clear}
        </Button>
      ) : null}
      {decide.error ? <RefusedAlert error={decide.error} /> : null}
    </>
  )
}

function optionsOf(row: DraftRow): Option[] {
  return decisionsFor(row.outcome).flatMap((decision): Option[] => {
    if (decision !== 'take') {
      return [{ value: decision, label: words.decisions[decision], decision, takes: null }]
    }
    return row.candidates.map(({ enterpriseId, name }) => ({
      value: enterpriseId,
      label: words.takeIt(name),
      decision,
      takes: enterpriseId,
    }))
  })
}
