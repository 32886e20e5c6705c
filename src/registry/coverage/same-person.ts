import { maskPersonName } from '#platform/values/person-name.ts'
import type { SamePerson } from './lists/contract.ts'
import type { PersonRow } from './store.ts'

/** One person and where he is filed; what the asker may not see is only counted. */
export function presentPersons(rows: readonly PersonRow[]): SamePerson {
  const seen = rows.flatMap(({ enterpriseId, ...row }) =>
    enterpriseId === null ? [] : [{ ...row, enterpriseId }],
  )
  return {
    person: maskPersonName(rows[0]?.personName ?? ''),
    enterprises: seen.map(
      ({ enterpriseId, name, creditCode, unitName, positionTitle, fullTime, filingNo }) => ({
        ...{ enterpriseId, name, creditCode, unitName, positionTitle, fullTime, filingNo },
      }),
    ),
    elsewhere: rows.length - seen.length,
  }
}
