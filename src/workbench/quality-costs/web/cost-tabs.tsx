import { LinkTabs } from '#ui/link-tabs.tsx'
import { words } from './words.ts'

type Props = {
  readonly enterpriseId: string
  readonly current: 'analysis' | 'months'
  /** Proposals that wait. */
  readonly pending: number
}

/** Where everything of 质量成本 is found. */
export function CostTabs({ enterpriseId, current, pending }: Props) {
  const base = `/enterprises/${enterpriseId}`
  return (
    <LinkTabs
      label={words.tabs.label}
      current={current}
      tabs={[
        { key: 'analysis', label: words.tabs.analysis, to: `${base}/quality-costs` },
        { key: 'months', label: words.tabs.months, to: `${base}/quality-costs/months` },
        { key: 'lines', label: words.tabs.lines, to: `${base}/cost-lines` },
        {
          key: 'proposals',
          label: words.tabs.proposals,
          to: `${base}/cost-proposals`,
          search: { standing: 'pending' },
          ...(pending > 0 && { count: pending }),
        },
        { key: 'plans', label: words.tabs.plans, to: `${base}/cost-plans` },
        { key: 'targets', label: words.tabs.targets, to: `${base}/cost-targets` },
        { key: 'bases', label: words.tabs.bases, to: `${base}/cost-bases` },
        { key: 'accounts', label: words.tabs.accounts, to: `${base}/cost-accounts` },
      ]}
    />
  )
}
