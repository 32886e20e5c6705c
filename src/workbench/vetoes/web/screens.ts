import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const base = '/enterprises/$enterpriseId/vetoes' as const

export const web: Web = {
  screens: [
    { path: base, frame: 'app', load: () => import('./veto-list.tsx') },
    { path: `${base}/new`, frame: 'own', load: () => import('./raise-page.tsx') },
    { path: `${base}/figures`, frame: 'app', load: () => import('./figures-page.tsx') },
    { path: `${base}/deputies`, frame: 'app', load: () => import('./deputies-page.tsx') },
    { path: `${base}/$vetoId`, frame: 'app', load: () => import('./veto-page.tsx') },
  ],
  menu: [{ side: 'workbench', group: words.group, order: 11, label: words.title, to: base }],
}
