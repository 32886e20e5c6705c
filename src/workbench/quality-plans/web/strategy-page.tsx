import { useNavigate } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { addressOf } from '#platform/client.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { type Fact, Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import {
  approveStrategy,
  printStrategy,
  readStrategy,
  returnStrategy,
  type Strategy,
  submitStrategy,
} from '../strategy/contract.ts'
import { ReasonModal } from './reason-modal.tsx'
import { strategyStatus } from './status.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

const { strategy: said } = words
const { parts } = said

/** One edition of the strategy, and what is to be done with it. */
export default function StrategyPage() {
  const of = useScreenParams('enterpriseId', 'strategyId')
  const strategy = useNeededOperation(readStrategy, of)
  return (
    <>
      <PageTitle
        title={`${strategy.title}（${said.edition(strategy.edition)}）`}
        above={{ to: `/enterprises/${of.enterpriseId}/quality-plans`, label: words.home }}
        status={<StatusText status={strategyStatus(strategy.status)} boxed />}
        sub={`${strategy.number}　${said.period} ${said.range(strategy.periodFrom, strategy.periodTo)}`}
        phoneActions
        actions={<Deeds strategy={strategy} />}
      />
      <Stack>
        <Content strategy={strategy} />
        <Proposals strategy={strategy} />
        <Section title={words.history}>
          <Facts
            items={strategy.events.map(({ at, kind, byName, note }) => ({
              term: instant(at),
              value: (
                <>
                  <b>{said.kinds[kind] ?? kind}</b>　{byName}
                  {note ? <div>{note}</div> : null}
                </>
              ),
            }))}
          />
        </Section>
      </Stack>
    </>
  )
}

function Deeds({ strategy }: { readonly strategy: Strategy }) {
  const { enterpriseId, id: strategyId, version, may } = strategy
  const of = { enterpriseId, strategyId, version }
  const navigate = useNavigate()
  const submit = useCommand(submitStrategy, { invalidates: touched })
  const approve = useCommand(approveStrategy, { invalidates: touched })
  const giveBack = useCommand(returnStrategy, { invalidates: touched })
  const error = submit.error ?? approve.error
  return (
    <>
      <Button href={addressOf(printStrategy, { enterpriseId, strategyId })} target="_blank">
        {said.print}
      </Button>
      {may.includes('change') ? (
        <Button
          onClick={() =>
            void navigate({ to: `/enterprises/${enterpriseId}/quality-plans/strategies/${strategyId}/edit` })
          }
        >
          {said.edit}
        </Button>
      ) : null}
      {may.includes('return') ? (
        <ReasonModal
          label={said.return}
          title={said.returnTitle}
          pending={giveBack.isPending}
          error={giveBack.error}
          onSend={(reason, close) => giveBack.mutate({ ...of, reason }, { onSuccess: close })}
        />
      ) : null}
      {may.includes('submit') ? (
        <Popconfirm title={said.submitAsk} okText={said.submit} onConfirm={() => submit.mutate(of)}>
          <Button type="primary" loading={submit.isPending}>
            {said.submit}
          </Button>
        </Popconfirm>
      ) : null}
      {may.includes('approve') ? (
        <Popconfirm title={said.approveAsk} okText={said.approve} onConfirm={() => approve.mutate(of)}>
          <Button type="primary" loading={approve.isPending}>
            {said.approve}
          </Button>
        </Popconfirm>
      ) : null}
      {error ? <RefusedAlert error={error} /> : null}
    </>
  )
}

const prose = (term: string, text: string): Fact => ({
  term,
  value: text ? <div style={{ whiteSpace: 'pre-wrap' }}>{text}</div> : <Muted>{said.emptyPart}</Muted>,
})
const list = (term: string, points: readonly string[]): Fact => ({
  term,
  value: points.length > 0 ? <Numbered points={points} /> : <Muted>{said.emptyPart}</Muted>,
})

function Numbered({ points }: { readonly points: readonly string[] }) {
  return (
    <ol>
      {points.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two points may say the same
        <li key={at}>
          {at + 1}. {text}
        </li>
      ))}
    </ol>
  )
}

function Content({ strategy: { content } }: { readonly strategy: Strategy }) {
  const { analysis, goals, measures } = content
  const tail = (...more: readonly (string | null)[]) => more.filter(Boolean).join('，')
  return (
    <>
      {content.basis ? (
        <Section title={parts.basis}>
          <div style={{ whiteSpace: 'pre-wrap' }}>{content.basis}</div>
        </Section>
      ) : null}
      <Section title={parts.analysis}>
        <Facts
          items={[
            prose(parts.internal, analysis.internal),
            prose(parts.external, analysis.external),
            list(parts.strengths, analysis.strengths),
            list(parts.weaknesses, analysis.weaknesses),
            list(parts.opportunities, analysis.opportunities),
            list(parts.threats, analysis.threats),
            ...(analysis.studies ? [prose(parts.studies, analysis.studies)] : []),
          ]}
        />
      </Section>
      <Section title={parts.goals}>
        <Facts
          items={[
            list(
              said.goal,
              goals.map(
                ({ field, text, target, by }) => `【${said.fields[field]}】${tail(text, target, by)}`,
              ),
            ),
          ]}
        />
      </Section>
      <Section title={parts.measures}>
        <Facts
          items={[
            list(
              said.measure,
              measures.map(({ text, who, by }) => tail(text, who, by)),
            ),
          ]}
        />
      </Section>
    </>
  )
}

function Proposals({ strategy: { proposals } }: { readonly strategy: Strategy }) {
  if (proposals.length === 0) return null
  return (
    <Section title={parts.proposals}>
      <Facts
        items={proposals.map(({ text, planNumber, answer, note }, at) => ({
          term: said.proposal(at + 1, planNumber),
          value: (
            <>
              {text}
              <div>
                {said.answers[answer]} {note}
              </div>
            </>
          ),
        }))}
      />
    </Section>
  )
}
