/** Words of the initial set-up, zh-CN. */
export const words = {
  title: '设置',
  sub: '把平台用起来的四件事。随时可以离开，回来接着做。',
  menu: '待办（设置）',
  progress: (done: number) => (done === 4 ? '四件事都做好了' : `4 件，已做好 ${done} 件`),
  tasks: {
    administrators: '三名管理员',
    units: '地区与单位',
    rules: '规则包',
    officers: '首批经办人',
  },
  states: {
    missing: (names: string) => `还缺${names}`,
    invited: (names: string) => `已邀请${names}，等本人接受`,
    noUnits: '还没有单位',
    units: (total: number, top: string) => `${top}，共 ${total.toLocaleString('zh-CN')} 个单位`,
    noPack: (count: number) => `${count} 个地区没有规则包`,
    unitsFirst: '先建立单位',
    noOfficer: '还没有经办人',
    officerInvited: '已邀请，等本人接受',
    officers: (count: number, without: number) =>
      without > 0 ? `${count} 个单位有人，${without} 个还没有` : `${count} 个单位都有人`,
  },
  next: '下一步',
  allDone: '企业可以在登录页“企业注册”，或由县级导入名单；单位的其他人员由各单位负责人员管理的经办邀请。',
  invite: (role: string) => `邀请${role}`,
  administratorsWhy:
    '系统管理员设置单位和授权，安全管理员停用、解锁账号和重设密码，审计管理员查看办理记录。三者由三个人分别担任（GB/T 22239 管理用户权限分离）。',
  back: '设置',
  // Rules
  rulesTitle: '启用各地区的规则包',
  rulesWhat: '各地的任职条件、程序和期限写在规则包里。备案按当时有效、范围最窄的规则包判断。',
  placesTitle: '各地区适用的规则包',
  placesNote: (shown: number, total: number) =>
    shown < total ? `前 ${shown} 个，共 ${total} 个` : `${total} 个`,
  columns: { place: '地区', above: '上级', pack: '适用的规则包', unit: '单位', deeds: '办理' },
  noPack: '没有规则包，备案不能提交',
  noPlaces: '还没有单位。请先建立单位。',
  shipped: '随程序提供的规则包',
  packColumns: { title: '规则包', docNo: '文号', covers: '覆盖本平台的地区', state: '状态' },
  coversNone: '不覆盖本平台的地区',
  draft: '草案，不用于办理',
  loaded: '已启用',
  load: '启用',
  missingTitle: '没有本地的规则包怎么办',
  missing: [
    '向本级或上级市场监督管理局要本地文件（实施方案、指导意见、地方标准）。',
    '照着说明把文件写成一个规则包文件，不需要编程。',
    '在“规则包”页选择文件：先逐行检查并说明怎么改，检查无误再装载。会用命令行的，也可以先用 npx opencqo rules check 和 rules try 检查、试算。',
  ],
  recipe: '打开规则包编写说明（纯文本，新窗口）',
  toPacks: '去“规则包”页检查并装载文件',
  // Officers
  officersTitle: '首批经办人',
  officersWhat:
    '给每个单位邀请第一位经办人，并让他负责本单位人员；以后的同事由他自己邀请。从最上级开始，下级的也可以由上级去邀请。',
  officersNone: '每个单位都有经办人了。',
  officerInvite: '邀请经办人',
  invited: '已邀请，等本人接受',
  shownOf: (shown: number, total: number) =>
    shown < total ? `前 ${shown} 个，共 ${total} 个没有经办人` : `${total} 个没有经办人`,
} as const
