import { expect, test } from 'vitest'
import { blank, gapsOf, inputOf } from './particulars.ts'

test('departments are divided, empty ends and numbers become null, 元 becomes 分', () => {
  const input = inputOf({
    ...blank,
    departments: '质量管理部、 检验中心\n安全质量部，',
    termTo: ' ',
    allowanceYuan: 1234.56,
    letterNo: '',
  })
  expect(input.departments).toEqual(['质量管理部', '检验中心', '安全质量部'])
  expect(input).toMatchObject({ termTo: null, allowanceFen: 123456, letterNo: null })
})

test('every empty required field is named', () => {
  expect(gapsOf({ ...blank, personName: '示例甲' }).map(({ path }) => path)).toEqual([
    'positionTitle',
    'positionLevel',
    'fullTime',
    'termFrom',
    'appointerName',
  ])
})
