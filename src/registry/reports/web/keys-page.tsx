import { Button, Input, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { keepFile } from '#ui/keep-file.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { listReportKeys, makeReportKey, type PeerKey, revokePeerKey } from '../keys/contract.ts'
import { ConfirmKey, EnterKey } from './peer-key-forms.tsx'
import { words } from './words.ts'

type Keys = OutputOf<typeof listReportKeys>
const said = words.keys

/** The unit's own keys with their fingerprints, and the public keys of units that use another installation. */
export default function KeysPage() {
  const of = useScreenParams('unitId')
  const list = useOperation(listReportKeys, of)
  return (
    <>
      <PageTitle title={said.title} sub={said.sub} />
      <Stack>
        <RefusedAlert error={list.error} />
        <OwnKeys unitId={of.unitId} keys={list.data?.own ?? []} />
        <PeerKeys unitId={of.unitId} keys={list.data?.peers ?? []} loading={list.isPending} />
        <EnterKey unitId={of.unitId} />
      </Stack>
    </>
  )
}

function saveKey({ file }: Keys['own'][number]) {
  const bytes = new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`)
  keepFile(bytes, 'application/json', `${file.name}.cqokey`)
}

function OwnKeys({ unitId, keys }: { readonly unitId: string; readonly keys: Keys['own'] }) {
  const [reason, setReason] = useState('')
  const make = useCommand(makeReportKey, { invalidates: [listReportKeys], onDone: () => setReason('') })
  const errors = make.error ? (problemOf(make.error).errors ?? []) : []
  return (
    <Section title={said.own}>
      <Stack>
        {keys.length === 0 ? <Muted>{said.ownNone}</Muted> : null}
        {keys.map((key) => (
          <div key={key.id}>
            <div>
              {key.replacedAt ? said.old : <b>{said.inUse}</b>}　{said.made} {instant(key.madeAt)}
            </div>
            <div>
              {said.spoken}：<b>{key.spoken}</b>
            </div>
            {key.replacedAt ? null : <Button onClick={() => saveKey(key)}>{said.download}</Button>}
          </div>
        ))}
        {make.error && errors.length === 0 ? <RefusedAlert error={make.error} /> : null}
        {keys.length > 0 ? <Muted>{said.renewHow}</Muted> : null}
        <Field
          name="reason"
          label={said.reason}
          error={errors.find(({ path }) => path === 'reason')?.message}
        >
          {(control) => <TextInput {...control} value={reason} onChange={setReason} />}
        </Field>
        <div>
          <Button
            loading={make.isPending}
            disabled={reason.trim() === ''}
            onClick={() => make.mutate({ unitId, reason })}
          >
            {keys.length > 0 ? said.renew : said.make}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

const looks = {
  entered: { icon: 'clock', tone: 'warning' },
  confirmed: { icon: 'check-circle', tone: 'success' },
  replaced: { icon: 'swap', tone: 'muted' },
  revoked: { icon: 'stop', tone: 'muted' },
} as const

const Look = ({ status }: Pick<PeerKey, 'status'>) => (
  <StatusText status={{ text: said.statuses[status], ...looks[status] }} />
)

type PeerProps = { readonly unitId: string; readonly keys: readonly PeerKey[]; readonly loading: boolean }

function PeerKeys({ unitId, keys, loading }: PeerProps) {
  const [confirming, setConfirming] = useState<string | null>(null)
  const chosen = keys.find(({ id }) => id === confirming)
  const deeds = (key: PeerKey) => <Deeds unitId={unitId} peer={key} onConfirm={() => setConfirming(key.id)} />
  return (
    <Section title={said.peers} flush>
      {chosen ? (
        <div style={{ padding: 16 }}>
          <ConfirmKey key={chosen.id} unitId={unitId} peer={chosen} onDone={() => setConfirming(null)} />
        </div>
      ) : null}
      <DataTable
        caption={said.peers}
        rows={keys}
        rowKey={({ id }) => id}
        loading={loading}
        empty={<EmptyState text={said.peersNone} />}
        columns={[
          {
            key: 'unit',
            title: said.columns.unit,
            render: (_, { peerName, peerCode }) => `${peerName}（${peerCode}）`,
          },
          {
            key: 'status',
            title: said.columns.status,
            width: 140,
            render: (_, { status }) => <Look status={status} />,
          },
          {
            key: 'who',
            title: said.columns.who,
            render: (_, key) => said.who(key.enteredBy, key.confirmedBy),
          },
          { key: 'deeds', title: said.columns.deeds, width: 220, render: (_, key) => deeds(key) },
        ]}
        phoneRow={(key) => ({
          name: key.peerName,
          meta: (
            <>
              {said.who(key.enteredBy, key.confirmedBy)}
              {deeds(key)}
            </>
          ),
          status: <Look status={key.status} />,
        })}
      />
    </Section>
  )
}

type DeedProps = { readonly unitId: string; readonly peer: PeerKey; readonly onConfirm: () => void }

function Deeds({ unitId, peer, onConfirm }: DeedProps) {
  const [reason, setReason] = useState('')
  const revoke = useCommand(revokePeerKey, { invalidates: [listReportKeys] })
  if (peer.status === 'revoked') return <>{peer.revokeReason}</>
  return (
    <Space size={4} wrap>
      {peer.status === 'entered' && peer.look === 'other-officer' ? <Muted>{said.other}</Muted> : null}
      {peer.status === 'entered' && peer.look !== 'other-officer' ? (
        <Button type="link" size="small" onClick={onConfirm}>
          {said.confirm}
        </Button>
      ) : null}
      <Popconfirm
        title={said.revokeAsk}
        description={
          <Input
            aria-label={said.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        }
        okText={said.revoke}
        cancelText={words.cancel}
        okButtonProps={{ disabled: reason.trim().length < 2 }}
        onConfirm={() => revoke.mutate({ unitId, keyId: peer.id, reason })}
      >
        <Button type="link" size="small" loading={revoke.isPending}>
          {said.revoke}
        </Button>
      </Popconfirm>
    </Space>
  )
}
