export const words = {
  group: '基础资料',
  releasePlaceholder: '检验报告编号、检验结论',
  acceptPlaceholder: '进货检验记录编号、结论',
} as const
