import type { Web } from '#ui/screens.ts'
import { words } from '../words.ts'

/** The chain of the platform itself. */
const platformChain = '00000000-0000-0000-0000-000000000000'

export const web: Web = {
  screens: [{ path: '/audit/$chainId', frame: 'app', load: () => import('./audit-page.tsx') }],
  menu: [
    ...(['enterprise', 'cqo'] as const).map((side) => ({
      side,
      group: words.group.enterprise,
      order: 40,
      label: words.own,
      to: '/audit/$enterpriseId' as const,
    })),
    ...(['county', 'city', 'province'] as const).map((side) => ({
      side,
      group: words.group.unit,
      order: 60,
      label: words.unit,
      to: '/audit/$unitId' as const,
    })),
    {
      side: 'administrator',
      roles: ['audit-admin'],
      order: 50,
      label: words.platform,
      to: `/audit/${platformChain}`,
    },
  ],
}
