import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [
    { path: '/rule-packs', frame: 'app', load: () => import('./pack-list.tsx') },
    { path: '/rule-packs/$packId/$packVersion', frame: 'app', load: () => import('./pack-page.tsx') },
  ],
  menu: [
    ...(['county', 'city', 'province', 'industry-bureau'] as const).map((side) => ({
      side,
      group: words.group.unit,
      order: 58,
      label: words.menu,
      to: '/rule-packs' as const,
    })),
    {
      side: 'administrator',
      group: words.group.administrator,
      order: 45,
      label: words.menu,
      to: '/rule-packs',
    },
  ],
}
