import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const group = words.group

export const web: Web = {
  screens: [
    { path: '/units/$unitId/duties', frame: 'app', load: () => import('./duties-page.tsx') },
    { path: '/units/$unitId/duties-below', frame: 'app', load: () => import('./below-page.tsx') },
    { path: '/units/$unitId/duties-on-time', frame: 'app', load: () => import('./on-time-page.tsx') },
    { path: '/units/$unitId/duty-rules', frame: 'app', load: () => import('./rules-page.tsx') },
    { path: '/units/$unitId/supervisions', frame: 'app', load: () => import('./supervisions-page.tsx') },
    {
      path: '/units/$unitId/supervisions/$supervisionId',
      frame: 'app',
      load: () => import('./supervision-page.tsx'),
    },
  ],
  menu: [
    ...(['county', 'industry-bureau'] as const).flatMap((side) => [
      { side, group, order: 30, label: words.menu.calendar, to: '/units/$unitId/duties' as const },
      { side, group, order: 31, label: words.menu.supervisions, to: '/units/$unitId/supervisions' as const },
    ]),
    ...(['city', 'province'] as const).map((side) => ({
      side,
      group: words.groupsAbove[side],
      order: 7,
      label: words.menu.below,
      to: '/units/$unitId/duties-below' as const,
    })),
  ],
}
