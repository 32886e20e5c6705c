import type { Side, Web } from '#ui/screens.ts'
import { byUnitWords } from './by-unit-words.ts'
import { enteredWords } from './entered/entered-words.ts'
import { followWords } from './follow/follow-words.ts'
import { printWords } from './prints/print-words.ts'
import { templateWords } from './templates/template-words.ts'
import { tenureWords } from './tenure/tenure-words.ts'
import { words } from './words.ts'

const overseers: readonly Side[] = ['city', 'province']
const inEnterprise: readonly Side[] = ['enterprise', 'cqo']

export const web: Web = {
  waiting: [{ name: 'filings', sides: ['county', 'city', 'province'], load: () => import('./waiting.ts') }],
  screens: [
    { path: '/enterprises/$enterpriseId/home', frame: 'app', load: () => import('./home/home-page.tsx') },
    { path: '/filings', frame: 'app', load: () => import('./inbox.tsx') },
    { path: '/changes', frame: 'app', load: () => import('./follow/changes-page.tsx') },
    {
      path: '/enterprises/$enterpriseId/tenure',
      frame: 'app',
      load: () => import('./tenure/tenure-page.tsx'),
    },
    {
      path: '/filings/$enterpriseId/$filingId/cancel',
      frame: 'app',
      load: () => import('./follow/cancel-page.tsx'),
    },
    { path: '/on-behalf', frame: 'app', load: () => import('./on-behalf-list.tsx') },
    { path: '/register', frame: 'app', load: () => import('./register.tsx') },
    { path: '/units/$unitId/filing-counts', frame: 'app', load: () => import('./by-unit-page.tsx') },
    {
      path: '/units/$unitId/filing-entries',
      frame: 'app',
      load: () => import('./entered/entries-page.tsx'),
    },
    { path: '/units/$unitId/filing-prints', frame: 'app', load: () => import('./prints/prints-page.tsx') },
    {
      path: '/units/$unitId/defect-templates',
      frame: 'app',
      load: () => import('./templates/templates-page.tsx'),
    },
    {
      path: '/filings/$enterpriseId/start/$appointmentId',
      frame: 'app',
      load: () => import('./fill/start-page.tsx'),
    },
    { path: '/filings/$enterpriseId/$filingId', frame: 'own', load: () => import('./filing-page.tsx') },
    {
      path: '/filings/$enterpriseId/$filingId/edit',
      frame: 'own',
      load: () => import('./fill/fill-page.tsx'),
    },
    {
      path: '/filings/$enterpriseId/$filingId/check',
      frame: 'own',
      load: () => import('./fill/check-page.tsx'),
    },
    {
      path: '/filings/$enterpriseId/$filingId/sent',
      frame: 'app',
      load: () => import('./fill/sent-page.tsx'),
    },
  ],
  menu: [
    { side: 'county', order: 0, label: words.inbox, to: '/filings', waiting: 'filings' },
    { side: 'county', group: words.group, order: 10, label: words.register, to: '/register' },
    { side: 'county', group: words.group, order: 11, label: words.onBehalfMenu, to: '/on-behalf' },
    ...(['county', ...overseers] as const).map((side) => ({
      side,
      group: words.group,
      order: 10.5,
      label: followWords.list,
      to: '/changes' as const,
    })),
    ...overseers.map((side) => ({
      side,
      order: 2,
      label: byUnitWords.menu,
      to: '/units/$unitId/filing-counts' as const,
    })),
    ...(['county', ...overseers] as const).map((side) => ({
      side,
      group: words.group,
      order: 12,
      label: printWords.menu,
      to: '/units/$unitId/filing-prints' as const,
    })),
    ...(['county', ...overseers] as const).map((side) => ({
      side,
      group: words.group,
      order: 13,
      label: enteredWords.menu,
      to: '/units/$unitId/filing-entries' as const,
    })),
    ...(['county', ...overseers] as const).map((side) => ({
      side,
      group: templateWords.group,
      order: 80,
      label: templateWords.menu,
      to: '/units/$unitId/defect-templates' as const,
    })),
    ...overseers.flatMap((side) => [
      { side, order: 0, label: words.register, to: '/register' as const },
      { side, order: 1, label: words.inbox, to: '/filings' as const, waiting: 'filings' },
    ]),
    ...inEnterprise.map((side) => ({
      side,
      order: 0,
      label: words.home,
      to: '/enterprises/$enterpriseId/home' as const,
    })),
    ...inEnterprise.map((side) => ({
      side,
      group: words.officer,
      order: 11,
      label: words.filings,
      to: '/filings' as const,
    })),
    ...inEnterprise.map((side) => ({
      side,
      group: words.officer,
      order: 13,
      label: tenureWords.menu,
      to: '/enterprises/$enterpriseId/tenure' as const,
    })),
  ],
}
