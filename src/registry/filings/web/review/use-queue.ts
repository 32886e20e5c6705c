import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useOperation } from '#ui/use-operation.ts'
import { type Filing, listFilings } from '../../contract.ts'

/** How many waiting filings the neighbours are looked up in. */
const lookAhead = 100

export type Queue = {
  /** From 1; undefined once the filing has left the queue or stands beyond the ones looked up. */
  readonly position: number | undefined
  readonly total: number | undefined
  readonly previous: (() => void) | undefined
  readonly next: (() => void) | undefined
}

/** The neighbours of a filing among those that waited in the same state when it was opened. */
export function useQueue(filing: Filing): Queue {
  const navigate = useNavigate()
  const [state] = useState(filing.status)
  const { data } = useOperation(listFilings, { status: state, limit: lookAhead })
  const rows = data?.rows ?? []
  const index = rows.findIndex((row) => row.id === filing.id)
  const open = (row: (typeof rows)[number] | undefined) =>
    row === undefined || row.id === filing.id
      ? undefined
      : () => {
          const params = { enterpriseId: row.enterpriseId, filingId: row.id }
          void navigate({ to: '/filings/$enterpriseId/$filingId', params })
        }
  return {
    position: index < 0 ? undefined : index + 1,
    total: data?.total,
    previous: index > 0 ? open(rows[index - 1]) : undefined,
    next: open(rows[index + 1] ?? (index < 0 ? rows[0] : undefined)),
  }
}
