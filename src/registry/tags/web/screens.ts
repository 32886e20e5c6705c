import type { Web } from '#ui/screens.ts'

export const web: Web = {
  screens: [{ path: '/units/$unitId/tags', frame: 'app', load: () => import('./tags-page.tsx') }],
  menu: [],
}
