import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [
    { path: '/enterprises/$enterpriseId/actions', frame: 'app', load: () => import('./action-list.tsx') },
    {
      path: '/enterprises/$enterpriseId/actions/$actionId',
      frame: 'app',
      load: () => import('./action-page.tsx'),
    },
  ],
  menu: [
    {
      side: 'workbench',
      group: words.group,
      order: 24,
      label: words.title,
      to: '/enterprises/$enterpriseId/actions',
    },
  ],
}
