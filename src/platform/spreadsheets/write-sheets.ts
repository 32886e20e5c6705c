import { open } from 'node:fs/promises'
import { disarmed } from './disarmed.ts'
import { writeZip } from './write-zip.ts'

/** A date is a text `yyyy-mm-dd`; Excel gets it as a date. */
export type SheetCell = string | number | null
export type SheetColumn = {
  readonly title: string
  /** Text unless told: codes keep their digits. */
  readonly kind?: 'text' | 'number' | 'date'
  /** In characters. */
  readonly width?: number
}
export type Sheet = {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string
  readonly columns: readonly SheetColumn[]
  /** Asked for when the sheets before it are written. */
  readonly rows: Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>
}

const STYLE = { head: 1, text: 2, number: 3, date: 4 } as const
const CELL_LIMIT = 32_767
const PIECE = 64 * 1024
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/**
 * Writes a workbook row by row, in memory that does not grow with it: a frozen header with filters, which is repeated on
 * every printed page. Texts stand in the cells themselves and are never formulas.
 */
export async function writeSheets(path: string, sheets: readonly Sheet[]): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    const zip = writeZip(file)
    await zip.add('[Content_Types].xml', [contentTypes(sheets)])
    await zip.add('_rels/.rels', [relations([`${RELATIONS}/officeDocument" Target="xl/workbook.xml`])])
    await zip.add('xl/workbook.xml', [workbook(sheets)])
    await zip.add('xl/_rels/workbook.xml.rels', [
      relations([
        ...sheets.map((_, at) => `${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml`),
        `${RELATIONS}/styles" Target="styles.xml`,
      ]),
    ])
    await zip.add('xl/styles.xml', [styles])
    for (const [at, sheet] of sheets.entries()) {
      await zip.add(`xl/worksheets/sheet${at + 1}.xml`, worksheet(sheet))
    }
    await zip.close()
  } finally {
    await file.close()
  }
}

async function* worksheet({ columns, rows }: Sheet): AsyncGenerator<string> {
  const widths = columns.map(
    ({ title, width }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width ?? Math.max(12, title.length * 2 + 4)}" customWidth="1" style="${STYLE.text}"/>`,
  )
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  yield `<cols>${widths.join('')}</cols><sheetData>`
  const letters = columns.map((_, at) => letterOf(at))
  let piece = row(
    1,
    columns.map(({ title }, at) => textCell(`${letters[at]}1`, title, STYLE.head)),
  )
  let line = 1
  for await (const cells of rows) {
    line += 1
    const made = columns.map((column, at) => cellOf(`${letters[at]}${line}`, column, cells[at] ?? null))
    piece += row(line, made)
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData><autoFilter ref="A1:${letters.at(-1)}${line}"/>`
  yield '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
  yield '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
}

const row = (line: number, cells: readonly string[]) => `<row r="${line}">${cells.join('')}</row>`

function cellOf(at: string, { kind = 'text' }: SheetColumn, value: SheetCell): string {
  if (value === null || value === '') return ''
  if (kind === 'number' && typeof value === 'number' && Number.isFinite(value))
    return `<c r="${at}" s="${STYLE.number}"><v>${value}</v></c>`
  const days = kind === 'date' ? excelDay(String(value)) : undefined
  if (days !== undefined) return `<c r="${at}" s="${STYLE.date}"><v>${days}</v></c>`
  return textCell(at, disarmed(String(value)), STYLE.text)
}

function textCell(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Days since 1899-12-30, as Excel counts from March 1900 on. */
function excelDay(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const days = (Date.parse(`${text}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
  return days > 60 ? days : undefined
}

const unwritable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu
const excelEscape = /_(?=x[0-9a-f]{4}_)/gi
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML's characters, what XML cannot hold, and Excel's own escapes (`_x0041_` would be read as A). */
function escaped(text: string): string {
  const kept = text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT - 1)}…` : text
  return kept
    .replace(excelEscape, '_x005F_')
    .replace(/[&<>"]/g, (char) => named[char] ?? '')
    .replace(unwritable, '\ufffd')
}

function letterOf(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest > 0 ? letterOf(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`
}

function contentTypes(sheets: readonly Sheet[]): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = [
    ['workbook.xml', 'sheet.main'],
    ['styles.xml', 'styles'],
    ...sheets.map((_, at) => [`worksheets/sheet${at + 1}.xml`, 'worksheet']),
  ].map(([part, kind]) => `<Override PartName="/xl/${part}" ContentType="${type}.${kind}+xml"/>`)
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`
}

function relations(targets: readonly string[]): string {
  const each = targets.map((target, at) => `<Relationship Id="rId${at + 1}" Type="${target}"/>`)
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function workbook(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    ({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const titles = sheets.map(
    ({ name }, at) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escaped(name).replaceAll("'", "''")}'!$1:$1</definedName>`,
  )
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`
}

const styles = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF3F5F7"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
