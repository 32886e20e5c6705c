import { searchOrgUnits } from '#foundation/org-units/contract.ts'
import type { Filter } from '#ui/filter-bar.tsx'
import { type RemoteSource, remoteSource } from '#ui/remote-select.tsx'
import { qualificationStatus } from '#ui/statuses.ts'
import { useOperation } from '#ui/use-operation.ts'
import { FilingKind } from '../contract.ts'
import { words } from './words.ts'

const outcomes = ['pass', 'relaxed', 'relaxable', 'fail', 'cannot-tell'] as const

/** 新报、变更、更换、注销; on the list of 变更与注销 without 新报. */
export function kindFilter(following: boolean): Filter[] {
  const kinds = FilingKind.options.filter((kind) => !following || kind !== 'new')
  const options = kinds.map((value) => ({ value, label: words.kinds[value] }))
  return [{ key: 'kind', label: words.columns.kind, options, width: 130 }]
}

/** Which unit, where more than one can be meant, and how the conditions came out. */
export function unitFilters(unit: RemoteSource | null): Filter[] {
  return [
    ...(unit ? [{ key: 'unitId', label: words.columns.unit, options: [], remote: unit, width: 220 }] : []),
    {
      key: 'outcome',
      label: words.columns.outcome,
      options: outcomes.map((value) => ({ value, label: qualificationStatus(value).text })),
      width: 220,
    },
  ]
}

/** Units that register and stand below the reader's own; a county unit without branches needs no choice. */
export function useUnitsBelow(own: string | null): RemoteSource | null {
  const filter = { ...(own && { below: own }), line: 'market-regulation', can: 'registration' } as const
  const total = useOperation(searchOrgUnits, { ...filter, limit: 1 }, { enabled: own !== null }).data?.total
  if (own === null || !total || total < 2) return null
  return remoteSource({
    op: searchOrgUnits,
    filter,
    option: ({ id, shortName, above }) => ({
      value: id,
      label: shortName,
      ...(above.length > 0 && { detail: above.at(-1) ?? '' }),
    }),
  })
}
