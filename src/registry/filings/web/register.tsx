import { FilingList } from './filing-list.tsx'
import { words } from './words.ts'

const states = ['registered', 'accepted', 'submitted', 'returned', 'changed', 'cancelled'] as const

/** 备案登记簿: what is registered, and what is on its way, over all units that the reader oversees. */
export default function Register() {
  return <FilingList title={words.register} at="/register" tabs={states} empty={words.emptyRegister} />
}
