import { useQueries } from '@tanstack/react-query'
import type { InputOf, Operation, OutputOf } from '#platform/operation.ts'
import { useClient } from './client.tsx'
import type { Side } from './screens.ts'
import { operationKey } from './use-operation.ts'

/** What a menu line counts: a question, and the number in its answer. */
export type WaitingCount = {
  readonly op: Operation
  readonly input: Record<string, unknown>
  readonly count: (output: never) => number
}

/** A count for the menus of these sides. `load` is a dynamic import: contracts are no part of the first load. */
export type Waits = {
  /** As menu lines name it in `waiting`. */
  readonly name: string
  readonly sides: readonly Side[]
  readonly load: () => Promise<{ default: WaitingCount }>
}

/** A count of what waits, with the types of its operation. */
export function waitingCount<Op extends Operation>(declared: {
  op: Op
  input: InputOf<Op>
  count: (output: OutputOf<Op>) => number
}): WaitingCount {
  return declared as WaitingCount
}

/** How much waits for a reader of this side, by name; asked again every minute. */
export function useWaiting(waits: readonly Waits[], side: Side): Readonly<Record<string, number>> {
  const client = useClient()
  const asked = useLoaded(waits.filter(({ sides }) => sides.includes(side)))
  const answers = useQueries({
    queries: asked.map(({ op, input }) => ({
      queryKey: operationKey(op, input),
      queryFn: ({ signal }: { signal: AbortSignal }) => client.call(op, input, { signal }),
      refetchInterval: 60_000,
    })),
  })
  const known = asked.flatMap(({ name, count }, index) => {
    const data = answers[index]?.data
    return data === undefined ? [] : [[name, count(data as never)] as const]
  })
  return Object.fromEntries(known)
}

/** Those that are there already. */
function useLoaded(waits: readonly Waits[]): (WaitingCount & { readonly name: string })[] {
  const loaded = useQueries({
    queries: waits.map(({ name, load }) => ({
      queryKey: ['waiting-count', name],
      queryFn: async () => (await load()).default,
      staleTime: Number.POSITIVE_INFINITY,
      // Holds functions and schemas: not to be compared.
      structuralSharing: false,
    })),
  })
  return waits.flatMap(({ name }, index) => {
    const count = loaded[index]?.data
    return count ? [{ name, ...count }] : []
  })
}
