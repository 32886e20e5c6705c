import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const base = '/enterprises/$enterpriseId/conformity' as const

export const web: Web = {
  screens: [
    { path: base, frame: 'app', load: () => import('./conformity-page.tsx') },
    { path: `${base}/reports`, frame: 'app', load: () => import('./reports-page.tsx') },
    { path: `${base}/reports/$reportId`, frame: 'app', load: () => import('./report-page.tsx') },
    { path: `${base}/$clause`, frame: 'app', load: () => import('./clause-page.tsx') },
    { path: '/units/$unitId/shared-reports', frame: 'app', load: () => import('./shared-list.tsx') },
    { path: '/units/$unitId/shared-reports/$shareId', frame: 'app', load: () => import('./shared-page.tsx') },
  ],
  menu: [
    { side: 'workbench', group: words.group, order: 41, label: words.title, to: base },
    {
      side: 'county',
      group: words.shared.group,
      order: 45,
      label: words.shared.menu,
      to: '/units/$unitId/shared-reports',
    },
  ],
}
