import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readPdf } from './read-pdf.ts'
import { renderPdf, TemplateFault, TextTooLong } from './render.ts'

const template = (body: string) => `#import "sheet.typ": *\n#show: sheet\n${body}`
const render = (body: string, data: unknown = {}) =>
  renderPdf({ template: template(body), data, title: '示例' })

async function faultOf(rendering: Promise<unknown>): Promise<TemplateFault> {
  const fault = await rendering.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(fault instanceof TemplateFault)) throw new Error(`expected a TemplateFault, got ${String(fault)}`)
  return fault
}

describe('renderPdf', () => {
  it('prints data literally, whatever it says', async () => {
    const hostile = `#import "x" #panic() $1+1$ *b* _i_ \`raw\` <a> @b [c] {d} \\u{41} // "e" 'f' -- ~ = g`
    const { pdf, pages, missingGlyphs } = await render('#data.text', { text: hostile })
    expect(readPdf(pdf).text).toBe(hostile)
    expect({ pages, missingGlyphs }).toEqual({ pages: 1, missingGlyphs: [] })
  })

  it('prints 〓 for a character that no embedded font has, and reports it', async () => {
    const { pdf, missingGlyphs } = await render('#data.names.join("、")', { names: ['𠮷野', '王😀'] })
    expect(readPdf(pdf).text).toBe('〓野、王〓')
    expect(missingGlyphs).toEqual(['𠮷', '😀'])
  })

  it('embeds the fonts it uses, ours alone', async () => {
    const { pdf } = await render('正文 *粗体* #text(font: sans)[黑体]')
    const ours = ['NotoSansSC-Regular', 'NotoSerifSC-Bold', 'NotoSerifSC-Regular']
    expect(readPdf(pdf)).toMatchObject({ fonts: ours, embeddedFonts: ours })
  })

  it('refuses a template that draws with any other font', async () => {
    // Comes inside the compiler, so that it is there on every machine.
    const fault = await faultOf(render('#text(font: "Libertinus Serif")[x]'))
    expect(fault.message).toContain('LibertinusSerif-Regular')
  })

  it('gives the same bytes for the same source and other bytes for another', async () => {
    const [first, again, other] = [
      await render('#data.a', { a: '甲' }),
      await render('#data.a', { a: '甲' }),
      await render('#data.a', { a: '乙' }),
    ]
    expect(Buffer.from(again.pdf).equals(first.pdf)).toBe(true)
    expect(Buffer.from(other.pdf).equals(first.pdf)).toBe(false)
  })

  it('counts pages', async () => {
    const { pdf, pages } = await render('一 #pagebreak() 二 #pagebreak() 三')
    expect(pages).toBe(3)
    expect(readPdf(pdf).pages).toBe(3)
  })

  it('carries a title that tries to look like a font', async () => {
    const { pages } = await renderPdf({ template: template('x'), data: {}, title: '\n/BaseFont /Evil\n' })
    expect(pages).toBe(1)
  })

  it('gives the compiler’s words for a wrong template and for an unknown font', async () => {
    expect((await faultOf(render('#nosuch'))).diagnostics).toEqual(['unknown variable: nosuch'])
    expect((await faultOf(render('#text(font: "Nosuch")[x]'))).message).toContain('unknown font family')
  })
})

describe('fit', () => {
  const boxed = '#box(width: 30mm, height: 10mm, fit(data.text, "单位名称"))'

  it('shrinks and breaks a long text without losing a character', async () => {
    for (const text of ['示例'.repeat(16), 'w'.repeat(40), '々'.repeat(30)]) {
      expect(readPdf((await render(boxed, { text })).pdf).text.replaceAll('\u200b', '')).toBe(text)
    }
  })

  it('names the field that does not fit at the smallest size', async () => {
    const refused = await render(boxed, { text: '示例'.repeat(60) }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(TextTooLong)
    expect(refused).toMatchObject({ fields: ['单位名称'] })
  })
})

describe('images', () => {
  const picture = template('#image("images/photo", width: 20mm)')
  const withPhoto = (photo: Uint8Array) =>
    renderPdf({ template: picture, data: {}, images: { photo }, title: '示例' })
  const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })

  it('draws JPEG and PNG', async () => {
    for (const photo of [await plain.clone().jpeg().toBuffer(), await plain.clone().png().toBuffer()]) {
      expect((await withPhoto(photo)).pages).toBe(1)
    }
  })

  it('refuses other and broken files, and forgets an image after the render', async () => {
    expect((await faultOf(withPhoto(Buffer.from('<svg/>')))).message).toContain('neither JPEG nor PNG')
    await faultOf(withPhoto(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])))
    await withPhoto(await plain.clone().png().toBuffer())
    expect((await faultOf(render('#image("images/photo")'))).message).toContain('images/photo')
  })
})
