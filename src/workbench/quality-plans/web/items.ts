import { today } from '#ui/format.ts'
import type { LedgerFace, Shown } from '#ui/ledger/ledger-of.ts'
import { departmentContract, staffContract } from '#workbench/master-data/contract.ts'
import { departments, staff } from '#workbench/master-data/ledgers.ts'
import { type ItemState, isOverdue } from '../domain.ts'
import { planItems, plans } from '../ledgers.ts'
import { itemContract, planContract } from '../plan/contract.ts'
import { ItemActions } from './item-actions.tsx'
import { ItemSections } from './item-sections.tsx'
import { itemStatus } from './status.ts'
import { words } from './words.ts'

export const linked = {
  [plans.path]: planContract,
  [staff.path]: staffContract,
  [departments.path]: departmentContract,
} as unknown as NonNullable<LedgerFace['linked']>

/** Items are typed in and imported while their plan is a draft; afterwards they go their own way. */
export const face: LedgerFace = {
  ledger: planItems,
  contract: itemContract as unknown as LedgerFace['contract'],
  linked,
  sections: ItemSections,
  actions: ItemActions,
  status: ({ standing, progress, toOn }: Shown) => {
    const item = { state: standing as ItemState, toOn: toOn as string | null }
    return itemStatus(String(standing), Number(progress), isOverdue(item, today()))
  },
  kinds: words.item.kinds,
  mayChange: ({ standing }) => standing === 'draft',
}
