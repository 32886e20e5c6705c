import { Select } from 'antd'
import { searchOrgUnits } from '#foundation/org-units/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { type RemoteOption, remoteSource, useRemoteOptions } from '#ui/remote-select.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { decideImportRow, type ImportRow, type ImportRun, listImportRows, readImport } from '../contract.ts'
import { words } from './words.ts'

const SKIP = 'skip'

type Props = { readonly run: ImportRun; readonly row: ImportRow }

/** Where a doubtful row goes: chosen while the dry run stands, told afterwards. */
export function RowDecision({ run, row }: Props) {
  if (row.outcome !== 'doubtful') return null
  return run.status === 'checked' ? <Choice run={run} row={row} /> : told(row)
}

function Choice({ run, row }: Props) {
  const decide = useCommand(decideImportRow, { invalidates: [listImportRows, readImport] })
  const others = useRemoteOptions(unitsOf(run), [])
  const take = (value: string) =>
    decide.mutate({
      unitId: run.unitId,
      importId: run.id,
      line: row.line,
      take: value === SKIP ? null : value,
    })
  return (
    <>
      <Select
        {...others.props}
        style={{ width: '100%' }}
        aria-label={words.decisionOf(row.line)}
        placeholder={words.choose}
        value={row.decision}
        loading={decide.isPending || others.props.loading}
        options={optionsFor(row, others)}
        labelRender={({ label, value }) =>
          value === row.decision && row.decidedUnit ? words.takeTo(row.decidedUnit) : label
        }
        onChange={take}
      />
      {decide.error ? <RefusedAlert error={decide.error} /> : null}
    </>
  )
}

/** Registering units that the importing one oversees. */
function unitsOf({ unitId }: ImportRun) {
  return remoteSource({
    op: searchOrgUnits,
    filter: { below: unitId, line: 'market-regulation', can: 'registration' },
    option: ({ id, name }) => ({ value: id, label: words.takeTo(name) }),
  })
}

/** What the row itself points to comes first; a unit that this one does not oversee cannot be chosen. */
function optionsFor(
  { candidates }: ImportRow,
  { options: found, typed }: { readonly options: readonly RemoteOption[]; readonly typed: string },
) {
  const likely = new Set(candidates.map(({ unitId }) => unitId))
  const others = found.filter(({ value }) => !likely.has(value))
  const fixed = [
    ...candidates.map(({ unitId, name, inScope }) => ({
      value: unitId,
      label: inScope ? words.takeTo(name) : words.outOfScope(name),
      disabled: !inScope,
    })),
    { value: SKIP, label: words.skip },
  ]
  return [
    ...fixed.map((option) =>
      option.label.includes(typed) ? option : { ...option, style: { display: 'none' }, disabled: true },
    ),
    ...(others.length > 0 ? [{ label: words.otherUnits, options: others }] : []),
  ]
}

function told({ decision, decidedUnit }: ImportRow): string {
  if (decision === null) return words.undecided
  if (decision === SKIP) return words.skipped
  return decidedUnit ? words.takeTo(decidedUnit) : words.none
}
