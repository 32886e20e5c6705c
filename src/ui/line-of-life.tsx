import { CheckOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import css from './line-of-life.module.css'
import { StatusText } from './status-text.tsx'
import type { Status } from './statuses.ts'
import { words } from './words.ts'

/** A stage in the life of a CQO, in the order that the rule pack gives. */
export type LifeStage = {
  readonly key: string
  readonly title: string
  readonly position: 'done' | 'now' | 'todo'
  readonly status: Status
  /** At most two short lines. */
  readonly lines: readonly ReactNode[]
}

/** 聘任 → 备案 → 培训 → 证书 → 届满 as a line; on a phone it stands upright. */
export function LineOfLife({ stages }: { readonly stages: readonly LifeStage[] }) {
  return (
    <ol
      className={css.line}
      aria-label={words.life.label}
      style={{ '--stages': stages.length } as React.CSSProperties}
    >
      {stages.map((stage) => (
        <li
          key={stage.key}
          className={css[stage.position]}
          aria-current={stage.position === 'now' ? 'step' : undefined}
        >
          <div className={css.dot}>
            {stage.position === 'done' && <CheckOutlined aria-hidden />}
            <span className="visually-hidden">{words.life[stage.position]}</span>
          </div>
          <h2>{stage.title}</h2>
          <div>
            <StatusText status={stage.status} />
          </div>
          {stage.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity but their place
            <div key={index} className={index === 0 ? css.first : css.second}>
              {line}
            </div>
          ))}
        </li>
      ))}
    </ol>
  )
}

export type NextStepProps = {
  /** What is to do: “备案表还差 1 份扫描件，有 2 处需要修改”. */
  readonly title: string
  /** How long it takes and what follows. */
  readonly text?: ReactNode
  /** One primary button (`size="large"`). */
  readonly action?: ReactNode
}

/** 下一步: why, how long, what follows, one button. */
export function NextStep({ title, text, action }: NextStepProps) {
  return (
    <div className={css.next}>
      <div className={css.nextText}>
        <div className={css.nextLabel}>{words.nextStep}</div>
        <h2>{title}</h2>
        {text && <p>{text}</p>}
      </div>
      {action}
    </div>
  )
}

/** The card of the first page: line of life, spells below it, the next step at its foot (on a phone at its head). */
export function LifeCard({
  stages,
  spells,
  next,
}: {
  readonly stages: readonly LifeStage[]
  readonly spells?: ReactNode
  readonly next?: NextStepProps
}) {
  return (
    <section className={css.card} aria-label={words.life.label}>
      <div className={css.life}>
        <LineOfLife stages={stages} />
        {spells && <div className={css.spells}>{spells}</div>}
      </div>
      {next && <NextStep {...next} />}
    </section>
  )
}
