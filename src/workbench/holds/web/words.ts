import type { HoldAct } from '../contract.ts'

const acts: Readonly<Record<HoldAct, string>> = {
  release: '放行',
  produce: '投产',
  order: '采购',
  accept: '验收',
  approve: '评为合格供应商',
  use: '使用',
}

/** Words about what is stopped, zh-CN. */
export const words = {
  raise: '提出一票否决',
  title: '首席质量官已否决，正在停止中',
  stopped: (codes: readonly HoldAct[]) => `不能${codes.map((code) => acts[code]).join('、')}`,
  since: (at: string) => `${at} 起生效`,
  attempts: (count: number) => (count === 0 ? '还没有被拦截的办理' : `已拦截 ${count} 次`),
} as const
