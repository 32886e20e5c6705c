import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { recordFiles } from '#foundation/files/contract.ts'
import { useMayWrite } from '#ui/frame.tsx'
import type { LedgerFace, Shown } from '#ui/ledger/ledger-of.ts'
import type { Status } from '#ui/statuses.ts'
import { incidentContract } from '../contract.ts'
import { incidentStages, incidents } from '../ledgers.ts'
import { IncidentCourse } from './incident-course.tsx'
import { linked } from './links.ts'
import { words } from './words.ts'

const looks = {
  reported: { icon: 'exclamation', tone: 'error' },
  handled: { icon: 'clock', tone: 'warning' },
  investigated: { icon: 'clock', tone: 'warning' },
  acting: { icon: 'edit', tone: 'accent' },
  verified: { icon: 'half-ring', tone: 'accent' },
  closed: { icon: 'check-circle', tone: 'success' },
  dismissed: { icon: 'minus-circle', tone: 'muted' },
} as const

function statusOf({ stage }: Shown): Status | undefined {
  const known = stage as keyof typeof looks
  return looks[known] && { text: incidentStages[known], ...looks[known] }
}

function ListActions({ enterpriseId }: { readonly enterpriseId: string }) {
  const base = `/enterprises/${enterpriseId}/incidents`
  return (
    <>
      <Link to={`${base}/counts`}>
        <Button>{words.counts}</Button>
      </Link>
      {useMayWrite() ? (
        <Link to={`${base}/new`}>
          <Button type="primary">{words.report}</Button>
        </Link>
      ) : null}
    </>
  )
}

export const face: LedgerFace = {
  ledger: incidents,
  contract: incidentContract as never,
  linked: linked as never,
  status: statusOf,
  listActions: ListActions,
  sections: IncidentCourse,
  kinds: words.kinds,
  files: recordFiles,
  form: false,
}
