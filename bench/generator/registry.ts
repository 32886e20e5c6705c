import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { type Installed, install } from '#apps/install.ts'
import { areaName, areasByPrefix } from '#foundation/org-units/areas.ts'
import { hashPassword } from '#foundation/sign-in/index.ts'
import { newId } from '#platform/ids.ts'
import { nameKeyOf, searchWordsOf } from '#registry/enterprises/index.ts'
import { insertRows } from './bulk.ts'
import { type BenchUnit, makeUnits } from './country.ts'
import { type Ground, listLine } from './enterprises.ts'
import { markOf, removeFolder } from './generate.ts'
import { seededRandom } from './random.ts'

/** A province's directory with filings: for searching, for the numbers of coverage. */
export type RegistrySize = { enterprises: number; filings: number }
const PROVINCE = '36'
const BATCH = 20_000

/** The counties of the province as lists and addresses name them. */
export function provinceGrounds(): Ground[] {
  const counties = areasByPrefix(PROVINCE).filter(({ level }) => level === 'county')
  return counties.map(({ code, name }) => {
    const city = areaName(`${code.slice(0, 4)}00`) ?? ''
    return {
      areaCode: code,
      name,
      short: name.replace(/[市县区]$/, ''),
      city,
      cityShort: city.replace(/市$/, ''),
    }
  })
}

/** Opens the folder of a size; fills it when it is empty or older than the generator. */
export async function openRegistry(
  dataDir: string,
  size: RegistrySize,
  say: (line: string) => void,
): Promise<Installed> {
  const log = pino({ level: 'warn' })
  const mark = join(dataDir, 'bench.json')
  const wanted = await markOf(size)
  if ((await readFile(mark, 'utf8').catch(() => '')) !== wanted) {
    await removeFolder(dataDir)
    const installed = await install({ dataDir, log, say, settings: { fsync: 'off', max_wal_size: '4GB' } })
    const begun = Date.now()
    await fill(installed, size, say)
    say(`${size.enterprises} enterprises made in ${Math.round((Date.now() - begun) / 1000)} s`)
    await installed.close()
    await writeFile(mark, wanted)
  }
  return install({ dataDir, log, say })
}

async function fill({ database }: Installed, size: RegistrySize, say: (line: string) => void) {
  const owner = new pg.Client(database.owner)
  await owner.connect()
  try {
    const counties = await makeUnits(owner)
    // What follows the rows by trigger is made from all of them at the end.
    await owner.query('set session_replication_role = replica')
    await makeDirectory(owner, counties, size.enterprises)
    say('directory made')
    await makeOfficers(owner, size)
    await owner.query('set session_replication_role = default')
    await owner.query('vacuum analyze')
    await owner.query(`set opencqo.kind = 'system'`)
    await owner.query('select coverage_rebuild()')
    await owner.query('select coverage_fold(current_date, true)')
    await makeAccounts(owner)
    await owner.query('vacuum analyze')
  } finally {
    await owner.end()
  }
}

async function makeDirectory(owner: pg.ClientBase, counties: readonly BenchUnit[], count: number) {
  const random = seededRandom(2)
  const grounds = provinceGrounds()
  const units = new Map(counties.map((unit) => [unit.areaCode, unit.id]))
  for (let number = 0; number < count; number += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - number) }, (_, index) => {
      const line = listLine(random, grounds, number + index)
      const county = grounds.find(({ name, city }) => line.address.startsWith(`江西省${city}${name}`))
      const { key, areas } = nameKeyOf(line.name)
      return {
        id: newId(),
        // The dirty ones of the list would be refused.
        credit_code: line.creditCode.padEnd(18, '0'),
        name: line.name,
        unit_id: units.get(county?.areaCode ?? ''),
        address: line.address,
        registered_on: line.registeredOn,
        type_text: line.typeText,
        business_scope: line.businessScope,
        products: line.products,
        industry_code: line.industry,
        size: line.size || null,
        declared_size: line.size || null,
        employees: Number(line.employees),
        revenue_wan: Number(line.revenueWan),
        assets_wan: Number(line.assetsWan),
        figures_year: 2025,
        search_words: searchWordsOf(line.name),
        name_key: key,
        name_areas: areas,
        code_kind: 'credit-code',
        version: 1,
        credit_code_warning: false,
        created_at: '2026-01-05T08:00:00+08:00',
      }
    })
    await insertRows(owner, 'enterprises', rows)
  }
  await owner.query('insert into tenants select id, unit_id from enterprises')
  await owner.query(
    `insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, recorded_at, reason)
     select id, id, unit_id, '2026-01-05', created_at, '名单导入' from enterprises`,
  )
}

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余'
const GIVEN = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红建国华志海燕春宇浩然子涵雨轩'

/** An officer in office with a registered filing, spread over the directory; a third of all stand in a list of 规上. */
async function makeOfficers(owner: pg.ClientBase, { enterprises, filings }: RegistrySize) {
  const pick = (text: string, salt: string) =>
    `substr('${text}', 1 + abs(hashtext(e.id::text || '${salt}')) % ${[...text].length}, 1)`
  const person = `'示' || ${pick(SURNAMES, 'a')} || ${pick(GIVEN, 'b')} || case when hashtext(e.id::text) % 3 = 0 then '' else ${pick(GIVEN, 'c')} end`
  await owner.query(
    `create temporary table chosen as select e.id, e.unit_id, ${person} as person, row_number() over (order by e.id) as n
       from enterprises e where abs(hashtext(e.id::text)) % ${Math.max(1, Math.floor(enterprises / filings))} = 0 limit ${filings}`,
  )
  await owner.query(
    `insert into appointments (enterprise_id, id, status, person_name, position_title, position_level, full_time, term_from, term_to,
       appointer_name, appointer_capacity, issued_on, created_at)
     select id, id, 'issued', person, '首席质量官', 'senior', true, date '2026-02-01' + (n % 60)::int, date '2029-01-31' + (n % 60)::int,
            '示例郑', '法定代表人', '2026-02-01', '2026-02-01' from chosen`,
  )
  await owner.query(
    `insert into filings (enterprise_id, id, kind, status, unit_id, appointment_id, person_name, submitted_at, accepted_at,
       registered_at, filing_no, created_at)
     select c.id, c.id, 'new', 'registered', c.unit_id, c.id, c.person, '2026-05-10', '2026-05-11',
            timestamptz '2026-05-12' + (n % 100) * interval '1 day',
            coalesce(u.numbering_code, '360000') || '2026' || lpad(n::text, 6, '0'), '2026-05-01'
       from chosen c join org_units u on u.id = c.unit_id`,
  )
}

/** An officer for the province, a city and a county. */
async function makeAccounts(owner: pg.ClientBase) {
  const passwordHash = await hashPassword('Bench-2026-only')
  for (const [role, area] of [
    ['province-officer', '360000'],
    ['city-officer', '360900'],
    ['county-officer', '360902'],
  ] as const) {
    const { rows } = await owner.query(
      `select id from org_units where area_code = $1 and line = 'market-regulation'`,
      [area],
    )
    const id = newId()
    await insertRows(owner, 'accounts', [
      { id, login: `bench-${role}`, name: '示例经办', password_hash: passwordHash },
    ])
    await insertRows(owner, 'grants', [{ id: newId(), account_id: id, role, unit_id: rows[0]?.id }])
  }
}
