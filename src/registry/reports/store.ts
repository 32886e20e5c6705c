import { type Selectable, sql } from 'kysely'
import type { ReportPacks, ReportSlips } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { PackRow, PackStatus } from './contract.ts'

/** A pack without the bytes of its file and receipt, which are read when they are asked for. */
export type PackRecord = Omit<Selectable<ReportPacks>, 'status' | 'delivery' | 'file' | 'receipt'> & {
  status: PackStatus
  delivery: 'here' | 'to-file' | 'from-file' | null
  unit_name: string
  receiver_name: string
  slips: number
}

export type UnitRecord = {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly parentId: string | null
  readonly level: string
}

/** A unit of the market-regulation line, in force or not. */
export async function findUnit(tx: Tx, id: string): Promise<UnitRecord | undefined> {
  return unitsBy(tx, sql`u.id = ${id}::uuid`).then(([unit]) => unit)
}

/** By the code that names a unit in every installation. */
export async function findUnitByCode(tx: Tx, code: string): Promise<UnitRecord | undefined> {
  return unitsBy(tx, sql`u.numbering_code = ${code}`).then(([unit]) => unit)
}

/** Units directly below one on a day, in the order of the tree. */
export function findUnitsBelow(tx: Tx, unitId: string, day: string): Promise<UnitRecord[]> {
  return unitsBy(
    tx,
    sql`u.parent_id = ${unitId}::uuid and u.valid_from <= ${day}::date and (u.valid_to is null or u.valid_to >= ${day}::date)`,
  )
}

async function unitsBy(tx: Tx, where: ReturnType<typeof sql>): Promise<UnitRecord[]> {
  const { rows } = await sql<UnitRecord>`
    select u.id, u.name, u.numbering_code as code, u.parent_id as "parentId", u.level from org_units u
     where ${where} and u.line = 'market-regulation' order by u.position, coalesce(u.area_code, '~'), u.numbering_code`.execute(
    tx,
  )
  return rows
}

const columns = sql`p.unit_id, p.id, p.version, p.status, p.receiver_id, p.delivery, p.period_key, p.period_label,
  p.period_from::text as period_from, p.period_to::text as period_to, p.as_of::text as as_of, p.doc_no, p.remarks, p.filled_by,
  p.reviewed_by, p.phone, p.created_at, p.created_by, p.number, p.year, p.no, p.chain_no, p.known_at, p.previous_sha256, p.base_sha256,
  p.sha256, p.signer_key_id, p.cover, p.sent_at, p.sent_by, p.sent_by_name, p.received_at, p.received_by, p.answered_at,
  p.answered_by_name, p.reasons, u.name as unit_name, r.name as receiver_name,
  (select count(*)::int from report_slips s where s.unit_id = p.unit_id and s.pack_id = p.id) as slips`

async function packsBy(tx: Tx, where: ReturnType<typeof sql>): Promise<PackRecord[]> {
  const { rows } = await sql<PackRecord>`
    select ${columns} from report_packs p join org_units u on u.id = p.unit_id join org_units r on r.id = p.receiver_id
     where ${where}`.execute(tx)
  return rows
}

type Key = { readonly unitId: string; readonly packId: string }

/** As far as the asker may see it. @throws notFound */
export async function getPack(tx: Tx, { unitId, packId }: Key): Promise<PackRecord> {
  const [pack] = await packsBy(tx, sql`p.unit_id = ${unitId}::uuid and p.id = ${packId}::uuid`)
  if (!pack) throw notFound({ detail: '报送包：没有找到，或者不是报给本单位的。请从列表中打开。' })
  return pack
}

export async function findDraft(tx: Tx, unitId: string): Promise<PackRecord | undefined> {
  return (await packsBy(tx, sql`p.unit_id = ${unitId}::uuid and p.status = 'draft'`))[0]
}

/** Packs that a unit has sent to another, the newest first. */
export function findSent(
  tx: Tx,
  unitId: string,
  receiverId: string | null,
  limit = 1,
): Promise<PackRecord[]> {
  return packsBy(
    tx,
    sql`p.unit_id = ${unitId}::uuid and p.status <> 'draft'
      and (${receiverId}::uuid is null or p.receiver_id = ${receiverId}::uuid)
      order by case when ${receiverId}::uuid is null then null else p.chain_no end desc nulls last, p.sent_at desc limit ${limit}`,
  )
}

/** What a unit has received from those below, of one or of all: of each sender the newest first, by its place in the chain. */
export function findReceived(
  tx: Tx,
  receiverId: string,
  only: { unitId?: string; period?: { from: string; to: string } } = {},
): Promise<PackRecord[]> {
  return packsBy(
    tx,
    sql`p.receiver_id = ${receiverId}::uuid and p.status <> 'draft'
      and (${only.unitId ?? null}::uuid is null or p.unit_id = ${only.unitId ?? null}::uuid)
      and (${only.period?.from ?? null}::date is null
        or p.status = 'sent' or p.as_of between ${only.period?.from ?? null}::date and ${only.period?.to ?? null}::date)
      order by p.chain_no desc, p.sent_at desc limit 5000`,
  )
}

export async function findBySha(tx: Tx, unitId: string, sha256: Buffer): Promise<PackRecord | undefined> {
  return (await packsBy(tx, sql`p.unit_id = ${unitId}::uuid and p.sha256 = ${sha256}`))[0]
}

/** A page of the unit's own packs, drafts first. */
export async function findPackPage(
  tx: Tx,
  unitId: string,
  page: { cursor?: string | undefined; limit: number },
) {
  const from = Number(page.cursor ?? 0)
  const [rows, counted] = await Promise.all([
    packsBy(
      tx,
      sql`p.unit_id = ${unitId}::uuid order by p.sent_at desc nulls first, p.id desc offset ${from} limit ${page.limit + 1}`,
    ),
    sql<{ n: number }>`select count(*)::int as n from report_packs where unit_id = ${unitId}::uuid`.execute(
      tx,
    ),
  ])
  return {
    rows: rows.slice(0, page.limit),
    next: rows.length > page.limit ? String(from + page.limit) : null,
    total: counted.rows[0]?.n ?? 0,
  }
}

export async function countWaiting(tx: Tx, receiverId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from report_packs
     where receiver_id = ${receiverId}::uuid and status = 'sent' and delivery <> 'to-file'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The bytes of a pack's file or receipt. */
export async function readBytes(
  tx: Tx,
  { unitId, packId }: Key,
  of: 'file' | 'receipt',
): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('report_packs')
    .select(of)
    .where('unit_id', '=', unitId)
    .where('id', '=', packId)
    .executeTakeFirst()
  return (row as Record<string, Buffer | null> | undefined)?.[of] ?? null
}

/** What the sender keeps of the details for itself. */
export async function readOwnContent(tx: Tx, { unitId, packId }: Key): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('report_contents')
    .select('content_sealed')
    .where('unit_id', '=', unitId)
    .where('pack_id', '=', packId)
    .executeTakeFirst()
  return row?.content_sealed ?? null
}

export type SlipRecord = Omit<Selectable<ReportSlips>, 'file'>

export function findSlips(tx: Tx, { unitId, packId }: Key): Promise<SlipRecord[]> {
  return tx
    .selectFrom('report_slips')
    .select(['unit_id', 'pack_id', 'no', 'cover', 'sha256', 'made_at', 'made_by', 'received_at'])
    .where('unit_id', '=', unitId)
    .where('pack_id', '=', packId)
    .orderBy('no')
    .execute()
}

export async function readSlipFile(tx: Tx, { unitId, packId }: Key, no: number): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('report_slips')
    .select('file')
    .where('unit_id', '=', unitId)
    .where('pack_id', '=', packId)
    .where('no', '=', no)
    .executeTakeFirst()
  return row?.file ?? null
}

export function toPackRow(pack: PackRecord): PackRow {
  return {
    unitId: pack.unit_id,
    unitName: pack.unit_name,
    id: pack.id,
    version: pack.version,
    status: pack.status,
    receiverId: pack.receiver_id,
    receiverName: pack.receiver_name,
    delivery: pack.delivery,
    number: pack.number,
    period: { key: pack.period_key, label: pack.period_label, from: pack.period_from, to: pack.period_to },
    asOf: pack.as_of,
    sentAt: pack.sent_at?.toISOString() ?? null,
    answeredAt: pack.answered_at?.toISOString() ?? null,
    slips: pack.slips,
  }
}

/** The next number of a unit in a year, without gaps: two that ask at once are kept apart by the unique key. */
export async function nextNumber(tx: Tx, unitId: string, year: number): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    select coalesce(max(no), 0) + 1 as no from report_packs where unit_id = ${unitId}::uuid and year = ${year}`.execute(
    tx,
  )
  return rows[0]?.no ?? 1
}

/** The name of the unit of this installation that has, or had, the key. */
export async function findAnyKey(tx: Tx, keyId: Buffer): Promise<string | undefined> {
  const row = await tx
    .selectFrom('report_keys as k')
    .innerJoin('org_units as u', 'u.id', 'k.unit_id')
    .select('u.name')
    .where('k.key_id', '=', keyId)
    .executeTakeFirst()
  return row?.name
}
