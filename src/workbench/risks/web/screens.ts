import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const base = '/enterprises/$enterpriseId/risks' as const

export const web: Web = {
  screens: [
    { path: `${base}/matrix`, frame: 'app', load: () => import('./matrix-page.tsx') },
    { path: `${base}/scheme`, frame: 'app', load: () => import('./scheme-page.tsx') },
    ...ledgerScreens('risks', () => import('./risks.tsx')),
  ],
  menu: [{ side: 'workbench', group: words.group, order: 21, label: words.menu, to: base }],
}
