const n = (count: number) => count.toLocaleString('zh-CN')

/** Words of entering filings elsewhere by hand. */
export const enteredWords = {
  menu: '录入登记',
  title: '录入省信息采集系统',
  sub: '登记哪些备案已由人录入省信息采集系统。与该系统没有接口，录入日期以本单位登记为准。',
  tabsLabel: '录入情况',
  tabs: { open: '未录入', entered: '已录入' },
  caption: { open: '未录入的备案', entered: '已录入的备案' },
  columns: {
    no: '备案编号',
    enterprise: '企业',
    person: '首席质量官',
    kind: '类型',
    unit: '负责单位',
    registered: '登记备案',
    entered: '录入',
  },
  kinds: { new: '新报', change: '变更', replace: '更换', cancel: '注销' },
  empty: {
    open: '没有未录入的备案。新的备案登记后会出现在这里。',
    entered: '还没有登记过录入。录入后在“未录入”里勾选登记。',
  },
  order: { open: '登记早的在前', entered: '最近登记的在前' },
  enteredBy: (day: string, name: string) => `${day}，${name}`,
  enteredOn: '录入日期',
  mark: '登记已录入',
  unmark: '撤销录入登记',
  reason: '撤销理由',
  marked: (count: number, left: number) =>
    `已登记 ${n(count)} 件，${left > 0 ? `还有 ${n(left)} 件未录入。` : '全部已录入。'}`,
  unmarked: (count: number) => `已撤销 ${n(count)} 件。`,
  full: '导出完整信息',
  fullHow: '含完整的身份证号和电话，只供录入用。用途会记入办理记录，并告知有关企业。一次最多 1,000 件。',
  purpose: '用途',
  purposeDefault: '录入省信息采集系统',
  download: '导出',
  kept: (name: string) => `已保存 ${name}`,
} as const
