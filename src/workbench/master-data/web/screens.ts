import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { MenuItem, Web } from '#ui/screens.ts'
import { customers, departments, products, staff, suppliers } from '../ledgers.ts'
import { words } from './words.ts'

const ledgers = [departments, staff, products, suppliers, customers]

const line = (at: number): MenuItem => ({
  side: 'workbench',
  group: words.group,
  order: 80 + at,
  label: ledgers[at]?.title ?? '',
  to: `/enterprises/$enterpriseId/${ledgers[at]?.path ?? ''}`,
})

export const web: Web = {
  screens: [
    ...ledgerScreens(departments.path, () => import('./departments.ts')),
    ...ledgerScreens(staff.path, () => import('./staff.ts')),
    ...ledgerScreens(products.path, () => import('./products.ts')),
    ...ledgerScreens(suppliers.path, () => import('./suppliers.ts')),
    ...ledgerScreens(customers.path, () => import('./customers.ts')),
  ],
  menu: ledgers.map((_, at) => line(at)),
}
