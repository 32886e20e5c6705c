import type { Web } from '#ui/screens.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [
    { path: '/first', frame: 'public', load: () => import('./first-page.tsx') },
    { path: '/invitation', frame: 'public', load: () => import('./invitation-page.tsx') },
    { path: '/reset', frame: 'public', load: () => import('./reset-page.tsx') },
    { path: '/forgot', frame: 'public', load: () => import('./forgot-page.tsx') },
    { path: '/people', frame: 'app', load: () => import('./people-page.tsx') },
    { path: '/people/invite', frame: 'app', load: () => import('./invite-page.tsx') },
  ],
  menu: [
    { side: 'enterprise', group: words.group.enterprise, order: 35, label: words.people, to: '/people' },
    ...(['county', 'city', 'province', 'industry-bureau'] as const).map((side) => ({
      side,
      group: words.group.unit,
      order: 55,
      label: words.people,
      to: '/people' as const,
    })),
    { side: 'administrator', roles: ['system-admin'], order: 20, label: words.people, to: '/people' },
    { side: 'administrator', roles: ['security-admin'], order: 0, label: words.people, to: '/people' },
    // After the audit administrator's own line, which is the home page.
    { side: 'administrator', roles: ['audit-admin'], order: 60, label: words.people, to: '/people' },
  ],
}
