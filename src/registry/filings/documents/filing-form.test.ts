import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { printableText } from '#platform/documents/printable.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { TextTooLong } from '#platform/documents/render.ts'
import { type FilingFormData, renderFilingForm } from './filing-form.ts'

const filled: FilingFormData = {
  filingNo: 'CQO-360902-2026-00017',
  filledOn: { year: 2026, month: 5, day: 6 },
  enterpriseName: '示例陶瓷科技有限公司',
  region: '示例市甲区',
  industry: 'C3073 特种陶瓷制品制造',
  enterpriseType: '有限责任公司',
  aboveScale: '是',
  size: '中型',
  products: '高压电瓷、特种陶瓷绝缘子的研发、生产与销售',
  name: '王示例',
  idNumber: '110101199003070003',
  gender: '男',
  birthDate: '1990-03-07',
  qualityYears: '12 年',
  school: '示例理工大学',
  major: '材料科学与工程',
  education: '大学本科',
  currentPost: '副总经理',
  title: '高级工程师',
  mobile: '13900000000',
  address: '示例省示例市甲区工业园示例路 18 号',
  email: 'wang.shili@example.com',
  appointedPost: '首席质量官',
  fullTime: '专职',
  appointedFrom: { year: 2026, month: 4 },
  trained: '是',
  trainedOn: '2026-03-18',
  trainer: '示例市市场监督管理局',
  principalName: '陈演示',
  principalPost: '总经理',
  principalContact: '0795-0000000',
  resume: '2012.07—2016.06 检验员\n2016.07—2021.03 质量管理部部长\n2021.04 至今 副总经理',
  enterpriseOpinion: { confirmedBy: '陈演示', date: { year: 2026, month: 5, day: 8 } },
  remarks: '无',
}

const labels = [
  '附件 1企业首席质量官信息备案表备案编号：填表时间：年月日企业名称二寸照片所属地区所属行业企业类型是否规模以上企业',
  '企业规模经营项目及主要产品姓名身份证号性别出生日期质量工作年限毕业院校专业学历现任职务职称手机号码通讯地址电子邮箱',
  '聘任岗位专职、兼职聘任起始时间年月是否参加过首席质量官培训培训时间培训组织方企业负责人职务联系方式',
  '工作简历（注明质量管理工作经历、获奖情况）所在企业意见以上备案信息属实，同意申报。（盖章）年月日备注',
].join('')

const empty: FilingFormData = {
  ...(Object.fromEntries(Object.keys(filled).map((key) => [key, ''])) as unknown as FilingFormData),
  filledOn: null,
  appointedFrom: null,
  enterpriseOpinion: {},
}

/** A picture with the detail of a portrait: about 50 KB as JPEG. */
function portrait(): Promise<Buffer> {
  const [width, height] = [413, 579]
  const pixels = Buffer.from(
    Array.from({ length: width * height * 3 }, (_, i) =>
      Math.round(Math.sin(i / 991) * 90 + 128 + ((i * 7919) % 23)),
    ),
  )
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer()
}

describe('the filing form of 附件1', () => {
  it('prints the words of the annex in its order, and nothing else, when nothing is filled in', async () => {
    const { pdf } = await renderFilingForm(empty)
    expect(readPdf(pdf).text).toBe(labels)
  })

  it('prints every value once it is known', async () => {
    const { text } = readPdf((await renderFilingForm(filled)).pdf)
    const { filledOn, appointedFrom, enterpriseOpinion, resume, ...strings } = filled
    for (const value of [...Object.values(strings), ...resume.split('\n')]) expect(text).toContain(value)
    expect(text).toContain('填表时间：2026年5月6日')
    expect(text).toContain('聘任起始时间2026年4月')
    expect(text).toContain('以上备案信息属实，同意申报。陈演示（盖章）2026年5月8日')
    expect(text).not.toContain('\ufffd')
  })

  it('is one page with our fonts embedded, below 200 KB with a photo', async () => {
    const { pdf, pages } = await renderFilingForm({ ...filled, photo: await portrait() })
    const contents = readPdf(pdf)
    expect([pages, contents.pages]).toEqual([1, 1])
    expect(contents.fonts).toEqual(['NotoSansSC-Regular', 'NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
    expect(contents.embeddedFonts).toEqual(contents.fonts)
    expect(contents.text).not.toContain('二寸照片')
    expect(pdf.length).toBeLessThan(200_000)
  })

  it('gives the same bytes for the same data', async () => {
    const photo = await portrait()
    const [first, again] = [
      await renderFilingForm({ ...filled, photo }),
      await renderFilingForm({ ...filled, photo }),
    ]
    expect(Buffer.from(first.pdf).equals(again.pdf)).toBe(true)
  })

  it('stays one page when the long fields are full', async () => {
    const resume = Array.from(
      { length: 8 },
      (_, i) => `${2010 + i}.07—${2011 + i}.06 ${'质量管理部部长'.repeat(6)}`,
    )
    const full = {
      ...filled,
      enterpriseName: '示'.repeat(120),
      products: '瓷'.repeat(200),
      address: '址'.repeat(80),
      email: `${'w'.repeat(36)}@example.com`,
      school: '校'.repeat(30),
      trainer: '训'.repeat(40),
      resume: resume.join('\n'),
      remarks: '注'.repeat(120),
    }
    expect(resume.join('').length).toBeGreaterThan(400)
    const { pdf, pages } = await renderFilingForm(full)
    expect(pages).toBe(1)
    const text = readPdf(pdf).text.replaceAll('\u200b', '')
    for (const value of [full.enterpriseName, full.products, full.email, full.trainer])
      expect(text).toContain(value)
  })

  it('names every field that cannot be printed in full', async () => {
    const tooLong = { ...filled, school: '校'.repeat(60), resume: '质量\n'.repeat(40) }
    const refused = await renderFilingForm(tooLong).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(TextTooLong)
    expect(refused).toMatchObject({ fields: ['毕业院校', '工作简历'] })
  })

  it('reports a name that the fonts cannot draw', async () => {
    const { pdf, missingGlyphs } = await renderFilingForm({ ...filled, name: '𠮷示例' })
    expect(missingGlyphs).toEqual(['𠮷'])
    expect(readPdf(pdf).text).toContain('姓名〓示例')
  })

  it('prints one page for any text whatever', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (name, resume) => {
        expect((await renderFilingForm({ ...filled, name, resume })).pages).toBe(1)
      }),
      { numRuns: 40 },
    )
  })

  it('uses no word in its template that the fonts cannot draw', () => {
    const missing = new Set<string>()
    printableText(readFileSync(new URL('./filing-form.typ', import.meta.url), 'utf8'), missing)
    expect([...missing]).toEqual([])
  })
})
