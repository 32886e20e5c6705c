import { type CivilDate, dueAfter } from '#platform/values/civil-date.ts'
import type { InstrumentState } from './contract.ts'

/** What stands in the place of a number that the list did not say; the database writes it. */
export const NO_NUMBER = '未写证书号'

export type Conclusion = 'pass' | 'limited' | 'fail'
export type Standing = 'in-use' | 'stopped' | 'sealed' | 'scrapped'

/** What the state follows from. */
export type Judged = {
  readonly standing: Standing
  readonly standingSince: CivilDate | null
  readonly category: string | null
  readonly mandatory: boolean | null
  readonly cycleMonths: number | null
}

/** A certificate as far as the state follows from it. */
export type Certified = {
  readonly certifiedOn: CivilDate
  readonly validUntil: CivilDate | null
  readonly conclusion: Conclusion
}

/** Last day of a certificate: the day + cycle − 1 day; none without a cycle, and none where it failed. */
export function validUntil(
  certifiedOn: CivilDate,
  cycleMonths: number | null,
  conclusion: Conclusion,
): CivilDate | null {
  return cycleMonths === null || conclusion === 'fail' ? null : dueAfter(certifiedOn, cycleMonths)
}

/** The day by which the next certificate is needed; nothing falls due of what is not in use. */
export function dueOn(
  standing: Standing,
  cycleMonths: number | null,
  last: { readonly lastOn: CivilDate | null; readonly conclusion: Conclusion | null },
): CivilDate | null {
  if (standing !== 'in-use' || last.lastOn === null) return null
  return validUntil(last.lastOn, cycleMonths, last.conclusion ?? 'pass')
}

/** The state on a day; `last`: the newest certificate of that day or before. */
export function stateOn(instrument: Judged, last: Certified | undefined, day: CivilDate): InstrumentState {
  const { standing, standingSince } = instrument
  if (standing !== 'in-use' && (standingSince === null || standingSince <= day)) return standing
  if (!last) return needsNone(instrument) ? 'ready' : 'pending'
  if (last.conclusion === 'fail') return 'forbidden'
  if (last.validUntil !== null && last.validUntil < day) return 'overdue'
  return last.conclusion === 'limited' ? 'limited' : 'ready'
}

/** What the certificates say of it, without the day. */
export function basisOf(
  instrument: Pick<Judged, 'category' | 'mandatory' | 'cycleMonths'>,
  last: { readonly lastOn: CivilDate | null; readonly conclusion: Conclusion | null },
): 'certified' | 'failed' | 'none' | 'exempt' {
  if (last.lastOn === null) return needsNone(instrument) ? 'exempt' : 'none'
  return last.conclusion === 'fail' ? 'failed' : 'certified'
}

/** Class C without a cycle serves as an indicator: no certificate is expected of it. */
function needsNone({
  category,
  mandatory,
  cycleMonths,
}: Pick<Judged, 'category' | 'mandatory' | 'cycleMonths'>): boolean {
  return category === 'c' && mandatory !== true && cycleMonths === null
}

/** States in which nothing may be measured; those of mandatory verification also when it is late (计量法 第九条). */
const NEVER: readonly InstrumentState[] = ['forbidden', 'stopped', 'sealed', 'scrapped']
const NOT_IF_MANDATORY: readonly InstrumentState[] = ['pending', 'overdue']

export function mayBeUsed(state: InstrumentState, mandatory: boolean | null): boolean {
  return !NEVER.includes(state) && !(mandatory === true && NOT_IF_MANDATORY.includes(state))
}

/** The newest certificate of a day or before, among those of one instrument. */
export function certificateOn<C extends Certified>(
  certificates: readonly C[],
  day: CivilDate,
): C | undefined {
  return certificates
    .filter(({ certifiedOn }) => certifiedOn <= day)
    .reduce<C | undefined>(
      (best, each) => (best && best.certifiedOn > each.certifiedOn ? best : each),
      undefined,
    )
}

/** What may become of an instrument: which standing from which. */
const STEPS: Readonly<Record<Standing, readonly Standing[]>> = {
  'in-use': ['stopped', 'sealed', 'scrapped'],
  stopped: ['in-use', 'sealed', 'scrapped'],
  sealed: ['in-use', 'scrapped'],
  scrapped: ['in-use'],
}

export function mayBecome(from: Standing, to: Standing): boolean {
  return STEPS[from].includes(to)
}

/** On time over due, as one decimal of a percentage; null where nothing was due. */
export function onTimeRate(onTime: number, due: number): string | null {
  return due === 0 ? null : ((onTime * 100) / due).toFixed(1)
}
