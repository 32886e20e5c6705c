import { Button } from 'antd'
import { useState } from 'react'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { lookFirstLink, useFirstLink } from '../contract.ts'
import { AccountFields, accountGaps, blankAccount } from './account-fields.tsx'
import { LinkGate } from './link-gate.tsx'
import { tokenInAddress } from './link-token.ts'
import { useEntering } from './use-entering.ts'
import { words } from './words.ts'

/** The link of the console makes the first system administrator. */
export default function FirstPage() {
  const [token] = useState(tokenInAddress)
  return (
    <LinkGate look={lookFirstLink} token={token} title={words.first.title} missing={words.first.noToken}>
      {() => <FirstForm token={token} />}
    </LinkGate>
  )
}

function FirstForm({ token }: { readonly token: string }) {
  const [account, setAccount] = useState(blankAccount)
  const [gaps, setGaps] = useState<FormError[]>([])
  const [attempt, setAttempt] = useState(0)
  const making = useCommand(useFirstLink, { onDone: useEntering() })
  const refused = making.error ? (problemOf(making.error).errors ?? []) : []
  const errors = gaps.length > 0 ? gaps : refused
  const submit = () => {
    const found = accountGaps(account)
    setGaps(found)
    setAttempt(attempt + 1)
    const { again: _again, ...person } = account
    if (found.length === 0) making.mutate({ token, ...person })
  }
  return (
    <>
      <p>{words.first.what}</p>
      <ErrorSummary errors={errors} attempt={attempt} />
      {errors.length === 0 ? <RefusedAlert error={making.error} /> : null}
      <NarrowForm onSubmit={submit}>
        <AccountFields value={account} errors={errors} onChange={setAccount} />
        <Button type="primary" size="large" htmlType="submit" block loading={making.isPending}>
          {words.first.submit}
        </Button>
      </NarrowForm>
    </>
  )
}
