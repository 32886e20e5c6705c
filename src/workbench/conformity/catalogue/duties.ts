import { also, type Clause, ownWord, records } from './clause.ts'

/** 6 工作职责, 7.1 质量战略制定和部署. */
export const duties: readonly Clause[] = [
  {
    id: '6.1',
    section: '6',
    text: '负责企业贯彻质量方面的法律、法规和政策。',
    term: '贯彻执行国家质量有关的法律、法规和政策',
    needs: [
      {
        ...records('适用法律法规清单及其定期评审', 'standards', '建立适用法规清单', 'standards'),
        stated: true,
      },
    ],
  },
  {
    id: '6.2',
    section: '6',
    text: '参与涉及质量的经营决策。',
    term: '参与企业质量有关的经营决策',
    needs: [records('对经营决策提出的意见', 'opinions', '对经营决策提出意见', 'opinions')],
  },
  {
    id: '6.3',
    section: '6',
    text: '负责质量文化、质量战略和年度质量计划的制定与实施。',
    term: '质量战略制定、年度质量计划的制定和实施',
    needs: [
      records(
        '执行中的质量战略',
        'quality-plans:quality-plans/strategies',
        '编制质量战略并报负责人批准',
        'quality-plans/strategies',
      ),
      records('批准的年度质量计划', 'quality-plans:quality-plans', '编制年度质量计划', 'quality-plans'),
    ],
  },
  {
    id: '6.4',
    section: '6',
    text: '组织制定并实施质量品牌的规划和计划。',
    term: '质量品牌战略规划和计划',
    needs: [
      {
        ...records('质量品牌规划和计划', 'quality-plans', '编制品牌培育计划', 'quality-plans'),
        stated: true,
      },
    ],
  },
  {
    id: '6.5',
    section: '6',
    text: '组织体系建设、先进方法推广、质量攻关，并持续改进。',
    term: '质量管理体系建设、先进方法推广、质量攻关',
    needs: [
      {
        ...records(
          '体系建设和改进活动',
          ['excellence', 'quality-plans'],
          '在年度计划中安排改进项目',
          'quality-plans',
        ),
        stated: true,
      },
      also('完成的改进措施', 'actions', '登记改进措施', 'actions'),
    ],
  },
  {
    id: '6.6',
    section: '6',
    text: '组织质量成本管理和质量绩效考核，加强质量统计分析。',
    term: '质量成本管理与质量绩效考核',
    needs: [
      records('质量成本的按月归集', 'quality-costs', '登记本月质量成本', 'quality-costs'),
      ownWord('质量绩效考核办法和考核结果', '附上考核办法和最近一次结果'),
    ],
  },
  {
    id: '6.7',
    section: '6',
    text: '组织质量人才培养和教育培训。',
    term: '质量人才培养、教育培训等质量活动',
    needs: [
      {
        ...records(
          '质量培训的计划和记录',
          ['staff-training', 'quality-plans'],
          '在年度计划中安排培训',
          'quality-plans',
        ),
        stated: true,
      },
    ],
  },
  {
    id: '7.1.1a',
    section: '7.1.1',
    text: '从企业战略和内外部环境出发，结合文化、体系、控制方法和成本，编制质量战略规划。',
    term: '研究编制质量战略规划',
    needs: [
      records('经批准的质量战略', 'quality-plans', '编制质量战略并报负责人批准', 'quality-plans/strategies'),
    ],
  },
  {
    id: '7.1.1b',
    section: '7.1.1',
    text: '参与中长期市场规划、产品定位、新产品和新工艺的策划。',
    term: '参与策划企业中长期市场规划、产品定位、新产品和新工艺开发',
    needs: [
      {
        ...records(
          '对规划、产品和工艺提出的意见',
          ['opinions', 'quality-plans'],
          '对新产品、新工艺提出意见',
          'opinions',
        ),
        stated: true,
      },
    ],
  },
  {
    id: '7.1.2a',
    section: '7.1.2',
    text: '根据战略、绩效和上年度完成情况编制本年度计划。',
    term: '编制本年度质量工作计划',
    needs: [records('本年度的质量工作计划', 'plan-of-this-year', '编制本年度计划', 'quality-plans')],
  },
  {
    id: '7.1.2b',
    section: '7.1.2',
    text: '计划写明项目、要求、资源、目标、时间、责任人和监视确认方法。',
    term: '确定工作完成情况的监视和确认方法',
    needs: [
      records(
        '内容齐全、经批准的年度计划',
        'quality-plans:quality-plans',
        '把计划项目的各项内容填齐',
        'quality-plans',
      ),
    ],
  },
  {
    id: '7.1.2c',
    section: '7.1.2',
    text: '年度总结评估，并据此和环境变化调整战略规划。',
    term: '总结评估',
    needs: [records('年度总结评估', 'quality-plans', '做年度总结评估', 'quality-plans')],
  },
]
