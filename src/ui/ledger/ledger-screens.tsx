import { useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Screen } from '../screens.ts'
import type { LedgerFace } from './ledger-of.ts'

type PageProps = {
  readonly face: LedgerFace
  readonly enterpriseId: string
  readonly recordId: string
  readonly importId: string
}
type Page = ComponentType<PageProps>

/** What stands at each address below a ledger's own. */
const reading: Readonly<Record<string, () => Promise<Page>>> = {
  '': async () => (await import('./ledger-list.tsx')).LedgerList,
  '/$recordId': async () => (await import('./ledger-record.tsx')).RecordPage,
}
const writing: typeof reading = {
  '/new': async () => (await import('./ledger-record.tsx')).NewRecord,
  '/imports': async () => (await import('./ledger-import.tsx')).ImportFile,
  '/imports/$importId': async () => (await import('./ledger-import.tsx')).ImportRun,
}

/** The screens of one ledger: list, new record, import, one import, one record; of one that verbs write list and record. */
export function ledgerScreens(
  path: string,
  load: () => Promise<{ readonly face: LedgerFace }>,
  writtenBy: 'people' | 'verbs' = 'people',
): readonly Screen[] {
  const pages = writtenBy === 'people' ? { ...reading, ...writing } : reading
  return Object.entries(pages).map(([place, loadPage]) => ({
    path: `/enterprises/$enterpriseId/${path}${place}` as const,
    frame: 'app',
    load: async () => {
      const [{ face }, Page] = await Promise.all([load(), loadPage()])
      return { default: withFace(face, Page) }
    },
  }))
}

function withFace(face: LedgerFace, Page: Page): ComponentType {
  return function LedgerScreen() {
    const {
      enterpriseId = '',
      recordId = '',
      importId = '',
    } = useParams({ strict: false }) as Partial<PageProps>
    return <Page face={face} enterpriseId={enterpriseId} recordId={recordId} importId={importId} />
  }
}
