import type { Side, Web } from '#ui/screens.ts'
import { waitingCount } from '#ui/waiting.ts'
import { listNotices } from '../contract.ts'

const readers: readonly Side[] = ['enterprise', 'cqo', 'county', 'city', 'province', 'industry-bureau']

export const web: Web = {
  screens: [{ path: '/notices', frame: 'app', load: () => import('./notice-list.tsx') }],
  menu: [],
  waiting: [
    waitingCount({
      name: 'notices',
      sides: readers,
      op: listNotices,
      input: { limit: 1 },
      count: ({ total }) => total,
    }),
  ],
}
