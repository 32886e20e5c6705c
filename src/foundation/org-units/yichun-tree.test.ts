import { describe, expect, it } from 'vitest'
import { yichunTree } from './yichun-tree.ts'

describe('the tree of 宜春', () => {
  const tree = yichunTree()
  const byKey = new Map(tree.map((unit) => [unit.key, unit]))

  it('has both lines, ten counties each, a branch and three zones', () => {
    const count = (line: string, kind: string) =>
      tree.filter((unit) => unit.line === line && unit.level === 'county' && unit.kind === kind).length
    expect(count('market-regulation', 'bureau')).toBe(10)
    expect(count('industry', 'bureau')).toBe(10)
    expect(count('market-regulation', 'branch')).toBe(1)
    expect(count('market-regulation', 'zone')).toBe(3)
    expect(tree).toHaveLength(28)
    expect(byKey.get('market-360902')).toMatchObject({ name: '袁州区市场监督管理局', shortName: '袁州区局' })
    expect(byKey.get('industry-360981')?.name).toBe('丰城市工业和信息化局')
  })

  it('gives every unit its own key, name and numbering code', () => {
    for (const property of ['key', 'name', 'numberingCode'] as const) {
      expect(new Set(tree.map((unit) => unit[property])).size).toBe(tree.length)
    }
  })

  it('places parents first, one level up, in the same line', () => {
    const above = { county: 'city', city: 'province', province: undefined } as const
    for (const [index, unit] of tree.entries()) {
      const parent = tree.slice(0, index).find(({ key }) => key === unit.parentKey)
      expect([unit.key, parent?.level]).toEqual([unit.key, above[unit.level]])
      if (parent) expect(parent.line).toBe(unit.line)
    }
  })

  it('lets each enterprise be seen by a unit that signs rosters, zones by their own', () => {
    const registering = tree.filter(
      (unit) => unit.level === 'county' && unit.functions.includes('registration'),
    )
    for (const unit of registering) {
      expect(
        tree.some((other) => other.functions.includes('roster') && other.servesKeys?.includes(unit.key)),
      ).toBe(true)
    }
    expect(byKey.get('zone-yiyang')).toMatchObject({
      functions: ['registration', 'roster', 'training'],
      servesKeys: ['zone-yiyang'],
    })
    for (const unit of tree) for (const key of unit.servesKeys ?? []) expect(byKey.has(key)).toBe(true)
  })

  it('labels what the document does not name', () => {
    for (const unit of tree) {
      if (unit.kind === 'bureau') expect(unit.note).toBeUndefined()
      else expect(unit.note).toMatch(/^示例：/)
    }
  })
})
