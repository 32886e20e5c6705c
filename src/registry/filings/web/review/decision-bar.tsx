import { Button, Checkbox, Popconfirm } from 'antd'
import { useState } from 'react'
import { today } from '#ui/format.ts'
import { Muted } from '#ui/section.tsx'
import type { Filing } from '../../contract.ts'
import { templateWords } from '../templates/template-words.ts'
import css from './review.module.css'
import { reviewWords as words } from './review-words.ts'
import { BeginNotice, PassStep } from './step-actions.tsx'
import { TemplatePicker } from './template-picker.tsx'
import type { Decision } from './use-decision.ts'

/** What the reviewer may do now; a button that is off says beside it what is missing. */
export function DecisionBar({ filing, decision }: { readonly filing: Filing; readonly decision: Decision }) {
  const { abilities } = filing
  const { defects, seen, busy } = decision
  const [picking, setPicking] = useState(false)
  const whole = defects.every(({ why, how }) => why.trim().length > 1 && how.trim().length > 1)
  const mayPass = seen && defects.length === 0
  const mayRegister = mayPass && decision.reasonGiven && decision.eyesGiven
  if (!abilities.return) {
    const { desk } = filing
    return <span>{desk ? words.atDesk(desk.unitName, desk.title) : (words.done[filing.status] ?? '')}</span>
  }
  return (
    <>
      <Checkbox checked={seen} onChange={(event) => decision.setSeen(event.target.checked)}>
        {defects.length > 0 ? words.seenExcept(defects.length) : words.seen}
      </Checkbox>
      <span className={css.grow} />
      <Muted>{blockedBy(decision, filing, whole)}</Muted>
      {abilities.return ? (
        <>
          <Button onClick={() => setPicking(true)}>{templateWords.pick}</Button>
          <Button onClick={() => decision.mark('general')}>{words.addGeneral}</Button>
          <TemplatePicker open={picking} onClose={() => setPicking(false)} onTake={decision.add} />
        </>
      ) : null}
      {abilities.return && defects.length > 0 ? (
        <Button type="primary" disabled={!seen || !whole} loading={busy} onClick={decision.giveBack}>
          {words.giveBack(defects.length)}
        </Button>
      ) : null}
      {abilities.accept ? (
        <Button
          type={defects.length > 0 ? 'default' : 'primary'}
          disabled={defects.length > 0}
          loading={busy}
          onClick={decision.accept}
        >
          {filing.desk?.title ?? words.accept}
        </Button>
      ) : null}
      {abilities.publicize ? <BeginNotice {...{ filing, decision }} disabled={!mayPass} /> : null}
      {abilities.pass ? <PassStep {...{ filing, decision }} disabled={!mayPass} /> : null}
      {abilities.register ? (
        <Popconfirm
          title={words.registerAsk}
          okText={words.registerIt}
          disabled={!mayRegister}
          onConfirm={decision.register}
        >
          <Button type={defects.length > 0 ? 'default' : 'primary'} disabled={!mayRegister} loading={busy}>
            {filing.desk?.title ?? words.registerIt}
          </Button>
        </Popconfirm>
      ) : null}
    </>
  )
}

function blockedBy(
  { defects, seen, reasonGiven, eyesGiven, relaxes }: Decision,
  { abilities, desk, fourEyes }: Filing,
  whole: boolean,
): string {
  if (!whole) return words.incomplete
  if (desk?.notice && today() <= desk.notice.to) return words.noticeRuns(desk.notice.to)
  if (abilities.register && defects.length > 0) return words.blockedByDefects(defects.length)
  if (abilities.register && fourEyes === 'other-officer') return words.otherOfficer
  if (abilities.register && !reasonGiven) return relaxes ? words.needsRelaxationReason : words.needsReason
  if (abilities.register && !eyesGiven) return words.needsFourEyes
  const decides = abilities.register || abilities.pass || abilities.publicize
  if (!seen && (decides || defects.length > 0)) return words.blockedUnseen
  return ''
}
