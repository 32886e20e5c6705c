import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Me, readMe } from '#foundation/sign-in/contract.ts'
import { operationKey } from '#ui/use-operation.ts'

/** Goes on as the person who has just been signed in; the link with its secret leaves the history. */
export function useEntering(): (me: Me) => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (me) => {
    queries.clear()
    queries.setQueryData(operationKey(readMe, {}), me)
    await navigate({ to: '/', replace: true })
  }
}
