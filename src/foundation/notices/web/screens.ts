import type { Side, Web } from '#ui/screens.ts'
import { senderWords } from './senders/sender-words.ts'

const readers: readonly Side[] = [
  'enterprise',
  'cqo',
  'workbench',
  'county',
  'city',
  'province',
  'industry-bureau',
  'administrator',
]

export const web: Web = {
  screens: [
    { path: '/notices', frame: 'app', load: () => import('./notice-list.tsx') },
    { path: '/units/$unitId/delivery', frame: 'app', load: () => import('./senders/delivery-page.tsx') },
    { path: '/senders', frame: 'app', load: () => import('./senders/senders-page.tsx') },
  ],
  menu: [
    { side: 'administrator', roles: ['system-admin'], order: 40, label: senderWords.menu, to: '/senders' },
  ],
  waiting: [{ name: 'notices', sides: readers, load: () => import('./waiting.ts') }],
}
