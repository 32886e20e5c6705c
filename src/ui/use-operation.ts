import {
  keepPreviousData,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { InputOf, Operation, OutputOf } from '#platform/operation.ts'
import { useClient } from './client.tsx'
import { newIntent } from './intent.ts'
import { isTransient } from './problem.ts'

/** Key under which an operation's answers are stored; without input it stands for all of them. */
export function operationKey(op: Operation, input?: Record<string, unknown>): QueryKey {
  return input === undefined ? [op.name] : [op.name, input]
}

export type OperationOptions = {
  /** False: do not ask yet. */
  readonly enabled?: boolean
  /** Keep showing the former answer while another page or filter is loaded. */
  readonly keepPrevious?: boolean
  /** Ask again every so many milliseconds (long jobs). */
  readonly every?: number | false
}

/** Asks a GET operation (or an unkeyed question) and keeps its answer fresh. */
export function useOperation<Op extends Operation>(
  op: Op,
  input: InputOf<Op>,
  { enabled = true, keepPrevious = false, every = false }: OperationOptions = {},
): UseQueryResult<OutputOf<Op>> {
  const client = useClient()
  return useQuery({
    queryKey: operationKey(op, input as Record<string, unknown>),
    queryFn: ({ signal }) => client.call(op, input, { signal }),
    enabled,
    refetchInterval: every,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<OutputOf<Op>>
}

/** As useOperation for what a page cannot do without: waits in the route's pending view, fails in its error view. */
export function useNeededOperation<Op extends Operation>(op: Op, input: InputOf<Op>): OutputOf<Op> {
  const client = useClient()
  const { data } = useSuspenseQuery({
    queryKey: operationKey(op, input as Record<string, unknown>),
    queryFn: ({ signal }) => client.call(op, input, { signal }),
  })
  return data as OutputOf<Op>
}

export type CommandOptions<Op extends Operation> = {
  /** Operations whose answers the deed makes old; they are asked again. */
  readonly invalidates?: readonly Operation[]
  readonly onDone?: (output: OutputOf<Op>) => void | Promise<void>
}

/**
 * Carries out a command. The Idempotency-Key belongs to what the user wants: trying the same input again after a cut
 * connection or a fault sends the same key, so that there is one record; success, refusal or other input begins a new one.
 */
export function useCommand<Op extends Operation>(
  op: Op,
  { invalidates = [], onDone }: CommandOptions<Op> = {},
): UseMutationResult<OutputOf<Op>, Error, InputOf<Op>> {
  const client = useClient()
  const queries = useQueryClient()
  const intent = useRef<{ key: string; input: string } | null>(null)
  return useMutation({
    mutationFn: async (input: InputOf<Op>) => {
      const asked = JSON.stringify(input)
      if (intent.current?.input !== asked) intent.current = { key: newIntent(), input: asked }
      try {
        const output = await client.call(op, input, { idempotencyKey: intent.current.key })
        intent.current = null
        return output
      } catch (error) {
        if (!isTransient(error)) intent.current = null
        throw error
      }
    },
    onSuccess: async (output) => {
      await Promise.all(
        invalidates.map((other) => queries.invalidateQueries({ queryKey: operationKey(other) })),
      )
      await onDone?.(output)
    },
  })
}
