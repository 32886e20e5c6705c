import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const units = ['county', 'city', 'province'] as const

export const web: Web = {
  screens: [
    { path: '/units/$unitId/survey', frame: 'app', load: () => import('./survey-page.tsx') },
    { path: '/units/$unitId/survey-imports', frame: 'app', load: () => import('./imports-page.tsx') },
    {
      path: '/units/$unitId/survey-imports/$importId',
      frame: 'app',
      load: () => import('./import-page.tsx'),
    },
    { path: '/enterprises/$enterpriseId/survey', frame: 'app', load: () => import('./enterprise-page.tsx') },
  ],
  menu: [
    ...units.map((side) => ({
      side,
      group: words.groups[side],
      order: side === 'county' ? 14 : 6,
      label: words.menu,
      to: '/units/$unitId/survey' as const,
    })),
    {
      side: 'enterprise',
      group: words.groupEnterprise,
      order: 14,
      label: words.menuEnterprise,
      to: '/enterprises/$enterpriseId/survey',
    },
  ],
}
