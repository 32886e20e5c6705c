import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { nameKeyOf, searchWordsOf } from '#registry/enterprises/index.ts'
import { type RosterDraft, readDraft, startDraft } from './drafts/contract.ts'

type Sql = (text: string, values?: unknown[]) => Promise<unknown>

/** The n-th invented code of 袁州区. */
export const codeOf = (n: number) => makeCreditCode(`91360902MAL${String(n).padStart(6, '0')}`)

/** An enterprise of the directory with a name of its own. */
export async function plantEnterprise(sql: Sql, unitId: string, name: string, code: string): Promise<string> {
  const id = newId()
  const { key, areas } = nameKeyOf(name)
  await sql(
    `insert into enterprises (id, credit_code, name, unit_id, address, name_key, name_areas, search_words)
     values ($1, $2, $3, $4, '示例路 1 号', $5, $6, $7)`,
    [id, code, name, unitId, key, areas, searchWordsOf(name)],
  )
  return id
}

export const listOf = (rows: readonly (readonly string[])[], header = ['企业名称', '统一社会信用代码']) =>
  new Uint8Array(Buffer.from(stringify([header, ...rows.map((row) => [...row])])))

type Of = { unitId: string; rosterId: string }

/** Uploads a list and waits until it is compared, or cannot be. */
export async function compared(
  keeper: Client,
  of: Of,
  bytes: Uint8Array<ArrayBuffer>,
  { effectiveOn = '2026-03-01', fileName = '名单.csv' } = {},
): Promise<RosterDraft> {
  await keeper.call(startDraft, { ...of, fileName, effectiveOn }, { body: bytes })
  return untilCompared(keeper, of)
}

export async function untilCompared(keeper: Client, of: Of): Promise<RosterDraft> {
  for (;;) {
    const { draft } = await keeper.call(readDraft, of)
    if (draft && draft.phase !== 'reading') return draft
    await wait(30)
  }
}
