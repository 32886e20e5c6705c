import { Select } from 'antd'
import { words } from './words.ts'

const BEFORE = 5

/** The year of the plans, in the address. */
export function YearSelect({
  year,
  onChange,
}: {
  readonly year: number
  readonly onChange: (year: string) => void
}) {
  const now = new Date().getFullYear()
  const first = Math.min(year, now - BEFORE)
  const last = Math.max(year, now + 1)
  const years = Array.from({ length: last - first + 1 }, (_, index) => last - index)
  return (
    <Select
      aria-label={words.year}
      style={{ width: 120 }}
      value={String(year)}
      options={years.map((each) => ({ value: String(each), label: words.yearOf(each) }))}
      onChange={onChange}
    />
  )
}
