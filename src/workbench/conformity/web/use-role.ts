import { readMe } from '#foundation/sign-in/contract.ts'
import { useNeededOperation } from '#ui/use-operation.ts'

/** The role in which the reader is here. */
export function useRole(): string {
  return useNeededOperation(readMe, {}).grant.role
}

/** Everyone of the enterprise but its auditors. */
export function useMayWrite(): boolean {
  return useRole() !== 'auditor'
}

/** The officer and the principal speak for the enterprise. */
export function useMaySpeak(): boolean {
  const role = useRole()
  return role === 'cqo' || role === 'principal'
}
