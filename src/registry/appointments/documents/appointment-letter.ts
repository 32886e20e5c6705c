import { readFileSync } from 'node:fs'
import { type DateParts, type RenderedDocument, renderPdf } from '#platform/documents/render.ts'

/** What a 首席质量官聘书 prints, already worded in zh-CN (宜市市监联发〔2024〕9号 三（一）1). */
export type AppointmentLetterData = {
  /** 聘书编号; `''` leaves the place empty. */
  readonly letterNo: string
  readonly enterpriseName: string
  readonly personName: string
  /** Chooses 先生 or 女士; 同志 without it. */
  readonly gender?: '男' | '女'
  /** The post, e.g. 首席质量官 or 副总经理兼首席质量官. */
  readonly position: string
  /** Departments led; may be empty. */
  readonly departments: readonly string[]
  /** The powers granted one by one, 质量安全“一票否决”权 among them; without the closing mark. At least one. */
  readonly powers: readonly string[]
  readonly termFrom: DateParts
  /** The last day of the term; `null` when none is agreed. */
  readonly termTo: DateParts | null
  readonly issuedOn: DateParts
  readonly appointedBy: { readonly name: string; readonly capacity: '法定代表人' | '主要负责人' }
  /** 岗位津贴 in words, without the closing mark; not mentioned unless given. */
  readonly allowance?: string
}

const template = readFileSync(new URL('./appointment-letter.typ', import.meta.url), 'utf8')

const honorifics = { 男: '先生', 女: '女士' } as const

/**
 * Prints the letter of appointment on exactly one A4 page, with places for the seal and the signature. The body shrinks
 * from 15 to 8 pt; what does not fit even then throws `TextTooLong`.
 */
export async function renderAppointmentLetter(data: AppointmentLetterData): Promise<RenderedDocument> {
  const { gender, allowance, ...fields } = data
  return renderPdf({
    template,
    title: '企业首席质量官聘书',
    data: { ...fields, honorific: gender ? honorifics[gender] : '同志', allowance: allowance ?? '' },
  })
}
