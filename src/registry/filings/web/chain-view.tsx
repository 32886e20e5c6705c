import { Steps } from 'antd'
import { spanWords } from '#platform/values/period.ts'
import { instant } from '#ui/format.ts'
import { Muted } from '#ui/section.tsx'
import type { ChainStep } from '../chain.ts'
import type { Filing } from '../contract.ts'
import { words } from './words.ts'

/** The office steps of a filing in their order: whose they are, by when, and what became of them. */
export function ChainView({ filing }: { readonly filing: Filing }) {
  if (filing.chain.length === 0) return null
  const at = filing.desk ? filing.chain.findIndex(({ id }) => id === filing.desk?.id) : filing.chain.length
  return (
    <Steps
      orientation="vertical"
      size="small"
      current={filing.status === 'returned' ? -1 : at}
      items={filing.chain.map((step, index) => ({
        title: step.title,
        subTitle: stateOf(step, index === at),
        content: <Particulars step={step} />,
      }))}
    />
  )
}

function stateOf(step: ChainStep, current: boolean): string {
  if (step.doneAt) return words.chain.done
  return current ? words.chain.current : words.chain.ahead
}

function Particulars({ step }: { readonly step: ChainStep }) {
  const { chain } = words
  const limit = step.within
    ? `${spanWords(step.within)}${step.promised ? chain.promised : ''}`
    : chain.noLimit
  return (
    <>
      <div>{step.unitName}</div>
      {step.doneAt ? (
        <div>{[instant(step.doneAt), step.doneBy, step.opinion].filter(Boolean).join('　')}</div>
      ) : (
        <div>{step.dueOn ? chain.due(step.dueOn, limit) : chain.limit(limit)}</div>
      )}
      {step.notice ? <div>{chain.notice(step.notice.from, step.notice.to, step.notice.place)}</div> : null}
      {step.clause ? <Muted small>{`${step.docNo} ${step.clause}`}</Muted> : null}
    </>
  )
}
