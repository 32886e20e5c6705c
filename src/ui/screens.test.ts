import { expect, test } from 'vitest'
import { type MenuItem, menuFor } from './screens.ts'

const items: MenuItem[] = [
  {
    side: 'enterprise',
    order: 30,
    group: '首席质量官',
    label: '备案',
    to: '/enterprises/$enterpriseId/filings',
    waiting: 'filings',
  },
  { side: 'county', order: 0, label: '待办', to: '/units/$unitId/inbox' },
  { side: 'enterprise', order: 0, label: '首页', to: '/enterprises/$enterpriseId' },
  {
    side: 'enterprise',
    order: 90,
    group: '企业',
    label: '企业资料',
    to: '/enterprises/$enterpriseId/profile',
  },
  {
    side: 'enterprise',
    order: 20,
    group: '首席质量官',
    label: '聘任与聘书',
    to: '/enterprises/$enterpriseId/appointments',
  },
]

test('a side sees its own lines, in order, under their headings, with the place filled in', () => {
  const menu = menuFor(items, { side: 'enterprise', enterpriseId: 'E1', waiting: { filings: 2 } })
  expect(menu).toEqual([
    { entries: [{ label: '首页', to: '/enterprises/E1' }] },
    {
      title: '首席质量官',
      entries: [
        { label: '聘任与聘书', to: '/enterprises/E1/appointments' },
        { label: '备案', to: '/enterprises/E1/filings', count: 2 },
      ],
    },
    { title: '企业', entries: [{ label: '企业资料', to: '/enterprises/E1/profile' }] },
  ])
})

test('a side for which nothing is declared has an empty menu', () => {
  expect(menuFor(items, { side: 'province', unitId: 'U1' })).toEqual([])
})

test('a line for some roles of a side is not shown to the others', () => {
  const line: MenuItem = {
    side: 'administrator',
    roles: ['audit-admin'],
    order: 0,
    label: '记录',
    to: '/audit',
  }
  expect(menuFor([line], { side: 'administrator', role: 'audit-admin' })).toHaveLength(1)
  expect(menuFor([line], { side: 'administrator', role: 'system-admin' })).toEqual([])
})
