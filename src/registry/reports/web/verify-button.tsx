import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/operation.ts'
import { useClient } from '#ui/client.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Stack } from '#ui/section.tsx'
import { verifyReports } from '../contract.ts'
import { words } from './words.ts'

type Found = OutputOf<typeof verifyReports>

/** Recomputes when asked: it reads everything that the packs rest on. */
export function VerifyButton({ unitId, packId }: { readonly unitId: string; readonly packId?: string }) {
  const client = useClient()
  const [state, setState] = useState<{ running?: boolean; found?: Found; error?: unknown }>({})
  const start = async () => {
    setState({ running: true })
    try {
      setState({ found: await client.call(verifyReports, { unitId, packId }) })
    } catch (error) {
      setState({ error })
    }
  }
  return (
    <Stack>
      <div>
        <Button loading={state.running ?? false} onClick={() => void start()}>
          {packId ? words.pack.verifyThis : words.verify}
        </Button>
      </div>
      <RefusedAlert error={state.error} />
      {state.found ? <Outcome found={state.found} /> : null}
    </Stack>
  )
}

function Outcome({ found: { rows, ok } }: { readonly found: Found }) {
  const compared = rows.reduce((sum, row) => sum + row.compared, 0)
  if (ok)
    return (
      <Alert
        type="success"
        showIcon
        role="status"
        title={rows.length === 0 ? words.noneSent : words.verified(rows.length, compared)}
      />
    )
  const last = rows.at(-1)
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={words.differs(last?.number ?? '')}
      description={
        <ul>
          {(last?.differences ?? []).slice(0, 20).map(({ where, published, recomputed }) => (
            <li key={where}>{words.difference(where, published, recomputed)}</li>
          ))}
        </ul>
      }
    />
  )
}
