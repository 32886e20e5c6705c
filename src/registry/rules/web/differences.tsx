import { Button } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { Section } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { comparePacks } from '../compare-packs.ts'
import { type ReadPack, readRulePack } from '../contract.ts'
import css from './rules.module.css'
import { words } from './words.ts'

/** What is different from another version, key by key. */
export function Differences({
  read,
  version,
  onStop,
}: {
  readonly read: ReadPack
  readonly version: number
  readonly onStop: () => void
}) {
  const other = useNeededOperation(readRulePack, { packId: read.row.id, packVersion: version })
  const differences = comparePacks(other.pack, read.pack)
  const { differenceColumns: columns, none } = words.page
  return (
    <Section
      flush
      title={words.page.differences(version)}
      extra={
        <Button size="small" onClick={onStop}>
          {words.page.stop}
        </Button>
      }
    >
      <DataTable
        caption={words.page.differences(version)}
        rows={differences}
        rowKey={({ key }) => key}
        empty={words.page.same}
        columns={[
          { key: 'key', title: columns.key, render: (_, row) => <code className={css.code}>{row.key}</code> },
          { key: 'before', title: columns.before(version), render: (_, row) => row.before ?? none },
          { key: 'now', title: columns.now, render: (_, row) => row.now ?? none },
        ]}
        phoneRow={(row) => ({ name: row.key, meta: `${row.before ?? none} → ${row.now ?? none}` })}
      />
    </Section>
  )
}
