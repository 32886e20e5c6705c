/**
 * The results that are still possible for a condition, as a set of bits. Knowing more only ever removes bits, so a verdict
 * that is settled stays settled. In `all` the worst applicable result counts, in `any` the best.
 */
export type Possible = number

export const FAILED: Possible = 1
export const RELAXABLE: Possible = 2
export const MET: Possible = 4
export const NOT_APPLICABLE: Possible = 8

const RESULTS = [FAILED, RELAXABLE, MET, NOT_APPLICABLE] as const

/** True, false or unknown as possibilities. */
export function fromAnswer(answer: boolean | undefined): Possible {
  if (answer === undefined) return FAILED | MET
  return answer ? MET : FAILED
}

export function includes(possible: Possible, result: Possible): boolean {
  return (possible & result) !== 0
}

/** True when only one result is left. */
export function isSettled(possible: Possible): boolean {
  return RESULTS.includes(possible as (typeof RESULTS)[number])
}

/** The single results a set holds. */
export function resultsIn(possible: Possible): Possible[] {
  return RESULTS.filter((result) => includes(possible, result))
}

export function combineAll(parts: readonly Possible[]): Possible {
  return parts.reduce((left, right) => combine(left, right, Math.min), NOT_APPLICABLE)
}

export function combineAny(parts: readonly Possible[]): Possible {
  return parts.reduce((left, right) => combine(left, right, Math.max), NOT_APPLICABLE)
}

function combine(left: Possible, right: Possible, pick: (a: number, b: number) => number): Possible {
  let combined = 0
  for (const a of resultsIn(left)) {
    for (const b of resultsIn(right)) {
      if (a === NOT_APPLICABLE) combined |= b
      else combined |= b === NOT_APPLICABLE ? a : pick(a, b)
    }
  }
  return combined
}

/**
 * At least `need` of the parts: 数项中至少满足几项. Parts that do not apply are not counted, and no more is asked than applies.
 * With need 1 the same as `combineAny`, with all of them the same as `combineAll`.
 */
export function combineSome(need: number): (parts: readonly Possible[]) => Possible {
  return (parts) => {
    let counts = new Map<string, Count>([['', { met: 0, relaxable: 0, applicable: 0 }]])
    for (const part of parts) {
      const next = new Map<string, Count>()
      for (const count of counts.values()) {
        for (const result of resultsIn(part)) {
          const after = counted(count, result)
          next.set(`${after.met} ${after.relaxable} ${after.applicable}`, after)
        }
      }
      counts = next
    }
    return [...counts.values()].reduce((possible, count) => possible | resultOf(count, need), 0)
  }
}

type Count = { readonly met: number; readonly relaxable: number; readonly applicable: number }

function counted({ met, relaxable, applicable }: Count, result: Possible): Count {
  if (result === NOT_APPLICABLE) return { met, relaxable, applicable }
  return {
    met: met + (result === MET ? 1 : 0),
    relaxable: relaxable + (result === RELAXABLE ? 1 : 0),
    applicable: applicable + 1,
  }
}

function resultOf({ met, relaxable, applicable }: Count, need: number): Possible {
  if (applicable === 0) return NOT_APPLICABLE
  const asked = Math.min(need, applicable)
  if (met >= asked) return MET
  return met + relaxable >= asked ? RELAXABLE : FAILED
}

export function negate(possible: Possible): Possible {
  return (
    (includes(possible, MET) ? FAILED : 0) |
    (includes(possible, FAILED) ? MET : 0) |
    (possible & (RELAXABLE | NOT_APPLICABLE))
  )
}

/** A condition under an applicability: where it does not apply, nothing is asked. */
export function whereApplicable(possible: Possible, applies: Possible): Possible {
  return (
    (includes(applies, MET) || includes(applies, NOT_APPLICABLE) ? possible : 0) |
    (includes(applies, FAILED) ? NOT_APPLICABLE : 0)
  )
}

/** A condition that may still be met after the appointment: a failure is not yet one. */
export function whereLater(possible: Possible): Possible {
  return includes(possible, FAILED) ? (possible & ~FAILED) | NOT_APPLICABLE : possible
}

/** A condition under a relaxation: where that is available, a failure can be relaxed. */
export function whereRelaxable(possible: Possible, available: Possible): Possible {
  if (!includes(possible, FAILED)) return possible
  return (
    (possible & ~FAILED) |
    (includes(available, FAILED) ? FAILED : 0) |
    (includes(available, MET) || includes(available, NOT_APPLICABLE) ? RELAXABLE : 0)
  )
}

/** Assignments of the other parts that are tried before a part is taken to matter. */
const TRIES = 4096

/** Whether the result of one part still makes a difference to the whole, for some results of the others. */
export function isRelevant(
  index: number,
  parts: readonly Possible[],
  combineParts: (parts: readonly Possible[]) => Possible,
): boolean {
  const own = resultsIn(parts[index] ?? 0)
  if (own.length < 2) return false
  const whole = combineParts(parts)
  if (isSettled(whole)) return false
  if (own.some((result) => combineParts(parts.with(index, result)) !== whole)) return true
  const others = parts.map((part, at) => (at === index ? [NOT_APPLICABLE] : resultsIn(part)))
  if (others.reduce((count, each) => count * each.length, 1) > TRIES) return true
  return assignments(others).some(
    (assigned) => new Set(own.map((result) => combineParts(assigned.with(index, result)))).size > 1,
  )
}

function assignments(choices: readonly (readonly Possible[])[]): Possible[][] {
  return choices.reduce<Possible[][]>(
    (made, choice) => made.flatMap((each) => choice.map((result) => [...each, result])),
    [[]],
  )
}
