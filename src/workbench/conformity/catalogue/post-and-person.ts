import { also, type Clause, ownWord, records } from './clause.ts'

const letter = records('在任首席质量官的聘书', 'letter', '签发聘书', 'appointments')

/** 4 岗位设置, 5 任职要求. */
export const postAndPerson: readonly Clause[] = [
  {
    id: '4.1',
    section: '4',
    text: '首席质量官是企业高层，岗位设在决策层。',
    term: '设置在企业决策层',
    needs: [records('写明决策层岗位的聘书', 'letter-decision-level', '在聘书中写明所在层级', 'appointments')],
  },
  {
    id: '4.2',
    section: '4',
    text: '由法定代表人或主要负责人授权任命，任命文件要留存。',
    term: '保存文件化信息',
    needs: [letter, records('盖章聘书的扫描件', 'letter-scan', '在聘任中补传盖章聘书', 'appointments')],
  },
  {
    id: '4.3',
    section: '4',
    text: '有组织架构支撑首席质量官履职。',
    term: '相应的组织架构',
    needs: [records('部门台帐，标出质量部门', 'departments', '登记部门并标出质量部门', 'departments')],
  },
  {
    id: '4.4',
    section: '4',
    text: '质量管理、检验、质量安全等部门由首席质量官直接领导。',
    term: '直接领导质量管理、质量检验和质量安全等相关部门',
    needs: [
      records('聘书中写明的所领导部门', 'letter-departments', '在聘书中写明领导的部门', 'appointments'),
    ],
  },
  {
    id: '5.1a',
    section: '5.1',
    text: '思想政治、职业道德和专业方面的素养好。',
    term: '良好的思想政治素质、职业道德素养和专业素养',
    needs: [
      ownWord('企业对素养的评价'),
      also('备案时的一般条件声明', 'filing-character', '在备案表中声明', 'tenure'),
    ],
  },
  {
    id: '5.1b',
    section: '5.1',
    text: '熟悉质量方面的法律法规和政策。',
    term: '熟悉国家有关质量法律法规和质量政策',
    needs: [
      ownWord('学习、考试或工作中运用法规的说明'),
      also('备案时的一般条件声明', 'filing-quality-law', '在备案表中声明', 'tenure'),
    ],
  },
  {
    id: '5.1c',
    section: '5.1',
    text: '掌握质量管理知识，有质量专业的理论和技术基础。',
    term: '全面掌握质量管理知识',
    needs: [
      ownWord('学历、职称、职业资格或培训的说明'),
      also('备案时的一般条件声明', 'filing-quality-knowledge', '在备案表中声明', 'tenure'),
    ],
  },
  {
    id: '5.1d',
    section: '5.1',
    text: '了解本行业的生产、技术、经营和管理，实践经验丰富。',
    term: '具有丰富的管理和实践经验',
    needs: [
      ownWord('在本行业工作经历的说明'),
      also('备案时的一般条件声明', 'filing-trade-knowledge', '在备案表中声明', 'tenure'),
    ],
  },
  {
    id: '5.1e',
    section: '5.1',
    text: '有中级以上相关职称；或者大专以上学历并做质量工作满五年。',
    term: '中级以上相关专业职称，或者具有大学专科以上学历和5年以上质量工作经历',
    needs: [
      records(
        '已登记备案，任职条件判定为符合',
        'filing-qualified',
        '办理备案并上传职称、学历和经历证明',
        'tenure',
      ),
    ],
  },
  {
    id: '5.1f',
    section: '5.1',
    text: '参加过市场监管部门组织的任职培训，每年接受继续教育。',
    term: '任职培训并接受年度继续教育',
    needs: [
      records('任职培训的记录', 'training-record', '登记任职培训', 'survey'),
      records('近 12 个月的培训记录', 'training-this-year', '登记本年度的继续教育', 'survey'),
    ],
  },
  ...(
    [
      ['5.2a', '能用质量管理的原理和方法工作。', '运用质量管理的基本原理和方法'],
      ['5.2b', '组织、协调、规划和决策的能力强。', '较强的组织、协调、规划、决策能力'],
      ['5.2c', '文字、口头表达和沟通的能力好。', '良好的文字和口头表达能力'],
    ] as const
  ).map(
    ([id, text, term]): Clause => ({
      id,
      section: '5.2',
      text,
      term,
      needs: [ownWord('企业对能力的评价，可举实例')],
    }),
  ),
  {
    id: '5.2d',
    section: '5.2',
    text: '能及时准确发现质量管理的问题，系统分析并拿出办法。',
    term: '制定出科学合理的解决方案',
    needs: [
      ownWord('企业对能力的评价，可举实例'),
      also('处理过的隐患与事件', 'incidents', '登记隐患与事件', 'incidents'),
    ],
  },
  {
    id: '5.3a',
    section: '5.3',
    text: '坚持原则、公正办事，诚信敬业、敢于负责。',
    term: '坚持原则、秉公办事',
    needs: [
      ownWord('首席质量官的行为承诺'),
      also('行使否决的记录', 'vetoes', '按实际情况提出否决', 'vetoes'),
    ],
  },
  {
    id: '5.3b',
    section: '5.3',
    text: '发现质量问题或隐患要及时处理并报告。',
    term: '及时发现处理并报告',
    needs: [records('隐患、事件或否决的记录', ['incidents', 'vetoes'], '把发现的隐患登记下来', 'incidents')],
  },
  {
    id: '5.3c',
    section: '5.3',
    text: '独立、审慎、及时地判断，回避利益冲突。',
    term: '主动回避与本人有利益冲突的事项',
    needs: [ownWord('独立性和回避利益冲突的声明')],
  },
  {
    id: '5.3d',
    section: '5.3',
    text: '有保密意识，保护企业的敏感数据。',
    term: '保护企业敏感数据',
    needs: [ownWord('保密承诺或保密协议', '写明签订日期，附上协议扫描件')],
  },
  {
    id: '5.3e',
    section: '5.3',
    text: '参加义务的质量咨询和公益活动。',
    term: '义务性质量咨询服务和公益活动',
    needs: [ownWord('参加过的咨询服务或公益活动', '写明时间、地点和内容，附照片或证明')],
  },
]
