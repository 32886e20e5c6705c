import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { FilterBar } from '#ui/filter-bar.tsx'
import { KeyFigures } from '#ui/key-figures.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { readRiskMatrix } from '../contract.ts'
import { levelName } from './levels.ts'
import { Matrix } from './matrix.tsx'
import { words } from './words.ts'

const { page } = words

/** The risks in use as a picture; every number opens its list. */
export default function MatrixPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const filters = useUrlFilters<'of'>(['of'])
  const of = filters.values.of === 'residual' ? 'residual' : 'inherent'
  const matrix = useNeededOperation(readRiskMatrix, { enterpriseId, of })
  const to = `/enterprises/${enterpriseId}/risks`
  const [s, l, level] =
    of === 'residual'
      ? ['residualSeverity', 'residualLikelihood', 'residualLevel']
      : ['severity', 'likelihood', 'level']
  const numbers = [
    ...matrix.levels.map((each) => ({
      label: words.level(levelName(each.level)),
      value: (
        <Link to={to} search={{ [level]: each.level } as never}>
          {each.count}
        </Link>
      ),
    })),
    {
      label: page.overdue,
      value: (
        <Link to={to} search={{ nextReviewOnTo: dayBefore(matrix.today), sort: 'nextReviewOn' } as never}>
          {matrix.overdue}
        </Link>
      ),
    },
  ]
  return (
    <>
      <PageTitle
        title={page.title}
        above={{ to, label: page.ledger }}
        actions={
          <Link to={`${to}/scheme`}>
            <Button>{page.scheme}</Button>
          </Link>
        }
        phoneActions
      />
      <Stack>
        <KeyFigures label={page.figures} figures={numbers} />
        <Section flush>
          <FilterBar
            values={filters.values}
            onChange={filters.set as never}
            onClear={filters.clear}
            filters={[
              {
                key: 'of',
                label: page.of,
                options: [{ value: 'residual', label: page.ofs.residual }],
                all: page.ofs.inherent,
              },
            ]}
          />
          <div style={{ padding: 16 }}>
            <Matrix
              scheme={matrix.scheme}
              cells={matrix.cells}
              linkOf={(severity, likelihood) => ({
                to,
                search: {
                  [s]: String(severity),
                  [l]: String(likelihood),
                  schemeVersion: String(matrix.scheme.version),
                },
              })}
            />
            <p>
              {page.unrated} {matrix.unrated}　
              {matrix.earlierScheme > 0 ? `${page.earlier} ${matrix.earlierScheme}` : null}
            </p>
          </div>
        </Section>
      </Stack>
    </>
  )
}

/** The day before a civil day: the last that is past. */
function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}
