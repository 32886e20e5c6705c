import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMayWrite } from '#ui/frame.tsx'
import type { LedgerFace } from '#ui/ledger/ledger-of.ts'
import { productContract, staffContract } from '#workbench/master-data/contract.ts'
import { recallContract } from '../dossier/contract.ts'
import { recalls } from '../ledgers.ts'
import { eventWords } from '../words.ts'
import { stageStatus } from './look.ts'
import { RecallSections } from './recall-sections.tsx'
import { RecallSteps } from './recall-steps.tsx'
import { words } from './words.ts'

function ListActions({ enterpriseId }: { readonly enterpriseId: string }) {
  const navigate = useNavigate()
  const base = `/enterprises/${enterpriseId}`
  const mayWrite = useMayWrite()
  return (
    <>
      <Link to={`${base}/recall-schemes`}>{words.schemes}</Link>
      {mayWrite ? (
        <Button type="primary" onClick={() => void navigate({ to: `${base}/recalls/new` })}>
          {words.open}
        </Button>
      ) : null}
    </>
  )
}

export const face: LedgerFace = {
  ledger: recalls,
  contract: recallContract as never,
  linked: { products: productContract as never, staff: staffContract as never },
  status: ({ stage }) => stageStatus(String(stage)),
  kinds: {
    'recall-plan-saved': '保存召回计划',
    ...Object.fromEntries(Object.entries(eventWords).map(([kind, word]) => [`recall-${kind}`, word])),
  },
  listActions: ListActions,
  actions: RecallSteps,
  sections: RecallSections,
  form: false,
}
