import type pg from 'pg'

/** A statement as it was sent. Statements of one trip were sent without waiting for each other's answers. */
export type SentStatement = {
  readonly trip: number
  readonly text: string
  readonly name: string | undefined
  readonly values: readonly unknown[]
}

/** A pool that notes what its connections are asked. Queries that do not go through `connect()` are not noted. */
export function watchPool(pool: pg.Pool): { pool: pg.Pool; sent: SentStatement[] } {
  const sent: SentStatement[] = []
  let trip = 0
  const watch = (client: pg.PoolClient): pg.PoolClient => {
    let underWay = 0
    const query = async (config: string | pg.QueryConfig, values?: unknown[]) => {
      if (underWay === 0) trip += 1
      underWay += 1
      const { text, name, values: own } = typeof config === 'string' ? { text: config } : config
      sent.push({ trip, text, name, values: values ?? own ?? [] })
      try {
        return await client.query(config as string, values as unknown[])
      } finally {
        underWay -= 1
      }
    }
    return new Proxy(client, { get: (target, key) => (key === 'query' ? query : bound(target, key)) })
  }
  const connect = async () => watch(await pool.connect())
  return {
    pool: new Proxy(pool, { get: (target, key) => (key === 'connect' ? connect : bound(target, key)) }),
    sent,
  }
}

function bound(target: object, key: string | symbol): unknown {
  const value = Reflect.get(target, key)
  return typeof value === 'function' ? value.bind(target) : value
}
