import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { readPdf } from '#platform/documents/read-pdf.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { fillSearchWordsJob } from '#registry/enterprises/jobs/fill-search-words.job.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  changePlanMembers,
  checkPlanFile,
  exportPlanCandidates,
  exportPlanMembers,
  markPlanFile,
  setPlanSupplement,
  startPlan,
} from './contract.ts'
import { signedAboveScale } from './fixtures.ts'
import { exportPlanSheet, printPlanSheet, submitPlan } from './handing/contract.ts'

let app: TestApp
let county: Client
let of: { unitId: string; planId: string }
const year = 2031
const enterprises: { id: string; name: string; creditCode: string }[] = []

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  const unit = (key: string) => units.get(key) ?? ''
  const unitId = unit('market-360902')
  county = await signInAs(app, 'county-officer', { unitId })
  for (let n = 0; n < 5; n += 1) {
    const enterpriseId = await makeEnterprise(app, unitId)
    enterprises.push(await county.call(readEnterprise, { enterpriseId }))
  }
  const keeper = await signInAs(app, 'industry-officer', { unitId: unit('industry-360902') })
  const listed = enterprises.slice(0, 4).map(({ id }) => id)
  await signedAboveScale(keeper, unit('industry-360902'), listed)
  const { id } = await county.call(startPlan, { unitId, year })
  of = { unitId, planId: id }
})
afterAll(() => app.close())

const check = (lines: readonly string[], more: { year?: number } = {}) =>
  county.call(
    checkPlanFile,
    { ...of, ...more, fileName: '名单.csv' },
    { body: Buffer.from(lines.join('\r\n')) },
  )
const outcomes = ({ rows }: Awaited<ReturnType<typeof check>>) => rows.map(({ outcome }) => outcome)
const book = async (bytes: Uint8Array) => {
  const read = new ExcelJS.Workbook()
  await read.xlsx.load(bytes.buffer as never)
  return read
}
const valuesOf = (sheet: ExcelJS.Worksheet | undefined) =>
  (sheet?.getSheetValues() ?? []).slice(1).map((row) => (row as unknown[]).slice(1))

describe('a list of names', () => {
  test('is judged row by row, and nothing is written', async () => {
    const [first, second, third, fourth, unlisted] = enterprises
    const answer = await check([
      '示例区培育名单,,,',
      '序号,企业名称,统一社会信用代码,培育年度,备注',
      `1,${first?.name},${first?.creditCode},${year},链主`,
      `2,,${second?.creditCode.toLowerCase()},二〇三一,`,
      `3,${third?.name},,${year + 1}年,`,
      `4,示例改名有限公司,${fourth?.creditCode},${year},`,
      `5,${unlisted?.name},${unlisted?.creditCode},${year},`,
      `6,${first?.name},${first?.creditCode},${year},`,
      `7,示例没有的有限公司,,${year},`,
      `8,,,${year},`,
    ])
    expect(answer.kind).toBe('names')
    expect(answer.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [3, 'add'],
      [4, 'reject'],
      [5, 'add'],
      [6, 'doubtful'],
      [7, 'reject'],
      [8, 'reject'],
      [9, 'reject'],
      [10, 'reject'],
    ])
    expect(answer.rows[0]).toMatchObject({ enterpriseId: first?.id, year, note: '链主' })
    expect(answer.rows[1]?.message).toContain(`不在这份计划的 ${year} 至 ${year + 1} 年内`)
    expect(answer.rows[2]).toMatchObject({ enterpriseId: third?.id, year: year + 1 })
    expect(answer.rows[3]?.candidates).toMatchObject([{ enterpriseId: fourth?.id }])
    expect(answer.rows[4]?.message).toContain('不在今天的规上企业名单上')
    expect(answer.rows[5]?.message).toContain('第 3 行')
    expect(outcomes(await check(['统一社会信用代码', `${second?.creditCode}`], { year }))).toEqual(['add'])
    expect(outcomes(await check(['统一社会信用代码', `${second?.creditCode}`]))).toEqual(['reject'])
  })

  test('finds names that are written otherwise, once the directory knows their keys', async () => {
    const name = enterprises[1]?.name.replace('有限公司', '有限责任公司')
    const lines = ['企业名称,培育年度', `${name},${year}`]
    await fillSearchWordsJob.run(app.installation, {})
    const answer = await check(lines)
    expect(answer.rows).toMatchObject([
      { outcome: 'doubtful', candidates: [{ enterpriseId: enterprises[1]?.id }] },
    ])
  })

  test('comes back with what was found in a last column, on the right rows', async () => {
    const [first] = enterprises
    const lines = ['示例区培育名单,,', '企业名称,统一社会信用代码,培育年度', '', `${first?.name},,1999`]
    const file = await county.download(
      markPlanFile,
      { ...of, fileName: '名单.csv' },
      { body: Buffer.from(lines.join('\r\n')) },
    )
    expect(file.fileName).toBe('名单-核对结果.csv')
    const written = new TextDecoder().decode(file.bytes).split('\r\n')
    expect(written[1]).toBe('企业名称,统一社会信用代码,培育年度,导入结果')
    expect(written[3]).toMatch(/不能列入：培育年度：“1999”不在这份计划/)
  })

  test('of the candidates, and of the plan, reads itself again', async () => {
    const candidates = await county.download(exportPlanCandidates, of)
    const asked = { ...of, fileName: '未备案.xlsx' }
    const body = candidates.bytes as Uint8Array<ArrayBuffer>
    const answer = await county.call(checkPlanFile, asked, { body })
    expect(outcomes(answer)).toEqual(['add', 'add', 'add', 'add'])
    const add = answer.rows.slice(0, 2).map(({ enterpriseId, year: of, note }) => ({
      enterpriseId: enterpriseId ?? '',
      year: of ?? 0,
      note,
    }))
    await county.call(changePlanMembers, { ...of, add, remove: [], addAll: null })
    const members = await county.download(exportPlanMembers, of)
    const again = await county.call(checkPlanFile, asked, { body: members.bytes as Uint8Array<ArrayBuffer> })
    expect(outcomes(again)).toEqual(['same', 'same'])
  })

  test('without our columns, of another kind, or too long is refused in words', async () => {
    await expect(check(['甲,乙', '1,2'])).rejects.toThrow('没有找到列名')
    await expect(check(['规上企业数,已完成备案数', '1,2'])).rejects.toThrow('没有“企业名称”')
    await expect(
      county.call(
        checkPlanFile,
        { ...of, fileName: 'a.xls' },
        { body: Buffer.from('d0cf11e0a1b11ae1', 'hex') },
      ),
    ).rejects.toMatchObject({ problem: { status: 415 } })
    const rows = Array.from({ length: 5001 }, (_, index) => `示例${index}号有限公司`)
    await expect(check(['企业名称', ...rows])).rejects.toMatchObject({ problem: { status: 413 } })
  })
})

describe('附件3', () => {
  const header = `县（市、区）,规上企业数,已完成备案数,${year}年培育计划数,${year + 1}年培育计划数`

  test('goes out in its exact columns and comes back without a difference', async () => {
    const file = await county.download(exportPlanSheet, of)
    const read = await book(file.bytes)
    expect(read.worksheets.map(({ name }) => name)).toEqual(['附件3', '培育企业名单', '说明'])
    expect(valuesOf(read.worksheets[0])).toEqual([
      ['县(市、区)', '规上企业数', '已完成备案数', `${year}年培育计划数`, `${year + 1}年培育计划数`],
      ['袁州区', 4, 0, 2, 0],
    ])
    expect(valuesOf(read.worksheets[1])).toHaveLength(3)
    const asked = { ...of, fileName: '附件3.xlsx' }
    const answer = await county.call(checkPlanFile, asked, { body: file.bytes as Uint8Array<ArrayBuffer> })
    expect(answer).toMatchObject({ kind: 'annex3', rows: [{ outcome: 'same' }] })
  })

  test('more than the names becomes numbers without names; less, strange places and words are refused', async () => {
    const answer = await check([header, '袁州区,4,0,３,"1,000 家"', '合计,4,0,3,1000'])
    expect(answer.rows).toHaveLength(1)
    expect(answer.rows[0]?.outcome).toBe('number')
    expect(answer.supplements).toEqual([
      { year, written: 3, named: 2, count: 1, before: 0 },
      { year: year + 1, written: 1000, named: 0, count: 1000, before: 0 },
    ])
    const wrong = await check([header, '袁州区,4,0,1,0', '丰城市,9,0,1,0', '袁州区市场监督管理局,4,0,2,0'])
    expect(outcomes(wrong)).toEqual(['reject', 'reject', 'reject'])
    expect(wrong.rows[0]?.message).toContain('名单里已有 2 家')
    expect((await check([header, '袁州区,四,0,2,0'])).rows[0]?.message).toContain('不是整数')
    expect((await check([header, '袁州区,5,0,2,0'])).rows[0]?.message).toContain('系统中是 4，表中是 5')
    const other = header.replace(String(year), '2024')
    expect((await check([other, '袁州区,4,0,2,0'])).rows[0]?.message).toContain('2024 年不在')
  })

  test('is printed with unit, date, 填报人 and 审核人, and says of a draft that it is one', async () => {
    await county.call(setPlanSupplement, { ...of, year, count: 2, reason: '新入规企业待认定' })
    const print = async () => {
      const { bytes, mediaType } = await county.download(printPlanSheet, of)
      expect(mediaType).toBe('application/pdf')
      return readPdf(bytes)
    }
    const draft = await print()
    expect(draft.text).toContain('企业首席质量官培育计划报送表')
    expect(draft.text).toContain('填报单位（盖章）：袁州区市场监督管理局')
    expect(draft.text).toContain('草稿，还没有报送')
    expect(draft.text).toContain(`注1：${year}年培育计划数中，有 2 家未具名：新入规企业待认定`)
    const { rows } = await county.call(
      checkPlanFile,
      { ...of, fileName: 'a.csv' },
      { body: Buffer.from(`${header}\r\n袁州区,4,0,4,0`) },
    )
    expect(rows[0]?.outcome).toBe('same')
    const version = (await app.sql('select version from cultivation_plans where id = $1', [of.planId]))[0]
      ?.version as number
    await county.call(submitPlan, {
      ...of,
      version,
      explanation: '',
      preparedBy: '示例填报人',
      reviewedBy: '示例审核人',
    })
    const { text, pages, fonts, embeddedFonts } = await print()
    expect(text).toContain('填报人：示例填报人审核人：示例审核人填报日期：')
    expect(text).not.toContain('草稿')
    expect(text).toMatch(/袁州区4040/)
    expect(pages).toBe(1)
    expect(embeddedFonts).toEqual(fonts)
  })
})
