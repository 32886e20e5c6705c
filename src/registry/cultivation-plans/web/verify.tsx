import { Button } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useOperation } from '#ui/use-operation.ts'
import type { Plan } from '../contract.ts'
import { verifyPlan } from '../handing/contract.ts'
import { words } from './words.ts'

/** Asks for the numbers once more, and says whether they are the same. */
export function Verify({ plan }: { readonly plan: Plan }) {
  const [asked, setAsked] = useState(false)
  const answer = useOperation(verifyPlan, { unitId: plan.unitId, planId: plan.id }, { enabled: asked })
  return (
    <div style={{ marginTop: 12 }}>
      <Button
        size="small"
        loading={answer.isFetching}
        onClick={() => (asked ? void answer.refetch() : setAsked(true))}
      >
        {words.verify}
      </Button>{' '}
      <RefusedAlert error={answer.error} />
      <span role="status">
        {answer.data?.same ? (
          <StatusText status={{ text: words.verified, icon: 'check-circle', tone: 'success' }} />
        ) : null}
        {answer.data && !answer.data.same ? (
          <StatusText
            status={{
              text: `${words.differs}${answer.data.differences.join('')}`,
              icon: 'warning',
              tone: 'error',
            }}
          />
        ) : null}
      </span>
    </div>
  )
}
