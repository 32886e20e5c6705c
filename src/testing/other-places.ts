import { seedOrgUnits } from '#foundation/org-units/index.ts'
import type { OrgUnitSeed } from '#foundation/org-units/yichun-tree.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { keepPack } from '#registry/rules/index.ts'
import { readPack } from '#registry/rules/load-pack.ts'
import { administrator } from './people.ts'
import type { TestApp } from './test-app.ts'

/** A bureau of the market-regulation line as a seed. */
export const bureau = (code: string, level: OrgUnitSeed['level'], name: string, parent: string | null) =>
  ({
    key: `market-${code}`,
    name: `${name}市场监督管理局`,
    shortName: name,
    line: 'market-regulation',
    level,
    kind: 'bureau',
    parentKey: parent && `market-${parent}`,
    areaCode: code,
    numberingCode: code,
    functions: ['registration'],
  }) as const satisfies OrgUnitSeed

const places: OrgUnitSeed[] = [
  bureau('130000', 'province', '河北省', null),
  bureau('130200', 'city', '唐山市', '130000'),
  bureau('130208', 'county', '丰润区', '130200'),
  bureau('990000', 'province', '示例省', null),
  bureau('990100', 'city', '示例市', '990000'),
  bureau('990102', 'county', '示例县', '990100'),
]

/** A place nobody has seen: the county looks, larger enterprises are inspected, the city publicizes and the province registers. */
const invented = `
id: shili-2025
version: 1
title: 示例市首席质量官备案办法
docNo: 示市监〔2025〕1号
issuer: [示例市市场监督管理局]
areas: ["9901"]
effectiveFrom: 2025-01-01
effectiveTo: null
supersedes: null
parent: null
strength: must
facts:
  - { key: licenceKind, label: 生产许可类别, type: choice, required: true, evidence: 生产许可证, clause: 第三条,
      options: [{ code: food, label: 食品 }, { code: other, label: 其他 }] }
qualification:
  - { id: years, title: 三年以上质量工作经历, clause: 第四条, fact: qualityYears, atLeast: 3 }
relaxations: []
exclusions: null
generalConditions: null
flow:
  order: any
  clause: 第六条
  levels: [county, city, province]
  fileTo: county
  confirmation: [in-app]
  steps:
    - { id: county-review, title: 县级审核, level: county, action: review, within: { amount: 3, unit: workday } }
    - { id: inspection, title: 现场核查, level: county, action: other, when: { fact: licenceKind, equals: food } }
    - { id: notice, title: 市级公示, level: city, action: publicize, within: { amount: 5, unit: workday } }
    - { id: register, title: 省级登记, level: province, action: register }
  deadlines: { correction: { amount: 10, unit: workday } }
powers: []
certificates: []
forms: []
targets: []
milestones: []
termination: null
awardPriority: null
provisions: []
numbering: { pattern: "示备-{unit}-{year}-{seq:3}" }
`

/** 唐山 and a place that was never heard of, with its rules; ids of the units by seed key. */
export function seedOtherPlaces(app: TestApp): Promise<Map<string, string>> {
  return inTransaction(app.installation.pool, administrator, async (tx) => {
    const reading = readPack(invented)
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
    await keepPack(tx, { file: reading.file, text: invented })
    return seedOrgUnits(tx, places)
  })
}
