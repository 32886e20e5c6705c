import type { Capability } from '#platform/capability.ts'
import { actionsDue } from './due-of.ts'
import { readCockpitHandler } from './operations/read-cockpit.ts'

export { provideDue } from './provided.ts'

/** 工作台首页: what is due, what is stopped, and where the enterprise stands. */
export const cockpit: Capability = { name: 'cockpit', handlers: [readCockpitHandler], due: [actionsDue] }
