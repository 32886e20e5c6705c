import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import type { Verification } from './contract.ts'
import type { Figure, PackContent, PackCover } from './cover.ts'
import { figureDefinitions } from './figures.ts'
import { totalOf } from './gather/count-figures.ts'
import { contentOf, coverOf } from './gather/parts.ts'
import { type Counted, countRecords } from './gather/records.ts'
import { findKeyById } from './keys/store.ts'
import { isGenuine, readSignedFile } from './sealing/signed-file.ts'
import { findReceived, findUnitsBelow, type PackRecord, readBytes, type UnitRecord } from './store.ts'

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
  const counted = await recount(tx, cover, unit)
  for (const row of cover.units) {
    if (row.source.kind === 'records')
      compareRecords({ row, content, counted: counted.get(row.unit.code) }, compare)
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

/** From the base tables, as of the pack's day and as known at its instant. */
function compareRecords(
  { row, content, counted }: { row: Row; content: PackContent; counted: Counted | undefined },
  compare: Compare,
): void {
  compare(`${row.unit.name}：单位`, '在', counted ? '在' : '不在')
  if (!counted) return
  compareFigures(row.unit.name, row.figures, counted.figures, compare)
  for (const [name, codes] of Object.entries(content.members[row.unit.code] ?? {}))
    compare(`${row.unit.name}：${name} 的企业`, codes.join(' '), counted.members[name]?.join(' '))
}

/** By code of the unit. */
async function recount(tx: Tx, cover: PackCover, unit: UnitRecord): Promise<Map<string, Counted>> {
  if (!cover.units.some(({ source }) => source.kind === 'records')) return new Map()
  const below = await findUnitsBelow(tx, unit.id, cover.asOf)
  const at = { on: cover.asOf, knownAt: new Date(cover.knownAt) }
  const counted = await countRecords(tx, unit, below, at)
  return new Map([...counted.values()].map((each) => [each.unit.code, each]))
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
