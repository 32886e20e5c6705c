import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { sniffTable } from './sniff.ts'
import { writeWorkbook } from './write-table.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-zip-'))
  return () => rm(folder, { recursive: true, force: true })
})

async function workbook(): Promise<Buffer> {
  const rows = Array.from({ length: 500 }, (_, n) => [`示例${n}`, 'a'.repeat(50)])
  return Buffer.from(await writeWorkbook(['企业名称', '备注'], rows))
}

async function sniffed(bytes: Buffer) {
  const path = join(folder, 'a.xlsx')
  await writeFile(path, bytes)
  return sniffTable(path)
}

/** Positions of the entries of the directory. */
function directory(bytes: Buffer): number[] {
  const found: number[] = []
  for (
    let at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')
  ) {
    found.push(at)
  }
  return found
}

test('a workbook as the library and Excel write it is taken', async () => {
  expect(await sniffed(await workbook())).toEqual({ format: 'xlsx' })
})

test('a directory that says less than there is, is refused', async () => {
  for (const entry of directory(await workbook())) {
    const bytes = await workbook()
    const size = bytes.readUInt32LE(entry + 24)
    if (size < 2) continue
    bytes.writeUInt32LE(1, entry + 24)
    await expect(sniffed(bytes)).rejects.toThrow('已损坏')
  }
})

test('an entry that the directory does not name is refused', async () => {
  const bytes = await workbook()
  const hidden = Buffer.alloc(200, 'x')
  const entries = directory(bytes)
  const first = entries[0] ?? 0
  // Everything moves by the hidden bytes, which a reader that goes from header to header would see first.
  const moved = Buffer.concat([hidden, bytes])
  for (const entry of entries) {
    moved.writeUInt32LE(bytes.readUInt32LE(entry + 42) + hidden.length, entry + hidden.length + 42)
  }
  const end = moved.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  moved.writeUInt32LE(first + hidden.length, end + 16)
  moved.write('PK\x03\x04', 0, 'latin1')
  await expect(sniffed(moved)).rejects.toThrow('已损坏')
})
