import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage } from '#ui/use-url-filters.ts'
import { exportSamePersons, listSamePersons, type SamePerson } from '../lists/contract.ts'
import { useAsked } from './as-of.ts'
import { nameOf } from './members-page.tsx'
import { words } from './words.ts'

/** K10: one person, several enterprises. */
export default function SamePersonPage() {
  const { unitId } = useScreenParams('unitId')
  const { asked } = useAsked()
  const page = useCursorPage()
  const input = { unitId, ...(asked.on && { on: asked.on }) }
  const found = useOperation(
    listSamePersons,
    { ...input, cursor: page.cursor, limit: 50 },
    { keepPrevious: true },
  )
  const rows = found.data?.rows ?? []
  const next = found.data?.next
  return (
    <>
      <PageTitle
        title={words.samePerson}
        above={{ to: `/units/${unitId}/coverage`, label: words.members.back }}
        sub={words.person.sub}
        actions={<ExportButton op={exportSamePersons} input={input} total={found.data?.total} />}
      />
      <Section flush>
        <DataTable<SamePerson>
          caption={words.samePerson}
          rows={rows}
          rowKey={({ person, enterprises }) => `${person} ${enterprises[0]?.enterpriseId}`}
          loading={found.isPending}
          empty={words.person.empty}
          paging={{
            from: page.from,
            ...(found.data && { total: found.data.total }),
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
          columns={[
            { key: 'person', title: words.person.person, dataIndex: 'person', width: 140 },
            { key: 'where', title: words.person.enterprises, render: (_, row) => <Enterprises row={row} /> },
          ]}
          phoneRow={(row) => ({ name: row.person, meta: <Enterprises row={row} /> })}
        />
      </Section>
    </>
  )
}

function Enterprises({ row: { enterprises, elsewhere } }: { readonly row: SamePerson }) {
  return (
    <>
      {enterprises.map((each) => (
        <div key={each.enterpriseId}>
          {nameOf(each)}
          <Muted>
            {`　${[
              each.unitName,
              each.positionTitle,
              each.fullTime ? words.person.fullTime : words.person.partTime,
              each.filingNo,
            ]
              .filter(Boolean)
              .join('，')}`}
          </Muted>
        </div>
      ))}
      {elsewhere > 0 ? <Muted small>{words.person.elsewhere(elsewhere)}</Muted> : null}
    </>
  )
}
