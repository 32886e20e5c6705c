import type { PrivateForm } from './form.ts'

/** Labels of the private fields, as printed in 附件1. */
export const privateLabels = {
  idNumber: '身份证号',
  mobile: '手机号码',
  address: '通讯地址',
  email: '电子邮箱',
  principalContact: '企业负责人联系方式',
} as const satisfies Record<keyof PrivateForm, string>
