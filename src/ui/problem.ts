import { type Problem, Refused, signInRequired } from '#platform/operation.ts'
import type { SaveFailure } from './autosave.ts'
import { words } from './words.ts'

/** The problem behind whatever was thrown; a fault of the browser itself becomes one without a number. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return error.problem
  return { type: 'about:blank', title: words.fault.title, status: 500, code: 'fault' }
}

/** True where nobody is signed in (any more); a wrong password is something else. */
export function isSignedOut(problem: Problem): boolean {
  return problem.code === signInRequired.code
}

/** True where trying the same again can help: no connection, a fault, a server that is starting. */
export function isTransient(error: unknown): boolean {
  const { status } = problemOf(error)
  return status === 0 || status >= 500
}

/** What to tell about a problem: why and what to do. A fault is never described beyond its number. */
export function explain(problem: Problem): string | undefined {
  if (problem.status === 0) return words.fault.offline
  if (isSignedOut(problem)) return problem.detail ?? words.fault.signedOut
  if (problem.status >= 500) return words.fault.fault
  return problem.detail
}

/** Sorts a failed save for `createAutosave`. */
export function classifySaveError(error: unknown): SaveFailure {
  const problem = problemOf(error)
  if (problem.status === 0) return { kind: 'offline' }
  if (problem.status >= 500) return { kind: 'failed' }
  const first = problem.errors?.[0]?.message
  return { kind: 'refused', reason: first ?? explain(problem) ?? problem.title }
}
