import { Input } from 'antd'
import type { FormError } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { words } from './words.ts'

export type NewAccount = { login: string; name: string; password: string; again: string }

export const blankAccount: NewAccount = { login: '', name: '', password: '', again: '' }

/** What is not filled in yet, before anything is sent. */
export function accountGaps(account: NewAccount): FormError[] {
  const gaps: FormError[] = (['name', 'login', 'password'] as const)
    .filter((key) => account[key].trim() === '')
    .map((key) => ({ path: key, message: words.missing(words[key]) }))
  if (account.password !== '' && account.again !== account.password) {
    gaps.push({ path: 'again', message: words.againDiffers })
  }
  return gaps
}

/** Login, name and a password typed twice. */
export function AccountFields({
  value,
  errors,
  onChange,
}: {
  readonly value: NewAccount
  readonly errors: readonly FormError[]
  readonly onChange: (next: NewAccount) => void
}) {
  const error = (path: string) => errors.find((each) => each.path === path)?.message
  const set = (key: keyof NewAccount) => (event: { target: { value: string } }) =>
    onChange({ ...value, [key]: event.target.value })
  return (
    <>
      <Field name="name" label={words.name} error={error('name')}>
        {(control) => (
          <Input {...control} value={value.name} autoComplete="name" maxLength={50} onChange={set('name')} />
        )}
      </Field>
      <Field name="login" label={words.login} hint={words.loginHint} error={error('login')}>
        {(control) => (
          <Input
            {...control}
            value={value.login}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={32}
            onChange={set('login')}
          />
        )}
      </Field>
      <Field name="password" label={words.password} hint={words.passwordRule} error={error('password')}>
        {(control) => (
          <Input.Password
            {...control}
            value={value.password}
            autoComplete="new-password"
            maxLength={256}
            onChange={set('password')}
          />
        )}
      </Field>
      <Field name="again" label={words.again} error={error('again')}>
        {(control) => (
          <Input.Password
            {...control}
            value={value.again}
            autoComplete="new-password"
            maxLength={256}
            onChange={set('again')}
          />
        )}
      </Field>
    </>
  )
}
