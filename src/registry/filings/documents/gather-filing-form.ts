import { readStoredFile } from '#foundation/files/index.ts'
import { TextTooLong } from '#platform/documents/render.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf, civilDateParts } from '#platform/values/civil-date.ts'
import { formatYearMonth } from '#platform/values/year-month.ts'
import { unprintable } from '#registry/appointments/contract.ts'
import { findIndustry } from '#registry/enterprises/industries.ts'
import { EDUCATION_LEVELS, labelOf, TITLE_LEVELS } from '#registry/rules/code-lists.ts'
import type { PublicForm } from '../form.ts'
import { derived, maskPrivate, openPrivate } from '../private-part.ts'
import type { FilingRecord } from '../store.ts'
import { type FilingFormData, renderFilingForm } from './filing-form.ts'

/** What 附件1 prints of a filing, worded; `full` shows private fields whole, and is audited by the caller. */
export async function gatherFilingForm(
  ctx: Pick<Context, 'installation'>,
  filing: FilingRecord,
  shown: 'masked' | 'full',
): Promise<FilingFormData> {
  const photo = filing.photo_id ? await readStoredFile(ctx.installation, { id: filing.photo_id }) : undefined
  return { ...wordFilingForm(ctx.installation.sealer, filing, shown), ...(photo && { photo }) }
}

/** What the words of 附件1 rest on. */
export type WordedFiling = Pick<
  FilingRecord,
  | 'id'
  | 'form'
  | 'private_sealed'
  | 'filing_no'
  | 'submitted_at'
  | 'updated_at'
  | 'confirmed_at'
  | 'on_behalf_unit_id'
  | 'on_behalf_unit_name'
  | 'on_behalf_name'
>

/** The same without the photo. */
export function wordFilingForm(
  sealer: Sealer,
  filing: WordedFiling,
  shown: 'masked' | 'full',
): FilingFormData {
  const { form } = filing
  const part = openPrivate(sealer, filing)
  const personal = shown === 'full' ? { ...part, ...derived(part) } : maskPrivate(part)
  return {
    ...enterprisePart(form),
    ...personPart(form),
    filingNo: filing.filing_no ?? '',
    remarks: remarksOf(filing),
    filledOn: civilDateParts(civilDateOf(filing.submitted_at ?? filing.updated_at)),
    idNumber: personal.idNumber ?? '',
    gender: personal.gender ?? '',
    birthDate: personal.birthDate ?? '',
    mobile: personal.mobile ?? '',
    address: personal.address ?? '',
    email: personal.email ?? '',
    principalContact: personal.principalContact ?? '',
    enterpriseOpinion: filing.confirmed_at
      ? { confirmedBy: form.principalName ?? '', date: civilDateParts(civilDateOf(filing.confirmed_at)) }
      : {},
  }
}

/** 备注; of a form filled in on behalf also by whom, and that the principal confirmed on paper. */
function remarksOf({ form, confirmed_at, ...filing }: WordedFiling): string {
  if (filing.on_behalf_unit_id === null) return form.remarks ?? ''
  const paper = confirmed_at ? '，企业负责人已在纸质备案表上签字盖章确认' : ''
  const acted = `由${filing.on_behalf_unit_name}代办录入（经办人${filing.on_behalf_name}）${paper}。`
  return [form.remarks, acted].filter(Boolean).join('\n')
}

/** Renders it; a character that no font has is printed as 〓 (`unprintableOf` tells of it). @throws unprintable naming the field that is too long */
export async function printedForm(data: FilingFormData): Promise<Uint8Array> {
  try {
    return (await renderFilingForm(data)).pdf
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error
    throw unprintable({ detail: `备案表：${error.fields.join('、')}太长，一页排不下。请删减。` })
  }
}

function yesNo(value: boolean | undefined): '是' | '否' | '' {
  if (value === undefined) return ''
  return value ? '是' : '否'
}

function enterprisePart(form: PublicForm) {
  const industry = form.industryCode ? findIndustry(form.industryCode) : undefined
  return {
    enterpriseName: form.enterpriseName ?? '',
    region: form.region ?? '',
    industry: industry ? `${industry.code} ${industry.name}` : (form.industryCode ?? ''),
    enterpriseType: form.enterpriseType ?? '',
    aboveScale: yesNo(form.aboveScale),
    size: form.size ?? '',
    products: form.products ?? '',
    principalName: form.principalName ?? '',
    principalPost: form.principalPost ?? '',
    remarks: form.remarks ?? '',
  }
}

function personPart(form: PublicForm) {
  const from = form.appointedFrom ? civilDateParts(form.appointedFrom) : null
  const level = form.titleLevel && form.titleLevel !== 'none' ? labelOf(TITLE_LEVELS, form.titleLevel) : ''
  return {
    name: form.name ?? '',
    qualityYears: form.qualityYears === undefined ? '' : `${form.qualityYears} 年`,
    school: form.school ?? '',
    major: form.major ?? '',
    education: form.education ? labelOf(EDUCATION_LEVELS, form.education.level) : '',
    currentPost: form.currentPost ?? '',
    title: form.titleName || level,
    appointedPost: form.appointedPost ?? '',
    fullTime:
      form.fullTime === undefined ? ('' as const) : form.fullTime ? ('专职' as const) : ('兼职' as const),
    appointedFrom: from && { year: from.year, month: from.month },
    trained: yesNo(form.trained),
    trainedOn: form.trainedOn ? formatYearMonth(form.trainedOn) : '',
    trainer: form.trainer ?? '',
    resume: resumeOf(form),
  }
}

function resumeOf(form: PublicForm): string {
  const stages = (form.career ?? []).map(
    ({ from, to, employer, post }) => `${from} 至 ${to ?? '今'}　${employer}　${post}`,
  )
  return [...stages, ...(form.awards ? [`获奖情况：${form.awards}`] : [])].join('\n')
}
