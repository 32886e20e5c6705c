import type { OpenPoint } from '../contract.ts'
import type { PackCover } from '../cover.ts'
import type { UnitRecord } from '../store.ts'
import type { Share } from './units.ts'

type Known = {
  readonly unit: UnitRecord
  readonly shares: readonly Share[]
  readonly rule: PackCover['rule']
  readonly base: { readonly as_of: string } | undefined
  readonly asOf: string
  /** Filings that wait at a desk of the unit or of one below. */
  readonly waiting: number
  readonly unanswered: readonly string[]
  readonly hasPlan: boolean
  /** Name of a receiver whom nobody stands for here. */
  readonly unreachable: string | null
}

const point = (kind: OpenPoint['kind'], text: string, link: string | null = null): OpenPoint => ({
  kind,
  text,
  link,
})

/** What is not as it should be before sending: nothing of it forbids to send. */
export function openPointsOf({
  unit,
  shares,
  rule,
  base,
  asOf,
  waiting,
  unanswered,
  hasPlan,
  unreachable,
}: Known): OpenPoint[] {
  const points: OpenPoint[] = []
  if (unreachable)
    points.push(
      point(
        'key',
        `${unreachable}在本系统没有经办人，报出后没有人接收。上级使用另一套系统的，请先录入它的公钥；使用本系统的，请系统管理员为上级设立经办人。`,
        `/units/${unit.id}/report-keys`,
      ),
    )
  if (!rule)
    points.push(point('rule', '当地没有有效的规则包，报送包不会注明规则版本。请系统管理员装载规则包。'))
  if (base && asOf < base.as_of)
    points.push(point('period', `数据截止日早于上一次上报的截止日 ${base.as_of}。请核对截止日。`))
  const unlisted = shares.filter(({ listed }) => listed === false).map((share) => share.unit.name)
  if (unlisted.length > 0)
    points.push(
      point(
        'roster',
        `没有规上企业名单，规上企业数和规上覆盖率空着：${named(unlisted)}。请工信局提供名单。`,
        '/rosters',
      ),
    )
  const outdated = shares.filter(({ rosters }) =>
    rosters.some(({ scope, state }) => scope === 'above-scale' && state === 'old'),
  )
  if (outdated.length > 0)
    points.push(
      point(
        'roster',
        `规上企业名单已过期未更新：${named(outdated.map((share) => share.unit.name))}。请工信局提供新的名单。`,
        '/rosters',
      ),
    )
  const unsent = shares.filter(({ unit: { id }, row }) => id !== unit.id && row.source.kind !== 'pack')
  if (unsent.length > 0)
    points.push(
      point(
        'below',
        `没有已接收的报送：${named(unsent.map((share) => share.unit.name))}。${unsent.some(({ row }) => row.source.kind === 'records') ? '这些单位的数字直接取自本系统的记录。' : '这些单位的数字空着。'}`,
        `/units/${unit.id}/incoming-reports`,
      ),
    )
  const old = shares.filter(({ row }) => row.source.kind === 'pack' && !row.source.fresh)
  if (old.length > 0)
    points.push(
      point(
        'below',
        `上次已汇总过、之后没有新的报送：${named(old.map((share) => share.unit.name))}。`,
        `/units/${unit.id}/incoming-reports`,
      ),
    )
  if (unanswered.length > 0)
    points.push(
      point(
        'below',
        `收到后还没有接收或退回：${named(unanswered)}。请先办理回执。`,
        `/units/${unit.id}/incoming-reports`,
      ),
    )
  if (!hasPlan)
    points.push(
      point(
        'plan',
        '没有上级已接收的本年度培育计划，附件3 不在其中。',
        `/units/${unit.id}/cultivation-plans`,
      ),
    )
  if (waiting > 0) points.push(point('filing', `有 ${waiting} 件备案还在办理，不计入已备案。`, '/filings'))
  const lacking = shares.flatMap(({ details }) => details).filter((row) => !row.idNumber || !row.mobile)
  if (lacking.length > 0)
    points.push(
      point(
        'detail',
        `明细中有 ${lacking.length} 行缺身份证号或手机号码（多为已聘任未备案）：${named(lacking.map((row) => row.enterprise ?? ''))}。`,
      ),
    )
  return points
}

const NAMED = 5

function named(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join('、')
  return names.length > NAMED ? `${shown}等 ${names.length} 个` : shown
}
