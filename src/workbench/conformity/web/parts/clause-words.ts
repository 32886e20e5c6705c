/** Around the picture of the clauses, wherever it stands. */
export const words = {
  title: '指南条款',
  gaps: (n: number) => (n === 0 ? '没有缺口' : `看缺口 ${n} 项`),
} as const
