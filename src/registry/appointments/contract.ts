import { z } from 'zod'
import { Bytes, operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { Fen } from '#platform/values/money.ts'
import { PersonName } from '#platform/values/person-name.ts'
import { textSchema } from '#platform/values/text.ts'

export const overlappingTerm = refusal({
  code: 'overlapping-term',
  status: 409,
  title: '任期与已任命的首席质量官重叠',
})
export const unprintable = refusal({ code: 'unprintable', status: 422, title: '文件不能排版' })

export const PositionLevel = z.enum(['decision', 'senior', 'middle', 'other'])
/** `revoked`: issued as a renewal and undone before it began, because the officer left in the term before. */
export const AppointmentStatus = z.enum(['draft', 'issued', 'ended', 'revoked'])

const particulars = {
  personName: PersonName,
  positionTitle: textSchema({ max: 60 }).describe('现任职务'),
  positionLevel: PositionLevel.describe('一般应设在企业决策层（宜市市监联发〔2024〕9号 三（一）1）'),
  fullTime: z.boolean(),
  departments: z.array(textSchema({ max: 40 })).max(20),
  powers: z.array(z.string().max(60)).max(30).describe('规则包中职权的 id，逐项授予'),
  termFrom: WrittenDate,
  termTo: WrittenDate.nullable(),
  allowanceFen: Fen.nullable().describe('岗位津贴，分／月'),
  careerPath: textSchema({ max: 500, min: 0 }),
  appointerName: PersonName,
  appointerCapacity: z.enum(['法定代表人', '主要负责人']),
  letterNo: textSchema({ max: 60 }).nullable(),
}

/** How a time in office ended (DB1302/T 589—2024 9.4、9.5；宜市市监联发〔2024〕9号 三（三）2). */
export const Ending = z.object({
  /** The last day in office. */
  on: CivilDate,
  reason: z.string(),
  reasonText: z.string(),
  note: z.string(),
  scanId: z.uuid().nullable().describe('证明材料'),
  at: z.iso.datetime(),
})
export type Ending = z.infer<typeof Ending>

/** An appointment of a chief quality officer by an enterprise. */
export const Appointment = z.object({
  enterpriseId: z.uuid(),
  id: z.uuid(),
  version: z.int(),
  status: AppointmentStatus,
  ...particulars,
  renewsId: z.uuid().nullable().describe('续聘的是哪一次聘任'),
  issuedOn: CivilDate.nullable(),
  ending: Ending.nullable(),
  scanId: z.uuid().nullable().describe('盖章聘书扫描件'),
  unprintable: z.array(z.string()).describe('字体中没有的字，聘书上印成〓'),
  onBehalf: z
    .object({ unitId: z.uuid(), unitName: z.string(), byName: z.string() })
    .nullable()
    .describe('由哪个单位的谁代办；null 为企业自办'),
})
export type Appointment = z.infer<typeof Appointment>

/** Labels of the particulars, as the form shows them. */
export const particularLabels = {
  personName: '首席质量官姓名',
  positionTitle: '现任职务',
  positionLevel: '所在层级',
  fullTime: '专职、兼职',
  departments: '领导的部门',
  powers: '授予的职权',
  termFrom: '任期从',
  termTo: '任期到',
  allowanceFen: '岗位津贴',
  careerPath: '职业发展通道',
  appointerName: '任命人',
  appointerCapacity: '任命人身份',
  letterNo: '聘书编号',
} as const satisfies Record<keyof typeof particulars, string>

const ofEnterprise = { enterpriseId: z.uuid() }
const ofAppointment = { ...ofEnterprise, appointmentId: z.uuid() }

export const draftAppointment = operation({
  name: 'appointment.draft',
  method: 'POST',
  path: '/enterprises/:enterpriseId/appointments',
  title: '拟定聘任',
  doc: 'Prepares an appointment; it takes effect when the principal issues it (宜市市监联发〔2024〕9号 三（一）1).',
  input: z.object({ ...ofEnterprise, ...particulars }),
  output: Appointment,
  refusals: [overlappingTerm],
  labels: particularLabels,
})

export const changeAppointment = operation({
  name: 'appointment.change',
  method: 'PUT',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId',
  title: '修改聘任草稿',
  doc: 'Changes a draft.',
  input: z.object({ ...ofAppointment, version: z.int(), ...particulars }),
  output: Appointment,
  refusals: [staleVersion, wrongState],
  labels: particularLabels,
})

export const issueAppointment = operation({
  name: 'appointment.issue',
  method: 'POST',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId/issue',
  title: '签发聘书',
  doc: 'The principal appoints: from now on the letter can be printed and the appointment filed. On behalf (代办) it records what the stamped letter says: its scan and its date are needed.',
  input: z.object({
    ...ofAppointment,
    version: z.int(),
    issuedOn: WrittenDate.nullable().default(null).describe('代办时：纸质聘书上的签发日期'),
  }),
  output: Appointment,
  refusals: [staleVersion, wrongState, overlappingTerm],
})

export const addAppointmentScan = operation({
  name: 'appointment.add-scan',
  method: 'POST',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId/scan',
  title: '补传盖章聘书',
  doc: 'Keeps the stamped scan of the letter (purpose appointment-scan) beside the appointment.',
  input: z.object({ ...ofAppointment, version: z.int(), fileId: z.uuid() }),
  output: Appointment,
  refusals: [staleVersion, wrongState],
})

export const readAppointment = operation({
  name: 'appointment.read',
  method: 'GET',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId',
  title: '查看聘任',
  doc: 'One appointment. Units see it once it is issued.',
  input: z.object(ofAppointment),
  output: Appointment,
  refusals: [],
})

export const listAppointments = operation({
  name: 'appointment.list',
  method: 'GET',
  path: '/enterprises/:enterpriseId/appointments',
  title: '查看聘任记录',
  doc: 'Appointments of an enterprise, the latest term first.',
  input: z.object(ofEnterprise),
  output: z.object({ rows: z.array(Appointment) }),
  refusals: [],
})

export const printAppointmentLetter = operation({
  name: 'appointment.letter',
  method: 'GET',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId/letter',
  title: '打印聘书',
  doc: 'The 聘书 as PDF, one A4 page. A character that no embedded font has is printed as 〓 and told of in `unprintable` of the appointment.',
  input: z.object(ofAppointment),
  output: Bytes,
  refusals: [unprintable],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

export const printOrganisationChart = operation({
  name: 'appointment.organisation-chart',
  method: 'GET',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId/organisation-chart',
  title: '打印组织架构图',
  doc: 'The organisation chart with the place of the chief quality officer and the departments led (DB1302/T 589—2024 4.1–4.4) as PDF, one A4 page.',
  input: z.object(ofAppointment),
  output: Bytes,
  refusals: [unprintable],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

export const EndReason = z.object({
  id: z.string(),
  text: z.string(),
  clause: z.string().nullable(),
  docNo: z.string().nullable(),
})

export const listEndReasons = operation({
  name: 'appointment.end-reasons',
  method: 'GET',
  path: '/enterprises/:enterpriseId/end-reasons',
  title: '查看结束任职的原因',
  doc: 'Reasons that may be chosen when a time in office ends: those that the rules in force name, with their clause, and general ones.',
  input: z.object(ofEnterprise),
  output: z.object({ rows: z.array(EndReason) }),
  refusals: [],
})

export const endAppointment = operation({
  name: 'appointment.end',
  method: 'POST',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId/ending',
  title: '结束任职',
  doc: 'The principal records that the officer leaves: last day (not in the future), reason from the list, note, proof (a file of purpose evidence). The unit responsible is told; a replacement is to be filed.',
  input: z.object({
    ...ofAppointment,
    version: z.int(),
    on: WrittenDate,
    reason: z.string().max(64),
    note: textSchema({ max: 300, min: 0, lines: 'many' }).default(''),
    scanId: z.uuid().nullable().default(null),
  }),
  output: Appointment,
  refusals: [staleVersion, wrongState],
  labels: { on: '最后一天', reason: '结束原因', note: '说明', scanId: '证明材料' },
})
