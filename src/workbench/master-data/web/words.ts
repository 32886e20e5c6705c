export const words = { group: '基础资料' } as const
