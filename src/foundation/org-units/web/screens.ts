import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [
    { path: '/org-units', frame: 'app', load: () => import('./units-page.tsx') },
    { path: '/org-units/planting', frame: 'app', load: () => import('./planting-page.tsx') },
    { path: '/org-units/upload', frame: 'app', load: () => import('./upload-page.tsx') },
  ],
  menu: [
    { side: 'administrator', roles: ['system-admin'], order: 10, label: words.menu, to: '/org-units' },
    ...(['county', 'city', 'province', 'industry-bureau'] as const).map((side) => ({
      side,
      group: words.group,
      order: 58,
      label: words.menu,
      to: '/org-units' as const,
    })),
  ],
}
