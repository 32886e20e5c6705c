import { z } from 'zod'
import { Bytes, operation, tooLarge, wrongFileType } from '#platform/operation.ts'

/** What a file of an enterprise is for; `record`: of the workbench, seen by the enterprise alone. */
export const FilePurpose = z.enum([
  'photo',
  'appointment-scan',
  'id-scan',
  'education-scan',
  'qualification-scan',
  'confirmation-scan',
  'consent-scan',
  'evidence',
  'record',
  'other',
])
export type FilePurpose = z.infer<typeof FilePurpose>

/** Largest scan, 10 MB; largest photo, 5 MB. */
export const FILE_LIMIT = 10 * 1024 * 1024
export const PHOTO_LIMIT = 5 * 1024 * 1024

export const StoredFile = z.object({
  id: z.uuid(),
  enterpriseId: z.uuid(),
  purpose: FilePurpose,
  name: z.string(),
  mediaType: z.string(),
  /** bytes */
  size: z.int(),
  /** SHA-256, hex */
  sha256: z.string(),
  addedAt: z.iso.datetime(),
})
export type StoredFile = z.infer<typeof StoredFile>

export const addFile = operation({
  name: 'file.add',
  method: 'POST',
  path: '/enterprises/:enterpriseId/files',
  title: '上传文件',
  doc: 'Adds a scan (PDF, JPEG, PNG ≤ 10 MB) or a photo (JPEG, PNG ≤ 5 MB, brought to 413×579 pixels = 二寸 35×49 mm at 300 dpi). The type is told from the bytes. Files are added, never replaced. The responsible unit adds scans of papers when it acts on behalf of an enterprise (代办).',
  input: z.object({ enterpriseId: z.uuid(), purpose: FilePurpose, name: z.string().trim().min(1).max(200) }),
  output: StoredFile,
  refusals: [wrongFileType, tooLarge],
  takesBytes: { limit: FILE_LIMIT + 1024 },
})

export const readFileBytes = operation({
  name: 'file.read',
  method: 'GET',
  path: '/enterprises/:enterpriseId/files/:fileId',
  title: '查看文件',
  doc: 'The bytes of a file.',
  input: z.object({ enterpriseId: z.uuid(), fileId: z.uuid() }),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'] },
})

/** How the papers of a ledger's records come and go on its screens (purpose `record`). */
export const recordFiles = { add: addFile, read: readFileBytes } as const
