export const words = {
  title: '消息',
  empty: '没有消息。受理、退回、登记、导入完成和个人信息被查看时，会在这里告诉您。',
  unread: '未读',
  allRead: '全部标为已读',
  caption: '消息列表',
  columns: { what: '消息', at: '时间' },
  order: '新的在前',
  delivery: '接收方式（短信、邮件）',
} as const
