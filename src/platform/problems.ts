import { z } from 'zod'

z.config(z.locales.zhCN())

/** One line per wrong field, in the words of the reader: 哪里：为什么。怎么办。 `labels` name fields by their last key. */
export function problemsOf(
  error: z.ZodError,
  labels: Readonly<Record<string, string>> = {},
): Array<{ path: string; message: string }> {
  return error.issues.slice(0, 100).map((issue) => {
    const path = issue.path.map(String).join('.')
    const label = issue.path.map((key) => labels[String(key)]).findLast((each) => each !== undefined)
    return { path, message: `${label ?? (path || '内容')}：${sentence(issue)}` }
  })
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return '没有填写。请补填。'
  if (issue.code === 'unrecognized_keys') return `有不认识的内容 ${issue.keys.join('、')}。请去掉。`
  const { message } = issue
  if (isLibraryWording(message)) return plainly(issue)
  return /[。.]$/.test(message) ? message : `${message}。请更正。`
}

/** The library's own sentences speak to programmers. */
function isLibraryWording(message: string): boolean {
  return /^(数值过[小大]|无效)/.test(message)
}

const units: Readonly<Record<string, string>> = { string: ' 个字', array: ' 项', set: ' 项' }

function plainly(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') {
    const unit = units[issue.origin]
    if (unit === undefined) return `不能小于 ${issue.minimum}。请更正。`
    return Number(issue.minimum) === 1 ? '没有填写。请补填。' : `至少 ${issue.minimum}${unit}。请补充。`
  }
  if (issue.code === 'too_big') {
    const unit = units[issue.origin]
    return unit === undefined
      ? `不能大于 ${issue.maximum}。请更正。`
      : `最多 ${issue.maximum}${unit}。请减少。`
  }
  if (issue.code === 'invalid_value') return `不在可选的范围内。请从列出的选项中选择。`
  return '填的内容不对。请更正。'
}
