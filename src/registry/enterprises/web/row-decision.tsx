import { Select } from 'antd'
import { listOrgUnits, type OrgUnit } from '#foundation/org-units/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { decideImportRow, type ImportRow, type ImportRun, listImportRows, readImport } from '../contract.ts'
import { unitsInScope } from './units-in-scope.ts'
import { words } from './words.ts'

const SKIP = 'skip'

type Props = { readonly run: ImportRun; readonly row: ImportRow }

/** Where a doubtful row goes: chosen while the dry run stands, told afterwards. */
export function RowDecision({ run, row }: Props) {
  const units = useOperation(listOrgUnits, {}).data?.rows ?? []
  if (row.outcome !== 'doubtful') return null
  return run.status === 'checked' ? <Choice run={run} row={row} units={units} /> : told(row, units)
}

function Choice({ run, row, units }: Props & { readonly units: readonly OrgUnit[] }) {
  const decide = useCommand(decideImportRow, { invalidates: [listImportRows, readImport] })
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
        style={{ width: '100%' }}
        aria-label={words.decisionOf(row.line)}
        placeholder={words.choose}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={row.decision}
        loading={decide.isPending}
        options={optionsFor(row, unitsInScope(units, run.unitId))}
        onChange={take}
      />
      {decide.error ? <RefusedAlert error={decide.error} /> : null}
    </>
  )
}

/** What the row itself points to comes first; a unit that this one does not oversee cannot be chosen. */
function optionsFor({ candidates }: ImportRow, scope: readonly OrgUnit[]) {
  const inScope = new Set(scope.map(({ id }) => id))
  const likely = new Set(candidates.map(({ unitId }) => unitId))
  const others = scope.filter(({ id }) => !likely.has(id))
  return [
    ...candidates.map(({ unitId, name }) => ({
      value: unitId,
      label: inScope.has(unitId) ? words.takeTo(name) : words.outOfScope(name),
      disabled: !inScope.has(unitId),
    })),
    { value: SKIP, label: words.skip },
    ...(others.length > 0
      ? [
          {
            label: words.otherUnits,
            options: others.map(({ id, name }) => ({ value: id, label: words.takeTo(name) })),
          },
        ]
      : []),
  ]
}

function told({ decision }: ImportRow, units: readonly OrgUnit[]): string {
  if (decision === null) return words.undecided
  if (decision === SKIP) return words.skipped
  const unit = units.find(({ id }) => id === decision)
  return unit ? words.takeTo(unit.name) : words.none
}
