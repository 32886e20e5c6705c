import type { z } from 'zod'

type Def = {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly entries?: Readonly<Record<string, string>>
  readonly values?: readonly unknown[]
  readonly options?: readonly z.ZodType[]
  readonly innerType?: z.ZodType
  readonly in?: z.ZodType
  readonly out?: z.ZodType
}

/** The id that samples name where nothing else is written down. */
export const anyId = '00000000-0000-7000-8000-0000000000ee'

const PLAIN = [
  '示例',
  anyId,
  '2026-01-01',
  '2026-01',
  '2026-01-01T00:00:00Z',
  '示例编号',
  'a',
  '0'.repeat(64),
  '1',
  1,
  100,
  2026,
  true,
  null,
  {},
  [],
]

/** Some value that a schema accepts, for asking whether an operation is allowed at all. */
export function sampleOf(schema: z.ZodType): unknown {
  const accepted = [undefined, ...candidates(schema)].find((each) => schema.safeParse(each).success)
  if (accepted === undefined && !schema.safeParse(undefined).success)
    throw new Error('no sample fits the schema')
  return accepted
}

function candidates(schema: z.ZodType): readonly unknown[] {
  const def = schema.def as unknown as Def
  const inner = [def.innerType, def.in, def.out].filter((each) => each !== undefined)
  return [
    ...(def.shape ? [sampleOfShape(def.shape)] : []),
    ...(def.element ? [[], [firstOf(def.element)]] : []),
    ...Object.values(def.entries ?? {}),
    ...(def.values ?? []),
    ...(def.options ?? []).flatMap(candidates),
    ...inner.flatMap(candidates),
    ...PLAIN,
  ]
}

const firstOf = (schema: z.ZodType) => candidates(schema).find((each) => schema.safeParse(each).success)

function sampleOfShape(shape: NonNullable<Def['shape']>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => [
      key,
      schema.safeParse(undefined).success ? undefined : firstOf(schema),
    ]),
  )
}

/** What a table of samples does not fit in an operation's input is made from its schema. */
export function fitted(input: z.ZodObject, given: Record<string, unknown>): Record<string, unknown> {
  const parsed = input.safeParse(given)
  if (parsed.success) return given
  const wrong = new Set(parsed.error.issues.map(({ path: [key] }) => String(key)))
  const made = [...wrong].flatMap((key) => {
    const schema = input.shape[key] as z.ZodType | undefined
    return schema ? [[key, sampleOf(schema)] as const] : []
  })
  return { ...given, ...Object.fromEntries(made) }
}
