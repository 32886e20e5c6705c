import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { cancelItem, readItemStanding } from '../items/contract.ts'
import { ReasonModal } from './reason-modal.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

/** What the officer may do with an item of a plan in force. */
export function ItemActions({ enterpriseId, record }: RecordPart) {
  const of = { enterpriseId, itemId: record.id }
  const { may, item } = useNeededOperation(readItemStanding, of)
  const navigate = useNavigate()
  const cancel = useCommand(cancelItem, { invalidates: touched })
  return (
    <>
      {may.includes('amend') ? (
        <Button
          onClick={() => void navigate({ to: `/enterprises/${enterpriseId}/plan-items/${record.id}/amend` })}
        >
          {words.item.amend}
        </Button>
      ) : null}
      {may.includes('cancel') ? (
        <ReasonModal
          danger
          label={words.item.cancelIt}
          title={words.item.cancelTitle(item.name)}
          pending={cancel.isPending}
          error={cancel.error}
          onSend={(reason, close) =>
            cancel.mutate({ ...of, version: item.version, reason }, { onSuccess: close })
          }
        />
      ) : null}
    </>
  )
}
