import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { addressOf } from '#platform/client.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { ConfirmationPage } from '#ui/confirmation-page.tsx'
import { instant, today } from '#ui/format.ts'
import { useScreenParams } from '#ui/screens.ts'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { printFilingForm, readFiling } from '../../contract.ts'
import { checkWords } from './check-words.ts'

/** After a filing was handed in: to whom, what follows, by when. */
export default function SentPage() {
  const of = useScreenParams('enterpriseId', 'filingId')
  const filing = useNeededOperation(readFiling, of)
  const rules = useOperation(readPackInForce, { unitId: filing.unitId, onDate: today() })
  return (
    <ConfirmationPage
      title={checkWords.sent}
      text={checkWords.sentText(filing.unitName)}
      facts={[
        { term: checkWords.enterprise, value: filing.enterpriseName },
        { term: checkWords.person, value: filing.form.name },
        { term: checkWords.sentAt, value: instant(filing.submittedAt) },
        { term: checkWords.unit, value: filing.unitName },
        { term: checkWords.deadline, value: deadline(rules.data?.pack.flow) },
      ]}
      next={checkWords.next(filing.unitName)}
      actions={
        <>
          <Link to="/">
            <Button type="primary">{checkWords.home}</Button>
          </Link>
          <Button href={addressOf(printFilingForm, of)} target="_blank">
            {checkWords.print}
          </Button>
          <Link to="/filings/$enterpriseId/$filingId" params={of}>
            {checkWords.view}
          </Link>
        </>
      }
    />
  )
}

type Period = { readonly amount: number; readonly unit: string } | null | undefined

/** The rule's deadline for registering, else the unit's own promise, else that none is stated. */
function deadline(
  flow:
    | { readonly deadlines?: { registration?: Period }; readonly officePromise?: { registration?: Period } }
    | undefined,
): string {
  const unitOf = (period: NonNullable<Period>) => checkWords.periodUnits[period.unit] ?? period.unit
  const stated = flow?.deadlines?.registration
  if (stated) return checkWords.within(stated.amount, unitOf(stated))
  const promised = flow?.officePromise?.registration
  return promised ? checkWords.promise(promised.amount, unitOf(promised)) : checkWords.notStated
}
