import { Flex, Select } from 'antd'
import { addYearMonths } from '#platform/values/year-month.ts'
import { today } from '#ui/format.ts'
import { words } from './words.ts'

type Period = { readonly from: string; readonly to: string }
type Props = { readonly period: Period; readonly onChange: (period: Period) => void }

const two = (n: number) => String(n).padStart(2, '0')

/** Periods of a year as they are asked for: so far, whole, quarters, months. */
function periodsOf(year: number): { label: string; period: Period }[] {
  const span = (first: number, last: number) => ({
    from: `${year}-${two(first)}`,
    to: `${year}-${two(last)}`,
  })
  const last = addYearMonths(today().slice(0, 7), -1)
  const soFar =
    last.startsWith(String(year)) && !last.endsWith('-12')
      ? [{ label: words.period.soFar, period: span(1, Number(last.slice(5))) }]
      : []
  return [
    ...soFar,
    { label: words.period.whole, period: span(1, 12) },
    ...[1, 2, 3, 4].map((n) => ({ label: words.period.quarter(n), period: span(n * 3 - 2, n * 3) })),
    ...Array.from({ length: 12 }, (_, at) => ({
      label: words.period.month(at + 1),
      period: span(at + 1, at + 1),
    })),
  ]
}

const keyOf = ({ from, to }: Period) => `${from} ${to}`

/** Which months are looked at. */
export function PeriodBar({ period, onChange }: Props) {
  const year = Number(period.from.slice(0, 4))
  const thisYear = Number(today().slice(0, 4))
  const years = [...new Set([thisYear, thisYear - 1, thisYear - 2, thisYear - 3, year])].sort((a, b) => b - a)
  const periods = periodsOf(year)
  const known = periods.some((each) => keyOf(each.period) === keyOf(period))
  const own = known ? [] : [{ label: `${period.from}—${period.to}`, period }]
  return (
    <Flex gap="small" wrap className="no-print">
      <Select
        aria-label={words.period.year}
        value={year}
        options={years.map((each) => ({ value: each, label: words.period.ofYear(each) }))}
        onChange={(wanted: number) => onChange(periodsOf(wanted)[0]?.period ?? period)}
      />
      <Select
        aria-label={words.period.span}
        style={{ minWidth: 140 }}
        value={keyOf(period)}
        options={[...own, ...periods].map((each) => ({ value: keyOf(each.period), label: each.label }))}
        onChange={(key: string) => {
          const found = periods.find((each) => keyOf(each.period) === key)
          if (found) onChange(found.period)
        }}
      />
    </Flex>
  )
}
