import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Names } from './names.ts'

/** What a new capability has to keep clear of. */
export type Taken = {
  /** Folders of capabilities, as `registry/filings`. */
  readonly folders: readonly string[]
  readonly tables: ReadonlySet<string>
  /** Texts of the contracts by their folder: operations' names and paths stand there. */
  readonly contracts: ReadonlyMap<string, string>
  /** File name of the last migration. */
  readonly lastMigration: string
}

export function readTaken(root: string, wings: readonly string[]): Taken {
  const src = join(root, 'src')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).sort()
  const contracts = files.filter((file) => basename(file) === 'contract.ts')
  const migrations = files.filter((file) => file.includes('/migrations/') && file.endsWith('.sql'))
  const sql = migrations.map((file) => readFileSync(join(src, file), 'utf8')).join('\n')
  return {
    folders: files.filter((file) => file.split('/').length === 2 && wings.includes(file.split('/')[0] ?? '')),
    tables: new Set([...sql.matchAll(/create table (?:if not exists )?(\w+)/g)].map(([, name = '']) => name)),
    contracts: new Map(contracts.map((file) => [file, readFileSync(join(src, file), 'utf8')])),
    lastMigration:
      migrations
        .map((file) => basename(file))
        .sort()
        .at(-1) ?? '',
  }
}

/** The sentence why the name is not free; `undefined` when it is. */
export function clashOf({ folder, table }: Names, taken: Taken): string | undefined {
  const there = taken.folders.find((each) => each.split('/')[1] === folder)
  if (there) return `名称：src/${there} 已经有了。请换一个名称，或者在原处添加操作。`
  if (taken.tables.has(table)) return `名称：数据库里已经有 ${table} 表。请换一个名称。`
  for (const [file, text] of taken.contracts) {
    if (text.includes(`name: '${folder}.`) || text.includes(`/enterprises/:enterpriseId/${folder}'`)) {
      return `名称：src/${file} 的操作已经用“${folder}”作名称或路径。请换一个名称。`
    }
  }
  return undefined
}
