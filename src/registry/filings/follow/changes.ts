import { fieldLabels } from '../field-labels.ts'
import type { PrivateForm, PublicForm } from '../form.ts'

/** A filing's content, private fields in full. */
export type Content = {
  readonly form: PublicForm & PrivateForm
  readonly photoId: string | null
  readonly scanIds: readonly string[]
}

/** Places in which a 变更 differs from the filing it follows: keys of the form, `extensions.…`, `photo`, `papers`. */
export function changesOf(before: Content, after: Content): string[] {
  const keys = (Object.keys(fieldLabels) as (keyof typeof fieldLabels)[]).filter(
    (key) => key !== 'extensions' && key !== 'evidence',
  )
  const fields = keys.filter((key) => !same(before.form[key], after.form[key]))
  const items = new Set([...keysOf(before), ...keysOf(after)])
  const extensions = [...items]
    .filter((key) => !same(before.form.extensions?.[key], after.form.extensions?.[key]))
    .map((key) => `extensions.${key}`)
  return [
    ...fields,
    ...extensions.sort(),
    ...(before.photoId === after.photoId ? [] : ['photo']),
    ...(same([...before.scanIds].sort(), [...after.scanIds].sort()) ? [] : ['papers']),
  ]
}

const keysOf = ({ form }: Content) => Object.keys(form.extensions ?? {})

/** Equal as kept: order of keys and what is left empty make no difference. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

function plain(value: unknown): unknown {
  if (value === undefined || value === '' || value === null) return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(plain)
  if (typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, each]) => plain(each) !== null)
  if (entries.length === 0) return null
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, plain(v)]))
}
