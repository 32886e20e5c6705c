import type { Web } from '#ui/screens.ts'

export const web: Web = {
  screens: [{ path: '/search', frame: 'app', load: () => import('./find-page.tsx') }],
  menu: [],
}
