import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { tooLarge, wrongFileType } from '../operation.ts'
import { SpreadsheetRefusal } from './refusal.ts'
import { sniffTable } from './sniff.ts'

/** Streams an uploaded list to `path`, at most `megabytes`; a refused file does not stay. @throws tooLarge, wrongFileType */
export async function keepUpload(
  path: string,
  body: AsyncIterable<Uint8Array>,
  megabytes: number,
): Promise<{ sha256: Buffer; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of body) {
      size += part.length
      if (size > megabytes * 1024 * 1024) {
        throw tooLarge({ detail: `文件：超过 ${megabytes} MB。请分成几个文件再传。` })
      }
      hash.update(part)
      await file.writeFile(part)
    }
    await file.sync()
    await sniffTable(path)
    return { sha256: hash.digest(), size }
  } catch (error) {
    await rm(path, { force: true })
    if (!(error instanceof SpreadsheetRefusal)) throw error
    throw (error.kind === 'size' ? tooLarge : wrongFileType)({ detail: error.message })
  } finally {
    await file.close()
  }
}
