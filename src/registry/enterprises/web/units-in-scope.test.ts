import { expect, test } from 'vitest'
import type { OrgUnit } from '#foundation/org-units/contract.ts'
import { unitsInScope } from './units-in-scope.ts'

const unit = (id: string, parentId: string | null, change: Partial<OrgUnit> = {}): OrgUnit => ({
  id,
  parentId,
  name: id,
  shortName: id,
  line: 'market-regulation',
  level: 'county',
  kind: 'bureau',
  areaCode: null,
  numberingCode: id,
  functions: ['registration'],
  validFrom: '2000-01-01',
  validTo: null,
  ...change,
})

const units = [
  unit('province', null, { functions: [] }),
  unit('city', 'province'),
  unit('industry', 'city', { line: 'industry', functions: ['roster'] }),
  unit('county-a', 'city'),
  unit('county-b', 'city'),
  unit('branch', 'county-a', { kind: 'branch' }),
  unit('training', 'county-a', { functions: ['training'] }),
]

test('a unit oversees itself and what stands below it, as far as it registers', () => {
  const ids = (own: string) => unitsInScope(units, own).map(({ id }) => id)
  expect(ids('city')).toEqual(['city', 'county-a', 'county-b', 'branch'])
  expect(ids('county-a')).toEqual(['county-a', 'branch'])
  expect(ids('province')).toEqual(['city', 'county-a', 'county-b', 'branch'])
  expect(ids('elsewhere')).toEqual([])
})
