import type { Role } from '#platform/access/actor.ts'

/** Roles as people say them. */
export const roleNames: Record<Role, string> = {
  filer: '企业经办人',
  principal: '企业负责人',
  cqo: '首席质量官',
  staff: '质量人员',
  auditor: '审核员（只读）',
  'county-officer': '县级经办',
  'city-officer': '市级经办',
  'province-officer': '省级经办',
  'industry-officer': '工信局经办',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
}
