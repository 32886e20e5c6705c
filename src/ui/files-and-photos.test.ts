import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileProblem, scanRules } from './file-rules.ts'
import { cropPixels, initialCrop, isTooSmall, photoSize } from './photo-crop.ts'

test.each([
  [{ name: '聘书.pdf', size: 800_000, type: 'application/pdf' }, null],
  [{ name: '聘书', size: 800_000, type: '' }, null],
  [{ name: '空.pdf', size: 0, type: 'application/pdf' }, '空.pdf：文件是空的。请重新选择。'],
  [
    { name: '表.xlsx', size: 9, type: 'application/vnd.ms-excel' },
    '表.xlsx：不是 PDF、JPG、PNG 文件。请换成这几种格式再传。',
  ],
  [
    { name: '大.pdf', size: 11 * 1024 * 1024, type: 'application/pdf' },
    '大.pdf：文件有 11.0 MB，超过 10 MB。请压缩或重新扫描后再传。',
  ],
])('%o', (file, problem) => {
  expect(fileProblem(file, scanRules)).toBe(problem)
})

test('the first box of any picture lies inside it and has the shape of a 二寸 photo', () => {
  const side = fc.integer({ min: 200, max: 8_000 })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const box = cropPixels(initialCrop(width, height), width, height)
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width + 1)
      expect(box.y + box.height).toBeLessThanOrEqual(height + 1)
      expect(Math.abs(box.width - box.height * photoSize.aspect)).toBeLessThan(2)
    }),
  )
})

test('less than half the printed resolution is too small', () => {
  expect(isTooSmall({ x: 0, y: 0, width: 206, height: 400 })).toBe(true)
  expect(isTooSmall({ x: 0, y: 0, width: 207, height: 290 })).toBe(false)
})
