import * as z from 'zod'
import type { ExtensionItem, ExtensionValues } from './extensions.ts'

/** Something wrong with a value filled in as 扩展项; the message says where, why and what to do. */
export type ExtensionProblem = { readonly key: string; readonly message: string }

/** Texts may not be longer than this, in characters. */
const LONGEST = 500

/**
 * Checks the values of a form against what the pack asks (`extensionItems`). Never throws, whatever the values are.
 * @param options.complete also names the required items that are not filled in: for handing in, not for saving a draft
 */
export function checkExtensions(
  items: readonly ExtensionItem[],
  values: Readonly<Record<string, unknown>>,
  options: { complete: boolean } = { complete: false },
): ExtensionProblem[] {
  const known = new Set(items.map((item) => item.key))
  const unknown = Object.keys(values)
    .filter((key) => !known.has(key))
    .map((key) => ({ key, message: `扩展项：当地规则里没有“${key}”这一项。请刷新页面后重新填写。` }))
  const wrong = items.flatMap((item): ExtensionProblem[] => {
    const value = Object.hasOwn(values, item.key) ? values[item.key] : undefined
    if (isBlank(value)) {
      if (!options.complete || !item.required) return []
      return [{ key: item.key, message: `${item.label}：没有填写。请填写后再提交。` }]
    }
    const why = WRONG[item.type](item, value)
    return why === undefined ? [] : [{ key: item.key, message: `${item.label}：${why}` }]
  })
  return [...wrong, ...unknown]
}

/** The papers that the filled-in items need: an item that says no, 0 or nothing needs none, unless the pack always wants one. */
export function evidenceNeeded(
  items: readonly ExtensionItem[],
  values: ExtensionValues,
): { key: string; label: string; evidence: string }[] {
  return items.flatMap(({ key, label, evidence, evidenceAlways, options }) => {
    const value = values[key]
    const none = options?.filter((option) => option.none).map((option) => option.code) ?? []
    const chosen = Array.isArray(value) ? value : [value]
    const saysNo = value === false || value === 0 || chosen.every((each) => none.includes(String(each)))
    return evidence === null || isBlank(value) || (saysNo && !evidenceAlways)
      ? []
      : [{ key, label, evidence }]
  })
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

const WRONG: Record<ExtensionItem['type'], (item: ExtensionItem, value: unknown) => string | undefined> = {
  level: wrongChoice,
  choice: wrongChoice,
  number: wrongNumber,
  boolean: (_, value) => (typeof value === 'boolean' ? undefined : '只能填“是”或“否”。请重新选择。'),
  text: wrongText,
  date: wrongDate,
  list: wrongList,
}

function wrongChoice({ options = [] }: ExtensionItem, value: unknown): string | undefined {
  if (options.some((option) => option.code === value)) return undefined
  return `没有这个选项。请选择其中之一：${options.map((option) => option.label).join('、')}。`
}

function wrongList(item: ExtensionItem, value: unknown): string | undefined {
  if (!Array.isArray(value)) return '可以选多项，写法不对。请重新选择。'
  if (new Set(value).size !== value.length) return '同一个选项选了两次。请重新选择。'
  return value.map((each) => wrongChoice(item, each)).find((each) => each !== undefined)
}

function wrongNumber({ min, max, integer, unit = '' }: ExtensionItem, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '不是数。请填写数字。'
  if (integer && !Number.isInteger(value)) return `${value}${unit} 不是整数。请填写整数。`
  if (typeof min === 'number' && value < min) return `${value}${unit} 太小。请填写 ${min}${unit} 或以上。`
  if (typeof max === 'number' && value > max) return `${value}${unit} 太大。请填写 ${max}${unit} 或以下。`
  return undefined
}

function wrongText(_: ExtensionItem, value: unknown): string | undefined {
  if (typeof value !== 'string') return '不是文字。请重新填写。'
  return value.length > LONGEST ? `超过 ${LONGEST} 个字。请缩短。` : undefined
}

function wrongDate({ min, max }: ExtensionItem, value: unknown): string | undefined {
  if (typeof value !== 'string' || !z.iso.date().safeParse(value).success) {
    return '不是有效的日期。请按“2026-09-01”填写。'
  }
  if (typeof min === 'string' && value < min) return `早于 ${min}。请核对日期。`
  return typeof max === 'string' && value > max ? `晚于 ${max}。请核对日期。` : undefined
}
