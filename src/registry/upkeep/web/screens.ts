import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const sides = ['county', 'city'] as const

export const web: Web = {
  screens: [
    { path: '/units/$unitId/enterprises/new', frame: 'app', load: () => import('./add-page.tsx') },
    { path: '/units/$unitId/handovers', frame: 'app', load: () => import('./handovers-page.tsx') },
    { path: '/units/$unitId/duplicates', frame: 'app', load: () => import('./duplicates-page.tsx') },
    {
      path: '/units/$unitId/duplicates/$enterpriseId/$otherId',
      frame: 'app',
      load: () => import('./pair-page.tsx'),
    },
  ],
  menu: sides.flatMap((side) => [
    { side, group: words.group, order: 23, label: words.handovers, to: '/units/$unitId/handovers' as const },
    {
      side,
      group: words.group,
      order: 24,
      label: words.duplicates,
      to: '/units/$unitId/duplicates' as const,
    },
  ]),
}
