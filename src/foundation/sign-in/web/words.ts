/** Words of signing in and of the account menu, zh-CN. */
export const words = {
  title: '登录',
  login: '账号',
  password: '密码',
  submit: '登录',
  loginMissing: '账号：还没有填写。请输入账号。',
  passwordMissing: '密码：还没有填写。请输入密码。',
  account: (name: string) => `账号菜单：${name}`,
  switchRole: '切换身份',
  roleIn: (role: string, place: string) => (place ? `${role}，${place}` : role),
  largeText: '大字模式',
  on: '已开',
  off: '已关',
  signOut: '退出登录',
  checking: '正在核对登录…',
} as const
