import { useLocation, useParams } from '@tanstack/react-router'
import { ImportFile, ImportRun } from './ledger-import.tsx'
import { LedgerList } from './ledger-list.tsx'
import type { LedgerFace } from './ledger-of.ts'
import { NewRecord, RecordPage } from './ledger-record.tsx'

/** The page of a ledger that its address asks for. */
export function LedgerPages({ face }: { readonly face: LedgerFace }) {
  const params = useParams({ strict: false }) as Record<string, string | undefined>
  const { pathname } = useLocation()
  const enterpriseId = params.enterpriseId ?? ''
  const { recordId, importId } = params
  if (importId) return <ImportRun face={face} enterpriseId={enterpriseId} importId={importId} />
  if (pathname.endsWith('/imports')) return <ImportFile face={face} enterpriseId={enterpriseId} />
  if (pathname.endsWith('/new')) return <NewRecord face={face} enterpriseId={enterpriseId} />
  if (recordId) return <RecordPage face={face} enterpriseId={enterpriseId} recordId={recordId} />
  return <LedgerList face={face} enterpriseId={enterpriseId} />
}
