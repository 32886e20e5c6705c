import { LinkTabs } from '#ui/link-tabs.tsx'
import { words } from './words.ts'

/** The three pages of 一票否决. */
export function VetoTabs({
  enterpriseId,
  current,
}: {
  readonly enterpriseId: string
  readonly current: 'list' | 'figures' | 'deputies'
}) {
  const base = `/enterprises/${enterpriseId}/vetoes`
  return (
    <LinkTabs
      label={words.tabs.label}
      current={current}
      tabs={[
        { key: 'list', label: words.tabs.list, to: base },
        { key: 'figures', label: words.tabs.figures, to: `${base}/figures` },
        { key: 'deputies', label: words.tabs.deputies, to: `${base}/deputies` },
      ]}
    />
  )
}
