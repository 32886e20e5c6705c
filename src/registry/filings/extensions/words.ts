import type { ExtensionItem } from '#registry/rules/extensions.ts'
import type { AskedValue } from '../form.ts'

/** The value of an 扩展项 in words; undefined where nothing is filled in. */
export function extensionWords(item: ExtensionItem, value: AskedValue | undefined): string | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return `${value.toLocaleString('zh-CN')}${item.unit ?? ''}`
  const label = (code: string) => item.options?.find((option) => option.code === code)?.label ?? code
  return Array.isArray(value) ? value.map(label).join('、') : label(value)
}
