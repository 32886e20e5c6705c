import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { RatioBar } from '#ui/ratio-bar.tsx'
import { Muted, Section } from '#ui/section.tsx'
import type { CostAnalysis } from '../contract.ts'
import { paretoOf, percent } from '../domain.ts'
import { costClasses } from '../ledgers.ts'
import { indicatorText, indicatorWords } from '../words.ts'
import { percentText, yuanText } from './money.ts'
import { words } from './words.ts'

type Props = { readonly of: CostAnalysis; readonly enterpriseId: string }

/** A number that opens the lines it is made of. */
export function LinesLink({
  of,
  enterpriseId,
  filter,
  children,
}: Props & { readonly filter?: Readonly<Record<string, string>>; readonly children: ReactNode }) {
  const search = { monthFrom: of.from, monthTo: of.to, ...filter }
  return (
    <Link className="opens-list" to={`/enterprises/${enterpriseId}/cost-lines`} search={search as never}>
      {children}
    </Link>
  )
}

type Indicator = CostAnalysis['indicators'][number]

export function IndicatorsTable({ of, enterpriseId }: Props) {
  const { columns } = words.indicators
  const parts = ({ numerator, denominator, indicator, missing }: Indicator) => (
    <>
      {yuanText(numerator)} / {yuanText(denominator)}
      {missing.length > 0 ? (
        <div>
          <Muted small>{words.lacking(missing, indicatorWords[indicator].denominator)}</Muted>{' '}
          <Link to={`/enterprises/${enterpriseId}/cost-bases`}>{words.fillIn}</Link>
        </div>
      ) : null}
    </>
  )
  const shown = (indicator: Indicator['indicator'], value: number | null) =>
    indicatorText({ indicator, value })
  return (
    <Section title={words.indicators.title} flush>
      <DataTable<Indicator>
        caption={words.indicators.title}
        rows={of.indicators}
        rowKey={({ indicator }) => indicator}
        empty=""
        columns={[
          { key: 'name', title: columns.name, render: (_, { indicator }) => indicatorWords[indicator].name },
          {
            key: 'formula',
            title: columns.formula,
            render: (_, { indicator }) => <Muted>{indicatorWords[indicator].formula}</Muted>,
          },
          { key: 'parts', title: columns.parts, align: 'right', render: (_, row) => parts(row) },
          {
            key: 'value',
            title: columns.value,
            align: 'right',
            render: (_, row) =>
              row.kept === false ? <strong>{indicatorText(row)}</strong> : indicatorText(row),
          },
          {
            key: 'target',
            title: columns.target,
            align: 'right',
            render: (_, { indicator, target }) => shown(indicator, target),
          },
          {
            key: 'lastYear',
            title: columns.lastYear,
            align: 'right',
            render: (_, { indicator, lastYear }) => shown(indicator, lastYear),
          },
        ]}
        phoneRow={(row) => ({
          name: indicatorWords[row.indicator].name,
          meta: (
            <>
              <div>{indicatorWords[row.indicator].formula}</div>
              {parts(row)}
            </>
          ),
          status: indicatorText(row),
        })}
      />
    </Section>
  )
}

type ClassRow = CostAnalysis['total'] & {
  readonly key: string
  readonly name: string
  readonly filter: Readonly<Record<string, string>>
}

export function ClassesTable({ of, enterpriseId }: Props) {
  const { columns } = words.classes
  const used = of.classes.filter(
    (each) => each.class !== 'assurance' || each.amount !== 0 || each.plan !== null,
  )
  const rows: ClassRow[] = [
    ...used.map((each) => ({
      ...each,
      key: each.class,
      name: costClasses[each.class],
      filter: { class: each.class },
    })),
    { ...of.total, key: 'sum', name: words.classes.sum, filter: {} },
  ]
  const strong = (row: ClassRow, text: string) => (row.key === 'sum' ? <strong>{text}</strong> : text)
  const against = (amount: number, then: number | null) => (then === null ? '—' : yuanText(amount - then))
  return (
    <Section title={words.classes.title} note={words.classes.unit} flush>
      <DataTable<ClassRow>
        caption={words.classes.title}
        rows={rows}
        rowKey={({ key }) => key}
        empty=""
        columns={[
          { key: 'name', title: columns.name, render: (_, row) => strong(row, row.name) },
          {
            key: 'amount',
            title: columns.amount,
            align: 'right',
            render: (_, row) => (
              <LinesLink of={of} enterpriseId={enterpriseId} filter={row.filter}>
                {strong(row, yuanText(row.amount))}
              </LinesLink>
            ),
          },
          {
            key: 'share',
            title: columns.share,
            width: 150,
            render: (_, { amount, key }) => (
              <Share share={percent(amount, of.total.amount)} strong={key === 'sum'} />
            ),
          },
          { key: 'plan', title: columns.plan, align: 'right', render: (_, { plan }) => yuanText(plan) },
          {
            key: 'over',
            title: columns.over,
            align: 'right',
            render: (_, { amount, plan }) => against(amount, plan),
          },
          {
            key: 'lastYear',
            title: columns.lastYear,
            align: 'right',
            render: (_, { lastYear }) => yuanText(lastYear),
          },
          {
            key: 'change',
            title: columns.change,
            align: 'right',
            render: (_, { amount, lastYear }) => against(amount, lastYear),
          },
        ]}
        phoneRow={(row) => ({
          name: row.name,
          meta: row.plan === null ? words.noPlan : words.plan(yuanText(row.plan)),
          status: (
            <LinesLink of={of} enterpriseId={enterpriseId} filter={row.filter}>
              {yuanText(row.amount)}
            </LinesLink>
          ),
        })}
      />
    </Section>
  )
}

function Share({ share, strong = false }: { readonly share: number | null; readonly strong?: boolean }) {
  return (
    <>
      {percentText(share)} <RatioBar ratio={share === null ? null : share / 100} strong={strong} />
    </>
  )
}

export function LossesTable({ of, enterpriseId }: Props) {
  const { columns } = words.losses
  const rows = paretoOf(of.accounts.filter((each) => each.class === 'internal' || each.class === 'external'))
  type Row = (typeof rows)[number]
  const amount = ({ id, amount: fen }: Row) => (
    <LinesLink of={of} enterpriseId={enterpriseId} filter={{ account: id }}>
      {yuanText(fen)}
    </LinesLink>
  )
  return (
    <Section title={words.losses.title} note={words.losses.note} flush>
      <DataTable<Row>
        caption={words.losses.title}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState text={words.losses.empty} />}
        columns={[
          { key: 'name', title: columns.name, dataIndex: 'name' },
          { key: 'amount', title: columns.amount, align: 'right', render: (_, row) => amount(row) },
          {
            key: 'share',
            title: columns.share,
            width: 150,
            render: (_, { share }) => <Share share={share} />,
          },
          {
            key: 'cumulative',
            title: columns.cumulative,
            width: 150,
            render: (_, { cumulative }) => <Share share={cumulative} strong />,
          },
        ]}
        phoneRow={(row) => ({
          name: row.name,
          meta: `${columns.cumulative} ${percentText(row.cumulative)}`,
          status: amount(row),
        })}
      />
    </Section>
  )
}

type Account = CostAnalysis['accounts'][number]

export function AccountsTable({ of, enterpriseId }: Props) {
  const { columns } = words.accounts
  const amount = (row: Account) => (
    <LinesLink of={of} enterpriseId={enterpriseId} filter={{ account: row.id }}>
      {yuanText(row.amount)}
    </LinesLink>
  )
  return (
    <Section title={words.accounts.title} note={words.classes.unit} flush>
      <DataTable<Account>
        caption={words.accounts.title}
        rows={of.accounts}
        rowKey={({ id }) => id}
        empty={<EmptyState text={words.accounts.empty} />}
        columns={[
          { key: 'name', title: columns.name, render: (_, { code, name }) => `${code} ${name}` },
          { key: 'class', title: columns.class, render: (_, row) => words.short[row.class] },
          { key: 'lines', title: columns.lines, align: 'right', dataIndex: 'lines' },
          { key: 'amount', title: columns.amount, align: 'right', render: (_, row) => amount(row) },
          { key: 'plan', title: columns.plan, align: 'right', render: (_, { plan }) => yuanText(plan) },
          {
            key: 'lastYear',
            title: columns.lastYear,
            align: 'right',
            render: (_, { lastYear }) => yuanText(lastYear),
          },
        ]}
        phoneRow={(row) => ({ name: row.name, meta: words.short[row.class], status: amount(row) })}
      />
    </Section>
  )
}

type Part = CostAnalysis['departments'][number]

export function SharesTable({ of, enterpriseId, by }: Props & { readonly by: 'department' | 'product' }) {
  const rows = by === 'department' ? of.departments : of.products
  const title = by === 'department' ? words.parts.departments : words.parts.products
  const amount = ({ id, amount: fen }: Part) =>
    id === null ? (
      yuanText(fen)
    ) : (
      <LinesLink of={of} enterpriseId={enterpriseId} filter={{ [by]: id }}>
        {yuanText(fen)}
      </LinesLink>
    )
  return (
    <Section title={title} flush>
      <DataTable<Part>
        caption={title}
        rows={rows}
        rowKey={({ id }) => id ?? ''}
        minWidth={300}
        empty={<EmptyState text={words.parts.empty} />}
        columns={[
          { key: 'name', title, render: (_, { name }) => name ?? words.parts.none },
          { key: 'amount', title: words.parts.amount, align: 'right', render: (_, row) => amount(row) },
          {
            key: 'share',
            title: words.parts.share,
            align: 'right',
            render: (_, row) => percentText(percent(row.amount, of.total.amount)),
          },
        ]}
        phoneRow={(row) => ({
          name: row.name ?? words.parts.none,
          meta: percentText(percent(row.amount, of.total.amount)),
          status: amount(row),
        })}
      />
    </Section>
  )
}
