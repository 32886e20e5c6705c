import { useEffect, useRef } from 'react'
import { fieldId } from './field.tsx'
import { StatusGlyph } from './icons.tsx'
import css from './notices.module.css'
import { words } from './words.ts'

/** A place to change. `message` is whole: 哪里：为什么。怎么办。 */
export type FormError = { readonly path: string; readonly message: string }

export type ErrorSummaryProps = {
  readonly errors: readonly FormError[]
  /** “修改后才能核对”. */
  readonly consequence?: string
  /** Replaces the whole title: “这里需要修改”. */
  readonly title?: string
  /** Count of tries (核对, 提交): the box takes the focus at each. */
  readonly attempt?: number
  /** Opens the part that holds the field, where it is not on this page. */
  readonly onOpen?: (path: string) => void
}

/** Moves the focus to the field of `path` and brings it into view; says whether there is one. */
export function focusField(path: string): boolean {
  const field = document.getElementById(fieldId(path))
  if (!field) return false
  field.scrollIntoView({ block: 'center' })
  const control = field.matches('fieldset')
    ? (field.querySelector<HTMLElement>('input, button, select, textarea') ?? field)
    : field
  control.focus({ preventScroll: true })
  return true
}

/** All places to change, each a link to its field. Shown after 核对 or 提交 was tried. */
export function ErrorSummary({ errors, consequence, title, attempt = 0, onOpen }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try moves the focus again
  useEffect(() => {
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [attempt])
  if (errors.length === 0) return null
  const heading =
    title ??
    (consequence ? words.errors.titleWith(errors.length, consequence) : words.errors.title(errors.length))
  return (
    <div className={css.errors} role="alert" tabIndex={-1} ref={box}>
      <h2>
        <StatusGlyph name="exclamation" />
        {heading}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.path} ${error.message}`}>
            <a
              href={`#${fieldId(error.path)}`}
              onClick={(event) => {
                event.preventDefault()
                if (!focusField(error.path)) onOpen?.(error.path)
              }}
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
