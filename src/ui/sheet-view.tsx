import { PlusOutlined } from '@ant-design/icons'
import { type ReactNode, useId } from 'react'
import { StatusGlyph } from './icons.tsx'
import css from './sheet-view.module.css'
import { words } from './words.ts'

/** A box of the form. `key` is the path of its value; `defect` is the number of the 问题 that stands against it. */
export type SheetCell = {
  readonly key: string
  readonly label: string
  readonly value: ReactNode
  /** Takes the whole line. */
  readonly wide?: boolean
  readonly defect?: number
}

export type SheetGroup = {
  readonly title: string
  /** Right end of the head: 修改. */
  readonly action?: ReactNode
  readonly cells: readonly SheetCell[]
}

export type SheetViewProps = {
  readonly groups: readonly SheetGroup[]
  /** On review: a defect is to be written against this cell. Left out: reading only. */
  readonly onMark?: (key: string, label: string) => void
}

function Cell({ cell, onMark }: { readonly cell: SheetCell; readonly onMark: SheetViewProps['onMark'] }) {
  const names = [cell.wide && css.wide, cell.defect !== undefined && css.bad].filter(Boolean).join(' ')
  return (
    <div className={cell.wide ? `${css.pair} ${css.widePair}` : css.pair} data-cell={cell.key}>
      <dt>{cell.label}</dt>
      <dd className={names || undefined}>
        <span className={css.value}>{cell.value ?? words.none}</span>
        {cell.defect !== undefined && (
          <span className={css.defect}>
            <StatusGlyph name="exclamation" /> {words.sheet.defect(cell.defect)}
          </span>
        )}
        {onMark && cell.defect === undefined && (
          <button
            type="button"
            className={css.mark}
            aria-label={words.sheet.mark(cell.label)}
            title={words.sheet.mark(cell.label)}
            onClick={() => onMark(cell.key, cell.label)}
          >
            <PlusOutlined aria-hidden />
          </button>
        )}
      </dd>
    </div>
  )
}

function Group({ group, onMark }: { readonly group: SheetGroup; readonly onMark: SheetViewProps['onMark'] }) {
  const id = useId()
  return (
    <>
      <div className={css.head}>
        <h2 className={css.title} id={id}>
          {group.title}
        </h2>
        {group.action}
      </div>
      <dl className={css.grid} aria-labelledby={id}>
        {group.cells.map((cell) => (
          <Cell key={cell.key} cell={cell} onMark={onMark} />
        ))}
      </dl>
    </>
  )
}

/** A filed form as on paper: labels and values box by box, in the order and words of 附件1. */
export function SheetView({ groups, onMark }: SheetViewProps) {
  return (
    <div className={css.sheet}>
      {groups.map((group) => (
        <Group key={group.title} group={group} onMark={onMark} />
      ))}
    </div>
  )
}
