import { printableData } from '#platform/documents/printable.ts'
import type { OpenPoint } from '../domain.ts'
import { fieldLabels } from '../field-labels.ts'
import type { PrivateForm, PublicForm } from '../form.ts'

/** Fields of 附件1 with characters that no embedded font has: what is printed in their place, and what to do. */
export function unprintableOf(form: PublicForm & PrivateForm): OpenPoint[] {
  return Object.entries(form).flatMap(([path, value]) => {
    const missing = new Set<string>()
    printableData(value, missing)
    if (missing.size === 0) return []
    const label = fieldLabels[path as keyof typeof fieldLabels]
    const characters = [...missing].join('、')
    return [
      { path, message: `${label}：字体中没有“${characters}”，打印时印成“〓”。请打印后在纸上手工填写。` },
    ]
  })
}
