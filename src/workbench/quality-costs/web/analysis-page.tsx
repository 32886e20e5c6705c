import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { addressOf } from '#platform/client.ts'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { useMayWrite } from '#ui/frame.tsx'
import { KeyFigures } from '#ui/key-figures.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Columns, Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import {
  type CostAnalysis,
  exportCostAnalysis,
  printCostReport,
  readCostAnalysis,
  startCostChart,
} from '../contract.ts'
import { periodWords } from '../domain.ts'
import { indicatorText, indicatorWords } from '../words.ts'
import { AccountsTable, ClassesTable, IndicatorsTable, LossesTable, SharesTable } from './analysis-tables.tsx'
import { CostTabs } from './cost-tabs.tsx'
import { yuanText } from './money.ts'
import { CostTrend } from './parts/cost-trend.tsx'
import { PeriodBar } from './period-bar.tsx'
import { words } from './words.ts'

/** 质量成本 of a period: ratios, structure, losses, plan and last year. Every number opens its lines. */
export default function AnalysisPage() {
  const { enterpriseId = '' } = useParams({ strict: false }) as { enterpriseId?: string }
  const filters = useUrlFilters<'from' | 'to'>(['from', 'to'])
  const navigate = useNavigate()
  const asked = { enterpriseId, ...filters.values }
  const of = useNeededOperation(readCostAnalysis, asked)
  const period = { from: of.from, to: of.to }
  const mayWrite = useMayWrite()
  return (
    <>
      <PageTitle
        title={words.title}
        sub={periodWords(of.from, of.to)}
        phoneActions
        actions={
          <>
            <Button href={addressOf(printCostReport, { enterpriseId, ...period })} target="_blank">
              {words.print}
            </Button>
            {mayWrite ? (
              <Button
                type="primary"
                onClick={() => void navigate({ to: `/enterprises/${enterpriseId}/cost-lines/imports` })}
              >
                {words.importLines}
              </Button>
            ) : null}
          </>
        }
      />
      <Stack>
        <Section flush>
          <CostTabs enterpriseId={enterpriseId} current="analysis" pending={of.pendingProposals} />
        </Section>
        {of.hasChart ? null : <Start enterpriseId={enterpriseId} />}
        <Section>
          <PeriodBar
            period={period}
            onChange={(wanted) => void navigate({ to: '.', search: wanted as never, replace: true })}
          />
        </Section>
        <Figures of={of} enterpriseId={enterpriseId} />
        <CostTrend enterpriseId={enterpriseId} until={of.to} />
        <IndicatorsTable of={of} enterpriseId={enterpriseId} />
        <ClassesTable of={of} enterpriseId={enterpriseId} />
        <LossesTable of={of} enterpriseId={enterpriseId} />
        <AccountsTable of={of} enterpriseId={enterpriseId} />
        <Columns width={480} aside={<SharesTable of={of} enterpriseId={enterpriseId} by="product" />}>
          <SharesTable of={of} enterpriseId={enterpriseId} by="department" />
        </Columns>
        <Section>
          <Stack>
            <div>
              <ExportButton
                op={exportCostAnalysis}
                input={{ enterpriseId, ...period }}
                total={of.accounts.length}
              />
            </div>
            <Muted small>{words.reference}</Muted>
          </Stack>
        </Section>
      </Stack>
    </>
  )
}

function Start({ enterpriseId }: { readonly enterpriseId: string }) {
  const start = useCommand(startCostChart, { invalidates: [readCostAnalysis] })
  const mayWrite = useMayWrite()
  return (
    <Section>
      <EmptyState
        text={words.start.text}
        action={
          mayWrite ? (
            <Button type="primary" loading={start.isPending} onClick={() => start.mutate({ enterpriseId })}>
              {words.start.adopt}
            </Button>
          ) : undefined
        }
      />
      <Muted small>{words.start.source}</Muted>
    </Section>
  )
}

type Props = { readonly of: CostAnalysis; readonly enterpriseId: string }

function Figures({ of, enterpriseId }: Props) {
  const shown = of.indicators.filter(({ indicator }) => indicator !== 'cost-rate-of-cost')
  const corrections =
    of.corrections.lines > 0 ? words.corrections(of.corrections.lines, yuanText(of.corrections.amount)) : ''
  return (
    <>
      <KeyFigures
        label={words.figures}
        figures={[
          {
            label: `${words.total}（${words.yuan}）`,
            value: (
              <Link
                className="opens-list"
                to={`/enterprises/${enterpriseId}/cost-lines`}
                search={{ monthFrom: of.from, monthTo: of.to } as never}
              >
                {yuanText(of.total.amount)}
              </Link>
            ),
            context: of.total.plan === null ? words.noPlan : words.plan(yuanText(of.total.plan)),
          },
          ...shown.map((each) => ({
            label: indicatorWords[each.indicator].name,
            value: indicatorText(each),
            context: contextOf(each),
          })),
        ]}
      />
      {corrections ? <Muted>{corrections}</Muted> : null}
    </>
  )
}

function contextOf({ indicator, target, kept, missing }: CostAnalysis['indicators'][number]) {
  if (missing.length > 0) return words.lacking(missing, indicatorWords[indicator].denominator)
  if (target === null) return words.noTarget
  const told = words.target(indicatorText({ indicator, value: target }))
  return kept === null ? told : `${told}，${kept ? words.kept : words.missed}`
}
