import { Navigate, useLocation } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'
import { FaultPage } from '#ui/fault.tsx'
import { problemOf } from '#ui/problem.ts'
import type { MenuPlace, Side } from '#ui/screens.ts'
import { useOperation } from '#ui/use-operation.ts'
import { type Grant, type Me, readMe } from '../contract.ts'
import { words } from './words.ts'

const MeContext = createContext<Me | null>(null)

/** Who is signed in and in which role; only below SessionGate. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('SessionGate is missing')
  return me
}

const sides: Record<Grant['role'], Side> = {
  filer: 'enterprise',
  principal: 'enterprise',
  cqo: 'cqo',
  'county-officer': 'county',
  'city-officer': 'city',
  'province-officer': 'province',
  'industry-officer': 'industry-bureau',
  'system-admin': 'administrator',
  'security-admin': 'administrator',
  'audit-admin': 'administrator',
}

/** Whose menu the role sees, and which enterprise or unit its links lead to. */
export function placeOf(grant: Grant): MenuPlace {
  return {
    side: sides[grant.role],
    enterpriseId: grant.enterpriseId ?? undefined,
    unitId: grant.unitId ?? undefined,
  }
}

/** Lets only a signed-in person through; anyone else signs in first and then comes back to the same address. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch } = useOperation(readMe, {})
  const location = useLocation()
  if (error && problemOf(error).status === 401) {
    return <Navigate to="/sign-in" search={{ to: location.href } as never} replace />
  }
  if (error && !data) return <FaultPage error={error} onRetry={() => void refetch()} />
  if (!data) return <p role="status">{words.checking}</p>
  return <MeContext.Provider value={data}>{children}</MeContext.Provider>
}
