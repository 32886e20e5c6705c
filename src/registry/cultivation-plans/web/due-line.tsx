import { Muted } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { PlanDue } from '../contract.ts'
import { dueStatus } from './status.ts'
import { words } from './words.ts'

/** The deadline: the day, what is left, and where it comes from. */
export function DueLine({ due }: { readonly due: PlanDue | null }) {
  if (!due?.on) return <>{words.noDue}</>
  const notes = [
    due.inferredFrom ? words.inferred(due.inferredFrom) : '',
    due.extendedFrom ? words.extended(due.extendedFrom) : '',
    due.reason ?? '',
    due.source,
  ].filter(Boolean)
  return (
    <>
      {words.due(due.on)}　<StatusText status={dueStatus(due)} /> <Muted small>{notes.join('；')}</Muted>
    </>
  )
}
