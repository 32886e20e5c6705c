import { useNavigate } from '@tanstack/react-router'
import { Button, Popconfirm, Space } from 'antd'
import { RefusedAlert } from '#ui/fault.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  discardReport,
  listReportChanges,
  listReportPacks,
  listReportRows,
  type Pack,
  readReport,
  readReportStanding,
  sendReport,
} from '../contract.ts'
import { words } from './words.ts'

const touched = [readReport, readReportStanding, listReportPacks, listReportRows, listReportChanges]

/** 上报, after the figures below were looked at; 删除草稿. */
export function SendPanel({ pack }: { readonly pack: Pack }) {
  const navigate = useNavigate()
  const of = { unitId: pack.unitId, packId: pack.id, version: pack.version }
  const send = useCommand(sendReport, { invalidates: touched })
  const discard = useCommand(discardReport, {
    invalidates: [readReportStanding, listReportPacks],
    onDone: () => navigate({ to: '/units/$unitId/reports', params: { unitId: pack.unitId } }),
  })
  return (
    <div>
      <RefusedAlert error={send.error ?? discard.error} />
      <Space>
        <Popconfirm
          title={words.pack.sendAsk(pack.receiverName)}
          okText={words.pack.send}
          cancelText={words.cancel}
          onConfirm={() => send.mutate({ ...of, digest: pack.digest ?? '' })}
        >
          <Button type="primary" loading={send.isPending}>
            {words.pack.send}
          </Button>
        </Popconfirm>
        <Popconfirm
          title={words.pack.discardAsk}
          okText={words.pack.discard}
          cancelText={words.cancel}
          onConfirm={() => discard.mutate(of)}
        >
          <Button loading={discard.isPending}>{words.pack.discard}</Button>
        </Popconfirm>
      </Space>
    </div>
  )
}
