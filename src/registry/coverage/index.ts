import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'

export const coverage: Capability = {
  name: 'coverage',
  handlers: [],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
