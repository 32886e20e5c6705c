import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const to = '/units/$unitId/coverage' as const

export const web: Web = {
  screens: [
    { path: to, frame: 'app', load: () => import('./coverage-page.tsx') },
    { path: `${to}/members`, frame: 'app', load: () => import('./members-page.tsx') },
    { path: `${to}/missing`, frame: 'app', load: () => import('./missing-page.tsx') },
    { path: `${to}/same-person`, frame: 'app', load: () => import('./same-person-page.tsx') },
    { path: `${to}/public`, frame: 'app', load: () => import('./public-page.tsx') },
  ],
  menu: [
    { side: 'county', group: words.group, order: 13, label: words.menu.county, to },
    { side: 'city', group: words.groupCity, order: 5, label: words.menu.city, to },
    { side: 'province', group: words.groupProvince, order: 5, label: words.menu.province, to },
    { side: 'industry-bureau', group: words.group, order: 15, label: words.menu.industry, to },
  ],
}
