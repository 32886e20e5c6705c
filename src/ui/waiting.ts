import { useQueries } from '@tanstack/react-query'
import type { InputOf, Operation, OutputOf } from '#platform/operation.ts'
import { useClient } from './client.tsx'
import type { Side } from './screens.ts'
import { operationKey } from './use-operation.ts'

/** What a menu line counts: a question, for whom it is asked, and the number in its answer. */
export type WaitingCount = {
  /** As menu lines name it in `waiting`. */
  readonly name: string
  readonly sides: readonly Side[]
  readonly op: Operation
  readonly input: Record<string, unknown>
  readonly count: (output: never) => number
}

/** A count of what waits, with the types of its operation. */
export function waitingCount<Op extends Operation>(declared: {
  name: string
  sides: readonly Side[]
  op: Op
  input: InputOf<Op>
  count: (output: OutputOf<Op>) => number
}): WaitingCount {
  return declared as WaitingCount
}

/** How much waits for a reader of this side, by name; asked again every minute. */
export function useWaiting(counts: readonly WaitingCount[], side: Side): Readonly<Record<string, number>> {
  const client = useClient()
  const asked = counts.filter(({ sides }) => sides.includes(side))
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
