import { also, type Clause, ownWord, records } from './clause.ts'

/** 7.2 产品和服务质量, 7.3 企业质量竞争力提升. */
export const work: readonly Clause[] = [
  {
    id: '7.2a',
    section: '7.2',
    text: '有产品质量安全管理制度，责任落实到人。',
    term: '产品质量安全管理制度，落实产品质量安全责任',
    needs: [
      { ...records('制度文件和责任分工', 'controls', '登记制度和责任', 'controls'), stated: true },
      also('产品台帐', 'products-kept', '登记产品', 'products'),
    ],
  },
  {
    id: '7.2b',
    section: '7.2',
    text: '分析控制质量风险；隐患、事故有报告调查处理制度；缺陷产品实施召回制度。',
    term: '质量风险分析与控制',
    needs: [
      records('风险登记和评价', 'risks', '登记质量风险', 'risks'),
      ownWord('隐患、事故报告调查处理制度和缺陷产品召回制度', '附上两项制度文件'),
      also('隐患与事件的处理记录', 'incidents', '登记隐患与事件', 'incidents'),
      also('召回的办理记录', 'recalls', '发生缺陷时办理召回', 'recalls'),
    ],
  },
  {
    id: '7.2c',
    section: '7.2',
    text: '采购、生产、成品、服务各环节都有质量控制。',
    term: '采购、生产过程、成品、服务等环节的质量控制',
    needs: [
      {
        ...records(
          '各环节的检查和控制记录',
          ['controls', 'stage-records'],
          '登记批次放行和采购验收',
          'batches',
        ),
        stated: true,
      },
    ],
  },
  {
    id: '7.2d',
    section: '7.2',
    text: '关键岗位有质量规范，实行质量安全控制责任制。',
    term: '关键岗位质量规范',
    needs: [
      {
        ...records('关键岗位和规范', ['controls', 'key-posts'], '在人员台帐中标出关键岗位', 'staff'),
        stated: true,
      },
    ],
  },
  {
    id: '7.2e',
    section: '7.2',
    text: '确定检查考核的项目和目标，实施考核与改进。',
    term: '确定检查和考核的项目、目标',
    needs: [
      {
        ...records(
          '检查考核的项目、目标和结果',
          ['controls', 'quality-plans'],
          '在年度计划中写明目标',
          'quality-plans',
        ),
        stated: true,
      },
      also('改进措施的完成', 'actions', '登记并完成改进措施', 'actions'),
    ],
  },
  {
    id: '7.3a',
    section: '7.3',
    text: '做标杆对比、对标达标和质量攻关，提升产品（服务）水平。',
    term: '标杆管理、对标达标，组织质量攻关',
    needs: [{ ...records('对标和攻关项目', 'excellence', '登记改进项目', 'excellence'), stated: true }],
  },
  {
    id: '7.3b',
    section: '7.3',
    text: '参与标准制修订，把自有技术写进标准，开展标准化良好行为和试点。',
    term: '标准化良好行为',
    needs: [{ ...records('参与的标准和试点', 'standards', '登记参与的标准', 'standards'), stated: true }],
  },
  {
    id: '7.3c',
    section: '7.3',
    text: '推行精益生产、六西格玛等先进方法。',
    term: '精益生产、六西格玛',
    needs: [{ ...records('先进方法的推行记录', 'excellence', '登记改进项目', 'excellence'), stated: true }],
  },
  {
    id: '7.3d',
    section: '7.3',
    text: '发动班组和员工：QC 小组、合理化建议、技能竞赛，成果有评选、激励和推广。',
    term: '群众性改进活动',
    needs: [
      { ...records('群众性改进活动和成果', 'excellence', '登记改进活动', 'excellence'), stated: true },
      also('意见与建议', 'opinions', '登记意见与建议', 'opinions'),
    ],
  },
  {
    id: '7.3e',
    section: '7.3',
    text: '树立以质量和信誉为核心的品牌，有培育规划，争创质量荣誉。',
    term: '质量品牌培育规划和推进措施',
    needs: [
      {
        ...records(
          '品牌培育规划和荣誉',
          ['excellence', 'quality-plans'],
          '编制品牌培育计划',
          'quality-plans',
        ),
        stated: true,
      },
    ],
  },
  {
    id: '7.3f',
    section: '7.3',
    text: '按卓越绩效评价准则导入先进管理模式。',
    term: '按GB/T 19580导入卓越绩效管理等先进管理模式',
    needs: [{ ...records('卓越绩效的自我评价', 'excellence', '登记自我评价', 'excellence'), stated: true }],
  },
  {
    id: '7.3g',
    section: '7.3',
    text: '制定质量成本目标和计划，收集数据，核算分析，考核改进。',
    term: '质量成本目标、质量成本计划',
    needs: [
      records('质量成本的目标、计划和核算', 'quality-costs', '设定目标并按月登记质量成本', 'quality-costs'),
    ],
  },
]
