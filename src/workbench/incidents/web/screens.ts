import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const base = '/enterprises/$enterpriseId/incidents' as const

export const web: Web = {
  screens: [
    { path: `${base}/new`, frame: 'own', load: () => import('./report-page.tsx') },
    { path: `${base}/counts`, frame: 'app', load: () => import('./counts-page.tsx') },
    ...ledgerScreens('incidents', () => import('./incidents.tsx'), 'verbs'),
  ],
  menu: [{ side: 'workbench', group: words.group, order: 22, label: words.title, to: base }],
}
