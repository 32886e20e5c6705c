import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { addressOf } from '#platform/client.ts'
import { spanWords } from '#platform/values/period.ts'
import { ConfirmationPage } from '#ui/confirmation-page.tsx'
import { instant } from '#ui/format.ts'
import { useScreenParams } from '#ui/screens.ts'
import { useNeededOperation } from '#ui/use-operation.ts'
import type { ChainStep } from '../../chain.ts'
import { printFilingForm, readFiling } from '../../contract.ts'
import { checkWords } from './check-words.ts'

/** After a filing was handed in: to whom, what follows, by when. */
export default function SentPage() {
  const of = useScreenParams('enterpriseId', 'filingId')
  const filing = useNeededOperation(readFiling, of)
  const unit = filing.desk?.unitName ?? filing.unitName
  return (
    <ConfirmationPage
      title={checkWords.sent}
      text={checkWords.sentText(unit)}
      facts={[
        { term: checkWords.enterprise, value: filing.enterpriseName },
        { term: checkWords.person, value: filing.form.name },
        { term: checkWords.sentAt, value: instant(filing.submittedAt) },
        { term: checkWords.unit, value: unit },
        { term: checkWords.deadline, value: <Limits chain={filing.chain} /> },
      ]}
      next={checkWords.next(filing.chain.map(({ unitName, title }) => `${unitName}${title}`))}
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

/** The limit of each step with its source, else that none is stated. */
function Limits({ chain }: { readonly chain: readonly ChainStep[] }) {
  return chain.map((step) => <div key={step.id}>{checkWords.limitOf(step.title, limitOf(step))}</div>)
}

function limitOf({ within, promised, dueOn }: ChainStep): string {
  if (!within) return checkWords.notStated
  const limit = promised ? checkWords.promise(spanWords(within)) : spanWords(within)
  return dueOn ? checkWords.until(dueOn, limit) : limit
}
