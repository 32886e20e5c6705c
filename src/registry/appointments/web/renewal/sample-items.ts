/**
 * 示例 of what may be weighed at the end of a term, after the duties in DB1302/T 589—2024 6–7. No document prescribes such a list:
 * it is shown as 示例 and edited freely.
 */
export const SAMPLE_ITEMS: readonly string[] = [
  '质量战略和年度质量计划完成情况',
  '质量安全事件、风险和隐患的发现与处置',
  '一票否决等职权的行使情况',
  '质量成本变化',
  '质量改进和质量管理小组成果',
  '标准、计量、认证管理（如计量器具按期检定率）',
  '质量培训组织和本人继续教育学时',
]
