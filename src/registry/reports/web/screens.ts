import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

export const web: Web = {
  waiting: [{ name: 'reports', sides: ['city', 'province'], load: () => import('./waiting.ts') }],
  screens: [
    { path: '/units/$unitId/reports', frame: 'app', load: () => import('./reports-page.tsx') },
    { path: '/reports/$unitId/$packId', frame: 'app', load: () => import('./pack-page.tsx') },
    { path: '/units/$unitId/incoming-reports', frame: 'app', load: () => import('./incoming-page.tsx') },
    { path: '/units/$unitId/report-keys', frame: 'app', load: () => import('./keys-page.tsx') },
    { path: '/units/$unitId/report-columns', frame: 'app', load: () => import('./columns-page.tsx') },
  ],
  menu: [
    { side: 'county', group: words.group, order: 30, label: words.menu.county, to: '/units/$unitId/reports' },
    {
      side: 'city',
      group: words.group,
      order: 30,
      label: words.menu.incomingCity,
      to: '/units/$unitId/incoming-reports',
      waiting: 'reports',
    },
    { side: 'city', group: words.group, order: 31, label: words.menu.city, to: '/units/$unitId/reports' },
    {
      side: 'province',
      group: words.group,
      order: 30,
      label: words.menu.incomingProvince,
      to: '/units/$unitId/incoming-reports',
      waiting: 'reports',
    },
  ],
}
