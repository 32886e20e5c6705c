/** From where a verb leads to where. */
type Verbs<S extends string> = Readonly<Record<string, { readonly from: readonly S[]; readonly to: S }>>

export type BatchStatus = 'made' | 'released' | 'withdrawn'
export type PurchaseStatus = 'pending' | 'accepted' | 'rejected'
export type EquipmentStatus = 'running' | 'stopped'

/** 放行, 撤回放行 */
export const batchVerbs = {
  release: { from: ['made', 'withdrawn'], to: 'released' },
  withdraw: { from: ['released'], to: 'withdrawn' },
} as const satisfies Verbs<BatchStatus>

/** 验收合格, 验收不合格, 重新验收 */
export const purchaseVerbs = {
  accept: { from: ['pending'], to: 'accepted' },
  reject: { from: ['pending'], to: 'rejected' },
  reopen: { from: ['accepted', 'rejected'], to: 'pending' },
} as const satisfies Verbs<PurchaseStatus>

/** 停机, 启用 */
export const equipmentVerbs = {
  stop: { from: ['running'], to: 'stopped' },
  start: { from: ['stopped'], to: 'running' },
} as const satisfies Verbs<EquipmentStatus>
