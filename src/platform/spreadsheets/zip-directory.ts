import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { SpreadsheetRefusal } from './refusal.ts'

export type ZipEntry = {
  readonly name: string
  /** Bytes unpacked, as the directory says. */
  readonly size: number
  readonly packed: number
  /** Where the entry's own header begins. */
  readonly offset: number
  /** 0 stored, 8 deflated. */
  readonly method: number
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const MOST_ENTRIES = 10_000

/** The table of contents of a zip file, without unpacking anything. @throws SpreadsheetRefusal when it is damaged */
export async function readZipDirectory(path: string): Promise<ZipEntry[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tailSize = Math.min(size, 65_557)
    const { buffer: tail } = await file.read(Buffer.alloc(tailSize), 0, tailSize, size - tailSize)
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
    if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END) throw damaged()
    const count = tail.readUInt16LE(end + 10)
    const length = tail.readUInt32LE(end + 12)
    const start = tail.readUInt32LE(end + 16)
    if (count > MOST_ENTRIES || start + length > size) throw damaged()
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, start)
    return readEntries(buffer, count)
  } finally {
    await file.close()
  }
}

function readEntries(buffer: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== ENTRY) throw damaged()
    const nameLength = buffer.readUInt16LE(at + 28)
    entries.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameLength),
      packed: buffer.readUInt32LE(at + 20),
      size: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
      method: buffer.readUInt16LE(at + 10),
    })
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return entries
}

/** After an entry's bytes: its sizes once more, with signature and for zip64. */
const DESCRIPTOR = 24

/**
 * Unpacks everything into nothing and compares with the directory, because readers go from header to header and believe
 * neither its sizes nor that it names every entry. @throws SpreadsheetRefusal
 */
export async function refuseLyingDirectory(path: string, entries: readonly ZipEntry[]): Promise<void> {
  const file = await open(path, 'r')
  try {
    let expected = 0
    for (const entry of [...entries].sort((one, other) => one.offset - other.offset)) {
      if (entry.offset < expected || entry.offset > expected + DESCRIPTOR) throw damaged()
      const start = await dataStart(file, entry)
      expected = start + entry.packed
      if (!(await isHonest(path, start, entry))) throw damaged()
    }
  } finally {
    await file.close()
  }
}

async function dataStart(file: FileHandle, { offset }: ZipEntry): Promise<number> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(30), 0, 30, offset)
  if (bytesRead < 30 || buffer.readUInt32LE(0) !== LOCAL) throw damaged()
  return offset + 30 + buffer.readUInt16LE(26) + buffer.readUInt16LE(28)
}

async function isHonest(path: string, start: number, { method, packed, size }: ZipEntry): Promise<boolean> {
  if (method === 0) return packed === size
  if (method !== 8 || packed === 0) return false
  let unpacked = 0
  const source = createReadStream(path, { start, end: start + packed - 1 })
  try {
    await pipeline(source, createInflateRaw(), async (parts: AsyncIterable<Buffer>) => {
      for await (const part of parts) {
        unpacked += part.length
        if (unpacked > size) return
      }
    })
  } catch {
    return false
  }
  return unpacked === size
}

function damaged() {
  return new SpreadsheetRefusal('content', '文件：已损坏，打不开。请用 Excel 打开后另存一份再传。')
}
