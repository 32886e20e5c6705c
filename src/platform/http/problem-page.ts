import type { Problem } from '../operation.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** A refusal for whoever opened the address in a browser, such as a PDF that cannot be printed: the same words as a page. */
export function problemPage({ title, detail, errors }: Problem): string {
  const lines = [detail, ...(errors ?? []).map(({ message }) => message)]
  const paragraphs = [...new Set(lines.filter((line) => line !== undefined))].map(
    (line) => `<p>${escaped(line)}</p>`,
  )
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<body style="max-width:40em;margin:3em auto;padding:0 1em;font:16px/1.6 sans-serif">
<h1 style="font-size:1.4em">${escaped(title)}</h1>
${paragraphs.join('\n')}
<p><a href="/">回首页</a></p>
</body>
</html>
`
}
