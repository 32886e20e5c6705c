import type { PlanField, RecallClock, RecallKind, RecallScheme } from './contract.ts'

const clock = (
  key: string,
  label: string,
  [from, to]: readonly [RecallClock['from'], RecallClock['to']],
  span: RecallClock['span'],
  more: Partial<RecallClock> = {},
): RecallClock => ({
  key,
  label,
  from,
  to,
  span,
  when: null,
  every: false,
  right: false,
  addressee: '',
  source: '',
  off: false,
  ...more,
})

const workdays = (amount: number) => ({ amount, unit: 'workday' }) as const
const months = (amount: number) => ({ amount, unit: 'month' }) as const
const hours = (amount: number) => ({ amount, unit: 'hour' }) as const

const field = (
  group: string,
  key: string,
  label: string,
  kind: PlanField['kind'] = 'text',
  more: Partial<PlanField> = {},
): PlanField => ({ group, key, label, kind, required: true, hint: '', ...more })
const optional = { required: false } as const

/** The form of the plan (原质检总局 2018 年消费品召回计划格式). Name, code, address, batches and quantities are filled in by the system. */
const planFields: readonly PlanField[] = [
  field('生产者', 'legalRepresentative', '法定代表人'),
  field('生产者', 'leader', '召回负责人'),
  field('生产者', 'contact', '联系人'),
  field('生产者', 'phone', '联系电话', 'text', { hint: '填单位电话或召回热线，不填个人手机' }),
  field('产品', 'authorityNo', '召回编号', 'text', { required: false, hint: '由监管部门给出' }),
  field('产品', 'productName', '产品名称'),
  field('产品', 'brand', '品牌', 'text', optional),
  field('产品', 'model', '型号规格'),
  field('产品', 'productType', '产品类型'),
  field('产品', 'producedFrom', '生产起始日期', 'date'),
  field('产品', 'producedTo', '生产截止日期', 'date'),
  field('销售', 'channels', '销售渠道', 'long'),
  field('销售', 'regions', '销售区域', 'long', optional),
  field('缺陷', 'defect', '缺陷部位和情况', 'long'),
  field('缺陷', 'found', '确定缺陷的时间和方法', 'long'),
  field('缺陷', 'tests', '检测数据', 'long', optional),
  field('缺陷', 'consequence', '可能造成的后果', 'long'),
  field('缺陷', 'cases', '投诉、索赔和伤害事例', 'long', {
    required: false,
    hint: '没有的写“无”；不写当事人姓名',
  }),
  field('零部件', 'partSuppliers', '零部件供方', 'long', optional),
  field('补救措施', 'stop', '停止生产、销售和使用的措施', 'long'),
  field('补救措施', 'remedy', '补救措施（修理、更换、退货等）', 'long'),
  field('补救措施', 'notice', '通知销售者和使用者的方式', 'long'),
  field('补救措施', 'finishBy', '预计完成日期', 'date'),
]

const SAMPLE = '示例，请对照现行文本核对'

const consumer: RecallScheme = {
  kind: 'consumer',
  title: '消费品',
  source: `消费品召回管理暂行规定（市场监管总局令第19号，2020-01-01 施行）；${SAMPLE}`,
  retention: '不少于 5 年',
  conditions: [
    { key: 'serious', label: '已造成或可能造成死亡、严重人身伤害、重大财产损失，或在境外实施召回' },
  ],
  clocks: [
    clock('serious-report', '报告缺陷相关信息', ['known', 'authority-told'], workdays(2), {
      when: 'serious',
      addressee: '市级市场监管部门（有的省份为省级）',
      source: `总局令第19号；${SAMPLE}`,
    }),
    clock('objection', '对缺陷认定提出异议', ['ordered', 'objected'], workdays(10), {
      when: 'ordered',
      right: true,
      addressee: '发出通知的市场监管部门',
      source: `总局令第19号；${SAMPLE}`,
    }),
    clock('plan', '报送召回计划', ['confirmed', 'plan-reported'], workdays(10), {
      addressee: '省级市场监管部门',
      source: `总局令第19号；${SAMPLE}`,
    }),
    clock('publish', '向社会公布召回信息', ['plan-reported', 'published'], workdays(5), {
      addressee: '社会公众',
      source: `总局令第19号；${SAMPLE}`,
    }),
    clock('stage', '报送阶段总结', ['started', 'stage-reported'], months(3), {
      every: true,
      addressee: '省级市场监管部门',
      source: `总局令第19号；${SAMPLE}`,
    }),
    clock('summary', '报送召回总结', ['completed', 'summary-reported'], workdays(15), {
      addressee: '省级市场监管部门',
      source: `总局令第19号；${SAMPLE}`,
    }),
  ],
  fields: [...planFields],
}

const vehicleRule = `缺陷汽车产品召回管理条例（国务院令第626号，2019年修订）及其实施办法；${SAMPLE}`
const SAMR = '国务院市场监管部门'

const vehicle: RecallScheme = {
  kind: 'vehicle',
  title: '汽车',
  source: vehicleRule,
  retention: '不少于 10 年',
  conditions: [{ key: 'ota', label: '以远程升级（OTA）方式实施' }],
  clocks: [
    clock('objection', '对缺陷认定提出异议', ['ordered', 'objected'], workdays(15), {
      when: 'ordered',
      right: true,
      addressee: SAMR,
      source: vehicleRule,
    }),
    clock('plan', '召回计划备案', ['confirmed', 'plan-reported'], workdays(5), {
      addressee: SAMR,
      source: vehicleRule,
    }),
    clock('sellers', '通知销售者停止销售', ['plan-reported', 'sellers-told'], workdays(5), {
      addressee: '销售者',
      source: vehicleRule,
    }),
    clock('owners', '告知车主', ['plan-reported', 'users-told'], workdays(30), {
      addressee: '车主',
      source: vehicleRule,
    }),
    clock('publish', '发布召回信息', ['plan-reported', 'published'], workdays(5), {
      addressee: '社会公众',
      source: vehicleRule,
    }),
    clock('stage', '提交阶段性报告', ['started', 'stage-reported'], months(3), {
      every: true,
      addressee: SAMR,
      source: vehicleRule,
    }),
    clock('summary', '提交召回总结报告', ['completed', 'summary-reported'], workdays(15), {
      addressee: SAMR,
      source: vehicleRule,
    }),
  ],
  fields: [
    ...planFields,
    field('产品', 'vinRange', '车辆识别代号（VIN）范围', 'long', optional),
    field('补救措施', 'ota', '远程升级的版本和备案情况', 'long', optional),
  ],
}

const foodRule = `食品召回管理办法（2015 年公布，2020 年修订）；${SAMPLE}`
const local = '所在地县级以上市场监管部门'
const grades = [
  ['level-1', '一级召回：已经或可能导致严重健康损害甚至死亡', 24, 10],
  ['level-2', '二级召回：已经或可能导致一般健康损害', 48, 20],
  ['level-3', '三级召回：标签标识存在虚假标注等', 72, 30],
] as const

const food: RecallScheme = {
  kind: 'food',
  title: '食品',
  source: foodRule,
  retention: '不少于 2 年',
  conditions: grades.map(([key, label]) => ({ key, label })),
  clocks: [
    ...grades.map(([key, label, within]) =>
      clock(
        `start-${key}`,
        `启动${label.slice(0, 4)}并报告召回计划`,
        ['known', 'plan-reported'],
        hours(within),
        {
          when: key,
          addressee: local,
          source: foodRule,
        },
      ),
    ),
    clock('publish', '发布召回公告', ['plan-reported', 'published'], null, {
      addressee: '社会公众',
      source: foodRule,
    }),
    ...grades.map(([key, label, , within]) =>
      clock(`finish-${key}`, `完成${label.slice(0, 4)}`, ['published', 'completed'], workdays(within), {
        when: key,
        source: foodRule,
      }),
    ),
    clock('stage', '报告召回和处置情况', ['started', 'stage-reported'], null, {
      every: true,
      addressee: local,
      source: foodRule,
    }),
    clock('summary', '报告召回总结', ['completed', 'summary-reported'], null, {
      addressee: local,
      source: foodRule,
    }),
  ],
  fields: [
    ...planFields.filter(({ key }) => key !== 'productType' && key !== 'partSuppliers'),
    field('产品', 'shelfLife', '保质期'),
    field('补救措施', 'disposal', '处置方式（无害化处理、销毁、补救等）', 'long'),
  ],
}

const other: RecallScheme = {
  kind: 'other',
  title: '其他',
  source: '没有专门规定的产品；期限由本企业自定',
  retention: '',
  conditions: [],
  clocks: [
    clock('plan', '制定召回计划', ['confirmed', 'plan-reported'], null),
    clock('stage', '阶段总结', ['started', 'stage-reported'], months(3), { every: true, source: '示例' }),
    clock('summary', '召回总结', ['completed', 'summary-reported'], null),
  ],
  fields: [...planFields],
}

/** Examples of this release. Each enterprise checks them against the text in force and changes what differs. */
export const shippedSchemes: Readonly<Record<RecallKind, RecallScheme>> = { consumer, vehicle, food, other }
