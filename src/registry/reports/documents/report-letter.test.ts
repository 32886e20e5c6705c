import { expect, test } from 'vitest'
import { TextTooLong } from '#platform/documents/render.ts'
import { type ReportLetterData, renderReportLetter } from './report-letter.ts'

const letter: ReportLetterData = {
  docNo: '示例市监函〔2026〕1号',
  title: '示例市市场监督管理局关于报送2026年第四季度企业首席质量官工作情况的函',
  to: '示例省市场监督管理局',
  paragraphs: ['现将2026年第四季度企业首席质量官备案和推行情况报上。', '示例说明。'],
  attachments: ['企业首席质量官信息汇总表（汇总）'],
  from: '示例市市场监督管理局',
  date: { year: 2026, month: 11, day: 21 },
  contact: '联系人：示例填　电话：0795-1234567',
  tables: [],
}
const table = (rows: number, columns: string[]) => ({
  label: '附件1',
  title: '企业首席质量官信息汇总表（汇总）',
  note: '参考格式',
  columns,
  rows: Array.from({ length: rows }, () => columns.map((_, at) => (at === 0 ? '示例县' : at))),
})
const columns = Array.from({ length: 14 }, (_, at) => `示例列${at}`)

test('a letter of one page; tables begin on pages of their own, thirteen rows each', async () => {
  expect(await renderReportLetter(letter)).toMatchObject({ pages: 1, missingGlyphs: [] })
  expect(await renderReportLetter({ ...letter, tables: [table(13, columns)] })).toMatchObject({ pages: 2 })
  expect(await renderReportLetter({ ...letter, tables: [table(14, columns)] })).toMatchObject({ pages: 3 })
  const long = {
    ...letter,
    docNo: '',
    paragraphs: ['示例说明。'.repeat(400)],
    tables: [table(1, ['县', '数'])],
  }
  expect((await renderReportLetter(long)).pages).toBeGreaterThan(3)
})

test('a table that cannot be printed says which part is too long', async () => {
  const wide = table(
    1,
    Array.from({ length: 60 }, () => '很长很长的列名'),
  )
  await expect(renderReportLetter({ ...letter, tables: [wide] })).rejects.toBeInstanceOf(TextTooLong)
})
