/** A workbook of one sheet, every cell as text, so that Excel keeps long digits. */
export async function writeWorkbook(
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): Promise<Uint8Array> {
  // Loaded when it is needed: it takes 25 MB.
  const { default: ExcelJS } = await import('@protobi/exceljs')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名单')
  sheet.columns = header.map((name) => ({ header: name, width: 20, style: { numFmt: '@' } }))
  for (const row of rows) sheet.addRow(row)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
