import type { CostClass } from './ledgers.ts'

/** 示例: accounts after the pattern of GB/T 13339—1991 (withdrawn, 参照); each enterprise adds, renames and retires its own. */
export const defaultChart: readonly { code: string; name: string; class: CostClass }[] = [
  ...numbered('prevention', 101, [
    '质量工作费',
    '质量培训费',
    '质量奖励费',
    '产品评审费',
    '质量改进措施费',
    '质量管理人员工资及福利费',
  ]),
  ...numbered('appraisal', 201, [
    '检测试验费（含检定校准）',
    '检验人员工资及福利费',
    '检验试验办公费',
    '检测设备维修折旧费',
  ]),
  ...numbered('internal', 301, ['废品损失', '返修损失', '停工损失', '质量事故分析处理费', '产品降级损失']),
  ...numbered('external', 401, ['索赔费', '退货及召回损失', '保修费', '诉讼费', '产品降价损失']),
]

function numbered(of: CostClass, from: number, names: readonly string[]) {
  return names.map((name, at) => ({ code: String(from + at), name, class: of }))
}
