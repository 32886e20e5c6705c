import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

const units = ['county', 'city', 'province'] as const

export const web: Web = {
  screens: [
    { path: '/registration', frame: 'public', load: () => import('./registration-page.tsx') },
    { path: '/registration/state', frame: 'public', load: () => import('./state-page.tsx') },
    { path: '/registrations', frame: 'app', load: () => import('./list-page.tsx') },
    { path: '/registrations/$registrationId', frame: 'app', load: () => import('./confirm-page.tsx') },
  ],
  menu: units.map((side) => ({
    side,
    group: words.group,
    order: 29,
    label: words.list,
    to: '/registrations' as const,
    waiting: 'registrations',
  })),
  waiting: [{ name: 'registrations', sides: units, load: () => import('./waiting.ts') }],
}
