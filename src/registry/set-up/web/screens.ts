import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const administrator = { side: 'administrator', roles: ['system-admin'], group: words.group } as const

export const web: Web = {
  screens: [
    { path: '/set-up', frame: 'app', load: () => import('./set-up-page.tsx') },
    { path: '/set-up/units', frame: 'app', load: () => import('./units-page.tsx') },
    { path: '/set-up/rules', frame: 'app', load: () => import('./rules-page.tsx') },
    { path: '/set-up/officers', frame: 'app', load: () => import('./officers-page.tsx') },
  ],
  menu: [
    { side: 'administrator', roles: ['system-admin'], order: 0, label: words.menu.setUp, to: '/set-up' },
    { ...administrator, order: 30, label: words.menu.units, to: '/set-up/units' },
    { ...administrator, order: 40, label: words.menu.rules, to: '/set-up/rules' },
  ],
}
