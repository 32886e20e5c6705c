import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { Web } from '#ui/screens.ts'
import { costAccounts, costBases, costLines, costPlans, costProposals, costTargets } from '../ledgers.ts'
import { words } from './words.ts'

const path = '/enterprises/$enterpriseId/quality-costs' as const

export const web: Web = {
  screens: [
    { path, frame: 'app', load: () => import('./analysis-page.tsx') },
    { path: `${path}/months`, frame: 'app', load: () => import('./months-page.tsx') },
    ...ledgerScreens(costLines.path, () => import('./lines.ts')),
    ...ledgerScreens(costProposals.path, () => import('./proposals.ts'), 'verbs'),
    ...ledgerScreens(costPlans.path, () => import('./plans.ts')),
    ...ledgerScreens(costTargets.path, () => import('./targets.ts')),
    ...ledgerScreens(costBases.path, () => import('./bases.ts')),
    ...ledgerScreens(costAccounts.path, () => import('./accounts.ts')),
  ],
  menu: [{ side: 'workbench', group: words.group, order: 32, label: words.title, to: path }],
}
