import type { Side, Web } from '#ui/screens.ts'
import { words } from './words.ts'

const officers: readonly Side[] = ['county', 'city', 'province']

export const web: Web = {
  screens: [
    { path: '/filings', frame: 'app', load: () => import('./filing-list.tsx') },
    { path: '/filings/$enterpriseId/$filingId', frame: 'app', load: () => import('./filing-page.tsx') },
    { path: '/filings/$enterpriseId/$filingId/edit', frame: 'own', load: () => import('./edit-page.tsx') },
  ],
  menu: [
    ...officers.map((side) => ({ side, order: 0, label: words.inbox, to: '/filings' as const })),
    { side: 'enterprise', order: 0, label: words.filings, to: '/filings' },
    { side: 'cqo', order: 0, label: words.filings, to: '/filings' },
  ],
}
