import { Button } from 'antd'
import { RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { readVeto, signVeto, type Veto } from '../contract.ts'
import css from './veto.module.css'
import { words } from './words.ts'

type Props = { readonly veto: Veto }

/** Who was told, and who has signed. */
export function Told({ veto }: Props) {
  const { enterpriseId, id: vetoId } = veto
  const sign = useCommand(signVeto, { invalidates: [readVeto] })
  const names = veto.told.map(({ name, post }) => (post ? `${name}（${post}）` : name)).join('、')
  const signed = veto.receipts.map(({ name }) => name).join('、')
  return (
    <Section
      title={words.told}
      extra={
        veto.may.sign ? (
          <Button size="small" loading={sign.isPending} onClick={() => sign.mutate({ enterpriseId, vetoId })}>
            {words.sign}
          </Button>
        ) : null
      }
    >
      <RefusedAlert error={sign.error} />
      <p>{names ? words.tellList(names) : words.tellAll}</p>
      <p>{signed ? words.signed(signed) : words.noneSigned}</p>
    </Section>
  )
}

type Step = { readonly at: string; readonly text: string; readonly by: string; readonly loud: boolean }

/** What happened, in order, with the attempts among it. */
export function Course({ veto }: Props) {
  const steps: Step[] = [
    ...veto.events.map(({ kind, at, byName, note }) => ({
      at,
      text: words.events[kind] ?? kind,
      by: [byName, note].filter(Boolean).join('。'),
      loud: kind === 'overridden',
    })),
    ...veto.attemptList.map(({ at, what, byName }) => ({
      at,
      text: words.attempted(what),
      by: byName,
      loud: true,
    })),
  ].sort((one, other) => one.at.localeCompare(other.at))
  return (
    <Section title={words.course}>
      <ol className={css.course}>
        {steps.map(({ at, text, by, loud }) => (
          <li key={`${at} ${text}`} data-tone={loud ? 'error' : undefined}>
            <Muted small>{instant(at)}</Muted>
            <div>{text}</div>
            <div className={css.words}>
              <Muted>{by}</Muted>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
