import { CalendarOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { useClient } from '#ui/client.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { today as todayHere } from '#ui/format.ts'
import { keepFile } from '#ui/keep-file.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { PrintHead } from '#ui/print-head.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { usePhone } from '#ui/use-phone.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { DutyKind, DutyState, exportDuties, listDuties, printDutyCalendar } from '../contract.ts'
import { DutyTable } from './duty-table.tsx'
import { DutyTabs } from './duty-tabs.tsx'
import { filterOf, useYear } from './filters.ts'
import { MonthGrid } from './month-grid.tsx'
import { words } from './words.ts'

/** The calendar of one unit: a month, and the year's list. */
export default function DutiesPage() {
  const { unitId } = useScreenParams('unitId')
  const { grant } = useNeededOperation(readMe, {})
  const phone = usePhone()
  const filters = useUrlFilters(['year', 'month', 'state', 'kind'])
  const year = useYear(filters.values.year)
  const state = DutyState.safeParse(filters.values.state).data
  const kind = DutyKind.safeParse(filters.values.kind).data
  const query = { unitId, year, state, kind }
  const list = useOperation(listDuties, query, { keepPrevious: true })
  const today = list.data?.today ?? todayHere()
  const month =
    Number(filters.values.month) || (today.startsWith(String(year)) ? Number(today.slice(5, 7)) : 1)
  const rows = list.data?.rows ?? []
  const own = grant.unitId === unitId
  const { calendar } = words
  const unitName = rows[0]?.unitName ?? ''
  return (
    <>
      <PrintHead />
      <PageTitle
        title={own ? calendar.title : calendar.titleOf(unitName)}
        sub={calendar.sub}
        {...(!own && { above: { to: `/units/${grant.unitId}/duties-below`, label: calendar.backBelow } })}
        actions={<Files unitId={unitId} year={year} />}
      />
      <DutyTabs unitId={unitId} current="own" />
      <Stack>
        <RefusedAlert error={list.error} />
        {phone ? null : (
          <Section flush>
            <MonthGrid
              year={year}
              month={Math.min(12, Math.max(1, month))}
              today={today}
              duties={rows}
              onMonth={(next) => filters.set('month', String(next))}
            />
          </Section>
        )}
        <Section flush>
          <FilterBar
            values={{ year: filters.values.year, state, kind }}
            onChange={(key, value) => filters.set(key as 'year', value)}
            onClear={filters.clear}
            filters={filterOf(today)}
          >
            <ExportButton op={exportDuties} input={query} total={list.data?.rows.length} />
          </FilterBar>
          <DutyTable
            caption={calendar.caption(year)}
            rows={rows}
            year={year}
            may={{
              mark: list.data?.mayMark ?? false,
              rule: list.data?.mayRule ?? false,
              ...(list.data?.mayRule && { issuerId: grant.unitId ?? undefined }),
            }}
            loading={list.isPending}
            empty={<EmptyState text={calendar.empty} />}
            onClearFilters={state || kind ? filters.clear : undefined}
          />
        </Section>
      </Stack>
    </>
  )
}

function Files({ unitId, year }: { readonly unitId: string; readonly year: number }) {
  const client = useClient()
  const ics = async () => {
    const file = await client.download(printDutyCalendar, { unitId, year })
    keepFile(file.bytes, file.mediaType, file.fileName)
  }
  return (
    <>
      <Button icon={<CalendarOutlined aria-hidden />} onClick={() => void ics()}>
        {words.calendar.ics}
      </Button>
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
        {words.calendar.print}
      </Button>
    </>
  )
}
