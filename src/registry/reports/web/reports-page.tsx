import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { useCursorPage } from '#ui/use-url-filters.ts'
import { listReportPacks, type PackRow, prepareReport, readReportStanding } from '../contract.ts'
import { takeReceipt } from '../incoming/contract.ts'
import { packFileRules } from './file-rules.ts'
import { emptyHead, HeadForm } from './head-form.tsx'
import { packStatus } from './status.ts'
import { VerifyButton } from './verify-button.tsx'
import { words } from './words.ts'

type Standing = OutputOf<typeof readReportStanding>

/** 上报与回执: how the unit stands, the next pack, and all that were sent. */
export default function ReportsPage() {
  const of = useScreenParams('unitId')
  const standing = useOperation(readReportStanding, of)
  const { data } = standing
  return (
    <>
      <PageTitle
        title={words.title}
        sub={data?.receiver ? words.to(data.receiver.name) : data ? words.nobody : undefined}
        actions={
          <>
            <Link to="/units/$unitId/report-keys" params={of}>
              {words.keysLink}
            </Link>
            <Link to="/units/$unitId/report-columns" params={of}>
              {words.columnsLink}
            </Link>
          </>
        }
      />
      <Stack>
        <RefusedAlert error={standing.error} />
        {data?.receiver ? (
          <Section title={words.standing}>
            <Stack>
              <StandingFacts standing={data} />
              <Next unitId={of.unitId} standing={data} />
            </Stack>
          </Section>
        ) : null}
        <Packs unitId={of.unitId} />
        <Section title={words.verify}>
          <Stack>
            <Muted>{words.verifyHow}</Muted>
            <VerifyButton unitId={of.unitId} />
          </Stack>
        </Section>
        {data?.delivery === 'to-file' ? <TakeReceipt unitId={of.unitId} /> : null}
      </Stack>
    </>
  )
}

function StandingFacts({ standing }: { readonly standing: Standing }) {
  const { interval, intervalSource, period, due, sent, missed, delivery } = standing
  return (
    <Facts
      items={[
        { term: words.interval, value: `${interval ?? words.unlaid}（${intervalSource}）` },
        { term: words.period, value: period.label },
        { term: words.due, value: due ?? words.unlaid },
        { term: words.state, value: sent ? <StatusText status={packStatus(sent)} /> : words.notSent },
        ...(missed
          ? [
              {
                term: '',
                value: <StatusText status={{ text: words.missed(missed), icon: 'warning', tone: 'error' }} />,
              },
            ]
          : []),
        { term: words.how, value: words.delivery[delivery] },
      ]}
    />
  )
}

function Next({ unitId, standing }: { readonly unitId: string; readonly standing: Standing }) {
  const [open, setOpen] = useState(false)
  const navigate = useNavigate()
  const prepare = useCommand(prepareReport, {
    invalidates: [readReportStanding, listReportPacks],
    onDone: ({ id }) => navigate({ to: '/reports/$unitId/$packId', params: { unitId, packId: id } }),
  })
  if (standing.draftId)
    return (
      <Link to="/reports/$unitId/$packId" params={{ unitId, packId: standing.draftId }}>
        {words.toDraft}
      </Link>
    )
  if (!open)
    return (
      <div>
        <Button type="primary" onClick={() => setOpen(true)}>
          {words.prepare}
        </Button>
      </div>
    )
  return (
    <Stack>
      <Muted>{words.prepareHow}</Muted>
      <HeadForm
        head={emptyHead()}
        submit={words.start}
        saving={prepare.isPending}
        error={prepare.error}
        onSubmit={(head) => prepare.mutate({ unitId, ...head })}
        onCancel={() => setOpen(false)}
      />
    </Stack>
  )
}

function PackLink({ pack }: { readonly pack: PackRow }) {
  return (
    <Link to="/reports/$unitId/$packId" params={{ unitId: pack.unitId, packId: pack.id }}>
      {pack.number ?? words.draftNumber}
    </Link>
  )
}

function Packs({ unitId }: { readonly unitId: string }) {
  const page = useCursorPage()
  const list = useOperation(listReportPacks, { unitId, cursor: page.cursor }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next ?? null
  const { columns } = words
  return (
    <Section title={words.list} flush>
      <RefusedAlert error={list.error} />
      <DataTable
        caption={words.listCaption}
        rows={rows}
        rowKey={({ id }) => id}
        loading={list.isPending}
        empty={<EmptyState text={words.emptyList} />}
        paging={{
          from: page.from,
          total: list.data?.total ?? 0,
          order: words.newestFirst,
          onPrevious: page.previous,
          onNext: next === null ? undefined : () => page.next(next, rows.length),
        }}
        columns={[
          { key: 'number', title: columns.number, width: 170, render: (_, pack) => <PackLink pack={pack} /> },
          { key: 'period', title: columns.period, render: (_, { period }) => period.label },
          { key: 'asOf', title: columns.asOf, width: 120, dataIndex: 'asOf' },
          { key: 'sent', title: columns.sent, width: 150, render: (_, { sentAt }) => instant(sentAt) },
          {
            key: 'status',
            title: columns.status,
            width: 120,
            render: (_, { status }) => <StatusText status={packStatus(status)} />,
          },
          { key: 'receiver', title: columns.receiver, render: (_, { receiverName }) => receiverName },
          { key: 'slips', title: columns.slips, width: 80, align: 'right', dataIndex: 'slips' },
        ]}
        phoneRow={(pack) => ({
          name: <PackLink pack={pack} />,
          meta: `${pack.period.label}　${pack.asOf}`,
          status: <StatusText status={packStatus(pack.status)} />,
        })}
      />
    </Section>
  )
}

function TakeReceipt({ unitId }: { readonly unitId: string }) {
  const [said, setSaid] = useState('')
  return (
    <Section title={words.receiptTitle}>
      <Stack>
        <Muted>{words.receiptHow}</Muted>
        {said ? <Alert type="success" showIcon title={said} role="status" /> : null}
        <FileDrop
          label={words.receiptFile}
          rules={packFileRules}
          upload={(file, options) => uploadBytes(takeReceipt, { unitId }, file, options)}
          onUploaded={({ number, result }) => setSaid(words.receiptTaken(number, result))}
        />
      </Stack>
    </Section>
  )
}
