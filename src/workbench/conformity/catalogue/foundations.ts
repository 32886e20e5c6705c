import { also, type Clause, ownWord, records } from './clause.ts'

/** 7.4 质量基础工作建设, 7.5 履行社会责任. */
export const foundations: readonly Clause[] = [
  {
    id: '7.4a',
    section: '7.4',
    text: '有计量管理制度和器具台帐，在周期内检定、校准。',
    term: '建立计量器具台帐，在检定或校准周期内进行检定与校准',
    needs: [
      records('计量器具台帐', 'instruments:instruments', '登记计量器具', 'instruments'),
      records(
        '近 12 个月的检定、校准证书',
        'instruments:instruments/certificates',
        '登记检定、校准证书',
        'instruments/certificates',
      ),
      ownWord('计量管理制度', '附上计量管理制度文件'),
    ],
  },
  {
    id: '7.4b',
    section: '7.4',
    text: '组织实施标准，自我声明公开企业标准，完善标准体系。',
    term: '企业标准自我声明公开',
    needs: [
      { ...records('执行的标准和自我声明', 'standards', '登记执行的标准', 'standards'), stated: true },
      also('写明执行标准的产品', 'products-with-standard', '在产品台帐中填写执行标准', 'products'),
    ],
  },
  {
    id: '7.4c',
    section: '7.4',
    text: '推行质量管理体系，完成强制性认证，推行高端品质认证。',
    term: '质量管理体系',
    needs: [{ ...records('认证证书', 'certificates', '登记认证证书', 'certificates'), stated: true }],
  },
  {
    id: '7.4d',
    section: '7.4',
    text: '人才、资金、物资、服务四方面的资源满足质量工作需要。',
    term: '人才配置、资金投入、物资保障、服务配套',
    needs: [
      ownWord('四个方面的资源安排'),
      also('质量人员台帐', 'staff-kept', '登记质量人员', 'staff'),
      also('质量成本中的预防和鉴定费用', 'quality-costs', '登记质量成本', 'quality-costs'),
    ],
  },
  {
    id: '7.4e',
    section: '7.4',
    text: '建设质量人才队伍，培训专业技术和管理人员。',
    term: '知识型、技能型、创新型',
    needs: [
      {
        ...records(
          '人员培训的计划和记录',
          ['staff-training', 'quality-plans'],
          '在年度计划中安排培训',
          'quality-plans',
        ),
        stated: true,
      },
    ],
  },
  {
    id: '7.4f',
    section: '7.4',
    text: '质量工作纳入各部门、各层级的绩效考核，有激励机制。',
    term: '绩效考核体系，建立质量激励机制',
    needs: [
      ownWord('绩效考核和激励办法', '附上办法和最近一次考核结果'),
      also('对考核、奖励的审定意见', 'opinions', '对考核奖励提出审定意见', 'opinions'),
    ],
  },
  {
    id: '7.4g',
    section: '7.4',
    text: '建立质量理念和文化，增强员工的凝聚力。',
    term: '质量理念文化体系',
    needs: [
      {
        ...records('质量文化活动的计划', 'quality-plans', '编制质量文化计划', 'quality-plans'),
        stated: true,
      },
    ],
  },
  {
    id: '7.5a',
    section: '7.5',
    text: '社会责任融入企业发展战略。',
    term: '将企业社会责任融入企业发展战略',
    needs: [
      {
        ...records('写进战略或计划的社会责任', 'quality-plans', '在战略中写明社会责任', 'quality-plans'),
        stated: true,
      },
    ],
  },
  {
    id: '7.5b',
    section: '7.5',
    text: '树立质量安全、可持续发展的理念，健全社会责任管理体系。',
    term: '社会责任管理体系',
    needs: [
      {
        ...records('社会责任工作的计划', 'quality-plans', '编制社会责任计划', 'quality-plans'),
        stated: true,
      },
    ],
  },
]
