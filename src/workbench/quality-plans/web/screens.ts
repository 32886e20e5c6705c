import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { Web } from '#ui/screens.ts'
import { planItems } from '../ledgers.ts'
import { words } from './words.ts'

const base = '/enterprises/$enterpriseId' as const

export const web: Web = {
  screens: [
    { path: `${base}/quality-plans`, frame: 'app', load: () => import('./home-page.tsx') },
    { path: `${base}/quality-plans/$planId`, frame: 'app', load: () => import('./plan-page.tsx') },
    {
      path: `${base}/quality-plans/$planId/add-item`,
      frame: 'app',
      load: () => import('./add-later-page.tsx'),
    },
    ...ledgerScreens(planItems.path, () => import('./items.ts')),
    { path: `${base}/plan-items/$itemId/amend`, frame: 'app', load: () => import('./amend-page.tsx') },
    { path: `${base}/quality-plans/strategies`, frame: 'app', load: () => import('./strategies-page.tsx') },
    {
      path: `${base}/quality-plans/strategies/$strategyId`,
      frame: 'app',
      load: () => import('./strategy-page.tsx'),
    },
    {
      path: `${base}/quality-plans/strategies/$strategyId/edit`,
      frame: 'app',
      load: () => import('./strategy-edit-page.tsx'),
    },
  ],
  menu: [
    {
      side: 'workbench',
      group: words.group,
      order: 13,
      label: words.menu,
      to: `${base}/quality-plans`,
    },
    {
      side: 'workbench',
      group: words.group,
      order: 14,
      label: planItems.title,
      to: `${base}/${planItems.path}`,
    },
  ],
}
