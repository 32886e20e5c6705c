import { searchOrgUnits } from '#foundation/org-units/contract.ts'
import type { Roster, RosterScope } from '#registry/rosters/contract.ts'
import type { Tag } from '#registry/tags/contract.ts'
import type { Filter } from '#ui/filter-bar.tsx'
import { type RemoteSource, remoteSource } from '#ui/remote-select.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { CqoState, EnterpriseSize } from '../contract.ts'
import { INDUSTRIES } from '../industries.ts'
import { words } from './directory-words.ts'

export const filterKeys = ['text', 'unitId', 'state', 'cqo', 'list', 'tagId', 'size', 'industry'] as const
export type FilterKey = (typeof filterKeys)[number]

const { filters, states } = words

type Choices = {
  readonly units: RemoteSource | null
  readonly tags: readonly Tag[]
  readonly scopes: readonly RosterScope[]
  readonly rosters: readonly Roster[]
  /** The industry line is not told of people. */
  readonly people: boolean
}

/** What the directory can be filtered by, as far as the reader has it. */
export function directoryFilters({ units, tags, scopes, rosters, people }: Choices): Filter[] {
  const named = rosters.map(({ id, name }) => ({ value: id, label: name }))
  const kept = new Set(rosters.map(({ scopeCode }) => scopeCode))
  const whole = scopes
    .filter(({ code }) => kept.has(code))
    .map(({ code, name }) => ({ value: code, label: words.allOfScope(name) }))
  return [
    ...(units ? [{ key: 'unitId', label: filters.unit, options: [], remote: units, width: 200 }] : []),
    ...(people ? [{ key: 'cqo', label: filters.cqo, options: optionsOf(words.cqo), width: 190 }] : []),
    ...(named.length > 0
      ? [{ key: 'list', label: filters.list, options: [...whole, ...named], width: 180 }]
      : []),
    ...(tags.length > 0
      ? [
          {
            key: 'tagId',
            label: filters.tag,
            options: tags.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
    {
      key: 'size',
      label: filters.size,
      options: [
        ...EnterpriseSize.options.map((size) => ({ value: size, label: size })),
        { value: 'none', label: words.noSize },
      ],
    },
    {
      key: 'industry',
      label: filters.industry,
      options: INDUSTRIES.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
      width: 180,
    },
    {
      key: 'state',
      label: filters.state,
      options: [
        { value: 'ended', label: states.ended },
        { value: 'all', label: states.all },
      ],
    },
  ]
}

function optionsOf(of: Readonly<Record<CqoState, string>>) {
  return CqoState.options.map((value) => ({ value, label: of[value] }))
}

/** Units whose enterprises the reader may see; null while there is no choice between several. */
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

/** Every unit of the market-regulation line that registers. */
export const allUnits: RemoteSource = remoteSource({
  op: searchOrgUnits,
  filter: { line: 'market-regulation', can: 'registration' },
  option: ({ id, name, above }) => ({
    value: id,
    label: name,
    ...(above.length > 0 && { detail: above.at(-1) ?? '' }),
  }),
})
