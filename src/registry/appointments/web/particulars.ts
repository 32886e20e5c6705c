import type { InputOf } from '#platform/operation.ts'
import type { Appointment, draftAppointment } from '../contract.ts'
import { words } from './words.ts'

/** The appointment form while it is typed: text as typed, 津贴 in 元. */
export type Particulars = {
  readonly personName: string
  readonly positionTitle: string
  readonly positionLevel: Appointment['positionLevel'] | null
  readonly fullTime: boolean | null
  readonly departments: string
  readonly powers: readonly string[]
  readonly termFrom: string
  readonly termTo: string
  readonly allowanceYuan: number | null
  readonly careerPath: string
  readonly appointerName: string
  readonly appointerCapacity: Appointment['appointerCapacity']
  readonly letterNo: string
}

export const blank: Particulars = {
  personName: '',
  positionTitle: '',
  positionLevel: null,
  fullTime: null,
  departments: '',
  powers: [],
  termFrom: '',
  termTo: '',
  allowanceYuan: null,
  careerPath: '',
  appointerName: '',
  appointerCapacity: '法定代表人',
  letterNo: '',
}

/** A draft as the form shows it. */
export function particularsOf(appointment: Appointment): Particulars {
  const { allowanceFen, departments, termTo, letterNo, ...same } = appointment
  return {
    ...same,
    departments: departments.join('、'),
    termTo: termTo ?? '',
    allowanceYuan: allowanceFen === null ? null : allowanceFen / 100,
    letterNo: letterNo ?? '',
  }
}

/** What the operations take. */
export function inputOf(form: Particulars): Omit<InputOf<typeof draftAppointment>, 'enterpriseId'> {
  const departments = form.departments
    .split(/[、，,;；\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return {
    personName: form.personName,
    positionTitle: form.positionTitle,
    // What is empty is told by gapsOf before it is sent.
    positionLevel: form.positionLevel ?? 'other',
    fullTime: form.fullTime ?? false,
    departments,
    powers: [...form.powers],
    termFrom: form.termFrom,
    termTo: form.termTo.trim() === '' ? null : form.termTo,
    allowanceFen: form.allowanceYuan === null ? null : Math.round(form.allowanceYuan * 100),
    careerPath: form.careerPath,
    appointerName: form.appointerName,
    appointerCapacity: form.appointerCapacity,
    letterNo: form.letterNo.trim() === '' ? null : form.letterNo,
  }
}

const required = [
  'personName',
  'positionTitle',
  'positionLevel',
  'fullTime',
  'termFrom',
  'appointerName',
] as const

/** What is still empty. */
export function gapsOf(form: Particulars): { path: string; message: string }[] {
  return required
    .filter((key) => form[key] === null || String(form[key]).trim() === '')
    .map((path) => ({ path, message: words.missing(words.fields[path]) }))
}
