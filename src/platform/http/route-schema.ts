import { z } from 'zod'
import { isCommand, type Operation, Problem, type Refusal } from '../operation.ts'

/** Divides an operation's input into path, query and body, for the OpenAPI document. */
export function routeSchema(op: Operation): Record<string, unknown> {
  const inPath = new Set([...op.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? ''))
  const shape = op.input.shape as Record<string, z.ZodType>
  const entries = Object.entries(shape)
  const path = Object.fromEntries(entries.filter(([key]) => inPath.has(key)))
  const rest = Object.fromEntries(entries.filter(([key]) => !inPath.has(key)))
  const schema: Record<string, unknown> = {
    operationId: op.name,
    summary: op.title,
    description: op.doc,
    tags: [op.name.split('.')[0]],
    security: [{ cookie: [] }, { bearer: [] }],
    response: responses(op),
  }
  if (Object.keys(path).length > 0) schema.params = z.object(path)
  if (isCommand(op)) {
    schema.headers = z.object({
      'idempotency-key': z.string().describe('每一次办理一个编号，8 至 200 个字符；重发时不变'),
    })
  }
  if (Object.keys(rest).length > 0) {
    if (op.method === 'GET' || op.takesBytes) schema.querystring = z.object(rest)
    else schema.body = z.object(rest)
  }
  if (op.takesBytes) schema.consumes = ['application/octet-stream']
  return schema
}

function responses(op: Operation): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  if (op.givesBytes) {
    const content = op.givesBytes.mediaTypes.map((type) => [type, { schema: z.any() }])
    answers[200] = { description: '文件', content: Object.fromEntries(content) }
  } else answers[200] = op.output
  const byStatus = new Map<number, Refusal[]>()
  for (const refusal of op.refusals)
    byStatus.set(refusal.status, [...(byStatus.get(refusal.status) ?? []), refusal])
  for (const [status, refusals] of byStatus) {
    answers[status] = {
      description: refusals.map((refusal) => `${refusal.code} ${refusal.title}`).join('；'),
      content: { 'application/problem+json': { schema: Problem } },
    }
  }
  return answers
}
