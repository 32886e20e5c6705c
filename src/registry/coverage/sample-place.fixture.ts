import { newId } from '#platform/ids.ts'
import * as base from './history.fixture.ts'

/** The day on which the sample is asked. */
export const DAY = '2026-03-31'
export const at = (day: string) => `${day}T02:00:00.000Z`

/** 袁州: six 规上 enterprises, one of each standing and one more that is filed; 丰城: one, and no list. */
export async function makeSamplePlace(sql: base.Sql, unit: (key: string) => string): Promise<string[]> {
  const ids: string[] = []
  const [here, there] = [unit('market-360902'), unit('market-360981')]
  const rosterId = await base.makeRoster(sql, {
    unitId: unit('industry-360902'),
    scope: 'above-scale',
    level: null,
    from: '2026-01-01',
    to: null,
  })
  for (let n = 0; n < 7; n += 1) {
    const unitId = n < 6 ? here : there
    const id = await base.enterEnterprise(sql, {
      unitId,
      size: n % 2 ? '小型' : '大型',
      at: at('2026-01-05'),
    })
    ids.push(id)
    if (n < 6)
      await base.enlist(sql, {
        rosterId,
        enterpriseId: id,
        kind: 'enter',
        nominated: false,
        on: '2026-01-10',
        at: at('2026-01-10'),
      })
  }
  const office = async (n: number, from: string, to: string | null) => {
    const term = { enterpriseId: ids[n] ?? '', id: newId(), from, to, at: at('2026-01-20') }
    await base.appoint(sql, term)
    return term
  }
  const filed = async (n: number, on: string) => {
    const { enterpriseId, id } = await office(n, '2026-01-15', null)
    const of = { enterpriseId, id: newId(), appointmentId: id, at: at(on) }
    await base.file(sql, { ...of, kind: 'new', previousId: null, cancelledOn: null })
    await sql(`update filings set id_number_hash = '\\x0102', person_name = '示例周明' where id = $1`, [
      of.id,
    ])
  }
  await filed(0, '2026-02-10')
  await filed(1, '2026-03-10')
  await office(2, '2026-01-15', null)
  const left = await office(3, '2026-01-15', null)
  await base.endTerm(sql, { ...left, on: '2026-02-28', at: at('2026-03-02') })
  await office(4, '2026-01-15', '2026-03-15')
  await filed(6, '2026-03-20')
  const told = { held: true, issuer: '示例协会', asOf: '2026-03-01', at: at('2026-03-05'), voids: null }
  for (const [heldOn, person] of [
    ['2026-01-20', '示例甲'],
    ['2026-02-20', '示例乙'],
  ] as const) {
    await base.tell(sql, {
      ...told,
      enterpriseId: ids[0] ?? '',
      id: newId(),
      kind: 'training',
      heldOn,
      person,
    })
  }
  return ids
}
