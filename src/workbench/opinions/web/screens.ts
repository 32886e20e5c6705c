import { ledgerScreens } from '#ui/ledger/ledger-screens.tsx'
import type { Web } from '#ui/screens.ts'
import { opinions } from '../ledgers.ts'
import { words } from './words.ts'

export const web: Web = {
  screens: [...ledgerScreens(opinions.path, () => import('./opinions.tsx'), 'verbs')],
  menu: [
    {
      side: 'workbench',
      group: words.group,
      order: 12,
      label: words.title,
      to: `/enterprises/$enterpriseId/${opinions.path}`,
    },
  ],
}
