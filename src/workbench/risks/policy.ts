import { ownRoles } from '#platform/access/own-enterprise.ts'

/** Who decides how risks are rated. */
export const mayChangeScheme = ownRoles('首席质量官或企业负责人', 'cqo', 'principal')
