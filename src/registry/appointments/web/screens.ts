import type { Side, Web } from '#ui/screens.ts'
import { words } from './words.ts'

const sides: readonly Side[] = ['enterprise', 'cqo']
const base = '/enterprises/$enterpriseId/appointments' as const

export const web: Web = {
  screens: [
    { path: base, frame: 'app', load: () => import('./appointment-list.tsx') },
    { path: `${base}/new`, frame: 'app', load: () => import('./draft-page.tsx') },
    { path: `${base}/$appointmentId`, frame: 'app', load: () => import('./appointment-page.tsx') },
    {
      path: `${base}/$appointmentId/renewal`,
      frame: 'app',
      load: () => import('./renewal/renewal-page.tsx'),
    },
    { path: `${base}/$appointmentId/edit`, frame: 'app', load: () => import('./change-page.tsx') },
  ],
  menu: sides.map((side) => ({ side, group: words.officer, order: 10, label: words.menu, to: base })),
}
