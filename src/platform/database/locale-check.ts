/** Runs one statement and gives its rows by column name. */
export type Query = (sql: string) => Promise<Array<Record<string, unknown>>>

const OLDEST_VERSION = 150_000

/**
 * Refuses a server on which Chinese text would be stored or searched wrongly, or that is older than PostgreSQL 15.
 * Run it at every start, on the database in use, whoever runs the server.
 * @throws Error with a Chinese message: where, why, what to do
 */
export async function checkServer(query: Query): Promise<void> {
  const [server] = await query(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as named,
            current_setting('server_encoding') as encoding, current_database() as database, datctype as ctype
       from pg_database where datname = current_database()`,
  )
  if (!server) throw new Error('数据库：服务器没有回答版本与编码。请检查 DATABASE_URL 指向的是 PostgreSQL。')
  if (Number(server.version) < OLDEST_VERSION) {
    throw new Error(
      `数据库：服务器版本是 PostgreSQL ${server.named}，本系统需要 15 或以上。请升级数据库，或去掉 DATABASE_URL 改用内置数据库。`,
    )
  }
  if (server.encoding !== 'UTF8') {
    throw new Error(
      `数据库：${server.database} 的编码是 ${server.encoding}，不是 UTF8，汉字会存错。请另建数据库后改设 DATABASE_URL：${remedy}`,
    )
  }
  // pg_trgm goes by LC_CTYPE alone: under C it finds nothing even where another locale provider classifies rightly.
  const blind = server.ctype === 'C' || server.ctype === 'POSIX'
  if (blind || !(await knowsChineseLetters(query))) {
    throw new Error(
      `数据库：${server.database} 的字符分类（LC_CTYPE=${server.ctype}）不认识汉字，按汉字查找会没有结果。请另建数据库后改设 DATABASE_URL：${remedy}`,
    )
  }
}

const remedy = `create database 新库名 encoding 'UTF8' locale 'C.UTF-8' template template0;`

/** With pg_trgm by what it makes of Chinese text (nothing, under LC_CTYPE=C), without it by the classification of letters. */
async function knowsChineseLetters(query: Query): Promise<boolean> {
  const [trgm] = await query(
    `select quote_ident(nspname) as schema from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
      where extname = 'pg_trgm'`,
  )
  const test = trgm ? `cardinality(${trgm.schema}.show_trgm('首席质量官')) > 0` : `'首' ~ '[[:alpha:]]'`
  const [answer] = await query(`select ${test} as known`)
  return answer?.known === true
}
