import { readFileSync } from 'node:fs'
import {
  type DateParts,
  type DocumentSource,
  type RenderedDocument,
  renderPdf,
} from '#platform/documents/render.ts'

/**
 * What 企业首席质量官信息备案表 prints (宜市市监联发〔2024〕9号 附件1), already worded in zh-CN. `''` and `null` leave the
 * place empty, as on the paper form. Only `resume` and `remarks` should hold line ends.
 */
export type FilingFormData = {
  /** 备案编号; empty until the filing is registered. */
  readonly filingNo: string
  /** 填表时间 */
  readonly filledOn: DateParts | null
  readonly enterpriseName: string
  /** 所属地区 */
  readonly region: string
  /** 所属行业 */
  readonly industry: string
  /** 企业类型 */
  readonly enterpriseType: string
  /** 是否规模以上企业, as the declarant says: the roster decides elsewhere. */
  readonly aboveScale: '是' | '否' | ''
  /** 企业规模 */
  readonly size: string
  /** 经营项目及主要产品 */
  readonly products: string
  readonly name: string
  /** 身份证号, in full: the caller audits the print. */
  readonly idNumber: string
  readonly gender: string
  readonly birthDate: string
  /** 质量工作年限 */
  readonly qualityYears: string
  /** 毕业院校 */
  readonly school: string
  /** 专业 */
  readonly major: string
  /** 学历 */
  readonly education: string
  /** 现任职务 */
  readonly currentPost: string
  /** 职称 */
  readonly title: string
  /** 手机号码 */
  readonly mobile: string
  /** 通讯地址 */
  readonly address: string
  /** 电子邮箱 */
  readonly email: string
  /** 聘任岗位 */
  readonly appointedPost: string
  readonly fullTime: '专职' | '兼职' | ''
  /** 聘任起始时间, to the month */
  readonly appointedFrom: { readonly year: number; readonly month: number } | null
  /** 是否参加过首席质量官培训 */
  readonly trained: '是' | '否' | ''
  /** 培训时间 */
  readonly trainedOn: string
  /** 培训组织方 */
  readonly trainer: string
  /** 企业负责人 */
  readonly principalName: string
  /** 企业负责人's 职务 */
  readonly principalPost: string
  /** 企业负责人's 联系方式 */
  readonly principalContact: string
  /** 工作简历, with line ends */
  readonly resume: string
  /** Who confirmed 以上备案信息属实，同意申报 for the enterprise, and when; empty when it is signed on paper. */
  readonly enterpriseOpinion: { readonly confirmedBy?: string; readonly date?: DateParts }
  /** 备注 */
  readonly remarks: string
  /** 二寸照片, JPEG or PNG, cropped to 35 × 49 mm and free of metadata. */
  readonly photo?: Uint8Array
}

const template = readFileSync(new URL('./filing-form.typ', import.meta.url), 'utf8')

/**
 * Prints 附件1 on exactly one A4 page. A long value shrinks to 7 pt; what does not fit even then throws `TextTooLong`
 * with the labels of the fields.
 */
export function renderFilingForm(data: FilingFormData): Promise<RenderedDocument> {
  return renderPdf(filingFormSource([{ mark: '', data }]))
}

/** A form among others; `mark` stands before the label of a field that is too long. */
export type MarkedForm = { readonly mark: string; readonly data: FilingFormData }

/** Several forms, a page each. */
export function filingFormSource(forms: readonly MarkedForm[]): DocumentSource {
  const images = Object.fromEntries(
    forms.flatMap(({ data: { photo } }, at) => (photo ? [[`photo-${at}`, photo]] : [])),
  )
  return {
    template,
    title: '企业首席质量官信息备案表',
    data: {
      forms: forms.map(({ mark, data: { photo, enterpriseOpinion, ...fields } }, at) => ({
        ...fields,
        mark,
        photo: photo ? `photo-${at}` : null,
        enterpriseOpinion: {
          confirmedBy: enterpriseOpinion.confirmedBy ?? '',
          date: enterpriseOpinion.date ?? null,
        },
      })),
    },
    images,
  }
}
