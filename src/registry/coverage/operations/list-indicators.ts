import type { Actor } from '#platform/access/actor.ts'
import { handle } from '#platform/perform.ts'
import { listIndicators } from '../contract.ts'
import { DECLARED, isProvided, presentIndicator } from '../indicators.ts'
import { providedIds } from '../providers.ts'

export const listIndicatorsHandler = handle(listIndicators, {
  policy: (actor: Actor) => (actor.kind === 'unit' ? true : '指标口径只向单位开放。'),
  async run() {
    const given = new Set(providedIds())
    return { rows: DECLARED.filter((each) => !isProvided(each) || given.has(each.id)).map(presentIndicator) }
  },
})
