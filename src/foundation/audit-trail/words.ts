import type { AuditRow } from './contract.ts'

/** Words of the audit trail; deeds in the words of the buttons that did them. */
export const words = {
  title: '办理记录',
  own: '政府查看记录',
  unit: '本单位办理记录',
  platform: '平台办理记录',
  group: { enterprise: '企业', unit: '本单位设置' },
  caption: '办理记录',
  columns: { seq: '序号', at: '时间', who: '办理人', what: '事项', details: '内容' },
  empty: '还没有记录。',
  from: '从',
  to: '到',
  period: '日期',
  order: '新的在前',
  verify: '核验',
  intact: (entries: number, head: string) =>
    `完整无缺：${entries.toLocaleString('zh-CN')} 条首尾相连，末条校验值 ${head.slice(0, 8)}`,
  broken: (seq: number) =>
    `从第 ${seq.toLocaleString('zh-CN')} 条起不符：内容或顺序被改动过。请联系审计管理员。`,
  verifySeals: '核验封存',
  sealed: (seals: number, heads: number, root: string) =>
    `封存完整：${seals.toLocaleString('zh-CN')} 次，覆盖 ${heads.toLocaleString('zh-CN')} 个末条，最近校验值 ${root.slice(0, 8)}`,
  noSeals: '还没有封存过。每小时封存一次有新记录的链。',
  sealBroken: (no: number) => `第 ${no.toLocaleString('zh-CN')} 次封存不符：封存之后有记录被改动或删除。`,
  how: '每条记录带有上一条的校验值，改动、删除任何一条，核验都会发现。',
  deeds: {
    'appointment.changed': '修改聘任草稿',
    'appointment.drafted': '拟定聘任',
    'appointment.issued': '签发聘书',
    'appointment.scan-added': '补传盖章聘书',
    'enterprise.updated': '修改企业资料',
    'enterprise.added': '新增企业',
    'enterprise.ended': '终止企业',
    'enterprise.resumed': '恢复企业',
    'enterprise.code-kept': '核对后保留代码',
    'import.code-kept': '写明保留代码的理由',
    'handover.proposed': '提出移交',
    'handover.accepted': '接受移交',
    'handover.declined': '不接受移交',
    'handover.withdrawn': '撤回移交',
    'duplicate.different': '判定不是重复',
    'duplicate.merged': '合并重复企业',
    'duplicate.reopened': '重新打开疑似重复',
    'tag.created': '新建标签',
    'tag.changed': '修改标签',
    'tag.deleted': '删除标签',
    'tag.applied': '加减标签',
    'roster.created': '新建名单',
    'roster.changed': '修改名单',
    'roster.recorded': '登记进出名单',
    'roster.scope-added': '增设名单种类',
    'file.added': '上传文件',
    'filing.started': '开始填报备案',
    'filing.saved': '保存备案草稿',
    'filing.confirmed': '确认备案内容',
    'filing.submitted': '提交备案',
    'filing.accepted': '受理备案',
    'filing.printed-many': '成批打印备案表',
    'filing-print.cancelled': '取消打印',
    'filing.accepted-many': '批量受理备案',
    'filing.returned': '退回补正',
    'filing.withdrawn': '撤回备案',
    'filing.registered': '登记备案',
    'filing.revealed': '显示完整个人信息',
    'filing.printed-in-full': '打印完整备案表',
    'defect-template.added': '存为问题模板',
    'defect-template.changed': '修改问题模板',
    'defect-template.removed': '删除问题模板',
    'defect-template.arranged': '排列问题模板',
    'rule-pack.loaded': '装载规则包',
    'list.exported': '导出 Excel',
    'import.started': '上传企业名单',
    'import.row-decided': '决定存疑的行',
    'import.cancel-wanted': '取消导入',
    'import.applied': '写入名录',
    'import.failed': '导入没有成功',
    'import.cancelled': '导入已取消',
    'import.undone': '撤销导入',
    'account.password-changed': '修改密码',
    'account.password-reset': '重设密码',
    'account.disabled': '停用账号',
    'account.enabled': '恢复账号',
    'account.unlocked': '解除锁定',
    'registration.accepted': '确认企业注册',
    'registration.refused': '不予确认企业注册',
    'registration.revealed': '显示申请人手机号码',
    'first-link.used': '设立首位系统管理员',
    'people.grant-ended': '终止授权',
    'invitation.created': '邀请人员',
    'invitation.revoked': '撤销邀请',
    'invitation.renewed': '重新生成邀请链接',
    'invitation.accepted': '接受邀请',
    'reset.issued': '发出重设密码链接',
    'session.signed-in': '登录',
    'session.signed-out': '退出登录',
    'session.ended': '结束登录',
    'session.grant-switched': '切换身份',
    'session.token-created': '生成程序令牌',
  } as Readonly<Record<string, string>>,
  detailNames: {
    hash: '校验值',
    effectiveFrom: '生效日',
    version: '版本',
    effectiveOn: '生效日期',
    entered: '列入',
    left: '移出',
    removed: '去掉',
    scope: '名单种类',
    as: '原因',
    codeKept: '保留代码',
    enterprises: '企业数',
    other: '另一家',
    field: '栏目',
    purpose: '用途',
    filingNo: '备案编号',
    outcome: '任职条件',
    relaxed: '放宽',
    againstVerdict: '另写理由登记',
    onBehalf: '代办',
    batch: '批量',
    count: '件数',
    inFull: '完整个人信息',
    accepted: '已受理',
    refused: '没有受理',
    ownWork: '本人代办本人登记',
    pack: '规则包',
    packVersion: '规则版本',
    packHash: '规则校验值',
    sha256: '文件校验值',
    fileName: '文件',
    added: '新增',
    changed: '更新',
    doubtful: '存疑未写入',
    rejected: '不采用',
    line: '行号',
    take: '决定',
    fields: '改动',
    places: '退回处',
    place: '哪里',
    powers: '授予职权',
    termFrom: '任期起',
    termTo: '任期止',
    label: '名称',
    list: '名单',
    rows: '行数',
    filters: '筛选条件',
    days: '有效天数',
    given: '身份',
    inCharge: '负责本单位人员',
    until: '终止于',
  } as Readonly<Record<string, string>>,
  /** Codes that stand as values. */
  values: {
    pass: '符合',
    relaxed: '放宽',
    relaxable: '可放宽',
    fail: '不符合',
    'cannot-tell': '不能判定',
    filer: '企业经办人',
    principal: '企业负责人',
    cqo: '首席质量官',
    'county-officer': '县级经办',
    'city-officer': '市级经办',
    'province-officer': '省级经办',
    'industry-officer': '工信局经办',
    'system-admin': '系统管理员',
    'security-admin': '安全管理员',
    'audit-admin': '审计管理员',
    photo: '二寸照片',
    'appointment-scan': '聘书',
    'id-scan': '身份证明',
    'education-scan': '学历证书',
    'qualification-scan': '资格证书',
    'confirmation-scan': '盖章备案表',
    'consent-scan': '书面同意书',
    other: '其他',
    idNumber: '身份证号',
    mobile: '手机号码',
    address: '通讯地址',
    email: '电子邮箱',
    principalContact: '企业负责人联系方式',
    typeText: '企业类型',
    industryCode: '所属行业',
    declaredAboveScale: '是否规模以上企业',
    employees: '从业人员',
    revenueWan: '营业收入',
    assetsWan: '资产总额',
    products: '经营项目及主要产品',
    size: '企业规模',
  } as Readonly<Record<string, string>>,
  taken: '采用',
  skipped: '跳过',
  items: (count: number) => `${count.toLocaleString('zh-CN')} 项`,
  yes: '是',
  no: '否',
} as const

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const SHA256 = /^[0-9a-f]{64}$/

/** What an entry says beyond its deed, as 名称 内容 pairs; ids and the role, which stands with the name, are left out. */
export function detailsOf({ details }: Pick<AuditRow, 'details'>): string {
  return Object.entries(details)
    .map(([key, value]) => [words.detailNames[key] ?? key, said(key, value)] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name} ${text}`)
    .join('，')
}

function said(key: string, value: unknown): string {
  // The unit that a doubtful row goes to; none skips it.
  if (key === 'take') return value === null ? words.skipped : words.taken
  if (key === 'role' || value === null || value === undefined) return ''
  if (Array.isArray(value)) return saidOfList(value)
  if (typeof value === 'object') return ''
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const text = String(value)
  if (UUID.test(text)) return ''
  if (SHA256.test(text)) return text.slice(0, 8)
  return wordFor(text) ?? text
}

/** By name where every one has a name, else how many. */
function saidOfList(list: readonly unknown[]): string {
  const names = list.map((each) => wordFor(String(each)))
  return names.every((name) => name !== undefined) ? names.join('、') : words.items(list.length)
}

function wordFor(code: string): string | undefined {
  return Object.hasOwn(words.values, code) ? words.values[code] : undefined
}
