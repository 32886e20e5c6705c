import { open } from 'node:fs/promises'
import { SpreadsheetRefusal } from './refusal.ts'

export type ZipEntry = { readonly name: string; readonly size: number; readonly packed: number }

const END = 0x06054b50
const ENTRY = 0x02014b50
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
    })
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return entries
}

function damaged() {
  return new SpreadsheetRefusal('content', '文件：已损坏，打不开。请用 Excel 打开后另存一份再传。')
}
