import { type Condition, type Test, walkConditions } from './condition.ts'
import type { FactDefinition } from './facts.ts'
import type { Relaxation } from './pack-sections.ts'
import type { Scope } from './vocabulary.ts'

type Relaxed = Relaxation['conditions'][number]

/** What a relaxed condition still asks: as written, or so many levels (years, …) below the condition; null where nobody says. */
export function remainingTest(relaxed: Relaxed, scope: Pick<Scope, 'pack' | 'definitions'>): Test | null {
  if (relaxed.lowerBy === undefined) return relaxed.to
  let found: Condition | undefined
  walkConditions(scope.pack.qualification, (condition) => {
    if (condition.id === relaxed.id) found = condition
  })
  return (found && lowered(found, relaxed.lowerBy, scope.definitions)) ?? null
}

/** The comparison so many steps lower; undefined where it has no lower step. */
export function lowered(
  { fact, atLeast }: Test | Condition,
  by: number,
  definitions: ReadonlyMap<string, FactDefinition>,
): Test | undefined {
  const definition = fact === undefined ? undefined : definitions.get(fact)
  if (fact === undefined || definition === undefined) return undefined
  if (definition.kind === 'number') {
    return typeof atLeast === 'number' && atLeast >= by ? { fact, atLeast: atLeast - by } : undefined
  }
  const options = [...(definition.options ?? [])].sort((left, right) => left.ordinal - right.ordinal)
  const asked = options.find(({ code }) => code === atLeast)
  if (definition.kind !== 'level' || asked === undefined) return undefined
  // codes of the same height are one level: 高中 and 中专
  const heights = [...new Set(options.map(({ ordinal }) => ordinal))]
  const height = heights[heights.indexOf(asked.ordinal) - by]
  const code = options.find(({ ordinal }) => ordinal === height)?.code
  return code === undefined ? undefined : { fact, atLeast: code }
}
