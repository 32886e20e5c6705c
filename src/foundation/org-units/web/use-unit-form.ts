import { useState } from 'react'
import type { InputOf, Operation, OutputOf } from '#platform/operation.ts'
import type { FormError } from '#ui/error-summary.tsx'
import { problemOf } from '#ui/problem.ts'
import { useCommand } from '#ui/use-operation.ts'
import { listOrgUnitChildren, readOrgUnit, searchOrgUnits } from '../contract.ts'
import { readOrgUnitHistory } from '../deeds/contract.ts'

/** A form about a unit: sends it, and tells what is wrong at its fields. */
export function useUnitForm<Op extends Operation>(op: Op, onDone: (output: OutputOf<Op>) => void) {
  const [attempt, setAttempt] = useState(0)
  const command = useCommand(op, {
    invalidates: [listOrgUnitChildren, searchOrgUnits, readOrgUnit, readOrgUnitHistory],
    onDone,
  })
  const errors: readonly FormError[] = command.error ? (problemOf(command.error).errors ?? []) : []
  return {
    errors,
    attempt,
    /** What no field can show. */
    refusal: errors.length === 0 ? command.error : null,
    sending: command.isPending,
    send(input: InputOf<Op>) {
      setAttempt(attempt + 1)
      command.mutate(input)
    },
  }
}
