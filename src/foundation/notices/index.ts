import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { listNoticesHandler } from './operations/list-notices.ts'
import { readNoticesHandler } from './operations/read-notices.ts'

export { postNotice } from './store.ts'

export const notices: Capability = {
  name: 'notices',
  handlers: [listNoticesHandler, readNoticesHandler],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
