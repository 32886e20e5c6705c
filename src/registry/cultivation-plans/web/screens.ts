import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const own = '/units/$unitId/cultivation-plans' as const
const below = '/units/$unitId/cultivation-plan-units' as const
const waiting = 'cultivation-plans'

export const web: Web = {
  waiting: [{ name: waiting, sides: ['county', 'city', 'province'], load: () => import('./waiting.ts') }],
  screens: [
    { path: own, frame: 'app', load: () => import('./own-page.tsx') },
    { path: below, frame: 'app', load: () => import('./units-page.tsx') },
    {
      path: '/units/$unitId/cultivation-plans/$planId',
      frame: 'app',
      load: () => import('./plan-page.tsx'),
    },
    {
      path: '/units/$unitId/cultivation-plans/$planId/check',
      frame: 'app',
      load: () => import('./check-page.tsx'),
    },
  ],
  menu: [
    { side: 'county', group: words.countyGroup, order: 17, label: words.countyMenu, to: own, waiting },
    { side: 'city', group: words.cityGroup, order: 17, label: words.cityMenu, to: below, waiting },
    { side: 'province', group: words.cityGroup, order: 17, label: words.provinceMenu, to: below, waiting },
    { side: 'industry-bureau', order: 30, label: words.industryMenu, to: below },
  ],
}
