import { words } from './words.ts'

/** While a page or its data is on the way. */
export function Pending() {
  return <p role="status">{words.loading}</p>
}
