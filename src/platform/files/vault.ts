import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sealer } from '../encryption/sealer.ts'
import { tooLarge } from '../operation.ts'

/** Encrypted files in the data folder. A file is on disk, synced, before the row that names it commits. */
export type FileVault = {
  /** Stores bytes under an id; the caller writes the row. */
  put(id: string, bytes: Uint8Array): Promise<void>
  get(id: string): Promise<Buffer>
  remove(id: string): Promise<void>
  /** Where the encrypted files lie, in folders by the last two characters of the id. */
  readonly folder: string
  /** A plain folder for large uploads that are read as a stream, e.g. lists to import. */
  readonly uploads: string
}

export async function openVault(dataDir: string, sealer: Sealer): Promise<FileVault> {
  const folder = join(dataDir, 'files')
  const uploads = join(dataDir, 'uploads')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await mkdir(uploads, { recursive: true, mode: 0o700 })
  const pathOf = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not a file id')
    return join(folder, id.slice(-2), id)
  }
  const place = (id: string) => ({ table: 'files', column: 'bytes', row: id })
  return {
    folder,
    uploads,
    async put(id, bytes) {
      const path = pathOf(id)
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
      const file = await open(path, 'wx', 0o600)
      try {
        await file.writeFile(sealer.seal(bytes, place(id)))
        await file.sync()
      } finally {
        await file.close()
      }
    },
    async get(id) {
      return sealer.open(await readFile(pathOf(id)), place(id))
    },
    async remove(id) {
      await rm(pathOf(id), { force: true })
    },
  }
}

/** Reads a body into memory up to `limit` bytes. @throws tooLarge */
export async function readAll(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > limit)
      throw tooLarge({ detail: `文件：超过 ${Math.floor(limit / 1048576)} MB。请压缩或分开后再传。` })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
