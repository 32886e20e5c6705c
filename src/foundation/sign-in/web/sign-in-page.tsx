import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { NarrowForm, PublicPage } from '#ui/public-page.tsx'
import { operationKey, useCommand } from '#ui/use-operation.ts'
import { readMe, signIn } from '../contract.ts'
import css from './sign-in-page.module.css'
import { words } from './words.ts'

function missing(login: string, password: string): FormError[] {
  return [
    ...(login.trim() === '' ? [{ path: 'login', message: words.loginMissing }] : []),
    ...(password === '' ? [{ path: 'password', message: words.passwordMissing }] : []),
  ]
}

/** Only an address of this site may be returned to. */
function returnAddress(to: string | undefined): string {
  return to?.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') ? to : '/'
}

/** Signing in by name and password. */
export default function SignInPage() {
  const search = useSearch({ strict: false }) as { to?: string }
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [attempt, setAttempt] = useState(0)
  const entering = useCommand(signIn, {
    onDone: async (me) => {
      queries.clear()
      queries.setQueryData(operationKey(readMe, {}), me)
      await navigate({ href: returnAddress(search.to), replace: true })
    },
  })
  function submit() {
    const gaps = missing(login, password)
    setErrors(gaps)
    setAttempt(attempt + 1)
    if (gaps.length === 0) entering.mutate({ login, password })
  }
  return (
    <PublicPage title={words.title}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {errors.length === 0 && <RefusedAlert error={entering.error} />}
      <NarrowForm onSubmit={submit}>
        <Field name="login" label={words.login}>
          {(control) => (
            <Input
              {...control}
              value={login}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field name="password" label={words.password}>
          {(control) => (
            <Input.Password
              {...control}
              value={password}
              autoComplete="current-password"
              maxLength={256}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="primary" size="large" htmlType="submit" block loading={entering.isPending}>
          {words.submit}
        </Button>
      </NarrowForm>
      <nav className={css.links} aria-label={words.more}>
        <Link to="/forgot">{words.forgot}</Link>
        <Link to="/registration">{words.register}</Link>
      </nav>
    </PublicPage>
  )
}
