import type { FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

type Entry = { name: Buffer; at: number; crc: number; packed: number; size: number }

/** 1980-01-01, so that the same content makes the same bytes. */
const DATE = 0x0021
const DEFLATED = 8

export type ZipWriter = {
  add(name: string, parts: AsyncIterable<string> | Iterable<string>): Promise<void>
  close(): Promise<void>
}

/**
 * Writes a ZIP entry by entry, deflated as it comes. Sizes are written back into the entry's head afterwards, because some
 * readers do not take data descriptors. Below 4 GB; names are ASCII.
 */
export function writeZip(file: FileHandle): ZipWriter {
  const entries: Entry[] = []
  let at = 0
  const put = async (bytes: Uint8Array) => {
    await file.write(bytes, 0, bytes.length, at)
    at += bytes.length
  }
  return {
    async add(name, parts) {
      const entry: Entry = { name: Buffer.from(name), at, crc: 0, packed: 0, size: 0 }
      await put(localHead(entry))
      async function* measured() {
        for await (const part of parts) {
          const bytes = Buffer.from(part)
          entry.crc = crc32(bytes, entry.crc)
          entry.size += bytes.length
          yield bytes
        }
      }
      await pipeline(measured, createDeflateRaw({ level: 4 }), async (packed: AsyncIterable<Buffer>) => {
        for await (const bytes of packed) {
          entry.packed += bytes.length
          await put(bytes)
        }
      })
      const head = localHead(entry)
      await file.write(head, 0, head.length, entry.at)
      entries.push(entry)
    },
    async close() {
      const start = at
      for (const entry of entries) await put(directoryEntry(entry))
      const end = Buffer.alloc(22)
      end.writeUInt32LE(0x06054b50, 0)
      end.writeUInt16LE(entries.length, 8)
      end.writeUInt16LE(entries.length, 10)
      end.writeUInt32LE(at - start, 12)
      end.writeUInt32LE(start, 16)
      await put(end)
    },
  }
}

function localHead(entry: Entry): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  writeFacts(head, 4, entry)
  return Buffer.concat([head, entry.name])
}

function directoryEntry(entry: Entry): Buffer {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(20, 4)
  writeFacts(head, 6, entry)
  head.writeUInt32LE(entry.at, 42)
  return Buffer.concat([head, entry.name])
}

function writeFacts(head: Buffer, from: number, entry: Entry) {
  head.writeUInt16LE(20, from)
  head.writeUInt16LE(DEFLATED, from + 4)
  head.writeUInt16LE(DATE, from + 8)
  head.writeUInt32LE(entry.crc, from + 10)
  head.writeUInt32LE(entry.packed, from + 14)
  head.writeUInt32LE(entry.size, from + 18)
  head.writeUInt16LE(entry.name.length, from + 22)
}
