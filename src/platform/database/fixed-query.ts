import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { DB } from './schema.ts'
import type { Tx } from './transaction.ts'

const MARK = '\0value '

/** Builds queries and never runs one. */
const drawingBoard = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/**
 * A query whose text never changes: built and compiled at its first use, then only its values are put in. For what is asked
 * with every page; the builder costs more there than the answer. `build` may hand the values on, never look at them.
 */
export function fixedQuery<Values extends Record<string, string>, Row>(
  build: (db: Tx, values: Values) => Compilable<Row>,
): (tx: Tx, values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined
  const marks = new Proxy({} as Values, { get: (_, name) => `${MARK}${String(name)}` })
  return async (tx, values) => {
    compiled ??= build(drawingBoard, marks).compile() as CompiledQuery<Row>
    const parameters = compiled.parameters.map((parameter) =>
      typeof parameter === 'string' && parameter.startsWith(MARK)
        ? values[parameter.slice(MARK.length)]
        : parameter,
    )
    const { rows } = await tx.executeQuery<Row>({ ...compiled, parameters })
    return rows
  }
}
