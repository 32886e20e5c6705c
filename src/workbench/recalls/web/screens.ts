import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { Web } from '#ui/screens.ts'
import { recallBatches, recallCustomers, recalls } from '../ledgers.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [
    { path: '/enterprises/$enterpriseId/recalls/new', frame: 'app', load: () => import('./open-page.tsx') },
    {
      path: '/enterprises/$enterpriseId/recall-schemes',
      frame: 'app',
      load: () => import('./schemes-page.tsx'),
    },
    ...ledgerScreens(recalls.path, () => import('./recalls.tsx'), 'verbs'),
    ...ledgerScreens(recallBatches.path, () => import('./batches.ts')),
    ...ledgerScreens(recallCustomers.path, () => import('./customers.ts')),
  ],
  menu: [
    {
      side: 'workbench',
      group: words.group,
      order: 23,
      label: words.menu,
      to: '/enterprises/$enterpriseId/recalls',
    },
  ],
}
