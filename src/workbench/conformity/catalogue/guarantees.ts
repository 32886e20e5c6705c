import { also, type Clause, type Need, ownWord, records } from './clause.ts'

const inLetter = (power: string): Need =>
  records('聘书中授予的这项职权', `power-${power}`, '在聘书中授予这项职权', 'appointments')

const exercised = (what: string, from: string, text: string, path: string) => also(what, from, text, path)

/** 8 工作保障, 9 聘任管理. */
export const guarantees: readonly Clause[] = [
  {
    id: '8.1a',
    section: '8.1',
    text: '首席质量官有权建立和推行质量文化。',
    term: '质量文化的建立与推行权',
    needs: [
      inLetter('culture'),
      exercised('质量文化计划', 'quality-plans', '编制质量文化计划', 'quality-plans'),
    ],
  },
  {
    id: '8.1b',
    section: '8.1',
    text: '首席质量官有权建立和实施质量战略规划、计划。',
    term: '质量战略规划、计划的建立和实施权',
    needs: [
      inLetter('strategy'),
      exercised('质量战略和计划', 'quality-plans', '编制质量战略', 'quality-plans'),
    ],
  },
  {
    id: '8.1c',
    section: '8.1',
    text: '首席质量官对涉及质量的经营事项有决策权。',
    term: '与质量相关的经营决策权',
    needs: [
      inLetter('decisions'),
      exercised('对经营决策的意见', 'opinions', '对经营决策提出意见', 'opinions'),
    ],
  },
  {
    id: '8.1d',
    section: '8.1',
    text: '首席质量官对产品（服务）的质量安全可以一票否决。',
    term: '质量安全“一票否决”权',
    needs: [
      inLetter('veto'),
      exercised('行使一票否决的记录', 'vetoes', '出现应当否决的情形时提出否决', 'vetoes'),
    ],
  },
  {
    id: '8.1e',
    section: '8.1',
    text: '首席质量官管理质量工作经费。',
    term: '质量工作相关经费的管理权',
    needs: [
      inLetter('funds'),
      exercised('质量成本的目标和计划', 'quality-costs', '设定质量成本目标', 'quality-costs'),
    ],
  },
  {
    id: '8.1f',
    section: '8.1',
    text: '首席质量官可以对质量部门的人事提出建议。',
    term: '人事任免、调动、奖惩、晋升等建议权',
    needs: [inLetter('personnel'), exercised('人事建议', 'opinions', '提出人事建议', 'opinions')],
  },
  {
    id: '8.1g',
    section: '8.1',
    text: '质量考核、质量奖励的结果由首席质量官审定。',
    term: '质量考核、质量奖励活动结果审定权',
    needs: [inLetter('rewards'), exercised('审定意见', 'opinions', '对考核奖励结果提出审定意见', 'opinions')],
  },
  {
    id: '8.2',
    section: '8.2',
    text: '有质量工作专项经费，列入资金计划，由首席质量官统一调度，专款专用。',
    term: '质量工作专项经费',
    needs: [
      ownWord('专项经费的预算和使用规定', '附上经费预算或使用计划'),
      also('质量成本的计划和实际', 'quality-costs', '设定质量成本计划', 'quality-costs'),
    ],
  },
  {
    id: '9.1',
    section: '9',
    text: '由企业聘任并授权。',
    term: '聘任授权管理',
    needs: [records('在任首席质量官的聘书', 'letter', '签发聘书', 'appointments')],
  },
  {
    id: '9.2',
    section: '9',
    text: '任期届满由主要负责人评定绩效，决定续聘或重新选聘。',
    term: '确定是否续聘或重新选聘',
    needs: [
      records('届满任期的评定（未届满的不需要）', 'terms-evaluated', '对届满的任期做出评定', 'appointments'),
    ],
  },
  {
    id: '9.3',
    section: '9',
    text: '参加市场监管部门组织的任前和继续教育培训。',
    term: '任前及继续教育培训学习',
    needs: [records('培训的记录', 'training-record', '登记参加过的培训', 'survey')],
  },
  {
    id: '9.4',
    section: '9',
    text: '离职、调离等情形由企业调整，不再担任首席质量官。',
    term: '离职、调离或其他原因',
    needs: [records('离任都有记录，岗位没有空缺', 'endings-recorded', '登记离任原因并聘任接任者', 'tenure')],
  },
  {
    id: '9.5',
    section: '9',
    text: '违规违纪或重大失职、重大风险隐患瞒报拖报、其他违法行为的，宜解除聘任。',
    term: '宜解除聘任',
    needs: [
      {
        ...records(
          '没有所列情形的说明，或者解除聘任的记录',
          'dismissals',
          '由负责人说明没有所列情形',
          'tenure',
        ),
        stated: true,
      },
    ],
  },
]
