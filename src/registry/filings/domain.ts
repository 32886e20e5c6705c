import type { CivilDate } from '#platform/values/civil-date.ts'
import { checkExtensions, evidenceNeeded } from '#registry/rules/check-extensions.ts'
import type { ExtensionItem } from '#registry/rules/extensions.ts'
import { type ChainStep, type DeskVerb, deskVerbOf, stepAtHand } from './chain.ts'
import type { FilingKind, FilingStatus } from './contract.ts'
import { fieldLabels } from './field-labels.ts'
import type { AskedValue, CareerStage, PrivateForm, PublicForm } from './form.ts'

export type FilingVerb = 'save' | 'confirm' | 'submit' | 'withdraw' | 'return' | DeskVerb

/**
 * The lifecycle: what each state allows, and where it leads. 备案 is registration, not licensing. Which of the desk's verbs
 * it is in 已提交 and 已受理, and whose, is for the chain of the rule pack to say.
 */
export const lifecycle = {
  draft: { save: 'draft', confirm: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: {
    accept: 'accepted',
    publicize: 'accepted',
    pass: 'accepted',
    register: 'registered',
    return: 'returned',
    withdraw: 'withdrawn',
  },
  accepted: {
    publicize: 'accepted',
    pass: 'accepted',
    register: 'registered',
    return: 'returned',
    withdraw: 'withdrawn',
  },
  returned: { save: 'returned', confirm: 'returned', submit: 'submitted', withdraw: 'withdrawn' },
  registered: {},
  withdrawn: {},
  changed: {},
  cancelled: {},
} as const satisfies Record<FilingStatus, Partial<Record<FilingVerb, FilingStatus>>>

const deskVerbs: readonly FilingVerb[] = ['accept', 'publicize', 'pass', 'register'] satisfies DeskVerb[]

/** The next state, or undefined where the verb is not allowed now: by the state, and by the step at hand of the chain. */
export function nextStatus(
  status: FilingStatus,
  verb: FilingVerb,
  chain: readonly ChainStep[],
): FilingStatus | undefined {
  const next = (lifecycle[status] as Partial<Record<FilingVerb, FilingStatus>>)[verb]
  if (!deskVerbs.includes(verb)) return next
  const step = stepAtHand(chain)
  return step && deskVerbOf(step) === verb ? next : undefined
}

export const statusWords: Record<FilingStatus, string> = {
  draft: '草稿',
  submitted: '已提交',
  accepted: '已受理',
  registered: '已备案',
  returned: '退回补正',
  withdrawn: '已撤回',
  changed: '已变更',
  cancelled: '已注销',
}

/** How a filing of each kind is called. */
export const kindNames: Record<FilingKind, string> = {
  new: '首席质量官备案',
  change: '首席质量官变更备案',
  replace: '首席质量官更换备案',
  cancel: '首席质量官备案注销',
}

/** Fields of 附件1 that must be filled. */
const requiredFields = [
  'enterpriseName',
  'region',
  'industryCode',
  'enterpriseType',
  'aboveScale',
  'size',
  'products',
  'name',
  'idNumber',
  'qualityYears',
  'education',
  'currentPost',
  'mobile',
  'appointedPost',
  'fullTime',
  'appointedFrom',
  'trained',
  'principalName',
  'principalPost',
  'principalContact',
  'career',
] as const satisfies readonly (keyof typeof fieldLabels)[]

export type OpenPoint = { path: string; message: string }

/** What is still missing before the form can be checked and submitted. */
export function openPoints(
  form: PublicForm & PrivateForm,
  papers: {
    photoId: string | null
    consented: boolean
    purposes: readonly string[]
    /** Filled in by the unit: consent is given on paper. */
    onBehalf: boolean
    asked: readonly ExtensionItem[]
    /** Whether the rules have 禁任情形, to be declared absent. */
    exclusions: boolean
  },
): OpenPoint[] {
  const open: OpenPoint[] = []
  for (const path of requiredFields) {
    const value = form[path]
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    if (empty) open.push({ path, message: `${fieldLabels[path]}：没有填写。请补填。` })
  }
  if (form.trained && !form.trainedOn)
    open.push({ path: 'trainedOn', message: '培训时间：参加过培训，没有填写时间。请补填。' })
  if (form.trained && !form.trainer)
    open.push({ path: 'trainer', message: '培训组织方：参加过培训，没有填写组织方。请补填。' })
  if (papers.exclusions && form.noExclusions === undefined) {
    open.push({ path: 'noExclusions', message: `${fieldLabels.noExclusions}：没有填写。请补填。` })
  }
  open.push(...openAsked(form, papers.asked))
  if (!papers.photoId) open.push({ path: 'photo', message: '二寸照片：没有上传。请上传近期免冠照片。' })
  if (!papers.purposes.includes('appointment-scan')) {
    open.push({ path: 'appointment-scan', message: '聘书扫描件：没有上传。请上传盖章的聘书。' })
  }
  if (!papers.consented)
    open.push({ path: 'consent', message: '个人信息处理：尚未同意。请阅读告知后由首席质量官本人同意。' })
  if (papers.onBehalf && !papers.purposes.includes('consent-scan')) {
    const message = '书面同意扫描件：没有上传。代办须上传首席质量官本人签名的个人信息处理同意书。'
    open.push({ path: 'consent-scan', message })
  }
  return open
}

/** 扩展项 that are wrong or missing, and papers that prove them; what the pack does not ask any more is left aside. */
export function openAsked(form: PublicForm, asked: readonly ExtensionItem[]): OpenPoint[] {
  const values = askedValues(form, asked)
  const wrong = checkExtensions(asked, values, { complete: true })
  const unproved = evidenceNeeded(asked, values).filter(({ key }) => !form.evidence?.[key]?.length)
  return [
    ...wrong.map(({ key, message }) => ({ path: `extensions.${key}`, message })),
    ...unproved.map(({ key, label, evidence }) => ({
      path: `evidence.${key}`,
      message: `${label}：没有上传${evidence}。请上传扫描件。`,
    })),
  ]
}

/** The values of those items that are asked now. */
export function askedValues(
  form: PublicForm,
  asked: readonly ExtensionItem[],
): NonNullable<PublicForm['extensions']> {
  const values = form.extensions ?? {}
  const keys = asked
    .filter(({ under }) => under === undefined || values[under] === true)
    .map(({ key }) => key)
    .filter((key) => Object.hasOwn(values, key))
  return Object.fromEntries(keys.map((key) => [key, values[key] as AskedValue]))
}

/** Whole months of quality posts in 工作简历 up to the appointment; overlapping stretches count once. */
export function qualityMonths(career: readonly CareerStage[], until: CivilDate): number {
  const appointed = monthNumber(until)
  const stretches = career
    .filter(({ quality }) => quality)
    .map(({ from, to }) => {
      const last = to === null ? appointed : monthNumber(to)
      return { from: monthNumber(from), end: last < appointed ? last : appointed - 1 }
    })
    .sort((a, b) => a.from - b.from)
  let months = 0
  let counted = -1
  for (const { from, end } of stretches) {
    const first = Math.max(from, counted + 1)
    if (end >= first) months += end - first + 1
    counted = Math.max(counted, end)
  }
  return months
}

/** Months since the year 0, of `YYYY-MM` or a civil date. */
function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

/** Whole years of quality posts up to the appointment; null where 简历 or 聘任起始时间 are missing. */
export function qualityYearsByCareer(form: PublicForm): number | null {
  if (!form.career?.length || !form.appointedFrom) return null
  return Math.floor(qualityMonths(form.career, form.appointedFrom) / 12)
}

/** Disagreements to be explained in a word, not a block: the rules are soft. */
export function warningsOf(form: PublicForm, aboveScaleByRoster?: boolean): OpenPoint[] {
  const warnings: OpenPoint[] = []
  if (
    aboveScaleByRoster !== undefined &&
    form.aboveScale !== undefined &&
    form.aboveScale !== aboveScaleByRoster
  ) {
    const message = aboveScaleByRoster
      ? '是否规上：填“否”，聘任当日在规模以上企业名单中。以名单为准；名单有误请与名单出具单位联系。'
      : '是否规上：填“是”，聘任当日的规模以上企业名单中没有。以名单为准；名单有误请与名单出具单位联系。'
    warnings.push({ path: 'aboveScale', message })
  }
  if (form.qualityYears !== undefined && form.career?.length && form.appointedFrom) {
    const months = qualityMonths(form.career, form.appointedFrom)
    if (Math.floor(months / 12) !== form.qualityYears && !form.yearsNote) {
      const counted = `${Math.floor(months / 12)} 年${months % 12 === 0 ? '' : ` ${months % 12} 个月`}`
      const message = `质量工作年限：填了 ${form.qualityYears} 年，工作简历合计为 ${counted}。请核对，修改其中一处或写明原因。`
      warnings.push({ path: 'qualityYears', message })
    }
  }
  for (const [index, stage] of (form.career ?? []).entries()) {
    if (stage.to !== null && stage.to < stage.from) {
      warnings.push({
        path: `career.${index}`,
        message: `工作简历第 ${index + 1} 段：结束早于开始。请更正。`,
      })
    }
  }
  return warnings
}

/** 备案编号 by the pattern of the pack: {unit}, {year} and {seq:N}, the sequence with at least N digits. */
export function formatFilingNo(
  pattern: string,
  { unit, year, sequence }: { unit: string; year: number; sequence: number },
): string {
  return pattern
    .replaceAll('{unit}', unit)
    .replaceAll('{year}', String(year))
    .replace(/\{seq:(\d)\}/g, (_, digits) => String(sequence).padStart(Number(digits), '0'))
}

/** Used where the pack is silent: our own proposal, for 附件1 has a 备案编号 and no rule for it. */
export const DEFAULT_NUMBERING = 'CQO-{unit}-{year}-{seq:5}'
