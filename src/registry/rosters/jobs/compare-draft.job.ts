import { join } from 'node:path'
import { postNotice } from '#foundation/notices/index.ts'
import { homeArea, unitsAround } from '#foundation/org-units/index.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { nameKeyOf, unitLocator } from '#registry/enterprises/index.ts'
import {
  type Decided,
  type Draft,
  findRemembered,
  insertRows,
  keepDecisions,
  lockUpload,
  refreshGone,
  restoreDecisions,
  takeAwayRows,
  updateDraft,
} from '../draft-store.ts'
import { judgeRow, type Surroundings } from '../judge-file.ts'
import { findKnown } from '../known-store.ts'
import { type ListedRow, openListedFile } from '../read-file.ts'
import { findLatest } from '../version-store.ts'

export type DraftJobData = { unitId: string; draftId: string }

const BATCH = 500

/**
 * Compares an uploaded list with the directory and with the list; nothing of the list changes. Started again it begins anew;
 * a draft that was discarded meanwhile ends it.
 */
export const compareDraftJob: Job<DraftJobData> = {
  name: 'compare-roster-draft',
  async run(installation, { unitId, draftId }) {
    const asUnit = <T>(work: (tx: Tx) => Promise<T>) =>
      inTransaction(installation.pool, { kind: 'system', role: 'system', for: { unitId } }, work)
    const begun = await asUnit((tx) => begin(tx, unitId, draftId, installation.now()))
    if (!begun) return
    try {
      await compare(installation, asUnit, begun)
    } catch (error) {
      if (!(error instanceof SpreadsheetRefusal)) throw error
      await asUnit((tx) => end(tx, begun.draft, { phase: 'failed', problem: error.message }))
    }
  },
  async giveUp(installation, { unitId, draftId }) {
    const actor = { kind: 'system', role: 'system', for: { unitId } } as const
    await inTransaction(installation.pool, actor, async (tx) => {
      const draft = await lockUpload(tx, unitId, draftId)
      const problem = '名单：系统出了故障，已经记录，名单没有变动。'
      if (draft?.status === 'draft' && draft.phase === 'reading')
        await end(tx, draft, { phase: 'failed', problem })
    })
  },
}

type Begun = {
  readonly draft: Draft
  readonly decided: readonly Decided[]
  readonly around: Pick<Surroundings, 'remembered' | 'place' | 'seen'>
}
type AsUnit = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** What was decided before is kept with the draft until the rows are there again. */
async function begin(tx: Tx, unitId: string, draftId: string, now: Date): Promise<Begun | undefined> {
  const draft = await lockUpload(tx, unitId, draftId)
  if (draft?.status !== 'draft' || draft.phase !== 'reading') return undefined
  const earlier = (draft.kept_decisions ?? []) as unknown as Decided[]
  const decided = [...earlier, ...(await takeAwayRows(tx, draft))]
  const [remembered, latest, place] = await Promise.all([
    findRemembered(tx, unitId, draft.roster_id),
    findLatest(tx, draft.roster_id),
    placer(tx, unitId, now),
  ])
  await keepDecisions(tx, draft, decided)
  await updateDraft(tx, draft, { rows_read: 0, base_no: latest.no })
  return { draft, decided, around: { remembered, place, seen: new Map() } }
}

/** Which unit would add a row that the directory does not know: by the area that is written, or by the code. */
async function placer(tx: Tx, unitId: string, now: Date): Promise<Surroundings['place']> {
  const visible = await unitsInSight(tx)
  // The counties of a city hang below its market-regulation unit, whoever keeps the list.
  const [first = unitId] = visible
  const { areaCode, units } = await unitsAround(tx, first, civilDateOf(now))
  const whole = [...visible].every((id) => units.some((unit) => unit.id === id))
  const locate = areaCode === null ? undefined : unitLocator(units, homeArea(areaCode))
  const [only] = visible.size === 1 ? visible : []
  return (row) => {
    const found = locate?.({ address: '', creditCode: row.creditCode, areaText: row.area })
    // One likely unit is enough here: nothing is written there, a person adds it or not.
    const [likely, ...others] = found?.candidates ?? []
    const there = others.length === 0 ? likely : undefined
    if (there && visible.has(there)) return { unitId: there, problem: '' }
    if (row.area === '') return { unitId: only ?? null, problem: '' }
    if (!whole && !there) return { unitId: null, problem: '' }
    if (there) {
      return { unitId: null, problem: `所属县区写的是“${row.area}”，不在本单位的范围。请核对。` }
    }
    return { unitId: only ?? null, problem: `所属县区：不能识别“${row.area}”。请核对。` }
  }
}

/** Registering units whose enterprises the keeper sees. */
async function unitsInSight(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('org_units as u')
    .innerJoin('unit_scope as s', 's.unit_id', 'u.id')
    .select('u.id')
    .where('u.line', '=', 'market-regulation')
    .where((eb) => eb(eb.val('registration'), '=', eb.fn.any('u.functions')))
    .where('s.viewer_id', '=', (eb) => eb.fn<string>('app_unit', []))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

async function compare(installation: Installation, asUnit: AsUnit, { draft, decided, around }: Begun) {
  const file = await openListedFile(join(installation.vault.uploads, draft.stored_as ?? ''))
  let read = 0
  const flush = (rows: readonly ListedRow[]) =>
    asUnit(async (tx) => {
      const now = await lockUpload(tx, draft.unit_id, draft.id)
      if (now?.status !== 'draft' || now.phase !== 'reading') return false
      const whole = { ...around, ...(await surroundings(tx, draft, rows, installation.now())) }
      await insertRows(
        tx,
        draft,
        rows.map((row) => judgeRow(row, whole)),
      )
      read += rows.length
      await updateDraft(tx, draft, { rows_read: read })
      return true
    })
  let batch: ListedRow[] = []
  for await (const row of file.rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    if (!(await flush(batch))) return
    batch = []
  }
  if (!(await flush(batch))) return
  await asUnit(async (tx) => {
    await restoreDecisions(tx, draft, decided)
    await refreshGone(tx, draft, installation.now())
    // Of members that are gone, too.
    await restoreDecisions(
      tx,
      draft,
      decided.filter(({ outcome }) => outcome === 'gone'),
    )
    await end(tx, draft, { phase: 'ready', mapping: file.mapping, rows_total: read, problem: null })
    await keepDecisions(tx, draft, null)
  })
}

async function surroundings(tx: Tx, draft: Draft, rows: readonly ListedRow[], now: Date) {
  const readable = rows.filter(({ problem }) => problem === null)
  const by = {
    codes: [...new Set(readable.map(({ creditCode }) => creditCode).filter(Boolean))],
    nameKeys: [...new Set(readable.map(({ name }) => nameKeyOf(name).key).filter(Boolean))],
  }
  const at = { onDate: draft.effective_on, knownAt: now }
  const { known, elsewhere } = await findKnown(tx, draft.roster_id, by, at)
  return {
    byCode: new Map(known.map((each) => [each.creditCode, each])),
    byKey: Map.groupBy(known, ({ nameKey }) => nameKey),
    elsewhere,
  }
}

async function end(tx: Tx, draft: Draft, change: Partial<Draft> & { phase: 'ready' | 'failed' }) {
  const now = await lockUpload(tx, draft.unit_id, draft.id)
  if (now?.status !== 'draft' || now.phase !== 'reading') return
  await updateDraft(tx, draft, change)
  await postNotice(tx, {
    unitId: draft.unit_id,
    kind: `roster-draft-${change.phase}`,
    title: change.phase === 'ready' ? '名单已比较完成，待决定和签认' : '名单没有读成',
    body: draft.file_name ?? '',
    link: `/rosters/${draft.roster_id}/draft`,
  })
}
