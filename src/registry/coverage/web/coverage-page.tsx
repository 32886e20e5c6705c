import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { ExportButton } from '#ui/export-button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Muted, Stack } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { exportCoverage, readCoverage } from '../contract.ts'
import { useAsked } from './as-of.ts'
import { AsOfBar } from './as-of-bar.tsx'
import { IndicatorTable } from './indicator-table.tsx'
import { MissingCard } from './missing-card.tsx'
import { TrendCard } from './trend-card.tsx'
import { UnitsTable } from './units-table.tsx'
import { words } from './words.ts'

const FIRST = 'above-scale-filed'

/** How far a unit is: every indicator against its target, the units below side by side, the trend, and who is missing. */
export default function CoveragePage() {
  const { unitId } = useScreenParams('unitId')
  const { grant } = useNeededOperation(readMe, {})
  const { asked } = useAsked()
  const chosen = useUrlFilters(['indicator', 'by'] as const)
  const by = chosen.values.by === 'county' ? 'county' : 'child'
  const input = { unitId, by, ...asked } as const
  const coverage = useNeededOperation(readCoverage, input)
  const { unit, indicators, rows, asOf } = coverage
  const indicator =
    indicators.find(({ id }) => id === chosen.values.indicator) ??
    indicators.find(({ id }) => id === FIRST) ??
    indicators[0]
  const officer = grant.role !== 'industry-officer'
  const above = unit.parentId && unitId !== grant.unitId ? unit.parentId : null
  return (
    <>
      <PageTitle
        title={words.title}
        {...(above && { above: { to: `/units/${above}/coverage`, label: words.upOne } })}
        sub={words.units(unit.name, rows.length)}
        actions={
          <>
            {officer ? (
              <>
                <Link to="/units/$unitId/coverage/same-person" params={{ unitId }}>
                  <Button>{words.samePerson}</Button>
                </Link>
                <Link to="/units/$unitId/coverage/public" params={{ unitId }}>
                  <Button>{words.publicVersion}</Button>
                </Link>
              </>
            ) : null}
            <Button onClick={() => window.print()}>{words.print}</Button>
            <ExportButton op={exportCoverage} input={input} total={rows.length + 1} />
          </>
        }
      />
      <Stack>
        <AsOfBar asOf={asOf} scopes={new Map(indicators.map((each) => [each.scope, each.scopeName]))} />
        <IndicatorTable coverage={coverage} asked={asked} role={grant.role} />
        {indicator ? (
          <Columns
            width={400}
            aside={
              <>
                {indicator.kind === 'count' ? null : (
                  <TrendCard unitId={unitId} indicator={indicator} on={asked.on} />
                )}
                {officer && indicator.numerator === 'filed' && indicator.scope !== 'sme' ? (
                  <MissingCard
                    unitId={unitId}
                    scope={indicator.scope}
                    asked={asked}
                    pending={coverage.total.counts[indicator.scope]?.pending ?? 0}
                  />
                ) : null}
              </>
            }
          >
            <UnitsTable
              coverage={coverage}
              asked={asked}
              role={grant.role}
              indicator={indicator}
              onIndicator={(id) => chosen.set('indicator', id === FIRST ? undefined : id)}
              by={by}
              onBy={(next) => chosen.set('by', next === 'child' ? undefined : next)}
            />
            <Muted small>{words.footnote}</Muted>
          </Columns>
        ) : null}
      </Stack>
    </>
  )
}
