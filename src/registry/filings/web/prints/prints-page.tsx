import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { addressOf } from '#platform/client.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { cancelPrint, type FilingPrint, fetchPrint, listPrints } from '../../prints/contract.ts'
import { printWords as words } from './print-words.ts'

const atWork = ({ status }: FilingPrint) => status === 'waiting' || status === 'running'

/** My prints of the last day: how far they are, what is missing in them, and their files. */
export default function PrintsPage() {
  const { unitId } = useScreenParams('unitId')
  const first = useOperation(listPrints, { unitId })
  const busy = first.data?.rows.some(atWork) ?? false
  const list = useOperation(listPrints, { unitId }, { every: busy ? 1000 : false })
  const cancel = useCommand(cancelPrint, { invalidates: [listPrints] })
  const rows = list.data?.rows ?? []
  const state = (row: FilingPrint) => (
    <State row={row} onCancel={() => cancel.mutate({ unitId, printId: row.id })} />
  )
  const what = ({ total, shown }: FilingPrint) => words.what(total, words[shown])
  return (
    <>
      <PageTitle title={words.title} sub={words.sub} />
      <Section flush>
        <RefusedAlert error={list.error ?? cancel.error} />
        <DataTable
          caption={words.caption}
          rows={rows}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<EmptyState text={words.empty} action={<Link to="/register">{words.toRegister}</Link>} />}
          columns={[
            {
              key: 'asked',
              title: words.columns.asked,
              width: 160,
              render: (_, row) => instant(row.askedAt),
            },
            { key: 'what', title: words.columns.what, width: 260, render: (_, row) => what(row) },
            { key: 'state', title: words.columns.state, render: (_, row) => state(row) },
            { key: 'file', title: words.columns.file, width: 160, render: (_, row) => <File row={row} /> },
          ]}
          phoneRow={(row) => ({
            name: what(row),
            meta: (
              <>
                {instant(row.askedAt)}
                {state(row)}
              </>
            ),
            status: <File row={row} />,
          })}
        />
      </Section>
    </>
  )
}

function State({ row, onCancel }: { readonly row: FilingPrint; readonly onCancel: () => void }) {
  if (atWork(row)) {
    return (
      <>
        <Progress
          percent={Math.floor((row.done / row.total) * 100)}
          showInfo={false}
          size="small"
          aria-label={words.states[row.status]}
        />
        <span role="status">{words.progress(row.done, row.total)}</span>{' '}
        <Button type="link" size="small" onClick={onCancel}>
          {words.cancel}
        </Button>
      </>
    )
  }
  return (
    <>
      <span>{words.states[row.status]}</span>
      {row.leftOut.length > 0 ? (
        <>
          {'　'}
          {words.leftOut(row.leftOut.length)}
          <ul>
            {row.leftOut.map(({ filingId, name, reason }) => (
              <li key={filingId}>{name ? `${name}：${reason}` : reason}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

function File({ row }: { readonly row: FilingPrint }) {
  if (row.size === null) return null
  const href = addressOf(fetchPrint, { unitId: row.unitId, printId: row.id })
  return (
    <a href={href} target="_blank" rel="noreferrer" className="opens-list">
      {`${words.fetch}（${words.size((row.size / 1_048_576).toFixed(1))}）`}
    </a>
  )
}
