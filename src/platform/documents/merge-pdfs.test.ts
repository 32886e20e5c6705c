import { expect, test } from 'vitest'
import { mergePdfs } from './merge-pdfs.ts'
import { readPdf } from './read-pdf.ts'
import { renderPdf } from './render.ts'

const template = `#import "sheet.typ": *
#show: sheet.with(margin: 20mm)
#for (at, word) in data.words.enumerate() {
  if at > 0 { pagebreak() }
  text(word)
}`

const document = async (words: string[]) =>
  (await renderPdf({ template, data: { words }, title: '示例' })).pdf

test('pages of several documents stand in one, in order, each with its own fonts', async () => {
  const merged = mergePdfs([
    await document(['甲方一', '甲方二']),
    await document(['乙方 endobj 9 0 R']),
    await document(['丙方']),
  ])
  const { pages, text, fonts, embeddedFonts } = readPdf(merged)
  expect(pages).toBe(4)
  expect(text).toBe('甲方一甲方二乙方 endobj 9 0 R丙方')
  expect(embeddedFonts).toEqual(fonts)
})

test('every offset of the table leads to its object', async () => {
  const merged = Buffer.from(mergePdfs([await document(['甲']), await document(['乙'])])).toString('latin1')
  const table = Number(/startxref\n(\d+)/.exec(merged)?.[1])
  const lines = merged.slice(table).split('\n').slice(2)
  const entries = lines.filter((line) => line.endsWith(' n\r'))
  expect(entries.length).toBeGreaterThan(8)
  for (const line of entries) expect(merged.slice(Number(line.slice(0, 10)))).toMatch(/^\d+ 0 obj\n/)
})

test('one document stays as it is, and what is no PDF of ours is refused', async () => {
  const one = await document(['甲'])
  expect(mergePdfs([one])).toBe(one)
  expect(() => mergePdfs([one, new TextEncoder().encode('%PDF-1.7')])).toThrow('not a PDF')
})
