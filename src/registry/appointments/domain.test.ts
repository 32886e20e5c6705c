import { expect, test } from 'vitest'
import { kindsNotNamed } from './domain.ts'

test('a department shows by its name what it does; what no name shows is told', () => {
  expect(kindsNotNamed(['质量管理部', '检验中心', '安全环保部'])).toEqual([])
  expect(kindsNotNamed(['品质部'])).toEqual(['inspection', 'safety'])
  expect(kindsNotNamed(['质量部', '化验室'])).toEqual(['safety'])
  expect(kindsNotNamed(['财务部'])).toEqual(['management', 'inspection', 'safety'])
  expect(kindsNotNamed([])).toHaveLength(3)
})
