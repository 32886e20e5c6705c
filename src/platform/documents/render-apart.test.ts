import { expect, test } from 'vitest'
import { readPdf } from './read-pdf.ts'
import { TemplateFault, TextTooLong } from './render.ts'
import { openRenderer } from './render-apart.ts'

const sheet = '#import "sheet.typ": *\n#show: sheet.with(margin: 20mm)\n'
const source = (body: string) => ({ template: sheet + body, data: { word: '示例' }, title: '示例' })

test('a process apart answers as renderPdf does, one source after the other, and ends', async () => {
  const renderer = openRenderer()
  try {
    expect(readPdf((await renderer.render(source('#data.word'))).pdf).text).toBe('示例')
    const tooLong = source('#[#metadata("毕业院校") <too-long>]')
    await expect(renderer.render(tooLong)).rejects.toMatchObject({ fields: ['毕业院校'] })
    await expect(renderer.render(tooLong)).rejects.toBeInstanceOf(TextTooLong)
    await expect(renderer.render(source('#nothing'))).rejects.toBeInstanceOf(TemplateFault)
    expect(readPdf((await renderer.render(source('#data.word'))).pdf).pages).toBe(1)
  } finally {
    await renderer.close()
  }
  await renderer.close()
  await expect(renderer.render(source('#data.word'))).rejects.toThrow()
})
