import { LinkTabs } from '#ui/link-tabs.tsx'
import { words } from './words.ts'

const tabs = {
  ledger: 'instruments',
  plan: 'instruments/plan',
  certificates: 'instruments/certificates',
  uses: 'instruments/uses',
  rate: 'instruments/rate',
  colours: 'instruments/label-colours',
} as const

type Tab = keyof typeof tabs

/** Ways between the pages of 计量器具. */
export function InstrumentTabs({
  enterpriseId,
  current,
}: {
  readonly enterpriseId: string
  readonly current: Tab
}) {
  return (
    <LinkTabs
      label={words.tabs.label}
      current={current}
      tabs={(Object.keys(tabs) as Tab[]).map((key) => ({
        key,
        label: words.tabs[key],
        to: `/enterprises/${enterpriseId}/${tabs[key]}`,
      }))}
    />
  )
}
