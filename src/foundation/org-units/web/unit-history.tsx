import { Button, Popconfirm } from 'antd'
import { RefusedAlert } from '#ui/fault.tsx'
import { instant, today } from '#ui/format.ts'
import { Muted } from '#ui/section.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { listOrgUnitChildren, type OrgUnitDetail, readOrgUnit, searchOrgUnits } from '../contract.ts'
import { readOrgUnitHistory, type UnitEvent, undoUnitDeed } from '../deeds/contract.ts'
import css from './units.module.css'
import { words } from './words.ts'

type HistoryProps = {
  readonly unit: OrgUnitDetail
  /** The unit itself was taken back. */
  readonly onGone: () => void
  readonly onSaid: (text: string) => void
}

/** What was recorded of the unit, newest first; what may still be taken back has a button. */
export function UnitHistory({ unit, onGone, onSaid }: HistoryProps) {
  const history = useOperation(readOrgUnitHistory, { unitId: unit.id })
  const undo = useCommand(undoUnitDeed, {
    invalidates: [listOrgUnitChildren, searchOrgUnits, readOrgUnitHistory],
  })
  const client = useCommand(undoUnitDeed, { invalidates: [readOrgUnit] })
  const rows = history.data?.rows ?? []
  const take = (event: UnitEvent) => {
    const makes = event.kind === 'planted' || event.kind === 'added'
    const command = makes ? undo : client
    command.mutate(
      { deedId: event.deedId },
      {
        onSuccess: ({ undone, kept }) => {
          onSaid(words.undoneCount(undone, kept))
          if (makes) onGone()
          else void history.refetch()
        },
      },
    )
  }
  return (
    <section aria-labelledby="unit-history">
      <h3 id="unit-history">{words.history}</h3>
      <RefusedAlert error={history.error ?? undo.error ?? client.error} />
      <ul className={css.lines}>
        {rows.map((event) => (
          <li key={event.id}>
            <div className={css.head}>
              <b className={event.undone ? css.struck : undefined}>{words.events[event.kind]}</b>
              <span>{words.effective(event.effectiveOn)}</span>
              {event.undone ? <span>{words.undone}</span> : null}
              {event.effectiveOn > today() && !event.undone && event.kind !== 'undone' ? (
                <span>{words.planned}</span>
              ) : null}
              {unit.mayChange && mayUndo(event) ? (
                <Popconfirm
                  title={event.kind === 'planted' ? words.undoPlantAsk : words.undoAsk}
                  okText={words.undo}
                  onConfirm={() => take(event)}
                >
                  <Button size="small" type="link" loading={undo.isPending || client.isPending}>
                    {words.undo}
                  </Button>
                </Popconfirm>
              ) : null}
            </div>
            <Changes event={event} />
            <Muted small>
              {words.recorded(instant(event.recordedAt), event.accountName)}
              {event.reason ? `　${event.reason}` : ''}
            </Muted>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The server has the last word: a unit in use is not taken back. */
function mayUndo({ kind, effectiveOn, undone }: UnitEvent): boolean {
  if (undone || kind === 'undone') return false
  return kind === 'planted' || kind === 'added' || effectiveOn > today()
}

function Changes({ event: { kind, changes } }: { readonly event: UnitEvent }) {
  if (kind === 'planted' || kind === 'added') return null
  const parts = Object.entries(changes).map(([field, value]) => {
    const label = words.facts[(field === 'parentId' ? 'above' : field) as keyof typeof words.facts]
    const said = field === 'functions' ? functionsOf(value) : value
    return `${label ?? words.facts.successor}：${said || words.none}`
  })
  return parts.length > 0 ? <div>{parts.join('；')}</div> : null
}

const functionsOf = (value: string) =>
  value
    .split('、')
    .map((each) => words.functions[each as keyof typeof words.functions] ?? each)
    .join('、')
