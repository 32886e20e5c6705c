import type { Indicator, Measure } from './contract.ts'

/** What a target of a rule pack calls it; none: targets do not ask for it. */
type PackIndicator =
  | 'filed-coverage'
  | 'training-person-times'
  | 'trained-coverage'
  | 'appointed-coverage'
  | 'evaluated-coverage'
  | 'plan-completion'
  | 'reports-on-time'

/** An indicator as declared: everything that makes the number, and nothing else makes it. */
export type Declared = Indicator & { readonly packIndicator: PackIndicator | null }

/** A kind of list as the tables know it. */
export type ListScope = { readonly code: string; readonly name: string; readonly internal: boolean }

const YICHUN = '宜市市监联发〔2024〕9号'
const SURVEY = `${YICHUN} 四1`
const OWN = '平台自定'

type Part = Pick<Declared, 'id' | 'code' | 'name' | 'scope' | 'doc' | 'source'> & {
  kind?: Indicator['kind']
  numerator: Measure | null
  denominator?: Measure | null
  pack?: PackIndicator
  scopeName: string
  internal?: boolean
}

function declare({
  pack,
  kind = 'ratio',
  denominator = 'members',
  internal = false,
  ...part
}: Part): Declared {
  return {
    ...part,
    kind,
    denominator: kind === 'count' ? null : denominator,
    internal,
    packIndicator: pack ?? null,
  }
}

const aboveScale = { scope: 'above-scale', scopeName: '规模以上企业', internal: true }
const directory = { scope: 'all', scopeName: '名录内企业' }

/** K1–K9 of DOMAIN §1.4; K10 is a list of persons (`coverage.same-person`). */
export const DECLARED: readonly Declared[] = [
  declare({
    id: 'above-scale-filed',
    code: 'K1',
    name: '规上企业备案覆盖率',
    ...aboveScale,
    numerator: 'filed',
    pack: 'filed-coverage',
    doc: '当日有在任且已登记备案的首席质量官的规上企业 ÷ 规上企业（名单内的全部，包括尚未进入名录的）',
    source: `${YICHUN} 二`,
  }),
  declare({
    id: 'award-filed',
    code: 'K2',
    name: '政府质量奖企业备案覆盖率',
    scope: 'government-quality-award',
    scopeName: '政府质量奖企业（含提名奖）',
    numerator: 'filed',
    pack: 'filed-coverage',
    doc: '已备案的获奖企业 ÷ 各级政府质量奖（含提名奖）企业；各级分开的另列',
    source: `${YICHUN} 二`,
  }),
  declare({
    id: 'sme-filed',
    code: 'K3',
    name: '中小微企业备案覆盖率',
    scope: 'sme',
    scopeName: '中小微企业',
    numerator: 'filed',
    pack: 'filed-coverage',
    doc: '已备案的中小微企业 ÷ 名录内中型、小型、微型企业（规模未知的不计）；同比为与上年同日之差',
    source: `${YICHUN} 二`,
  }),
  declare({
    id: 'above-scale-trained-times',
    code: 'K4',
    name: '规上企业培训率（人次）',
    kind: 'times',
    ...aboveScale,
    numerator: 'trained-times',
    pack: 'training-person-times',
    doc: '规上企业参加培训的人次 ÷ 规上企业（应当设首席质量官的）；一人参加两次计两人次，可以超过 100%',
    source: `${YICHUN} 二`,
  }),
  declare({
    id: 'above-scale-trained',
    code: 'K4′',
    name: '规上企业参训面',
    ...aboveScale,
    numerator: 'trained',
    pack: 'trained-coverage',
    doc: '有人参加过培训的规上企业 ÷ 规上企业；一家只计一次',
    source: `${YICHUN} 二`,
  }),
  declare({
    id: 'letters',
    code: 'K5',
    name: '已颁发聘书企业数',
    kind: 'count',
    ...directory,
    numerator: 'letter',
    doc: '摸底登记为已颁发聘书的企业，以及在本平台签发聘书、当日在任的企业',
    source: SURVEY,
  }),
  declare({
    id: 'trained',
    code: 'K6',
    name: '已参加培训认证企业数',
    kind: 'count',
    ...directory,
    numerator: 'trained',
    doc: '摸底登记为已参加培训的企业',
    source: SURVEY,
  }),
  declare({
    id: 'evaluated',
    code: 'K7',
    name: '已获评价证书企业数',
    kind: 'count',
    ...directory,
    numerator: 'evaluated',
    doc: '摸底登记为已取得省局评价证书的企业',
    source: SURVEY,
  }),
  declare({
    id: 'plan-completion',
    code: 'K8',
    name: '培育计划完成率',
    ...aboveScale,
    numerator: null,
    denominator: null,
    pack: 'plan-completion',
    doc: '当年培育计划中已备案的企业 ÷ 当年已认定的培育计划数',
    source: `${YICHUN} 四3`,
  }),
  declare({
    id: 'reports-on-time',
    code: 'K9',
    name: '按时报送率',
    ...directory,
    numerator: null,
    denominator: null,
    pack: 'reports-on-time',
    doc: '当年已到期事项中按时完成的 ÷ 当年已到期的事项',
    source: OWN,
  }),
]

const MADE_ELSEWHERE = new Set(['plan-completion', 'reports-on-time'])

/** Whether another part of the house gives the number. */
export function isProvided({ id }: Pick<Declared, 'id'>): boolean {
  return MADE_ELSEWHERE.has(id)
}

/** Those that are declared for everyone, and one for each other kind of list: 赣出精品, 政府质量奖 of a level … */
export function indicatorsFor(lists: readonly ListScope[]): Declared[] {
  const own = lists
    .filter(({ code }) => !DECLARED.some(({ scope }) => scope === code))
    .map(({ code, name, internal }) =>
      declare({
        id: `scope:${code}`,
        code: code.startsWith('government-quality-award') ? 'K2' : null,
        name: `${name}企业备案覆盖率`,
        scope: code,
        scopeName: name,
        internal,
        numerator: 'filed',
        pack: 'filed-coverage',
        doc: `已备案的${name}企业 ÷ 名单内的${name}企业`,
        source: OWN,
      }),
    )
  return [...DECLARED, ...own]
}

/** What travels: without what only the server needs. */
export function presentIndicator({ packIndicator: _, ...indicator }: Declared): Indicator {
  return indicator
}

/** Scopes that are not lists: their denominators are known from the directory. */
export function isDirectoryScope(scope: string): boolean {
  return scope === 'all' || scope === 'sme'
}
