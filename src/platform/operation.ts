import { z } from 'zod'

/** A refusal as it travels: RFC 9457 `application/problem+json`, words in zh-CN. */
export const Problem = z.object({
  type: z.string().describe('urn:opencqo:refusal:<code>'),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  clause: z.string().optional().describe('文号+条款, where the refusal rests on one'),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  incident: z.string().optional().describe('number of a fault, to be quoted when asking for help'),
})
export type Problem = z.infer<typeof Problem>

/** What is thrown inside the server and by the client when an operation is refused. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'Refused'
    this.problem = problem
  }
}

export type RefusalExtras = Partial<Pick<Problem, 'detail' | 'clause' | 'errors' | 'details' | 'incident'>>

/** A declared refusal: call it to make the error to throw; `code` and `status` also appear in OpenAPI. */
export type Refusal = {
  (extras?: RefusalExtras): Refused
  readonly code: string
  readonly status: number
  readonly title: string
}

export function refusal(declared: { code: string; status: number; title: string }): Refusal {
  const make = (extras: RefusalExtras = {}) =>
    new Refused({ type: `urn:opencqo:refusal:${declared.code}`, ...declared, ...extras })
  return Object.assign(make, declared)
}

/** Refusals that any operation may answer with. */
export const invalidInput = refusal({ code: 'invalid-input', status: 422, title: '填写的内容有误' })
export const malformedRequest = refusal({ code: 'malformed-request', status: 400, title: '请求的格式不对' })
export const signInRequired = refusal({ code: 'sign-in-required', status: 401, title: '请先登录' })
export const forbidden = refusal({ code: 'forbidden', status: 403, title: '当前身份不能办理这件事' })
export const notFound = refusal({ code: 'not-found', status: 404, title: '没有找到，或者不在您的办理范围内' })
export const staleVersion = refusal({ code: 'stale-version', status: 409, title: '内容已被别人改动' })
export const wrongState = refusal({ code: 'wrong-state', status: 409, title: '当前状态下不能这样办理' })
export const keyReused = refusal({
  code: 'idempotency-key-reused',
  status: 409,
  title: '同一个请求编号用在了不同的内容上',
})
export const tooLarge = refusal({ code: 'too-large', status: 413, title: '内容太大' })
export const wrongFileType = refusal({ code: 'wrong-file-type', status: 415, title: '文件类型不符' })
export const tooManyRows = refusal({ code: 'too-many-rows', status: 422, title: '超过一次能导出的行数' })
export const unavailable = refusal({ code: 'unavailable', status: 503, title: '数据库暂时连不上' })
export const tooManyTries = refusal({ code: 'too-many-tries', status: 429, title: '尝试次数过多' })

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type InputSchema = z.ZodObject

/** Bytes as an operation's answer, e.g. a PDF. */
export type BinaryAnswer = {
  readonly mediaType: string
  readonly fileName: string
  readonly bytes: Uint8Array | NodeJS.ReadableStream
}

export type Operation<I extends InputSchema = InputSchema, O extends z.ZodType = z.ZodType> = {
  /** `<capability>.<verb>`, also the audit prefix and the OpenAPI operationId. */
  readonly name: string
  readonly method: Method
  /** Fastify style, below `/api`; names in the path are keys of the input. */
  readonly path: `/${string}`
  /** One zh-CN line: verb + object. */
  readonly title: string
  /** A sentence for OpenAPI: units, source (文号+条款) and what it leaves out. */
  readonly doc: string
  readonly input: I
  readonly output: O
  readonly refusals: readonly Refusal[]
  /** Names of input fields as the reader knows them, by key; used when a value is refused. */
  readonly labels?: Readonly<Record<string, string>>
  /** The request body is the bytes of a file; all other input travels in path and query. */
  readonly takesBytes?: { readonly limit: number }
  /** The answer is a file, not JSON. */
  readonly givesBytes?: { readonly mediaTypes: readonly string[] }
  /** A `POST` that changes nothing (a question too long for a URL, signing in, an export): needs no Idempotency-Key. */
  readonly unkeyed?: true
}

export function operation<I extends InputSchema, O extends z.ZodType>(declared: Operation<I, O>) {
  return declared
}

export type InputOf<Op extends Operation> = z.input<Op['input']>
export type ParsedInputOf<Op extends Operation> = z.output<Op['input']>
export type OutputOf<Op extends Operation> = z.output<Op['output']>

/** True when the call changes something, so that it carries an Idempotency-Key. */
export function isCommand(op: Operation): boolean {
  return op.method !== 'GET' && op.unkeyed === undefined
}

/** The schema of an operation whose answer is bytes: nothing to parse. */
export const Bytes = z.custom<BinaryAnswer>()

/** A page by cursor: `next` is null on the last page, `total` counts all rows the filter meets. */
export function page<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable(), total: z.int() })
}

/** What a list takes beside its own filters. */
export const PageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
}

/** Rows of one exported list at most. */
export const EXPORT_LIMIT = 100_000

/**
 * The whole of a list as a workbook: takes the list's filters, without its pages. A POST because it is written into the
 * trail; asking twice gives two files and two entries.
 */
export function exportOf<I extends InputSchema, O extends z.ZodType>(
  list: Operation<I, O>,
  { name, title }: Pick<Operation, 'name' | 'title'>,
) {
  return operation({
    name,
    method: 'POST',
    path: `${list.path}/export`,
    title,
    doc: `All rows of “${list.title}” that the filter meets, at most ${EXPORT_LIMIT}, as .xlsx with a sheet that says who, when, filter and scope. Personal data masked; the export is logged.`,
    input: withoutPages(list.input),
    output: Bytes,
    refusals: [tooManyRows],
    givesBytes: { mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
    unkeyed: true,
  })
}

function withoutPages<I extends InputSchema>(input: I) {
  const filters = Object.entries(input.shape).filter(([key]) => key !== 'cursor' && key !== 'limit')
  return z.object(Object.fromEntries(filters)) as unknown as z.ZodObject<Omit<I['shape'], 'cursor' | 'limit'>>
}
