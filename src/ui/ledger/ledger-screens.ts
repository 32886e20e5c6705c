import type { Screen } from '../screens.ts'

// Apart from ledger-of.ts: menus are part of the first load, fields and their selects are not.

/** The screens of one ledger: list, new record, import, one import, one record. All are one chunk. */
export function ledgerScreens(path: string, load: Screen['load']): readonly Screen[] {
  const base = `/enterprises/$enterpriseId/${path}` as const
  const places = ['', '/new', '/imports', '/imports/$importId', '/$recordId'] as const
  return places.map((place) => ({ path: `${base}${place}`, frame: 'app', load }))
}
