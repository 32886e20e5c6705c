import { createHash } from 'node:crypto'
import { ReportContent } from './contract.ts'

export function digestOf(content: string): Buffer {
  return createHash('sha256').update(content, 'utf8').digest()
}

/** What was frozen, and whether it is still what its digest was taken of. */
export function thawed({ content, digest }: { readonly content: string; readonly digest: string }) {
  return {
    content: ReportContent.parse(JSON.parse(content)),
    digest,
    intact: digestOf(content).toString('hex') === digest,
  }
}
