import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [
    { path: '/set-up', frame: 'app', load: () => import('./set-up-page.tsx') },
    { path: '/set-up/rules', frame: 'app', load: () => import('./rules-page.tsx') },
    { path: '/set-up/officers', frame: 'app', load: () => import('./officers-page.tsx') },
  ],
  menu: [{ side: 'administrator', roles: ['system-admin'], order: 0, label: words.menu, to: '/set-up' }],
}
