import type { ReactNode } from 'react'
import css from './field.module.css'
import { StatusGlyph } from './icons.tsx'
import { words } from './words.ts'

/** The element id of the field for a problem's `path` (`person.mobile`, `resume.0.from`), so that an error can lead to it. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll(/[^\w-]/g, '-')}`
}

/** What a control takes over from its field: spread it on antd's Input, Select, InputNumber, DateInput … */
export type FieldControl = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly status: 'error' | ''
}

export type FieldProps = {
  /** Path of the value in the contract's schema; becomes the id that ErrorSummary leads to. */
  readonly name: string
  readonly label: ReactNode
  /** Everything is required unless this says 选填. */
  readonly optional?: boolean
  readonly hint?: ReactNode
  /** Reason and remedy, without the label: “填了 10 位，应为 11 位。请补全。” */
  readonly error?: string | undefined
  /** Both columns of a FieldGrid. */
  readonly wide?: boolean
  readonly children: (control: FieldControl) => ReactNode
}

function Mark({ optional }: { readonly optional: boolean }) {
  return optional ? <span className={css.optional}>{words.optional}</span> : null
}

function Notes({
  id,
  error,
  hint,
}: {
  readonly id: string
  readonly error: string | undefined
  readonly hint: ReactNode
}) {
  return (
    <>
      {error && (
        <div className={css.error} id={`${id}-error`}>
          <StatusGlyph name="exclamation" />
          <span>{error}</span>
        </div>
      )}
      {hint && (
        <div className={css.hint} id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </>
  )
}

/** A problem's message begins with 哪里; at the field itself the label says that. */
function withoutLabel(error: string | undefined, label: ReactNode): string | undefined {
  const place = `${typeof label === 'string' ? label : ''}：`
  return error?.startsWith(place) ? error.slice(place.length) : error
}

function controlOf(id: string, error: string | undefined, hint: ReactNode): FieldControl {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
    status: error ? 'error' : '',
  }
}

/** Label above, the control, then error and hint, all tied together for screen readers. */
export function Field({ name, label, optional = false, hint, error, wide = false, children }: FieldProps) {
  const id = fieldId(name)
  return (
    <div className={wide ? `${css.field} ${css.wide}` : css.field}>
      <label htmlFor={id} className={css.label}>
        {label}
        <Mark optional={optional} />
      </label>
      {children(controlOf(id, error, hint))}
      <Notes id={id} error={withoutLabel(error, label)} hint={hint} />
    </div>
  )
}

/** As Field, for a group of radio buttons or check boxes: the label is the group's legend. */
export function FieldSet({ name, label, optional = false, hint, error, wide = false, children }: FieldProps) {
  const id = fieldId(name)
  const control = controlOf(id, error, hint)
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={wide ? `${css.field} ${css.wide}` : css.field}
      aria-describedby={control['aria-describedby']}
    >
      <legend className={css.label}>
        {label}
        <Mark optional={optional} />
      </legend>
      {children({ ...control, id: `${id}-choice` })}
      <Notes id={id} error={withoutLabel(error, label)} hint={hint} />
    </fieldset>
  )
}

/** A value that follows from others (性别 from 身份证号): shown, never typed. `from`: “由身份证号得出”. */
export function DerivedField({
  name,
  label,
  value,
  from,
  wide = false,
}: {
  readonly name: string
  readonly label: ReactNode
  readonly value: ReactNode
  readonly from: string
  readonly wide?: boolean
}) {
  const id = fieldId(name)
  return (
    <div className={wide ? `${css.field} ${css.wide}` : css.field}>
      <label htmlFor={id} className={css.label}>
        {label}
      </label>
      <output id={id} className={css.derived} aria-describedby={`${id}-hint`}>
        {value ?? words.none}
      </output>
      <div className={css.hint} id={`${id}-hint`}>
        {from}
      </div>
    </div>
  )
}

/** Fields in two columns, on narrow windows in one. */
export function FieldGrid({ children }: { readonly children: ReactNode }) {
  return <div className={css.grid}>{children}</div>
}
