import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { RefusedAlert } from '#ui/fault.tsx'
import css from './batch.module.css'
import { batchWords as words } from './batch-words.ts'
import type { Batch, BatchRun } from './use-batch.ts'

/** How far a batch is, and afterwards what became of each filing that was not accepted. */
export function BatchPanel({ batch }: { readonly batch: Batch }) {
  const { run } = batch
  if (!run) return null
  return (
    <section className={css.panel} aria-label={words.running}>
      {run.running ? <Running run={run} onStop={batch.stop} /> : <Outcome run={run} batch={batch} />}
    </section>
  )
}

function Running({ run, onStop }: { readonly run: BatchRun; readonly onStop: () => void }) {
  const done = run.results.length
  return (
    <>
      <Progress percent={Math.floor((done / run.total) * 100)} showInfo={false} aria-label={words.running} />
      <div className={css.line}>
        <span role="status">{words.progress(done, run.total)}</span>
        <Button size="small" onClick={onStop}>
          {words.stop}
        </Button>
      </div>
    </>
  )
}

function Outcome({ run, batch }: { readonly run: BatchRun; readonly batch: Batch }) {
  const refused = run.results.filter(({ accepted }) => !accepted)
  return (
    <>
      <div className={css.line} role="status">
        <b>{words.done(run.results.length - refused.length)}</b>
        {refused.length > 0 ? words.refused(refused.length) : null}
        {run.left.length > 0 ? words.stopped(run.left.length) : null}
      </div>
      {run.error ? <RefusedAlert error={run.error} /> : null}
      {refused.length > 0 ? (
        <ul className={css.refused}>
          {refused.map(({ enterpriseId, filingId, name, problem }) => (
            <li key={filingId}>
              <Link to="/filings/$enterpriseId/$filingId" params={{ enterpriseId, filingId }}>
                {name}
              </Link>
              <span>{problem?.detail}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={css.line}>
        {run.left.length > 0 ? (
          <Button size="small" type="primary" onClick={() => void batch.again()}>
            {words.again}
          </Button>
        ) : null}
        <Button size="small" onClick={batch.close}>
          {words.close}
        </Button>
      </div>
    </>
  )
}
