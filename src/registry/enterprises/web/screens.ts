import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [
    { path: '/enterprises', frame: 'app', load: () => import('./directory.tsx') },
    { path: '/enterprises/$enterpriseId', frame: 'app', load: () => import('./enterprise-page.tsx') },
    { path: '/enterprises/$enterpriseId/edit', frame: 'app', load: () => import('./edit-page.tsx') },
    { path: '/units/$unitId/imports', frame: 'app', load: () => import('./import-list.tsx') },
    { path: '/units/$unitId/imports/$importId', frame: 'app', load: () => import('./import-page.tsx') },
  ],
  menu: [
    ...(['county', 'city'] as const).flatMap((side) => [
      { side, group: words.group, order: 20, label: words.directory, to: '/enterprises' as const },
      { side, group: words.group, order: 21, label: words.imports, to: '/units/$unitId/imports' as const },
    ]),
    ...(['province', 'industry-bureau'] as const).map((side) => ({
      side,
      group: words.group,
      order: 20,
      label: words.directory,
      to: '/enterprises' as const,
    })),
    ...(['enterprise', 'cqo'] as const).map((side) => ({
      side,
      group: words.group,
      order: 20,
      label: words.own,
      to: '/enterprises/$enterpriseId' as const,
    })),
  ],
}
