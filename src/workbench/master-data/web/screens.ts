import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { MenuItem, Web } from '#ui/screens.ts'
import {
  batches,
  customers,
  departments,
  equipment,
  products,
  purchases,
  staff,
  suppliers,
} from '../ledgers.ts'
import { words } from './words.ts'

const ledgers = [departments, staff, products, batches, suppliers, purchases, customers, equipment]

const line = ({ title, path }: (typeof ledgers)[number], at: number): MenuItem => ({
  side: 'workbench',
  group: words.group,
  order: 80 + at,
  label: title,
  to: `/enterprises/$enterpriseId/${path}`,
})

export const web: Web = {
  screens: [
    ...ledgerScreens(departments.path, () => import('./departments.ts')),
    ...ledgerScreens(staff.path, () => import('./staff.ts')),
    ...ledgerScreens(products.path, () => import('./products.ts')),
    ...ledgerScreens(batches.path, () => import('./batches.tsx')),
    ...ledgerScreens(suppliers.path, () => import('./suppliers.ts')),
    ...ledgerScreens(purchases.path, () => import('./purchases.tsx')),
    ...ledgerScreens(customers.path, () => import('./customers.ts')),
    ...ledgerScreens(equipment.path, () => import('./equipment.tsx')),
  ],
  menu: ledgers.map(line),
}
