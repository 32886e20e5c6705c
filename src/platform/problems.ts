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
  const message = issue.message
  return /[。.]$/.test(message) ? message : `${message}。请更正。`
}
