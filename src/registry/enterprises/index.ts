import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { listEnterprisesHandler } from './operations/list-enterprises.ts'
import { readEnterpriseHandler } from './operations/read-enterprise.ts'
import { updateEnterpriseHandler } from './operations/update-enterprise.ts'

export { getEnterprise } from './store.ts'

export const enterprises: Capability = {
  name: 'enterprises',
  handlers: [readEnterpriseHandler, listEnterprisesHandler, updateEnterpriseHandler],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
