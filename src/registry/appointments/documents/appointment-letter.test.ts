import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printableText } from '#platform/documents/printable.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { TextTooLong } from '#platform/documents/render.ts'
import { type AppointmentLetterData, renderAppointmentLetter } from './appointment-letter.ts'

const letter: AppointmentLetterData = {
  letterNo: '示例聘字〔2026〕3 号',
  enterpriseName: '示例陶瓷科技有限公司',
  personName: '王示例',
  gender: '男',
  position: '副总经理兼首席质量官',
  departments: ['质量管理部', '检验中心'],
  powers: ['质量安全“一票否决”权', '质量问题、事件的调查与处置权', '质量工作经费的管理权'],
  termFrom: { year: 2026, month: 4, day: 1 },
  termTo: { year: 2029, month: 3, day: 31 },
  issuedOn: { year: 2026, month: 3, day: 28 },
  appointedBy: { name: '陈演示', capacity: '法定代表人' },
}

const textOf = async (data: AppointmentLetterData) => readPdf((await renderAppointmentLetter(data)).pdf).text

describe('the letter of appointment', () => {
  it('says who is appointed to what, for how long, with which powers, by whom', async () => {
    expect(await textOf(letter)).toBe(
      [
        '编号：示例聘字〔2026〕3 号聘书企业首席质量官王示例先生：',
        '现聘任您担任本企业副总经理兼首席质量官，对质量安全和质量发展工作直接负责，分管质量管理部、检验中心。',
        '任期自2026年4月1日起至2029年3月31日止。任期内，授权您行使下列职权：',
        '一、质量安全“一票否决”权；二、质量问题、事件的调查与处置权；三、质量工作经费的管理权。特发此聘书。',
        '示例陶瓷科技有限公司（盖章）法定代表人陈演示（签字）：2026年3月28日',
      ].join(''),
    )
  })

  it('leaves out what was not agreed', async () => {
    const { gender, ...ungendered } = letter
    const text = await textOf({ ...ungendered, departments: [], termTo: null })
    expect(text).toContain('王示例同志：')
    expect(text).toContain('直接负责。任期自2026年4月1日起。')
    expect(text).not.toMatch(/分管|津贴|止/)
  })

  it('mentions the allowance and the honorific when given', async () => {
    const text = await textOf({ ...letter, gender: '女', allowance: '每月 2,000 元' })
    expect(text).toContain('王示例女士：')
    expect(text).toContain('岗位津贴：每月 2,000 元。')
  })

  it('is one page with our fonts embedded, below 200 KB, the same bytes each time', async () => {
    const [first, again] = [await renderAppointmentLetter(letter), await renderAppointmentLetter(letter)]
    const contents = readPdf(first.pdf)
    expect([first.pages, contents.pages]).toEqual([1, 1])
    expect(contents.fonts).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
    expect(contents.embeddedFonts).toEqual(contents.fonts)
    expect(first.pdf.length).toBeLessThan(200_000)
    expect(Buffer.from(first.pdf).equals(again.pdf)).toBe(true)
  })

  it('shrinks for many powers and long names, and refuses when nothing helps', async () => {
    const long = {
      ...letter,
      enterpriseName: '示'.repeat(120),
      powers: Array(16).fill('权'.repeat(40)) as string[],
    }
    const { pages, pdf } = await renderAppointmentLetter(long)
    expect(pages).toBe(1)
    expect(readPdf(pdf).text).toContain(`十六、${'权'.repeat(40)}。`)
    const refused = await renderAppointmentLetter({ ...letter, powers: Array(60).fill('权') }).catch(
      (e: unknown) => e,
    )
    expect(refused).toBeInstanceOf(TextTooLong)
    expect(refused).toMatchObject({ fields: ['聘书正文'] })
  })

  it('prints hostile text literally and reports what it cannot draw', async () => {
    const { pdf, missingGlyphs, pages } = await renderAppointmentLetter({
      ...letter,
      personName: '#panic() *𠮷*',
    })
    expect(readPdf(pdf).text).toContain('#panic() *〓*先生：')
    expect({ missingGlyphs, pages }).toEqual({ missingGlyphs: ['𠮷'], pages: 1 })
  })

  it('prints one page for any text whatever', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (personName, power) => {
        expect((await renderAppointmentLetter({ ...letter, personName, powers: [power] })).pages).toBe(1)
      }),
      { numRuns: 40 },
    )
  })

  it('uses no word in its template that the fonts cannot draw', () => {
    const missing = new Set<string>()
    printableText(readFileSync(new URL('./appointment-letter.typ', import.meta.url), 'utf8'), missing)
    expect([...missing]).toEqual([])
  })
})
