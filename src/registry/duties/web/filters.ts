import type { Filter } from '#ui/filter-bar.tsx'
import { today } from '#ui/format.ts'
import { DutyKind, DutyState } from '../contract.ts'
import { kindWords, stateNames } from '../words.ts'
import { words } from './words.ts'

/** The year in the address, or this one. */
export function useYear(text: string | undefined): number {
  const year = Number(text)
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : Number(today().slice(0, 4))
}

/** Year, state and kind; a few years around today. */
export function filterOf(day: string): Filter[] {
  const now = Number(day.slice(0, 4))
  const years = [now + 1, now - 1, now - 2, now - 3]
  return [
    {
      key: 'year',
      label: words.calendar.year,
      all: words.calendar.yearOption(now),
      options: years.map((year) => ({ value: String(year), label: words.calendar.yearOption(year) })),
      width: 140,
    },
    {
      key: 'state',
      label: words.state,
      options: DutyState.options.map((value) => ({ value, label: stateNames[value] })),
      width: 150,
    },
    {
      key: 'kind',
      label: words.kind,
      options: DutyKind.options.map((value) => ({ value, label: kindWords[value] })),
      width: 190,
    },
  ]
}
