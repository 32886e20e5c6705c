import type { Web } from '#ui/screens.ts'

export const web: Web = {
  screens: [
    { path: '/sign-in', frame: 'public', load: () => import('./sign-in-page.tsx') },
    { path: '/account/password', frame: 'app', load: () => import('./password-page.tsx') },
  ],
  menu: [],
}
