import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DataTable, type TablePaging } from '#ui/data-table.tsx'
import { Muted } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Duty } from '../contract.ts'
import { basisWords, doneByWords, periodWords } from '../words.ts'
import { DutyDeeds, type MayDo } from './duty-deeds.tsx'
import { dutyStatus } from './looks.ts'
import { words } from './words.ts'

type DutyTableProps = {
  readonly caption: string
  readonly rows: readonly Duty[]
  readonly year: number
  readonly may: MayDo
  readonly withUnit?: boolean
  readonly loading: boolean
  readonly empty: ReactNode
  readonly onClearFilters?: (() => void) | undefined
  readonly paging?: TablePaging
}

/** Duties, of one unit or of many. */
export function DutyTable({ rows, year, may, withUnit = false, ...table }: DutyTableProps) {
  const { columns } = words
  const unit = (duty: Duty) => (
    <Link
      to="/units/$unitId/duties"
      params={{ unitId: duty.unitId }}
      search={{ year: String(year) } as never}
    >
      {duty.unitName}
    </Link>
  )
  return (
    <DataTable
      {...table}
      rows={rows}
      rowKey={({ unitId, key, period }) => `${unitId} ${key} ${period}`}
      minWidth={withUnit ? 1060 : 860}
      columns={[
        ...(withUnit
          ? [{ key: 'unit', title: columns.unit, width: 200, render: (_: unknown, duty: Duty) => unit(duty) }]
          : []),
        { key: 'title', title: columns.title, render: (_, duty) => <What duty={duty} /> },
        { key: 'due', title: columns.due, width: 140, render: (_, duty) => <Due duty={duty} /> },
        { key: 'state', title: columns.state, width: 190, render: (_, duty) => <State duty={duty} /> },
        { key: 'basis', title: columns.basis, width: 200, render: (_, duty) => <Basis duty={duty} /> },
        {
          key: 'deeds',
          title: columns.deeds,
          width: 150,
          render: (_, duty) => <DutyDeeds duty={duty} year={year} may={may} />,
        },
      ]}
      phoneRow={(duty) => ({
        name: withUnit ? unit(duty) : duty.title,
        meta: (
          <>
            {withUnit ? <div>{duty.title}</div> : null}
            <Due duty={duty} />
            <DutyDeeds duty={duty} year={year} may={may} />
          </>
        ),
        status: <State duty={duty} />,
      })}
    />
  )
}

function What({ duty }: { readonly duty: Duty }) {
  return (
    <>
      {duty.title}
      <div>
        <Muted small>
          {[periodWords(duty.period), words.counts(duty.counts)].filter(Boolean).join('　')}
        </Muted>
      </div>
    </>
  )
}

function Due({ duty }: { readonly duty: Duty }) {
  return (
    <>
      {duty.due ?? duty.dueText ?? words.undated}
      {duty.extendedFrom ? (
        <div>
          <Muted small>{words.extended(duty.extendedFrom)}</Muted>
        </div>
      ) : null}
    </>
  )
}

function State({ duty }: { readonly duty: Duty }) {
  const said = [
    duty.doneOn && duty.doneBy ? words.doneOn(duty.doneOn, doneByWords[duty.doneBy]) : '',
    duty.doneNote,
    duty.reason ?? '',
  ].filter(Boolean)
  return (
    <>
      <StatusText status={dutyStatus(duty)} />
      {said.map((text) => (
        <div key={text}>
          <Muted small>{text}</Muted>
        </div>
      ))}
    </>
  )
}

function Basis({ duty }: { readonly duty: Duty }) {
  return (
    <>
      {basisWords(duty)}
      {duty.basis.note ? (
        <div>
          <Muted small>{duty.basis.note}</Muted>
        </div>
      ) : null}
    </>
  )
}
