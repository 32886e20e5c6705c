import type { AuditEntry } from '#platform/audit/append.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { invalidPack, type LoadedRow } from './contract.ts'
import { readNewPack } from './load-pack-anew.ts'
import { packRows } from './pack-rows.ts'
import { keepPack, keptFiles, listKeptPacks } from './store.ts'

/** Keeps a pack file; one that is kept already stays as it is. @throws invalidPack, packConflict */
export async function loadFile(ctx: Context, bytes: Buffer): Promise<LoadedRow> {
  const reading = readNewPack(bytes, await keptFiles(ctx.tx))
  if (!reading.ok) {
    const errors = reading.problems.map(({ line, column, key, reason, remedy }) => ({
      path: `${line}:${column} ${key}`.trimEnd(),
      message: `第 ${line} 行${key === '' ? '' : ` ${key}`}：${reason}。${remedy}`,
    }))
    throw invalidPack({
      detail: `规则包：有 ${errors.length} 处问题。请逐处改正后再装载。`,
      errors,
      details: { problems: reading.problems },
    })
  }
  const { id, version } = reading.file.header
  const by = 'accountId' in ctx.actor ? { accountId: ctx.actor.accountId, name: ctx.actor.name } : undefined
  const isNew = await keepPack(ctx.tx, {
    file: reading.file,
    text: new TextDecoder().decode(bytes),
    ...(by && { by }),
  })
  const row = packRows(await listKeptPacks(ctx.tx), civilDateOf(ctx.now)).find(
    (each) => each.id === id && each.version === version,
  )
  if (!row) throw new Error(`${id}@${version} was kept and is not there`)
  return { ...row, isNew }
}

/** The entry of the trail; none where the pack was there already. */
export function loaded({ id, version, hash, effectiveFrom, isNew }: LoadedRow): AuditEntry | null {
  if (!isNew) return null
  return {
    chain: 'platform',
    action: 'rule-pack.loaded',
    subject: { type: 'rule-pack', id: `${id}@${version}` },
    details: { hash, effectiveFrom },
  }
}
