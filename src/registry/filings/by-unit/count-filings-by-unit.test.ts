import ExcelJS from '@protobi/exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { contextStatements } from '#platform/database/transaction.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { acceptFiling, countFilings, listFilings } from '../contract.ts'
import { submittedFiling } from '../fixtures.ts'
import { countFilingsByUnit, exportFilingsByUnit } from './contract.ts'

let app: TestApp
let unit: (key: string) => string
let city: Client
let province: Client
let county: Client

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unit = (key) => units.get(key) ?? ''
  city = await signInAs(app, 'city-officer', { unitId: unit('market-360900') })
  province = await signInAs(app, 'province-officer', { unitId: unit('market-360000') })
  county = await signInAs(app, 'county-officer', { unitId: unit('market-360902') })
  for (const key of ['market-360902', 'market-360902', 'market-360981']) {
    const enterpriseId = await makeEnterprise(app, unit(key))
    const filer = await signInAs(app, 'filer', { enterpriseId })
    await submittedFiling(enterpriseId, filer, await signInAs(app, 'principal', { enterpriseId }))
  }
  const { rows } = await county.call(listFilings, { status: 'submitted' })
  const [first] = rows
  if (!first) throw new Error('nothing submitted')
  const of = { enterpriseId: first.enterpriseId, filingId: first.id }
  await county.call(acceptFiling, { ...of, version: first.version })
  await app.sql(`update filings set desk_due_on = '2020-01-01' where id = $1`, [first.id])
})
afterAll(() => app.close())

const counted = async (client: Client, key: string, more: object = {}) => {
  const { rows } = await client.call(countFilingsByUnit, { unitId: unit(key), ...more })
  return new Map(rows.map((row) => [row.name, row]))
}

describe('filings by unit', () => {
  test('the city sees its counties side by side, and each number is that of its list', async () => {
    const rows = await counted(city, 'market-360900')
    expect(rows.get('袁州区市场监督管理局')).toMatchObject({
      submitted: 1,
      accepted: 1,
      late: 1,
      registered: 0,
      below: 0,
    })
    expect(rows.get('丰城市市场监督管理局')).toMatchObject({ submitted: 1, accepted: 0, late: 0 })
    for (const row of rows.values()) {
      for (const status of ['submitted', 'accepted', 'returned', 'registered'] as const) {
        const list = await city.call(listFilings, { status, unitId: row.unitId })
        expect(row[status], `${row.name} ${status}`).toBe(list.total)
      }
    }
  })

  test('the province sees its cities with everything below, and goes down', async () => {
    const rows = await counted(province, 'market-360000')
    const [yichun] = [...rows.values()].filter(({ submitted }) => submitted > 0)
    expect(yichun).toMatchObject({ submitted: 2, accepted: 1, late: 1, waitingSince: expect.any(String) })
    expect(yichun?.below).toBeGreaterThan(10)
    expect(yichun?.unitId).toBe(unit('market-360900'))
    const below = await province.call(countFilingsByUnit, { unitId: unit('market-360900') })
    expect(below.unit.parentId).toBe(unit('market-360000'))
    const own = await city.call(countFilingsByUnit, { unitId: unit('market-360900') })
    expect(own.unit.parentId).toBeNull()
    expect(own.rows).toEqual(below.rows)
  })

  test('narrows and sorts', async () => {
    expect(new Set((await counted(city, 'market-360900', { waiting: 'yes' })).keys())).toEqual(
      new Set(['袁州区市场监督管理局', '丰城市市场监督管理局']),
    )
    expect([...(await counted(city, 'market-360900', { text: '丰城' })).keys()]).toEqual([
      '丰城市市场监督管理局',
    ])
    const sorted = await counted(city, 'market-360900', { sort: 'accepted' })
    expect([...sorted.keys()][0]).toBe('袁州区市场监督管理局')
  })

  test('nobody looks sideways', async () => {
    await expect(county.call(countFilingsByUnit, { unitId: unit('market-360981') })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
    const client = await app.database.pool.connect()
    const seen = async (viewer: string, under: string) => {
      const as = contextStatements({ kind: 'system', role: 'system', for: { unitId: unit(viewer) } })
      await client.query(`begin; ${as}`)
      const { rows } = await client.query('select * from filing_counts($1, current_date)', [unit(under)])
      await client.query('rollback')
      return rows.length > 0
    }
    try {
      expect(await seen('market-360902', 'market-360902')).toBe(true)
      expect(await seen('market-360900', 'market-360902')).toBe(true)
      expect(await seen('market-360981', 'market-360902')).toBe(false)
      expect(await seen('market-360902', 'market-360900')).toBe(false)
      expect(await seen('industry-360902', 'market-360902')).toBe(false)
    } finally {
      client.release()
    }
  })

  test('counts for the inbox are those of the lists, for everyone', async () => {
    for (const client of [county, city, province]) {
      const counts = await client.call(countFilings, {})
      for (const status of ['submitted', 'accepted', 'registered'] as const) {
        expect(counts[status]).toBe((await client.call(listFilings, { status })).total)
      }
      expect(counts.desk).toBe((await client.call(listFilings, { desk: 'mine' })).total)
    }
  })

  test('goes into a workbook with numbers as numbers', async () => {
    const file = await city.download(exportFilingsByUnit, {
      unitId: unit('market-360900'),
      waiting: 'yes',
      sort: 'accepted',
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(file.bytes.buffer as never)
    expect(book.worksheets[0]?.getRow(2).getCell(1).value).toBe('袁州区市场监督管理局')
    expect(book.worksheets[0]?.getRow(2).getCell(3).value).toBe(1)
    expect(book.worksheets[0]?.rowCount).toBe(3)
  })
})
