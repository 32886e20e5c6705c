import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { operationKey, useNeededOperation } from '#ui/use-operation.ts'
import { readSetUp, type SetUp } from '../contract.ts'

/** How far the set-up is; asked again whenever a page of it is opened, because others accept their invitations meanwhile. */
export function useSetUp(): SetUp {
  const queries = useQueryClient()
  const setUp = useNeededOperation(readSetUp, {})
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: operationKey(readSetUp) })
  }, [queries])
  return setUp
}
