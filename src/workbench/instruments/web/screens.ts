import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { Web } from '#ui/screens.ts'
import { certificates, instruments, uses } from '../ledgers.ts'
import { words } from './words.ts'

const path = '/enterprises/$enterpriseId/instruments' as const

export const web: Web = {
  screens: [
    ...ledgerScreens(instruments.path, () => import('./instruments.tsx')),
    ...ledgerScreens(certificates.path, () => import('./certificates.tsx'), 'verbs'),
    ...ledgerScreens(uses.path, () => import('./uses.tsx')),
    { path: `${path}/plan`, frame: 'app', load: () => import('./plan-page.tsx') },
    { path: `${path}/rate`, frame: 'app', load: () => import('./rate-page.tsx') },
    { path: `${path}/label-colours`, frame: 'app', load: () => import('./colours-page.tsx') },
  ],
  menu: [
    {
      side: 'workbench',
      group: words.group,
      order: 31,
      label: words.menu,
      to: '/enterprises/$enterpriseId/instruments',
    },
  ],
}
