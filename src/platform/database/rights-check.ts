import type { Query } from './locale-check.ts'

/** Contrib extensions that the migrations ask for; all are trusted, so that they need no superuser. */
export const EXTENSIONS = ['btree_gist']

/**
 * Refuses an account that cannot make tables, extensions or the application's role, before a migration breaks off midway.
 * @throws Error with a Chinese message: where, why, what to do
 */
export async function checkRights(query: Query, role: string): Promise<void> {
  const [account] = await query(
    `select current_user::text as name, current_database()::text as database, pg_is_in_recovery() as standby,
            current_setting('default_transaction_read_only') = 'on' as read_only,
            has_schema_privilege('public', 'CREATE') as makes_tables, has_database_privilege(current_database(), 'CREATE') as makes_extensions,
            r.rolsuper as super, r.rolcreaterole as makes_roles,
            exists (select 1 from pg_roles where rolname = '${role}') as role_is_there
       from pg_roles r where r.rolname = current_user`,
  )
  if (!account) return
  const { name, database } = account
  if (account.standby || account.read_only) {
    throw new Error(
      `数据库：${database} 只能读，不能写（备用服务器或只读设置）。请把 DATABASE_URL 指向主服务器。`,
    )
  }
  if (!account.makes_tables) {
    throw new Error(
      `数据库：账号 ${name} 不能在 ${database} 的 public 模式中建表。请由数据库管理员执行：grant all on schema public to ${name};`,
    )
  }
  if (!account.super && !account.makes_roles) {
    throw new Error(
      `数据库：账号 ${name} 不能建立应用账号 ${role}。请由数据库管理员执行：alter role ${name} createrole;`,
    )
  }
  if (account.role_is_there && !account.super && !(await administers(query, role))) {
    throw new Error(
      `数据库：应用账号 ${role} 是别的账号建立的，${name} 不能设置它的密码。请由数据库管理员执行：grant ${role} to ${name} with admin option;`,
    )
  }
  await checkExtensions(query, account.makes_extensions === true, { name, database })
}

/** From PostgreSQL 16 on, CREATEROLE alone does not reach a role that somebody else made. */
async function administers(query: Query, role: string): Promise<boolean> {
  const [answer] = await query(
    `select current_setting('server_version_num')::int < 160000
         or pg_has_role(current_user, '${role}', 'MEMBER WITH ADMIN OPTION') as yes`,
  )
  return answer?.yes === true
}

async function checkExtensions(query: Query, mayCreate: boolean, where: Record<string, unknown>) {
  const rows = await query(
    `select wanted.name, installed_version is not null as installed, available.name is not null as available
       from unnest(array['${EXTENSIONS.join("','")}']) as wanted(name)
       left join pg_available_extensions available on available.name = wanted.name`,
  )
  for (const { name, installed, available } of rows) {
    if (installed) continue
    if (!available) {
      throw new Error(
        `数据库：服务器没有扩展 ${name}。请安装 PostgreSQL 的 contrib 软件包（如 postgresql-contrib），再启动。`,
      )
    }
    if (!mayCreate) {
      throw new Error(
        `数据库：账号 ${where.name} 不能在 ${where.database} 中安装扩展 ${name}。请由数据库管理员执行：grant create on database ${where.database} to ${where.name};`,
      )
    }
  }
}
