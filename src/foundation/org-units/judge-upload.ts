import { newId } from '#platform/ids.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { normaliseCode } from '#platform/values/text.ts'
import type { UploadRow } from './contract.ts'
import type { NewUnitEvent } from './deed-store.ts'
import { type UnitChange, UnitChange as UnitChangeSchema } from './deeds/contract.ts'
import { faultOfDay, faultOfParent, realChange, served, type UnitState } from './domain.ts'
import { type Column, functionWords, keyOf, kindWords, levelWords, lineWords } from './spreadsheet.ts'
import type { UnitRecord } from './store.ts'

/** A row of the list: what stands in the columns that the file has; undefined where it has none. */
export type WrittenRow = {
  readonly line: number
  readonly cells: Readonly<Partial<Record<Column, string>>>
  readonly problem?: string
}

type Judged = { readonly row: UploadRow; readonly added?: NewUnitEvent; readonly changed?: NewUnitEvent[] }

/**
 * Says of every row of a list what would become of it. A unit is known by its numbering code; an empty cell leaves what is
 * there. `units` are all without end, `reserved` all codes that a unit has or once had.
 */
export function judgeUpload(
  rows: readonly WrittenRow[],
  units: readonly UnitRecord[],
  reserved: ReadonlyMap<string, string>,
  day: CivilDate,
) {
  const tree = new Map(units.map((unit) => [unit.id, unit]))
  const byCode = new Map(units.map((unit) => [unit.numberingCode, unit]))
  const seen = new Map<string, number>()
  const judged = rows.map((written): Judged => {
    const code = normaliseCode(written.cells.numberingCode ?? '')
    const name = written.cells.name ?? ''
    const row = { line: written.line, name }
    const twin = seen.get(code)
    const wrong = (message: string): Judged => ({ row: { ...row, outcome: 'wrong', message } })
    if (written.problem) return wrong(written.problem)
    if (code === '') return wrong('编号代码：没有填写。请补填。')
    if (twin !== undefined) return wrong(`编号代码：与第 ${twin} 行相同。请删去一行。`)
    seen.set(code, written.line)
    const read = readRow(written, code, byCode)
    if (typeof read === 'string') return wrong(read)
    const known = byCode.get(code)
    const result = known
      ? changeOf(known, read, tree, day)
      : addingOf(read, code, reserved.has(code), tree, day)
    if (typeof result === 'string') return wrong(result)
    if (result.unit) {
      tree.set(result.unit.id, result.unit)
      byCode.set(code, result.unit)
    }
    return { ...result, row: { ...row, outcome: result.outcome, message: '' } }
  })
  const serving = judged.flatMap(({ added }) => (added ? servingOf(added, units) : []))
  return {
    rows: judged.map(({ row }) => row),
    added: [...judged.flatMap(({ added }) => added ?? []), ...serving],
    changed: judged.flatMap(({ changed }) => changed ?? []),
  }
}

type Read = UnitChange & Partial<Pick<UnitState, 'line' | 'level' | 'kind'>>

/** What the row says in our terms, or what is wrong with it. */
function readRow(
  { cells }: WrittenRow,
  code: string,
  byCode: ReadonlyMap<string, UnitRecord>,
): Read | string {
  const parentCode = normaliseCode(cells.parent ?? '')
  const parent = parentCode === '' ? undefined : byCode.get(parentCode)
  if (parentCode !== '' && !parent) {
    return `上级编号代码：没有代码为 ${parentCode} 的单位。请核对，或把上级排在前面。`
  }
  const line = word('条线', lineWords, cells.line)
  const level = word('层级', levelWords, cells.level)
  const kind = word('类别', kindWords, cells.kind)
  for (const each of [line, level, kind]) if (each?.problem) return each.problem
  const functions = listOf(cells.functions)?.map((each) => word('职能', functionWords, each))
  const unknown = functions?.find((each) => each?.problem)
  if (unknown?.problem) return unknown.problem
  const parsed = UnitChangeSchema.safeParse({
    numberingCode: code,
    ...(cells.name && { name: cells.name }),
    ...(cells.shortName && { shortName: cells.shortName }),
    ...(parent && { parentId: parent.id }),
    ...(functions && { functions: functions.flatMap((each) => each?.key ?? []) }),
    ...(cells.addressWords && { addressWords: listOf(cells.addressWords) }),
  })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return `${labels[String(issue?.path[0])] ?? '内容'}：${issue?.message ?? '填的内容不对。请更正。'}`
  }
  return {
    ...parsed.data,
    ...(line?.key && { line: line.key }),
    ...(level?.key && { level: level.key }),
    ...(kind?.key && { kind: kind.key }),
  }
}

const labels: Record<string, string> = {
  numberingCode: '编号代码',
  name: '名称',
  shortName: '简称',
  addressWords: '地址关键词',
}

function word<Key extends string>(label: string, words: Readonly<Record<Key, string>>, text = '') {
  if (text === '') return undefined
  const key = keyOf(words, text.trim())
  if (key !== undefined) return { key, problem: undefined }
  const all = Object.values(words).join('、')
  return { key, problem: `${label}：不认识“${text}”。请填${all}中的一个。` }
}

function listOf(text: string | undefined): string[] | undefined {
  return (text || undefined)
    ?.split(/[、，,;；\s]+/)
    .map((each) => each.trim())
    .filter(Boolean)
}

type Outcome = {
  outcome: 'add' | 'change' | 'same'
  unit?: UnitRecord
  added?: NewUnitEvent
  changed?: NewUnitEvent[]
}

function changeOf(
  unit: UnitRecord,
  { line, level, kind, ...change }: Read,
  tree: ReadonlyMap<string, UnitRecord>,
  day: CivilDate,
): Outcome | string {
  if ((line && line !== unit.line) || (level && level !== unit.level) || (kind && kind !== unit.kind)) {
    return `类别：“${unit.name}”的条线、层级、类别不能改。请终止后另行增设。`
  }
  const patch = realChange(unit, change)
  if (Object.keys(patch).length === 0) return { outcome: 'same' }
  const late = faultOfDay(unit, day)
  if (late) return late.message
  if (patch.parentId !== undefined) {
    const fault = faultOfParent(
      unit,
      tree.get(patch.parentId ?? '') ?? null,
      aboveOf(patch.parentId, tree),
      day,
    )
    if (fault) return fault.message
  }
  const changed = { ...unit, ...change } as UnitRecord
  if (hasNamesake(changed, tree)) return namesake(changed.name)
  const event = { unitId: unit.id, kind: 'changed', effectiveOn: day, patch } as const
  return { outcome: 'change', unit: changed, changed: [event] }
}

function addingOf(
  read: Read,
  code: string,
  isReserved: boolean,
  tree: ReadonlyMap<string, UnitRecord>,
  day: CivilDate,
): Outcome | string {
  if (isReserved) return `编号代码：${code} 曾属于别的单位，再用会与已发的编号混淆。请换一个代码。`
  if (!read.kind) return '类别：新单位没有填写类别。请填局、分局或功能区。'
  if (!read.name) return '名称：没有填写。请补填。'
  const parent = tree.get(read.parentId ?? '')
  if (!parent) return '上级编号代码：新单位没有填写上级。请补填上级的编号代码。'
  const unit: UnitRecord = {
    id: newId(),
    parentId: parent.id,
    name: read.name,
    shortName: read.shortName ?? read.name.slice(0, 20),
    line: read.line ?? parent.line,
    level: read.level ?? 'county',
    kind: read.kind,
    areaCode: null,
    numberingCode: code,
    functions: read.functions ?? ['registration', 'training'],
    addressWords: read.addressWords ?? [],
    serves: [],
    validFrom: day,
    validTo: null,
    version: 1,
    successorId: null,
    handedOver: false,
  }
  const fault = faultOfParent(unit, parent, aboveOf(parent.id, tree), day)
  if (fault) return fault.message
  if (hasNamesake(unit, tree)) return namesake(unit.name)
  const { id, validFrom, validTo: _to, version: _v, successorId: _s, handedOver: _h, ...state } = unit
  const own = unit.line === 'market-regulation' && unit.functions.includes('roster') ? [id] : []
  const patch = { ...state, serves: served(own) }
  return { outcome: 'add', unit, added: { unitId: id, kind: 'added', effectiveOn: validFrom, patch } }
}

const namesake = (name: string) => `名称：同一上级之下已有“${name}”。请核对，或换一个名称。`

function hasNamesake(unit: UnitRecord, tree: ReadonlyMap<string, UnitRecord>): boolean {
  for (const other of tree.values()) {
    const beside = other.parentId === unit.parentId && other.line === unit.line && other.id !== unit.id
    if (beside && other.name === unit.name) return true
  }
  return false
}

function aboveOf(id: string | null | undefined, tree: ReadonlyMap<string, UnitRecord>): string[] {
  const above: string[] = []
  for (let at = tree.get(id ?? '')?.parentId; at && above.length < 12; at = tree.get(at)?.parentId)
    above.push(at)
  return above
}

/** The industry bureaus of the parent serve a new unit that signs no rosters itself. */
function servingOf(
  { unitId, effectiveOn, patch }: NewUnitEvent,
  units: readonly UnitRecord[],
): NewUnitEvent[] {
  if (patch?.line !== 'market-regulation' || patch.functions?.includes('roster')) return []
  return units
    .filter(({ line, serves }) => line === 'industry' && serves.includes(patch.parentId ?? ''))
    .map(({ id, validFrom }) => ({
      unitId: id,
      kind: 'changed',
      effectiveOn: validFrom > effectiveOn ? validFrom : effectiveOn,
      patch: { serves: served([unitId]) },
    }))
}
