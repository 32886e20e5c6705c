import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { listRosterScopes, listRosters } from '#registry/rosters/contract.ts'
import { listTaggings, listTags, type Tag } from '#registry/tags/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { type EnterpriseRow, exportEnterprises, listEnterprises } from '../contract.ts'
import { CreditCode } from './credit-code.tsx'
import { directoryColumns, EnterpriseLink, stateOf, TagTexts } from './directory-columns.tsx'
import { directoryFilters, type FilterKey, filterKeys, useUnitsBelow } from './directory-filters.ts'
import { words } from './directory-words.ts'
import { TagBar, type TagDeed, TagUndo } from './tag-bar.tsx'

/** The enterprises that the reader may see, by name, with filters in the address; the own labels are put on many at once. */
export default function Directory() {
  const { role, unitId } = useNeededOperation(readMe, {}).grant
  const filters = useUrlFilters(filterKeys)
  const page = useCursorPage()
  const query = filters.values as { readonly [key in FilterKey]?: never }
  const list = useOperation(
    listEnterprises,
    { ...query, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const choices = useChoices(unitId)
  const tags = choices.tags
  const units = useUnitsBelow(unitId)
  const tagsOf = useTagsOf(unitId, rows, tags)
  const [chosen, setChosen] = useState<string[]>([])
  const [deed, setDeed] = useState<TagDeed | null>(null)
  const next = list.data?.next
  const upkeeps = unitId !== null && (role === 'county-officer' || role === 'city-officer')
  const nameOf = new Map(rows.map(({ id, name }) => [id, name]))
  const done = (said: TagDeed) => {
    setDeed(said)
    setChosen([])
  }
  return (
    <>
      <PageTitle title={words.title} phoneActions actions={upkeeps ? <AddLink unitId={unitId} /> : null} />
      <Section flush>
        <FilterBar
          values={filters.values}
          onChange={(key, value) => filters.set(key as FilterKey, value)}
          onClear={filters.clear}
          search={{ key: 'text', placeholder: words.search }}
          filters={directoryFilters({
            ...choices,
            units,
            people: role !== 'industry-officer',
          })}
        >
          <ExportButton op={exportEnterprises} input={query} total={list.data?.total} />
        </FilterBar>
        <RefusedAlert error={list.error} />
        {deed && unitId ? (
          <TagUndo
            unitId={unitId}
            deed={deed}
            onUndone={(said) => setDeed({ said, added: [], removed: [] })}
          />
        ) : null}
        <DataTable
          caption={words.caption}
          rows={rows}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<NothingYet upkeeps={upkeeps} unitId={unitId} />}
          onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
          columns={directoryColumns({ tagsOf, withTags: unitId !== null, withUnit: units !== null })}
          minWidth={1080}
          {...(unitId && {
            selection: {
              keys: chosen,
              onChange: setChosen,
              nameOf: (key: string) => nameOf.get(key) ?? '',
              actions: <TagBar unitId={unitId} tags={tags} chosen={chosen} onDone={done} />,
            },
          })}
          phoneRow={(row) => ({
            name: <EnterpriseLink row={row} />,
            meta: (
              <>
                <CreditCode of={row} /> <TagTexts tags={tagsOf(row)} />
              </>
            ),
            status: <PhoneState row={row} />,
          })}
          paging={{
            from: page.from,
            ...(list.data && !list.data.more && { total: list.data.total }),
            order: list.data?.more ? words.atLeast(list.data.total) : words.order,
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
    </>
  )
}

/** What stands in the filters of a unit; an enterprise sees itself alone and needs none. */
function useChoices(unitId: string | null) {
  const asked = { enabled: unitId !== null }
  const tags = useOperation(listTags, { unitId: unitId ?? '' }, asked).data?.rows ?? []
  const scopes = useOperation(listRosterScopes, {}, asked).data?.rows ?? []
  const all = useOperation(listRosters, {}, asked).data?.rows ?? []
  return { tags, scopes, rosters: all.filter(({ members }) => members > 0) }
}

function useTagsOf(unitId: string | null, rows: readonly EnterpriseRow[], tags: readonly Tag[]) {
  const enabled = unitId !== null && rows.length > 0 && tags.length > 0
  const enterpriseIds = rows.map(({ id }) => id).join(',')
  const taggings = useOperation(
    listTaggings,
    { unitId: unitId ?? '', enterpriseIds },
    { enabled, keepPrevious: true },
  )
  const on = taggings.data?.rows ?? []
  return ({ id }: EnterpriseRow) =>
    tags.filter((tag) => on.some(({ enterpriseId, tagId }) => enterpriseId === id && tagId === tag.id))
}

function PhoneState({ row }: { readonly row: EnterpriseRow }) {
  const state = stateOf(row)
  return state ? <StatusText status={state} size="small" /> : row.size
}

function AddLink({ unitId }: { readonly unitId: string }) {
  return (
    <Link to="/units/$unitId/enterprises/new" params={{ unitId }}>
      <Button type="primary">{words.add}</Button>
    </Link>
  )
}

/** The first use: who may import begins there. */
function NothingYet({ upkeeps, unitId }: { readonly upkeeps: boolean; readonly unitId: string | null }) {
  if (!upkeeps || !unitId) return <EmptyState text={words.emptyElsewhere} />
  return (
    <EmptyState
      text={words.empty}
      action={
        <Link to="/units/$unitId/imports" params={{ unitId }} className="opens-list">
          {words.toImports}
        </Link>
      }
    />
  )
}
