import type { Capability } from '#platform/capability.ts'
import { readSetUpHandler } from './operations/read-set-up.ts'

/** From an empty installation to the first officer; nothing of its own is stored. */
export const setUp: Capability = {
  name: 'set-up',
  handlers: [readSetUpHandler],
}
