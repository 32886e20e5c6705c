import type pg from 'pg'

/**
 * The schema as a reviewer reads it: tables with columns, constraints, indexes, row-level security, triggers and rights,
 * then functions; from the catalogs, in an order that does not change. Not for making a database: that is for the migrations.
 */
export async function schemaText(client: pg.Client): Promise<string> {
  const tables = await names(client, tableNames)
  const parts = ['-- Made by npm run generate from the migrations; to read, not to run.']
  for (const table of tables) parts.push(await tableText(client, table))
  for (const definition of await names(client, functionTexts)) parts.push(`${definition.trim()};`)
  return `${parts.join('\n\n')}\n`
}

async function names(client: pg.Client, query: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(query, values)
  return rows.map(({ text }) => text)
}

async function tableText(client: pg.Client, table: string): Promise<string> {
  const [columns, constraints, indexes, policies, triggers, rights] = [
    await names(client, columnTexts, [table]),
    await names(client, constraintTexts, [table]),
    await names(client, indexTexts, [table]),
    await names(client, policyTexts, [table]),
    await names(client, triggerTexts, [table]),
    await names(client, rightTexts, [table]),
  ]
  const body = [...columns, ...constraints].map((line) => `  ${line}`).join(',\n')
  const after = [...indexes, ...policies, ...triggers, ...rights].map((line) => `${line};`)
  return [`create table ${table} (\n${body}\n);`, ...after].join('\n')
}

const tableNames = `
  select c.relname as text from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations'
   order by 1`

const columnTexts = `
  select format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' else '' end,
                case when a.attidentity <> '' then ' generated always as identity'
                     when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                     when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as text
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`

const constraintTexts = `
  select format('constraint %I %s', conname, pg_get_constraintdef(oid)) as text from pg_constraint
   where conrelid = $1::regclass and contype <> 'n' order by contype desc, conname`

const indexTexts = `
  select pg_get_indexdef(i.indexrelid) as text from pg_index i
   where i.indrelid = $1::regclass
     and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
   order by 1`

const policyTexts = `
  select case when relrowsecurity then 'alter table ' || relname || ' enable row level security'
              else '-- no row level security' end as text from pg_class where oid = $1::regclass
  union all
  (select format('create policy %I on %s for %s%s%s', polname, polrelid::regclass,
          case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
          coalesce(' using (' || pg_get_expr(polqual, polrelid) || ')', ''),
          coalesce(' with check (' || pg_get_expr(polwithcheck, polrelid) || ')', ''))
     from pg_policy where polrelid = $1::regclass order by polname)`

const triggerTexts = `
  select pg_get_triggerdef(oid) as text from pg_trigger where tgrelid = $1::regclass and not tgisinternal order by tgname`

const rightTexts = `
  select format('grant %s on %s to %s', string_agg(lower(privilege_type), ', ' order by privilege_type), table_name, grantee) as text
    from information_schema.role_table_grants
   where table_schema = 'public' and table_name = $1 and grantee = 'opencqo_app' group by table_name, grantee`

const functionTexts = `
  select pg_get_functiondef(p.oid) as text from pg_proc p
   where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
     and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
   order by p.proname, pg_get_function_identity_arguments(p.oid)`
