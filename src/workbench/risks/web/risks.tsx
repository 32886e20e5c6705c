import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { recordFiles } from '#foundation/files/contract.ts'
import type { LedgerFace } from '#ui/ledger/ledger-of.ts'
import { departmentContract, productContract, staffContract } from '#workbench/master-data/contract.ts'
import { riskContract } from '../contract.ts'
import { risks } from '../ledgers.ts'
import { RiskCourse } from './risk-course.tsx'
import { words } from './words.ts'

function ListActions({ enterpriseId }: { readonly enterpriseId: string }) {
  return (
    <Link to={`/enterprises/${enterpriseId}/risks/matrix`}>
      <Button>{words.matrix}</Button>
    </Link>
  )
}

export const face: LedgerFace = {
  ledger: risks,
  contract: riskContract as never,
  linked: { departments: departmentContract, products: productContract, staff: staffContract } as never,
  listActions: ListActions,
  sections: RiskCourse,
  kinds: words.kinds,
  files: recordFiles,
}
