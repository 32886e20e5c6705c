import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../ids.ts'
import { tooLarge } from '../operation.ts'

/** A body that has arrived whole. */
export type Spooled = { readonly body: AsyncIterable<Uint8Array>; remove(): Promise<void> }

/**
 * Takes a body to disk before any transaction begins, so that a slow line holds no database connection.
 * @throws tooLarge beyond `limit` bytes
 */
export async function spool(
  body: AsyncIterable<Uint8Array>,
  folder: string,
  limit: number,
): Promise<Spooled> {
  const path = join(folder, `spool-${newId()}`)
  const remove = () => rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  let size = 0
  try {
    for await (const part of body) {
      size += part.length
      if (size > limit) {
        throw tooLarge({ detail: `文件：超过 ${Math.floor(limit / 1048576)} MB。请压缩或分开后再传。` })
      }
      await file.writeFile(part)
    }
  } catch (error) {
    await remove()
    throw error
  } finally {
    await file.close()
  }
  return { body: createReadStream(path), remove }
}
