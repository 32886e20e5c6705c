import { Link } from '@tanstack/react-router'
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count, instant, ratio } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import {
  type Answered,
  exportIncomingReports,
  type IncomingRow,
  listIncomingReports,
  receiveReport,
} from '../incoming/contract.ts'
import { AnswerForm, Outcome } from './answer-form.tsx'
import { packFileRules } from './file-rules.ts'
import { incomingStatus } from './status.ts'
import { words } from './words.ts'

const { incoming: said } = words
const states = ['none', 'late', 'sent', 'acknowledged', 'returned'] as const

/** Who has reported, who has not, and what waits for an answer. */
export default function IncomingPage() {
  const { unitId } = useScreenParams('unitId')
  const filters = useUrlFilters(['on', 'state'])
  const query = {
    unitId,
    on: filters.values.on,
    state: filters.values.state as IncomingRow['state'] | undefined,
  }
  const list = useOperation(listIncomingReports, query, { keepPrevious: true })
  const { data } = list
  const { data: me } = useOperation(readMe, {})
  const title = me?.grant.role === 'province-officer' ? said.province : said.city
  return (
    <>
      <PageTitle
        title={title}
        sub={data ? said.sub(data.period.label, data.due) : undefined}
        actions={
          <Link to="/units/$unitId/report-keys" params={{ unitId }}>
            {words.keysLink}
          </Link>
        }
      />
      <Stack>
        <Section
          flush
          title={data?.period.label ?? ''}
          note={data ? said.counts(data.counts) : undefined}
          extra={
            data?.before ? (
              <Space>
                <Button size="small" onClick={() => filters.set('on', data.before ?? undefined)}>
                  {said.previous}
                </Button>
                <Button
                  size="small"
                  disabled={data.after === null}
                  onClick={() => filters.set('on', data.after ?? undefined)}
                >
                  {said.next}
                </Button>
              </Space>
            ) : null
          }
        >
          <FilterBar
            values={{ state: filters.values.state }}
            onChange={(key, value) => filters.set(key as 'state', value)}
            onClear={() => filters.set('state', undefined)}
            filters={[
              {
                key: 'state',
                label: said.stateFilter,
                options: states.map((state) => ({ value: state, label: said.states[state] })),
              },
            ]}
          >
            <ExportButton op={exportIncomingReports} input={query} total={data?.rows.length} />
          </FilterBar>
          <RefusedAlert error={list.error} />
          <Rows unitId={unitId} rows={data?.rows ?? []} loading={list.isPending} />
        </Section>
        <Receive unitId={unitId} />
      </Stack>
    </>
  )
}

type RowsProps = { readonly unitId: string; readonly rows: readonly IncomingRow[]; readonly loading: boolean }

function Rows({ unitId, rows, loading }: RowsProps) {
  const [keys, setKeys] = useState<string[]>([])
  const [result, setResult] = useState<'acknowledged' | 'returned' | null>(null)
  const [outcome, setOutcome] = useState<Answered | null>(null)
  const chosen = rows.filter(({ unitId: id, state }) => keys.includes(id) && state === 'sent')
  const packs = chosen.flatMap(({ pack }) =>
    pack ? [{ unitId: pack.unitId, packId: pack.id, version: pack.version }] : [],
  )
  const begin = (wanted: 'acknowledged' | 'returned') => {
    setOutcome(null)
    setResult(wanted)
  }
  return (
    <>
      {outcome ? <Outcome outcome={outcome} /> : null}
      {result && packs.length > 0 ? (
        <div style={{ padding: 16 }}>
          <AnswerForm
            unitId={unitId}
            packs={packs}
            result={result}
            onCancel={() => setResult(null)}
            onDone={(answered) => {
              setOutcome(answered)
              setResult(null)
              setKeys([])
            }}
          />
        </div>
      ) : null}
      <DataTable
        caption={said.caption}
        rows={rows}
        rowKey={({ unitId: id }) => id}
        loading={loading}
        empty={<EmptyState text={said.empty} />}
        minWidth={900}
        paging={{ from: 1, total: rows.length, order: said.order }}
        selection={{
          keys: chosen.map(({ unitId: id }) => id),
          onChange: (wanted) =>
            setKeys(wanted.filter((key) => rows.some((row) => row.unitId === key && row.state === 'sent'))),
          nameOf: (key) => rows.find(({ unitId: id }) => id === key)?.unitName ?? '',
          mayChoose: (key) => rows.some((row) => row.unitId === key && row.state === 'sent'),
          note: said.only,
          actions: (
            <Space>
              <Button size="small" type="primary" onClick={() => begin('acknowledged')}>
                {said.acknowledge}
              </Button>
              <Button size="small" onClick={() => begin('returned')}>
                {said.returnThem}
              </Button>
            </Space>
          ),
        }}
        columns={[
          { key: 'unit', title: said.columns.unit, render: (_, { unitName }) => unitName },
          { key: 'state', title: said.columns.state, width: 150, render: (_, row) => <State row={row} /> },
          {
            key: 'number',
            title: said.columns.number,
            width: 160,
            render: (_, row) => <PackLink row={row} />,
          },
          { key: 'asOf', title: said.columns.asOf, width: 120, render: (_, { pack }) => pack?.asOf ?? '' },
          {
            key: 'sent',
            title: said.columns.sent,
            width: 150,
            render: (_, { pack }) => (pack ? instant(pack.sentAt) : ''),
          },
          {
            key: 'filed',
            title: said.columns.filed,
            width: 90,
            align: 'right',
            render: (_, { filed }) => count(filed),
          },
          {
            key: 'covered',
            title: said.columns.covered,
            width: 110,
            align: 'right',
            render: (_, row) => coveredOf(row),
          },
          {
            key: 'ratio',
            title: said.columns.ratio,
            width: 110,
            align: 'right',
            render: (_, row) => ratioOf(row),
          },
        ]}
        phoneRow={(row) => ({
          name: row.unitName,
          meta: (
            <>
              <PackLink row={row} />　{ratioOf(row)}
            </>
          ),
          status: <State row={row} />,
        })}
      />
    </>
  )
}

const coveredOf = ({ covered, aboveScale }: IncomingRow) =>
  covered === null || aboveScale === null ? '—' : `${count(covered)}／${count(aboveScale)}`
const ratioOf = ({ covered, aboveScale }: IncomingRow) =>
  covered === null || aboveScale === null ? '—' : ratio(covered, aboveScale)

function State({ row }: { readonly row: IncomingRow }) {
  return (
    <>
      <StatusText status={incomingStatus(row.state)} />
      {row.late && row.state !== 'late' ? (
        <StatusText size="small" status={{ text: said.lateSent, icon: 'warning', tone: 'warning' }} />
      ) : null}
    </>
  )
}

function PackLink({ row: { pack, unitName } }: { readonly row: IncomingRow }) {
  if (!pack) return null
  return (
    <Link
      to="/reports/$unitId/$packId"
      params={{ unitId: pack.unitId, packId: pack.id }}
      aria-label={`${pack.number ?? ''}，${said.open(unitName)}`}
    >
      {pack.number}
    </Link>
  )
}

function Receive({ unitId }: { readonly unitId: string }) {
  const [said_, setSaid] = useState('')
  return (
    <Section title={said.receiveTitle}>
      <Stack>
        <Muted>{said.receiveHow}</Muted>
        {said_ ? <Alert type="success" showIcon role="status" title={said_} /> : null}
        <FileDrop
          label={said.receiveFile}
          rules={packFileRules}
          upload={(file, options) => uploadBytes(receiveReport, { unitId }, file, options)}
          onUploaded={({ unitName, number, kind }) => setSaid(said.received(unitName, number, kind))}
        />
      </Stack>
    </Section>
  )
}
