import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons'
import { Spin } from 'antd'
import { useState } from 'react'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { listOrgUnitChildren, type OrgUnitRow } from '../contract.ts'
import css from './units.module.css'
import { words } from './words.ts'

type LevelProps = {
  readonly rows: readonly OrgUnitRow[]
  readonly total: number
  /** As the tree stood on this day; today when left out. */
  readonly day: CivilDate | undefined
  readonly onShow: (id: string) => void
}

/** Units under one another; what is below one is fetched when it is opened. */
export function UnitTree(props: LevelProps) {
  return (
    <nav aria-label={words.treeLabel} className={css.tree}>
      <Level {...props} alone={props.rows.length === 1} />
    </nav>
  )
}

/** A level with a single unit opens by itself: there is nothing to choose. */
function Level({ rows, total, day, onShow, alone }: LevelProps & { readonly alone: boolean }) {
  return (
    <ul>
      {rows.map((row) => (
        <Node key={`${row.id} ${day}`} row={row} day={day} onShow={onShow} open={alone} />
      ))}
      {total > rows.length ? <li className={css.more}>{words.more(total - rows.length)}</li> : null}
    </ul>
  )
}

function Node({
  row,
  day,
  onShow,
  open: atFirst,
}: Pick<LevelProps, 'day' | 'onShow'> & { readonly row: OrgUnitRow; readonly open: boolean }) {
  const [open, setOpen] = useState(atFirst && row.children > 0)
  return (
    <li>
      <div className={css.node}>
        {row.children > 0 ? (
          <button
            type="button"
            className={css.toggle}
            aria-expanded={open}
            aria-label={open ? words.close(row.shortName) : words.open(row.shortName)}
            onClick={() => setOpen(!open)}
          >
            {open ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
          </button>
        ) : null}
        <button type="button" className={css.name} onClick={() => onShow(row.id)}>
          {row.name}
        </button>
        {row.kind === 'bureau' ? null : <span className={css.kind}>{words.kinds[row.kind]}</span>}
        <span className={css.note}>{row.numberingCode}</span>
        {row.children > 0 ? <span className={css.note}>{words.below(row.children)}</span> : null}
      </div>
      {open ? <Below unitId={row.id} day={day} onShow={onShow} /> : null}
    </li>
  )
}

function Below({ unitId, day, onShow }: Pick<LevelProps, 'day' | 'onShow'> & { readonly unitId: string }) {
  const { data, error } = useOperation(
    listOrgUnitChildren,
    { parentId: unitId, ...(day && { onDate: day }) },
    { keepPrevious: true },
  )
  if (error) return <RefusedAlert error={error} />
  if (!data) return <Spin size="small" className={css.wait ?? ''} />
  return (
    <Level rows={data.rows} total={data.total} day={day} onShow={onShow} alone={data.rows.length === 1} />
  )
}
