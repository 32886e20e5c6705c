import { LinkTabs } from '#ui/link-tabs.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { readDutySettings } from '../contract.ts'
import { words } from './words.ts'

export type DutyTab = 'below' | 'onTime' | 'supervisions' | 'rules' | 'own'

const paths: Readonly<Record<DutyTab, string>> = {
  below: 'duties-below',
  onTime: 'duties-on-time',
  supervisions: 'supervisions',
  rules: 'duty-rules',
  own: 'duties',
}

/** Whether the reader looks over units below in the name of this one: cities and provinces of either line. */
export function useLooksOver(unitId: string): boolean {
  return useNeededOperation(readDutySettings, { unitId }).mayChange
}

/** The parts of 期限与督办 for those who look over others; nothing for a county. */
export function DutyTabs({ unitId, current }: { readonly unitId: string; readonly current: DutyTab }) {
  if (!useLooksOver(unitId)) return null
  return (
    <div className="no-print">
      <LinkTabs
        label={words.tabs.label}
        current={current}
        tabs={(Object.keys(paths) as DutyTab[]).map((key) => ({
          key,
          label: words.tabs[key],
          to: `/units/${unitId}/${paths[key]}`,
        }))}
      />
    </div>
  )
}
