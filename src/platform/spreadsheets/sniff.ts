import { open } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { SpreadsheetRefusal } from './refusal.ts'
import { readZipDirectory, refuseLyingDirectory } from './zip-directory.ts'

export type Encoding = 'utf8' | 'gb18030' | 'utf-16le'
export type TableKind =
  | { readonly format: 'xlsx' }
  | { readonly format: 'csv'; readonly encoding: Encoding; readonly delimiter: ',' | ';' | '\t' }

const SAMPLE = 256 * 1024
/** An unpacked workbook may not be larger, in bytes, nor blown up more than this many times. */
const UNPACKED_LIMIT = 1_500_000_000
const RATIO_LIMIT = 200

/** Tells a table's format from its bytes; the name does not matter. @throws SpreadsheetRefusal */
export async function sniffTable(path: string): Promise<TableKind> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size === 0) throw new SpreadsheetRefusal('content', '文件：是空的。请重新选择文件。')
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.min(SAMPLE, size)),
      0,
      Math.min(SAMPLE, size),
      0,
    )
    const head = buffer.subarray(0, bytesRead)
    if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') {
      await checkWorkbook(path)
      return { format: 'xlsx' }
    }
    if (head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') {
      throw new SpreadsheetRefusal(
        'type',
        '文件：是旧版 Excel 或带密码的文件。请去掉密码，另存为 .xlsx 或 CSV 再传。',
      )
    }
    return sniffText(head, bytesRead === size)
  } finally {
    await file.close()
  }
}

function sniffText(head: Buffer, whole: boolean): TableKind {
  const wrong = new SpreadsheetRefusal(
    'type',
    '文件：不是 Excel（.xlsx）或 CSV 表格。请另存为这两种格式再传。',
  )
  const utf16 = head[0] === 0xff && head[1] === 0xfe
  if (!utf16 && head.includes(0)) throw wrong
  const encoding: Encoding = utf16 ? 'utf-16le' : isUtf8(head, whole) ? 'utf8' : 'gb18030'
  const text = iconv.decode(head, encoding)
  if (/^(%PDF-|GIF8|\x89PNG|{\\rtf|<)/.test(text)) throw wrong
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\x00-\x08\x0b\x0e-\x1f]/.test(text)) throw wrong
  if (text.slice(0, -2).includes('\ufffd')) {
    // A table all the same, but of lines in two encodings.
    if (!/^[\p{Script=Han}\w\s\p{P}]*[,\t;][^\ufffd\n]*\n/u.test(text)) throw wrong
    throw new SpreadsheetRefusal(
      'type',
      '文件：文字编码前后不一致（既不全是 UTF-8，也不全是 GBK）。请用 Excel 打开核对后另存为 .xlsx 再传。',
    )
  }
  const [line = ''] = text.split(/\r?\n/, 1)
  const counts = ([',', '\t', ';'] as const).map((mark) => ({ mark, n: line.split(mark).length }))
  const best = counts.reduce((left, right) => (right.n > left.n ? right : left))
  return { format: 'csv', encoding, delimiter: best.mark }
}

function isUtf8(bytes: Buffer, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole })
    return true
  } catch {
    return false
  }
}

async function checkWorkbook(path: string) {
  const entries = await readZipDirectory(path)
  const names = new Set(entries.map((entry) => entry.name))
  if (!names.has('[Content_Types].xml') || !names.has('xl/workbook.xml')) {
    throw new SpreadsheetRefusal('type', '文件：是压缩包，不是 Excel 工作簿。请解压后上传其中的表格。')
  }
  if (names.has('xl/vbaProject.bin')) {
    throw new SpreadsheetRefusal('type', '文件：带有宏。请另存为不带宏的 .xlsx 再传。')
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0)
  if (unpacked > UNPACKED_LIMIT || (unpacked > 20_000_000 && unpacked > packed * RATIO_LIMIT)) {
    throw new SpreadsheetRefusal('size', '文件：展开后过大。请删去空白行列，或分成几个文件再传。')
  }
  await refuseLyingDirectory(path, entries)
}
