import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [
    {
      path: '/enterprises/$enterpriseId/workbench',
      frame: 'app',
      load: () => import('./cockpit-page.tsx'),
    },
  ],
  menu: [{ side: 'workbench', order: 1, label: words.menu, to: '/enterprises/$enterpriseId/workbench' }],
}
