import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import type { Filing } from '../contract.ts'
import { words } from './words.ts'

const statuses: Record<NonNullable<Filing['procedure']>['outcome'], Status> = {
  kept: { text: words.procedure.kept, icon: 'check-circle', tone: 'success' },
  'not-kept': { text: words.procedure.notKept, icon: 'close-circle', tone: 'error' },
  'cannot-tell': { text: words.procedure.cannotTell, icon: 'question', tone: 'muted' },
}

/** Whether 培训 and 聘任 came in the order of the rules, and by which clause. */
export function ProcedureNote({ procedure }: { readonly procedure: Filing['procedure'] }) {
  if (!procedure) return null
  const { docNo, clause, pack, outcome, reason } = procedure
  return (
    <Section title={words.procedure.title} extra={<StatusText status={statuses[outcome]} />}>
      <div>{reason}</div>
      <Muted small>{`${docNo} ${clause ?? words.procedure.noClause}　${pack.id} ${pack.version}`}</Muted>
    </Section>
  )
}
