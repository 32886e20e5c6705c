import { z } from 'zod'
import { Bytes, operation, refusal, tooLarge, tooManyRows, wrongFileType } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { cleanText } from '#platform/values/text.ts'

export const Line = z.enum(['market-regulation', 'industry'])
export const Level = z.enum(['nation', 'province', 'city', 'county'])
/** `bureau`: a bureau of an area; `branch`: 直属分局; `zone`: 功能区 with a 管委会 of its own. */
export const Kind = z.enum(['bureau', 'branch', 'zone'])
export const UnitFunction = z.enum(['registration', 'roster', 'training'])
/** Each once, in one order. */
export const UnitFunctions = z
  .array(UnitFunction)
  .max(20)
  .overwrite((list) => UnitFunction.options.filter((each) => list.includes(each)))

export const numberingCodeTaken = refusal({
  code: 'numbering-code-taken',
  status: 409,
  title: '编号代码已被别的单位使用',
})
export const notPlantable = refusal({
  code: 'not-plantable',
  status: 422,
  title: '这里不能按行政区划建立单位',
})
/** Names of fields, for what is refused. */
export const labels = {
  text: '查找',
  ids: '单位编号',
  parentCode: '上级区划',
  onDate: '日期',
  line: '条线',
  level: '层级',
  can: '职能',
  below: '单位',
  areaCode: '行政区划',
  industry: '工信条线',
  validFrom: '启用日期',
  kind: '类别',
  name: '名称',
  shortName: '简称',
  parentId: '上级单位',
  functions: '职能',
  numberingCode: '编号代码',
  addressWords: '地址关键词',
  serves: '代办单位',
  effectiveOn: '生效日期',
  lastDay: '最后一日',
  successorId: '接管单位',
  reason: '依据或原因',
}
/** A fragment that is looked for. */
const SearchText = z
  .string()
  .max(40, '最多 40 个字。请缩短。')
  .overwrite((text) => cleanText(text))

/** An area of GB/T 2260; `plantable` is false for 台湾、香港、澳门 and for shelves that are not places. */
export const AreaRow = z.object({
  code: z.string(),
  name: z.string(),
  /** With all levels above: 江西省宜春市袁州区. */
  fullName: z.string(),
  level: z.enum(['province', 'city', 'county']),
  parentCode: z.string().nullable(),
  children: z.int(),
  plantable: z.boolean(),
})
export type AreaRow = z.infer<typeof AreaRow>

export const searchAreas = operation({
  name: 'area.search',
  method: 'GET',
  path: '/areas',
  title: '查找行政区划',
  doc: 'Provinces, cities and counties (GB/T 2260, list of 2024). `text` is a fragment of the full name (parts may be apart: 江西 袁州) or the beginning of a code; without it the children of `parentCode`, or the provinces.',
  input: z.object({
    text: SearchText.optional(),
    parentCode: z.string().trim().max(6).optional(),
    /** Exactly this code. */
    ids: z.string().trim().max(6).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ rows: z.array(AreaRow), total: z.int() }),
  refusals: [],
  labels,
})

/** A unit of the market-regulation line or of the industry line; `areaCode` is GB/T 2260 where the unit has one. */
export const OrgUnit = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  shortName: z.string(),
  line: Line,
  level: Level,
  kind: Kind,
  areaCode: z.string().nullable(),
  numberingCode: z.string(),
  functions: z.array(UnitFunction),
  validFrom: CivilDate,
  /** The last day; null while no end is known. */
  validTo: CivilDate.nullable(),
})
export type OrgUnit = z.infer<typeof OrgUnit>

/** A unit in a list: names of the units above it, from the top, and how many are below it. */
export const OrgUnitRow = OrgUnit.extend({ above: z.array(z.string()), children: z.int() })
export type OrgUnitRow = z.infer<typeof OrgUnitRow>

const rows = z.object({ rows: z.array(OrgUnitRow), total: z.int() })
const limit = z.coerce.number().int().min(1).max(200)

export const listOrgUnitChildren = operation({
  name: 'org-unit.children',
  method: 'GET',
  path: '/org-units/children',
  title: '查看下级单位',
  doc: 'Units directly below a unit, or the top ones without `parentId`; in force on `onDate` (default today), bureaus in order of code before branches and zones.',
  input: z.object({
    parentId: z.uuid().optional(),
    line: Line.optional(),
    onDate: CivilDate.optional(),
    limit: limit.default(200),
  }),
  output: rows,
  refusals: [],
  labels,
})

export const searchOrgUnits = operation({
  name: 'org-unit.search',
  method: 'GET',
  path: '/org-units',
  title: '查找单位',
  doc: 'Units in force today by a fragment of name, short name, or the beginning of a code. `below`: only this unit and those under it; `can`: only with this function; `ids`: exactly these (up to 50, comma between), in force or not, for names of what was chosen before.',
  input: z.object({
    text: SearchText.optional(),
    below: z.uuid().optional(),
    can: UnitFunction.optional(),
    line: Line.optional(),
    level: Level.optional(),
    ids: z
      .string()
      .max(50 * 37)
      .refine(
        (text) => text.split(',').every((id) => z.uuid().safeParse(id).success),
        '单位编号的写法不对。请从列表中选择单位。',
      )
      .optional(),
    limit: limit.default(20),
  }),
  output: rows,
  refusals: [],
  labels,
})

/** Something about the unit that was recorded for a later day. */
export const PlannedDeed = z.object({
  deedId: z.uuid(),
  kind: z.enum(['added', 'changed', 'ended']),
  effectiveOn: CivilDate,
})

export const OrgUnitDetail = OrgUnit.extend({
  version: z.int(),
  addressWords: z.array(z.string()),
  /** Units whose registrations (market regulation) or rosters (industry) this unit handles, beside its own. */
  serves: z.array(z.object({ id: z.uuid(), name: z.string() })),
  above: z.array(z.object({ id: z.uuid(), name: z.string() })),
  successor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  children: z.int(),
  planned: z.array(PlannedDeed),
  /** The asker may change the unit. */
  mayChange: z.boolean(),
})
export type OrgUnitDetail = z.infer<typeof OrgUnitDetail>

export const ofUnit = { unitId: z.uuid() }

export const readOrgUnit = operation({
  name: 'org-unit.read',
  method: 'GET',
  path: '/org-units/:unitId',
  title: '查看单位资料',
  doc: 'One unit as it is today (one of a later day as it will begin), with what is planned for it.',
  input: z.object(ofUnit),
  output: OrgUnitDetail,
  refusals: [],
})

/** The whole country, as `areaCode` of a planting. */
export const COUNTRY = '000000'

const planting = {
  areaCode: z.string().regex(/^\d{6}$/, '应为六位行政区划代码，全国为 000000。请从列表中选择。'),
  /** Also the industry bureaus (工信局) beside them. */
  industry: z.stringbool().or(z.boolean()).default(true),
}

export const PlantingRow = z.object({
  areaCode: z.string(),
  name: z.string(),
  shortName: z.string(),
  line: Line,
  level: Level,
  numberingCode: z.string(),
  /** What should be looked at before use; empty mostly. */
  note: z.string(),
})

export const planPlanting = operation({
  name: 'org-unit.plan-planting',
  method: 'GET',
  path: '/org-units/planting',
  title: '预览按行政区划建立的单位',
  doc: 'What `org-unit.plant` would add: all counts, the first 500 units, and how many are there already.',
  input: z.object(planting),
  output: z.object({ rows: z.array(PlantingRow), added: z.int(), existing: z.int() }),
  refusals: [notPlantable],
  labels,
})

/** A unit that planting made or found: of the chosen area, or above it. */
export const PlantedUnit = z.object({
  unitId: z.uuid(),
  name: z.string(),
  areaCode: z.string(),
  line: Line,
  level: Level,
})

export const plantOrgUnits = operation({
  name: 'org-unit.plant',
  method: 'POST',
  path: '/org-units/planting',
  title: '按行政区划建立单位',
  doc: 'Makes the market-regulation bureaus (and, with `industry`, the industry bureaus) of a province, city or county (000000: of the whole country), everything below it and the chain above. What is there already stays as it is, so that it can be repeated. `units` are those of the chosen area and above it, from the top (empty for the whole country). Names, codes and functions may be changed afterwards.',
  input: z.object({ ...planting, validFrom: CivilDate.optional().describe('启用日期，默认今天') }),
  output: z.object({
    deedId: z.uuid(),
    added: z.int(),
    existing: z.int(),
    units: z.array(PlantedUnit),
  }),
  refusals: [notPlantable, numberingCodeTaken],
  labels,
})

export const exportOrgUnits = operation({
  name: 'org-unit.export',
  method: 'POST',
  path: '/org-units/export',
  title: '导出单位名单',
  doc: 'Units in force today that the filter of `org-unit.search` meets, as xlsx in the columns that `org-unit.upload` takes; the export is logged.',
  input: searchOrgUnits.input.omit({ ids: true, limit: true }),
  output: Bytes,
  refusals: [tooManyRows],
  givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  unkeyed: true,
})

/** A line of an uploaded list; `message` says of a wrong one what to do. */
export const UploadRow = z.object({
  line: z.int(),
  name: z.string(),
  outcome: z.enum(['add', 'change', 'same', 'wrong']),
  message: z.string(),
})
export type UploadRow = z.infer<typeof UploadRow>

export const uploadOrgUnits = operation({
  name: 'org-unit.upload',
  method: 'POST',
  path: '/org-units/upload',
  title: '上传单位名单',
  doc: 'xlsx or CSV, up to 5 MB and 10,000 rows, matched by 编号代码. With `dryRun` nothing is written; without it all rows are written, or none when one is wrong.',
  input: z.object({
    dryRun: z.stringbool().or(z.boolean()).default(true),
    validFrom: CivilDate.optional().describe('新增的启用日期和变更的生效日期，默认今天'),
  }),
  output: z.object({
    rows: z.array(UploadRow),
    added: z.int(),
    changed: z.int(),
    same: z.int(),
    wrong: z.int(),
    written: z.boolean(),
  }),
  refusals: [tooLarge, wrongFileType, numberingCodeTaken],
  labels,
  takesBytes: { limit: 5 * 1024 * 1024 },
})
