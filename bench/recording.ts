import pg from 'pg'
import { newId } from '#platform/ids.ts'
import type { SentStatement } from '#testing/round-trips.ts'

/** What differs between two requests of a case: ids, token hash, idempotency key. */
export type Variables = Readonly<Record<string, string>>

/** A parameter as the ceiling makes it: always the same, a variable's bytes, a new id, or text with variables in it. */
export type Part =
  | { kind: 'constant'; value: unknown }
  | { kind: 'bytes'; hex: string }
  | { kind: 'hash' }
  | { kind: 'id' }
  | { kind: 'text'; pieces: readonly (string | { of: string })[] }

export type Statement = { trip: number; text: string; name: string | undefined; parts: readonly Part[] }

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Turns what one request sent into what every request of its kind sends. */
export function statementsOf(
  sent: readonly SentStatement[],
  variables: Variables,
  hash: Buffer,
): Statement[] {
  const first = Math.min(...sent.map(({ trip }) => trip))
  return sent.map(({ trip, text, name, values }) => ({
    trip: trip - first,
    text,
    name,
    parts: values.map((value) => partOf(value, variables, hash)),
  }))
}

function partOf(value: unknown, variables: Variables, hash: Buffer): Part {
  if (Buffer.isBuffer(value)) {
    return value.equals(hash) ? { kind: 'hash' } : { kind: 'bytes', hex: value.toString('hex') }
  }
  if (value instanceof Date) return { kind: 'constant', value: value.toISOString() }
  if (typeof value !== 'string') return { kind: 'constant', value }
  const pieces = piecesOf(value, variables)
  if (pieces.some((piece) => typeof piece !== 'string')) return { kind: 'text', pieces }
  return ID.test(value) ? { kind: 'id' } : { kind: 'constant', value }
}

function piecesOf(text: string, variables: Variables): (string | { of: string })[] {
  let pieces: (string | { of: string })[] = [text]
  for (const [of, value] of Object.entries(variables)) {
    pieces = pieces.flatMap((piece) =>
      typeof piece === 'string'
        ? piece.split(value).flatMap((part, index) => (index === 0 ? [part] : [{ of }, part]))
        : [piece],
    )
  }
  return pieces.filter((piece) => piece !== '')
}

/** The parameters of one request. */
export function valuesOf(parts: readonly Part[], variables: Variables, hash: Buffer): unknown[] {
  return parts.map((part) => valueOfPart(part, variables, hash))
}

function valueOfPart(part: Part, variables: Variables, hash: Buffer): unknown {
  switch (part.kind) {
    case 'constant':
      return part.value
    case 'bytes':
      return Buffer.from(part.hex, 'hex')
    case 'hash':
      return hash
    case 'id':
      return newId()
    case 'text':
      return part.pieces.map((piece) => (typeof piece === 'string' ? piece : variables[piece.of])).join('')
  }
}

/** A day and a count as our server reads them, so that neither side parses more than the other. */
export function readTypesAlike() {
  pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
}
