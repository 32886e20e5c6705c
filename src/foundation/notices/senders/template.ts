/** What a message can say; nothing else of a person leaves the house. */
export type MessageValues = {
  readonly mobile: string
  readonly name: string
  readonly subject: string
  readonly text: string
  readonly id: string
}

const NAMES: readonly string[] = ['mobile', 'name', 'subject', 'text', 'id'] satisfies (keyof MessageValues)[]
const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Why a body cannot be used; undefined when it can. */
export function problemInTemplate(template: string): string | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(template)
  } catch {
    return '不是 JSON。占位符要写在双引号里，例如 {"phone": "{{mobile}}"}。请改正。'
  }
  const found = new Set<string>()
  walk(parsed, (text) => {
    for (const [, name = ''] of text.matchAll(PLACE)) found.add(name)
    return text
  })
  const unknown = [...found].find((name) => !NAMES.includes(name))
  if (unknown !== undefined)
    return `没有占位符“${unknown}”。可以用：${NAMES.map((name) => `{{${name}}}`).join('、')}。`
  if (!found.has('text') && !found.has('subject')) return '没有写 {{text}}，对方收不到内容。请加上。'
  return undefined
}

/** The body with values in their places; a value can never leave its JSON string. */
export function filledBody(template: string, values: MessageValues): string {
  const fill = (text: string) =>
    text.replace(PLACE, (_, name: string) => values[name as keyof MessageValues] ?? '')
  return JSON.stringify(walk(JSON.parse(template), fill))
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each) => walk(each, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, change)]))
}
