import { printableData } from '#platform/documents/printable.ts'
import type { Appointment } from '../contract.ts'

type Printed = Pick<
  Appointment,
  'personName' | 'positionTitle' | 'departments' | 'appointerName' | 'letterNo'
>

/** Characters of the letter that no embedded font has; printed as 〓. */
export function unprintableIn(appointment: Printed): string[] {
  const { personName, positionTitle, departments, appointerName, letterNo } = appointment
  const missing = new Set<string>()
  printableData([personName, positionTitle, departments, appointerName, letterNo], missing)
  return [...missing]
}
