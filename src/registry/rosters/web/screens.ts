import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const sides = ['county', 'city', 'province', 'industry-bureau'] as const

/** The lists are what an industry bureau comes for; above the counties they stand beside the plans. */
const places = {
  county: { group: words.group, order: 22 },
  city: { group: words.groupAbove, order: 16 },
  province: { group: words.groupAbove, order: 16 },
  'industry-bureau': { order: 5 },
} as const

export const web: Web = {
  screens: [
    { path: '/rosters', frame: 'app', load: () => import('./rosters-page.tsx') },
    { path: '/rosters/$rosterId', frame: 'app', load: () => import('./roster-page.tsx') },
    { path: '/rosters/$rosterId/draft', frame: 'app', load: () => import('./draft-page.tsx') },
    { path: '/rosters/$rosterId/versions', frame: 'app', load: () => import('./versions-page.tsx') },
    { path: '/roster-states', frame: 'app', load: () => import('./states-page.tsx') },
    { path: '/roster-pending', frame: 'app', load: () => import('./pending-page.tsx') },
  ],
  menu: sides.map((side) => ({ side, ...places[side], label: words.title, to: '/rosters' as const })),
}
