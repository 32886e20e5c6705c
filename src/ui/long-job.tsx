import { Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import css from './notices.module.css'
import { words } from './words.ts'

export type LongJobProps = {
  /** What is being done: “正在导入企业名录”. */
  readonly title: string
  readonly done: number
  /** Undefined while the number of rows is not known. */
  readonly total?: number | undefined
  readonly secondsLeft?: number | undefined
  /** Only where stopping is safe. */
  readonly onStop?: () => void
  /** When it has ended: what succeeded, what did not, file of errors, 撤销. Replaces bar and buttons. */
  readonly result?: ReactNode
}

function timeLeft(seconds: number): string {
  return seconds < 60 ? words.job.seconds(Math.ceil(seconds)) : words.job.minutes(Math.ceil(seconds / 60))
}

/** Work of more than two seconds: row by row, time left, can be left and found again. */
export function LongJob({ title, done, total, secondsLeft, onStop, result }: LongJobProps) {
  const percent = total ? Math.floor((done / total) * 100) : 0
  return (
    <section className={css.job} aria-label={title}>
      <h3>{title}</h3>
      {result ? (
        <div role="status">{result}</div>
      ) : (
        <>
          <Progress
            percent={percent}
            showInfo={false}
            status={total ? 'normal' : 'active'}
            aria-label={title}
          />
          <div className={css.jobLine}>
            <span role="status">{words.job.rows(done, total)}</span>
            {secondsLeft !== undefined && <span>{words.job.left(timeLeft(secondsLeft))}</span>}
            {onStop && (
              <Button size="small" onClick={onStop}>
                {words.job.stop}
              </Button>
            )}
          </div>
          <div className={css.jobLine}>{words.job.leave}</div>
        </>
      )}
    </section>
  )
}
