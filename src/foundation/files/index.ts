import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import type { Installation } from '#platform/perform.ts'
import { sweepFilesJob } from './jobs/sweep-files.job.ts'
import { addFileHandler } from './operations/add-file.ts'
import { readFileHandler } from './operations/read-file.ts'

export { inspectFile } from './inspect.ts'
export { getFile } from './store.ts'

/** Bytes of a file whose row the caller has been allowed to see. */
export function readStoredFile(installation: Installation, file: { id: string }): Promise<Buffer> {
  return installation.vault.get(file.id)
}

export const files: Capability = {
  name: 'files',
  handlers: [addFileHandler, readFileHandler],
  jobs: [sweepFilesJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
