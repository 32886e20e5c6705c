import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Operation } from '#platform/operation.ts'
import { staleVersion, wrongState } from '#platform/operation.ts'
import { useClient } from '#ui/client.tsx'
import { problemOf } from '#ui/problem.ts'
import { operationKey, useCommand } from '#ui/use-operation.ts'
import { mayRelax } from '../../chain.ts'
import {
  acceptFiling,
  countFilings,
  type Defect,
  type Filing,
  listFilings,
  passFilingStep,
  publicizeFiling,
  readFiling,
  registerFiling,
  returnFiling,
} from '../../contract.ts'

const touched: { invalidates: readonly Operation[] } = {
  invalidates: [readFiling, listFilings, countFilings],
}

/** What the reviewer is about to decide upon one filing, and the verbs to do it with. */
export function useDecision(filing: Filing) {
  const client = useClient()
  const queries = useQueryClient()
  const of = { enterpriseId: filing.enterpriseId, filingId: filing.id }
  const current = { ...of, version: filing.version }
  const [defects, setDefects] = useState<readonly Defect[]>([])
  const [seen, setSeen] = useState(false)
  const [reason, setReason] = useState('')
  const [ownReason, setOwnReason] = useState('')
  const [exclusions, setExclusions] = useState<'none-found' | 'found' | null>(null)
  const [newer, setNewer] = useState<Filing | null>(null)
  const accept = useCommand(acceptFiling, touched)
  const giveBack = useCommand(returnFiling, { ...touched, onDone: () => setDefects([]) })
  const register = useCommand(registerFiling, touched)
  const pass = useCommand(passFilingStep, touched)
  const publicize = useCommand(publicizeFiling, touched)
  const verbs = [accept, giveBack, register, pass, publicize]
  /** A refusal because somebody was quicker fetches what is there now. */
  const lookAgain = async (error: unknown) => {
    const { code } = problemOf(error)
    if (code === staleVersion.code || code === wrongState.code) setNewer(await client.call(readFiling, of))
  }
  const onError = (error: unknown) => void lookAgain(error)
  const relaxed = filing.verdict?.outcome === 'relaxed'
  /** Where another level decides on the 放宽, its decision is the reason for registering. */
  const relaxes = relaxed && mayRelax(filing.verdict?.relaxations ?? [], filing.chain)
  const outOfOrder = filing.procedure !== null && filing.procedure.outcome !== 'kept'
  const given = reason.trim() || null
  const needsReason =
    relaxed ||
    outOfOrder ||
    exclusions === 'found' ||
    filing.verdict?.outcome === 'fail' ||
    filing.verdict?.outcome === 'cannot-tell'
  return {
    defects,
    setDefects,
    mark(place: string) {
      if (defects.some((defect) => defect.place === place)) return
      setDefects([...defects, { place, why: '', how: '', basis: '' }])
    },
    /** From templates; an empty row of the same place is filled, so that nothing has to be taken away again. */
    add(taken: readonly Defect[]) {
      const empty = ({ why, how }: Defect) => why.trim() === '' && how.trim() === ''
      const places = new Set(taken.map(({ place }) => place))
      setDefects([...defects.filter((defect) => !(empty(defect) && places.has(defect.place))), ...taken])
    },
    seen,
    setSeen,
    reason,
    setReason,
    exclusions,
    setExclusions,
    relaxes,
    relaxedElsewhere: relaxed && !relaxes,
    outOfOrder,
    needsReason,
    /** As long as the contract asks for, or not needed at all. */
    reasonGiven: !needsReason || reason.trim().length >= 4,
    ownReason,
    setOwnReason,
    /** Whoever filled it in on behalf does not register it, or says why. */
    eyesGiven: filing.fourEyes === 'free' || (filing.fourEyes === 'reason' && ownReason.trim().length >= 4),
    newer,
    load() {
      if (newer) queries.setQueryData(operationKey(readFiling, of), newer)
      setNewer(null)
      setSeen(false)
      for (const verb of verbs) verb.reset()
    },
    error: newer ? null : (verbs.find(({ error }) => error)?.error ?? null),
    busy: verbs.some(({ isPending }) => isPending),
    accept: () => accept.mutate(current, { onError }),
    giveBack: () => giveBack.mutate({ ...current, defects: [...defects] }, { onError }),
    pass: (opinion: string) => pass.mutate({ ...current, opinion }, { onError }),
    publicize: (notice: { from: string; to: string | null; place: string }) =>
      publicize.mutate({ ...current, ...notice }, { onError }),
    register: () =>
      register.mutate(
        {
          ...current,
          relaxationReason: relaxes ? given : null,
          registerReason: relaxes && !outOfOrder ? null : given,
          fourEyesReason: filing.fourEyes === 'reason' ? ownReason.trim() : null,
          exclusionsReview: exclusions,
        },
        { onError },
      ),
  }
}

export type Decision = ReturnType<typeof useDecision>
