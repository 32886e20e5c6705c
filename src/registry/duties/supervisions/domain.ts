import type { SupervisionState } from './contract.ts'

/** What may follow: by the unit that has to act, and by the issuer. */
export const steps = {
  reply: { by: 'unit', from: ['issued', 'asked-again'], to: 'replied' },
  'ask-again': { by: 'issuer', from: ['replied'], to: 'asked-again' },
  close: { by: 'issuer', from: ['replied'], to: 'closed' },
  withdraw: { by: 'issuer', from: ['issued', 'replied', 'asked-again'], to: 'withdrawn' },
} as const satisfies Record<
  string,
  { by: 'unit' | 'issuer'; from: readonly SupervisionState[]; to: SupervisionState }
>
export type Step = keyof typeof steps

export function mayFollow(step: Step, state: SupervisionState): boolean {
  return (steps[step].from as readonly SupervisionState[]).includes(state)
}

export const stateWords: Readonly<Record<SupervisionState, string>> = {
  issued: '待回复',
  replied: '已回复，待确认',
  'asked-again': '要求再报',
  closed: '已办结',
  withdrawn: '已撤回',
}

export const eventWords: Readonly<Record<SupervisionState, string>> = {
  issued: '发出督办',
  replied: '回复',
  'asked-again': '要求再报',
  closed: '办结',
  withdrawn: '撤回',
}
