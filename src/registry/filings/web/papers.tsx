import { readFileBytes } from '#foundation/files/contract.ts'
import { addressOf } from '#platform/client.ts'
import { DocumentViewer, type DocumentViewerProps, type ViewedDocument } from '#ui/document-viewer.tsx'
import { EmptyState } from '#ui/fault.tsx'
import type { Filing } from '../contract.ts'
import { words } from './words.ts'

/** Scans and photo of a filing, one tab each; the letter first. */
export function Papers({
  filing,
  ...viewing
}: { readonly filing: Filing } & Omit<DocumentViewerProps, 'documents'>) {
  const documents = documentsOf(filing)
  return documents.length > 0 ? (
    <DocumentViewer documents={documents} {...viewing} />
  ) : (
    <EmptyState text={words.noScans} />
  )
}

/** A paper that proves an 扩展项 is named after what the rules ask for. */
function titleOf({ asked, form }: Filing, scan: Filing['scans'][number]): { key: string; label: string } {
  const item = asked.find(({ key }) => form.evidence?.[key]?.includes(scan.fileId))
  if (item) return { key: `evidence.${item.key}`, label: item.evidence ?? item.label }
  const key = scan.purpose === 'evidence' || scan.purpose === 'other' ? scan.fileId : scan.purpose
  return { key, label: words.purposes[scan.purpose] ?? scan.name }
}

function documentsOf(filing: Filing): ViewedDocument[] {
  const { enterpriseId } = filing
  const url = (fileId: string) => addressOf(readFileBytes, { enterpriseId, fileId })
  const scans = [...filing.scans].sort(
    (one, other) => Number(other.purpose === 'appointment-scan') - Number(one.purpose === 'appointment-scan'),
  )
  const documents: ViewedDocument[] = scans.map((scan) => ({
    ...titleOf(filing, scan),
    kind: scan.mediaType === 'application/pdf' ? 'pdf' : 'image',
    url: url(scan.fileId),
  }))
  if (filing.confirmationScan) {
    documents.push({
      key: 'confirmation-scan',
      label: words.purposes['confirmation-scan'] ?? '',
      kind: filing.confirmationScan.mediaType === 'application/pdf' ? 'pdf' : 'image',
      url: url(filing.confirmationScan.fileId),
    })
  }
  if (filing.photoId)
    documents.push({ key: 'photo', label: words.photo, kind: 'image', url: url(filing.photoId) })
  return documents
}
