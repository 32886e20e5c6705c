import { formatYuan } from '#platform/values/money.ts'
import type { Action } from '#workbench/actions/contract.ts'
import type { IncidentCourse } from '../chain.ts'
import { fourPoints, fourPointTexts } from '../domain.ts'
import { causeFactors, incidentStages, incidents, lossAccounts } from '../ledgers.ts'
import type { IncidentRecord } from '../store.ts'
import type { IncidentReportData } from './incident-report.ts'

type Course = Omit<IncidentCourse, 'may' | 'notIndependent'>
type Facts = IncidentReportData['facts']
const NONE: Facts = [['情况', '还没有记录']]

/** An instant in Beijing time to the minute. */
function minute(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

const signed = ({ byName, at }: { byName: string; at: string }) =>
  ['记录', `${byName}　${minute(at)}`] as const

const actionKinds: Readonly<Record<string, string>> = {
  containment: '应急处置',
  correction: '纠正',
  corrective: '纠正措施',
  preventive: '预防措施',
}

/** The report of an incident as it stands; what is missing is said. */
export function reportOf(
  course: Course,
  record: IncidentRecord,
  actions: readonly Action[],
  enterpriseName: string,
): IncidentReportData {
  return {
    heading: course.kind === 'accident' ? '质量事故调查处理报告' : '质量安全隐患调查处理报告',
    number: course.number,
    enterpriseName,
    facts: factsOf(course, record),
    ...investigationOf(course),
    responsibility: responsibilityOf(course),
    actions: actionRows(actions),
    verification: verificationOf(course),
    bureau: course.bureauReports.map(({ at, delayHours, told, way, note, outcome }) => [
      minute(at),
      outcome === 'reported' ? `${delayHours} 小时` : '不需要报告',
      told,
      [way, note].filter(Boolean).join('，'),
    ]),
    bureauNone: course.grade === 'major' ? '重大，还没有记录向属地报告的情况。' : '没有报告。',
    losses: course.losses.map(({ account, month, what, amountFen }) => [
      lossAccounts[account as keyof typeof lossAccounts] ?? account,
      month,
      what,
      formatYuan(amountFen),
    ]),
    ending: endingOf(course),
  }
}

function actionRows(actions: readonly Action[]): IncidentReportData['actions'] {
  return actions
    .filter(({ state }) => state !== 'dropped')
    .map((each) => [
      actionKinds[each.kind] ?? '措施',
      each.what,
      each.ownerName ?? '未定',
      each.dueOn ?? '未定',
      each.state === 'done' ? `${each.doneOn ?? ''} 完成。${each.result}` : '没有完成',
    ])
}

function factsOf(course: Course, record: IncidentRecord): Facts {
  const { kind, grade } = incidents.columns
  const about = [
    record.departmentCalled,
    record.productCalled,
    record.batchCalled,
    record.supplierCalled,
    record.customerCalled,
    record.equipmentCalled,
  ].filter(Boolean)
  return [
    ['标题', course.title],
    ['种类、等级', `${kind.options[course.kind]}，${grade.options[course.grade]}`],
    ['首次知道', minute(course.firstKnownAt)],
    ['报告', `${course.reportedByName}　${minute(course.reportedAt)}`],
    ['情况', record.what],
    ['地点', record.place ?? '未填'],
    ['涉及', about.join('、') || '未填'],
    ...(course.source ? [['来自', course.source.number] as const] : []),
  ]
}

function investigationOf({ handling, investigation }: Course) {
  const causes = investigation?.causes ?? []
  const grouped = Object.entries(causeFactors).flatMap(([factor, name]): [string, string][] => {
    const own = causes.filter((each) => each.factor === factor)
    const told = own.map(({ main, text }) => `${main ? '★' : ''}${text}`).join('\n')
    return own.length === 0 ? [] : [[name, told]]
  })
  const found: Facts = investigation
    ? [
        ['根本原因', investigation.rootCause],
        ['归类', causeFactors[investigation.factor]],
        ['调查人', investigation.investigators || '未填'],
        ['完成日期', investigation.on],
        signed(investigation),
      ]
    : NONE
  const handled: Facts = handling ? [['处置', handling.text], ['日期', handling.on], signed(handling)] : NONE
  return { handling: handled, whys: investigation?.whys ?? [], causes: grouped, investigation: found }
}

function responsibilityOf({ responsibility }: Course): Facts {
  if (!responsibility) return NONE
  const who = [responsibility.departmentName, responsibility.personName].filter(Boolean).join('　')
  return [
    ['责任部门、责任人', who],
    ['责任认定', responsibility.finding],
    ['处理情况', responsibility.treatment || '未填'],
    ...fourPoints.map(
      (point) => [fourPointTexts[point], responsibility.fourPoints[point] || '没有回答'] as const,
    ),
    signed(responsibility),
  ]
}

function verificationOf({ verification }: Course): Facts {
  if (!verification) return NONE
  const { effective, statement, on } = verification
  return [['结论', effective ? '有效' : '无效'], ['说明', statement], ['日期', on], signed(verification)]
}

function endingOf({ ending, stage, openPoints }: Course): string {
  if (ending) return `${incidentStages[stage]}：${ending.byName}，${minute(ending.at)}。${ending.note}`
  const missing = openPoints.map(({ text }) => `· ${text}`).join('\n')
  return `${incidentStages[stage]}，还没有关闭。${missing ? `\n${missing}` : ''}`
}
