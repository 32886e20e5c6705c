import { type ReactNode, useId } from 'react'
import css from './page.module.css'

export type SectionProps = {
  readonly title?: ReactNode
  /** Grey words after the title: “4 件”. */
  readonly note?: ReactNode
  /** Right end of the head: a link or small buttons. */
  readonly extra?: ReactNode
  /** Content reaches the edges (tables, lists); else 16 px of padding. */
  readonly flush?: boolean
  readonly children: ReactNode
  readonly className?: string
}

/** A white card with an h2; on a phone edge to edge. */
export function Section({ title, note, extra, flush = false, children, className }: SectionProps) {
  const id = useId()
  return (
    <section
      className={[css.card, className].filter(Boolean).join(' ')}
      aria-labelledby={title ? id : undefined}
    >
      {title && (
        <div className={css.cardHead}>
          <h2 id={id}>{title}</h2>
          {note && <span className={css.note}>{note}</span>}
          <span className={css.grow} />
          {extra}
        </div>
      )}
      <div className={flush ? undefined : css.cardBody}>{children}</div>
    </section>
  )
}

/** A numbered part of a long form. `id` is the target of the task list (`#id`). */
export function FormSection({
  id,
  number,
  title,
  note,
  children,
}: {
  readonly id: string
  readonly number?: number
  readonly title: string
  readonly note?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={css.formSection} id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <div className={css.formHead}>
        <h2 id={`${id}-title`}>
          {number !== undefined && <span className={css.number}>{number}</span>}
          {title}
        </h2>
        {note && <span className={css.formNote}>{note}</span>}
      </div>
      {children}
    </section>
  )
}

/** Main column and a right column (`width` px, 344 unless told); under 1200 px the right one goes below. */
export function Columns({
  aside,
  width = 344,
  children,
}: {
  readonly aside: ReactNode
  readonly width?: number
  readonly children: ReactNode
}) {
  return (
    <div className={css.columns} style={{ '--aside-width': `${width}px` } as React.CSSProperties}>
      <div className={css.stack}>{children}</div>
      <div className={css.stack}>{aside}</div>
    </div>
  )
}

/** Cards one under the other, 16 px apart (12 px on phones). */
export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={css.stack}>{children}</div>
}

/** Words of less weight: secondary grey; `small` is 12 px tertiary. */
export function Muted({
  small = false,
  children,
}: {
  readonly small?: boolean
  readonly children: ReactNode
}) {
  return <span className={small ? css.small : css.muted}>{children}</span>
}

export type Fact = { readonly term: string; readonly value: ReactNode }

/** Terms and values: in a row (`inline`) or one under the other. */
export function Facts({
  items,
  inline = false,
}: {
  readonly items: readonly Fact[]
  readonly inline?: boolean
}) {
  return (
    <dl className={inline ? css.factsInline : css.facts}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two facts may have the same term (deeds of the same minute)
        <div key={index}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
