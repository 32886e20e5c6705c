import type { Appointment } from './contract.ts'

/** A box of the organisation chart: a post or a department, and what is below it. */
export type ChartNode = {
  readonly title: string
  /** Who holds the post; departments name nobody. */
  readonly person: string | null
  readonly below: readonly ChartNode[]
}

/**
 * 组织架构 with the place of the chief quality officer: below the one who appoints, above the departments led
 * (DB1302/T 589—2024 4.1–4.4).
 */
export function organisationOf(appointment: Appointment): ChartNode {
  const departments = appointment.departments.map((title): ChartNode => ({ title, person: null, below: [] }))
  const officer: ChartNode = {
    title: `首席质量官（${appointment.positionTitle}）`,
    person: appointment.personName,
    below: departments,
  }
  return { title: appointment.appointerCapacity, person: appointment.appointerName, below: [officer] }
}

/** Kinds of departments that the officer is to lead directly, and the words by which a department's name shows its kind. */
const departmentKinds = {
  management: /质量?管理|质管|品质|品管|品控|质量(部|处|科|中心)|^质量$|QA/iu,
  inspection: /检验|检测|质检|化验|检查|计量|试验|QC/iu,
  safety: /安全|安环|EHS/iu,
} as const
export type DepartmentKind = keyof typeof departmentKinds

/** The kinds that no department's name shows; a hint for the reader, never a verdict. */
export function kindsNotNamed(departments: readonly string[]): DepartmentKind[] {
  const kinds = Object.keys(departmentKinds) as DepartmentKind[]
  return kinds.filter((kind) => !departments.some((name) => departmentKinds[kind].test(name)))
}
