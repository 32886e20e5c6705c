import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import type { Verification } from './contract.ts'
import type { Figure, PackContent, PackCover } from './cover.ts'
import { figureDefinitions } from './figures.ts'
import { countFigures, totalOf } from './gather/count-figures.ts'
import { contentOf, coverOf } from './gather/parts.ts'
import { rosterBasesOf } from './gather/roster-versions.ts'
import { countSmall, findStandings, scopesOf } from './gather/standings.ts'
import { findKeyById } from './keys/store.ts'
import { isGenuine, readSignedFile } from './sealing/signed-file.ts'
import {
  findReceived,
  findUnitByCode,
  findUnitsBelow,
  type PackRecord,
  readBytes,
  type UnitRecord,
} from './store.ts'

type Difference = Verification['differences'][number]

/** Everything that a sent pack says, once more: signature, chain, sums, and every figure from the base tables. */
export async function verifyPack(
  tx: Tx,
  sealer: Sealer,
  pack: PackRecord,
  unit: UnitRecord,
): Promise<Verification> {
  const cover = coverOf(pack)
  const differences: Difference[] = []
  let compared = 0
  const compare = (where: string, published: unknown, recomputed: unknown) => {
    compared += 1
    if (published !== recomputed)
      differences.push({ where, published: String(published ?? '—'), recomputed: String(recomputed ?? '—') })
  }
  await compareFile(tx, pack, compare)
  compareTotal(cover, compare)
  const content = await contentOf(tx, sealer, pack, unit.id)
  compare('明细行数', cover.rows, content.rows.length)
  for (const row of cover.units) {
    if (row.source.kind === 'records') await compareRecords(tx, { row, unit, content }, compare)
    if (row.source.kind === 'pack') await comparePart(tx, { row, unit }, compare)
  }
  return { number: pack.number ?? '', compared, differences }
}

type Compare = (where: string, published: unknown, recomputed: unknown) => void
type Row = PackCover['units'][number]

async function compareFile(tx: Tx, pack: PackRecord, compare: Compare): Promise<void> {
  const bytes = await readBytes(tx, { unitId: pack.unit_id, packId: pack.id }, 'file')
  const file = bytes ? readSignedFile(bytes) : 'truncated'
  const key = pack.signer_key_id && (await findKeyById(tx, pack.unit_id, pack.signer_key_id))
  const holds =
    bytes !== null && typeof file !== 'string' && key ? isGenuine(bytes, file, key.signing_public) : false
  compare('签名', '有效', holds ? '有效' : '无效')
  if (typeof file === 'string') return
  compare('校验值', pack.sha256?.toString('hex'), file.sha256.toString('hex'))
  compare('封面', pack.cover, file.cover.toString('utf8'))
}

function compareTotal(cover: PackCover, compare: Compare): void {
  const total = totalOf(cover.units.map(({ figures }) => figures))
  compareFigures('合计', cover.total, total, compare)
}

function compareFigures(
  where: string,
  published: readonly Figure[],
  again: readonly Figure[],
  compare: Compare,
) {
  for (const figure of published) {
    const other = again.find(({ key }) => key === figure.key)
    const { title } = figureDefinitions[figure.key]
    compare(`${where}：${title}`, figure.numerator, other?.numerator)
    if (figure.denominator !== null)
      compare(`${where}：${title}（分母）`, figure.denominator, other?.denominator)
  }
}

/** From the base tables, as of the pack's day and as known at its instant. 中小微 have no history of size: not compared. */
async function compareRecords(
  tx: Tx,
  { row, unit, content }: { row: Row; unit: UnitRecord; content: PackContent },
  compare: Compare,
): Promise<void> {
  const at = { on: row.asOf, knownAt: new Date(row.knownAt) }
  const counted = await findUnitByCode(tx, row.unit.code)
  if (!counted) return compare(`${row.unit.name}：单位`, '在', '不在')
  const scope = await scopeOf(tx, counted, unit, at.on)
  const [standings, small, bases] = await Promise.all([
    findStandings(tx, scope, at),
    countSmall(tx, scope, at),
    rosterBasesOf(tx, [counted], at),
  ])
  const again = countFigures(standings, {
    small: scope.reduce((total, id) => total + (small.get(id) ?? 0), 0),
    listed: bases.get('above-scale')?.get(counted.id)?.state !== 'missing',
  })
  const exact = row.figures.filter(({ key }) => key !== 'sme')
  compareFigures(row.unit.name, exact, again.figures, compare)
  for (const [name, codes] of Object.entries(content.members[row.unit.code] ?? {}))
    compare(`${row.unit.name}：${name} 的企业`, codes.join(' '), again.members[name]?.join(' '))
}

/** The unit with everything below it; for the sender itself what no row of its own has. */
async function scopeOf(tx: Tx, counted: UnitRecord, sender: UnitRecord, on: string): Promise<string[]> {
  const below = counted.id === sender.id ? await findUnitsBelow(tx, sender.id, on) : []
  const scopes = await scopesOf(tx, [counted.id, ...below.map(({ id }) => id)])
  const elsewhere = new Set(below.flatMap(({ id }) => scopes.get(id) ?? []))
  return (scopes.get(counted.id) ?? []).filter((id) => !elsewhere.has(id))
}

/** A row that was taken from a pack says what that pack says. */
async function comparePart(
  tx: Tx,
  { row, unit }: { row: Row; unit: UnitRecord },
  compare: Compare,
): Promise<void> {
  if (row.source.kind !== 'pack') return
  const { number, sha256 } = row.source.pack
  const received = await findReceived(tx, unit.id)
  const part = received.find((pack) => pack.sha256?.toString('hex') === sha256)
  compare(`${row.unit.name}：来源 ${number}`, '在', part ? '在' : '不在')
  if (part) compareFigures(`${row.unit.name}（${number}）`, row.figures, coverOf(part).total, compare)
}
