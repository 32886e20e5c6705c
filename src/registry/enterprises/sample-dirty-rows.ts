import { formatCivilDate } from '#platform/values/civil-date.ts'
import { creditCodeArea } from '#platform/values/credit-code.ts'
import { type SampleEnterprise, sampleCells, sampleCreditCode } from './sample-enterprise.ts'

/**
 * What an importer should do with a row. `warn`: take it and say what is odd. `decide`: a person settles the doubt
 * (which unit, which name). `skip`: the list has it already. `refuse`: not taken.
 */
export type SampleTreatment = 'accept' | 'warn' | 'decide' | 'skip' | 'refuse'

/** What a dirty row is made of: an enterprise of its own, the row above that it may repeat, and a number of its own. */
export type DirtSource = {
  readonly own: SampleEnterprise
  readonly twin: SampleEnterprise
  readonly index: number
  readonly seed: number
}

/** A dirty row, and what is expected in the register when it is taken. */
export type DirtyRow = {
  readonly cells: readonly string[]
  readonly treatment: SampleTreatment
  readonly enterprise: SampleEnterprise
  /** zh-CN: what is wrong with it and what should happen. */
  readonly note: string
}

type Recipe = (source: DirtSource) => DirtyRow

const CODE = 1
const DATE = 2
const SCOPE = 5
const CODE_CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Every kind of dirty row by name. */
export const DIRT = {
  'wrong-check-digit': ({ own }) => {
    const last = CODE_CHARSET.indexOf(own.creditCode.slice(-1))
    const creditCode = own.creditCode.slice(0, -1) + CODE_CHARSET.charAt((last + 1) % CODE_CHARSET.length)
    return taken({ ...own, creditCode }, 'warn', '信用代码校验码不对：收下并提示核对。')
  },
  'missing-code': ({ own }) => withCell(own, CODE, '', 'refuse', '没有信用代码：不收。'),
  'short-code': ({ own }) =>
    withCell(own, CODE, own.creditCode.slice(0, 17), 'refuse', '信用代码少一位：不收。'),
  'letter-o-in-code': ({ own }) =>
    withCell(
      own,
      CODE,
      own.creditCode.replace('0', 'O'),
      'refuse',
      '信用代码中的数字 0 写成字母 O：不收，不代改。',
    ),
  'full-width-code': ({ own }) =>
    withCell(
      own,
      CODE,
      fullWidth(own.creditCode.toLowerCase()),
      'accept',
      '信用代码全角、小写：规范后收下。',
    ),
  'same-code-same-name': ({ twin }) => taken(twin, 'skip', '与上面某行重复：跳过。'),
  'same-code-other-name': ({ own, twin }) =>
    taken({ ...twin, name: own.name }, 'decide', '与上面某行代码相同、名称不同：由人决定。'),
  'address-elsewhere': ({ own }) => {
    const address = '江西省南昌市高新技术产业开发区宜春路8号'
    return taken({ ...own, address, place: null }, 'decide', '地址在外市：由人决定。')
  },
  'address-against-code': ({ own, index, seed }) => {
    const area = creditCodeArea(own.creditCode) === '360983' ? '360982' : '360983'
    const address = area === '360983' ? '江西省樟树市示例街道示例路8号' : '江西省高安市示例镇示例路8号'
    const creditCode = sampleCreditCode(`91${area}`, index, seed)
    return taken(
      { ...own, creditCode, address, place: null },
      'decide',
      '地址与信用代码指向不同的县：由人决定。',
    )
  },
  'city-only': ({ own, index, seed }) => {
    const creditCode = sampleCreditCode('91360900', index, seed)
    const address = '江西省宜春市宜春大道8号'
    return taken(
      { ...own, creditCode, address, place: null },
      'decide',
      '地址只到市，代码由市本级登记：由人决定。',
    )
  },
  'empty-name': ({ own }) => withCell(own, 0, '　', 'refuse', '没有企业名称：不收。'),
  'overlong-name': ({ own }) =>
    withCell(own, 0, own.name.replace('示例', '示例'.repeat(200)), 'refuse', '企业名称过长：不收。'),
  'odd-date': ({ own, index }) => {
    const [year = '', month = '', day = ''] = own.registeredOn.split('-')
    const dotted = `${year}.${Number(month)}.${Number(day)}`
    const spellings = [formatCivilDate(own.registeredOn), dotted, fullWidth(`${year}/${month}/${day}`)]
    const written = spellings[index % spellings.length] ?? dotted
    return withCell(own, DATE, written, 'accept', '日期写法不同：读懂后收下。')
  },
  formula: ({ own }) =>
    withCell(own, SCOPE, '=HYPERLINK("http://example.invalid","示例")', 'refuse', '单元格是公式：不收。'),
} as const satisfies Record<string, Recipe>

/** Kinds of dirty row. */
export type DirtKind = keyof typeof DIRT

/** All kinds, in a fixed order. */
export const DIRT_KINDS = Object.keys(DIRT) as DirtKind[]

function taken(enterprise: SampleEnterprise, treatment: SampleTreatment, note: string): DirtyRow {
  return { cells: sampleCells(enterprise), treatment, enterprise, note }
}

function withCell(
  enterprise: SampleEnterprise,
  column: number,
  text: string,
  treatment: SampleTreatment,
  note: string,
): DirtyRow {
  return { cells: sampleCells(enterprise).with(column, text), treatment, enterprise, note }
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
}
