import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'

export const survey: Capability = {
  name: 'survey',
  handlers: [],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
