import { formatCivilDate } from '#platform/values/civil-date.ts'
import { outsidePeriod, type Roster } from './contract.ts'

/** A version takes effect within the period of its list. @throws outsidePeriod */
export function mustBeInPeriod(
  { periodFrom, periodTo }: Pick<Roster, 'periodFrom' | 'periodTo'>,
  effectiveOn: string,
) {
  if (effectiveOn >= periodFrom && (periodTo === null || effectiveOn <= periodTo)) return
  const until = periodTo ? formatCivilDate(periodTo) : '今后'
  const message = `生效日期：不在名单期间（${formatCivilDate(periodFrom)}至${until}）内。请更正。`
  throw outsidePeriod({ detail: message, errors: [{ path: 'effectiveOn', message }] })
}
