import { Button, Input } from 'antd'
import { useState } from 'react'
import { type Me, signIn } from '#foundation/sign-in/contract.ts'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { acceptInvitation, joinByInvitation } from '../contract.ts'
import { AccountFields, accountGaps, blankAccount } from './account-fields.tsx'
import { useEntering } from './use-entering.ts'
import { words } from './words.ts'

type Taking = { readonly token: string }

/** Takes the role with a new account. */
export function AcceptWithNew({ token, name }: Taking & { readonly name: string }) {
  const [account, setAccount] = useState({ ...blankAccount, name })
  const [gaps, setGaps] = useState<FormError[]>([])
  const [attempt, setAttempt] = useState(0)
  const accepting = useCommand(acceptInvitation, { onDone: useEntering() })
  const refused = accepting.error ? (problemOf(accepting.error).errors ?? []) : []
  const errors = gaps.length > 0 ? gaps : refused
  const submit = () => {
    const found = accountGaps(account)
    setGaps(found)
    setAttempt(attempt + 1)
    const { again: _again, ...person } = account
    if (found.length === 0) accepting.mutate({ token, ...person })
  }
  return (
    <>
      <ErrorSummary errors={errors} attempt={attempt} />
      {errors.length === 0 ? <RefusedAlert error={accepting.error} /> : null}
      <NarrowForm onSubmit={submit}>
        <AccountFields value={account} errors={errors} onChange={setAccount} />
        <Button type="primary" size="large" htmlType="submit" block loading={accepting.isPending}>
          {words.invitation.accept}
        </Button>
      </NarrowForm>
    </>
  )
}

/** Takes the role with the account that is signed in. */
export function AcceptAsMyself({
  token,
  me,
  onOther,
}: Taking & { readonly me: Me; readonly onOther: () => void }) {
  const joining = useCommand(joinByInvitation, { onDone: useEntering() })
  return (
    <Stack>
      <p>{words.invitation.signedInAs(me.name, me.login)}</p>
      <RefusedAlert error={joining.error} />
      <Button
        type="primary"
        size="large"
        block
        loading={joining.isPending}
        onClick={() => joining.mutate({ token })}
      >
        {words.invitation.acceptAs(me.name, me.login)}
      </Button>
      <Button block onClick={onOther}>
        {words.invitation.other}
      </Button>
    </Stack>
  )
}

/** Signs in first and then takes the role. */
export function AcceptWithExisting({ token }: Taking) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const joining = useCommand(joinByInvitation, { onDone: useEntering() })
  const entering = useCommand(signIn, { onDone: () => joining.mutate({ token }) })
  const input = (key: 'login' | 'password', value: string, set: (text: string) => void) => (
    <Field name={key} label={words[key]}>
      {(control) => {
        const Control = key === 'password' ? Input.Password : Input
        return (
          <Control
            {...control}
            value={value}
            autoComplete={key === 'password' ? 'current-password' : 'username'}
            maxLength={256}
            onChange={(event) => set(event.target.value)}
          />
        )
      }}
    </Field>
  )
  return (
    <>
      <RefusedAlert error={entering.error ?? joining.error} />
      <NarrowForm onSubmit={() => entering.mutate({ login, password })}>
        {input('login', login, setLogin)}
        {input('password', password, setPassword)}
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          block
          loading={entering.isPending || joining.isPending}
        >
          {words.invitation.signInAndAccept}
        </Button>
      </NarrowForm>
    </>
  )
}
