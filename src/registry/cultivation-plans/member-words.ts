import type { PlanCandidate, PlanMember } from './contract.ts'

export const stateWords: Readonly<Record<NonNullable<PlanMember['state']>, string>> = {
  planned: '还没有备案',
  filed: '已备案',
  'off-list': '不在规上名单',
  moved: '已移交',
  ended: '已注销或停产',
}

export const officerWords: Readonly<Record<PlanCandidate['officer'], string>> = {
  appointed: '已聘任，没有备案',
  none: '没有聘任',
}
