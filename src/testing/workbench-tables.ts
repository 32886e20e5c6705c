import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capabilities } from '#apps/capabilities.ts'

/** The capabilities of the enterprise's side. */
export const workbench = capabilities.filter(
  // What all ledgers share has its tables in the platform.
  ({ name, migrations }) => name === 'ledgers' || migrations?.includes('/workbench/'),
)

/** Of the platform, but filled by the workbench alone. */
const shared = [
  'ledger_attachments',
  'ledger_events',
  'ledger_imports',
  'ledger_import_rows',
  'ledger_reminders',
  'record_numbers',
]

/** Every table that only the enterprise itself may see, as the migrations make them. */
export async function workbenchTables(): Promise<string[]> {
  return [...shared, ...(await Promise.all(workbench.map(tablesOf))).flat()].sort()
}

async function tablesOf({ migrations }: { readonly migrations?: string }): Promise<string[]> {
  if (migrations === undefined) return []
  const files = await readdir(migrations)
  const texts = await Promise.all(files.map((file) => readFile(join(migrations, file), 'utf8')))
  const named = (pattern: RegExp) =>
    texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''))
  const gone = named(/^drop table (\w+)/gim)
  return named(/^create table (\w+)/gim).filter((name) => !gone.includes(name))
}
