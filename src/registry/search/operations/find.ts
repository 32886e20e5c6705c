import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { COUNTED, findEnterprises } from '#registry/enterprises/index.ts'
import { find, MOST_FOUND } from '../contract.ts'
import { mayFind } from '../policy.ts'
import { COUNTED_OFFICERS, findOfficers } from '../store.ts'

export const findHandler = handle(find, {
  policy: mayFind,
  async run({ tx, now }, { text }) {
    const today = civilDateOf(now)
    const [enterprises, officers] = await Promise.all([
      findEnterprises(tx, { text, state: 'all', today, limit: MOST_FOUND }),
      findOfficers(tx, text, today, MOST_FOUND),
    ])
    return {
      enterprises: counted(enterprises, COUNTED.text),
      officers: counted(officers, COUNTED_OFFICERS),
    }
  },
})

function counted<T>({ rows, total }: { rows: T[]; total: number }, most: number) {
  return { rows, total: Math.min(total, most), more: total > most }
}
