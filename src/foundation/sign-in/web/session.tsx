import { useLocation, useNavigate } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { BarePage } from '#ui/app-frame.tsx'
import { FaultPage } from '#ui/fault.tsx'
import { isSignedOut, problemOf } from '#ui/problem.ts'
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
  staff: 'workbench',
  auditor: 'workbench',
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
    role: grant.role,
    enterpriseId: grant.enterpriseId ?? undefined,
    unitId: grant.unitId ?? undefined,
  }
}

/** Leads to the sign-in page, once: the gate stays mounted while that page is loaded. */
function SignInFirst() {
  const [wanted] = useState(useLocation().href)
  const navigate = useNavigate()
  useEffect(() => {
    void navigate({ to: '/sign-in', search: { to: wanted } as never, replace: true })
  }, [navigate, wanted])
  return null
}

/** Lets only a signed-in person through; anyone else signs in first and then comes back to the same address. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch } = useOperation(readMe, {})
  if (error && isSignedOut(problemOf(error))) {
    return <SignInFirst />
  }
  if (error && !data) {
    return (
      <BarePage>
        <FaultPage error={error} onRetry={() => void refetch()} />
      </BarePage>
    )
  }
  if (!data) {
    return (
      <BarePage>
        <p role="status">{words.checking}</p>
      </BarePage>
    )
  }
  return <MeContext.Provider value={data}>{children}</MeContext.Provider>
}
