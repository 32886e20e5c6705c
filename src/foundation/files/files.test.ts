import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import type { Refused } from '#platform/operation.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { addFile, FILE_LIMIT, type FilePurpose, readFileBytes } from './contract.ts'

let app: TestApp
let unitId: string
let enterpriseId: string
let filer: Client

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  filer = await signInAs(app, 'filer', { enterpriseId })
})
afterAll(() => app.close())

const add = (purpose: FilePurpose, bytes: Uint8Array, name = '文件.jpg') =>
  filer.call(addFile, { enterpriseId, purpose, name }, { body: new Uint8Array(bytes) })
const refusal = async (work: Promise<unknown>) => ((await work.catch((error) => error)) as Refused).problem

function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#ccd' } })
}

const pdf = (body: string) => Buffer.from(`%PDF-1.4\n1 0 obj\n<< ${body} >>\nendobj\ntrailer\n<<>>\n%%EOF\n`)

/** A PNG of a few hundred bytes that says it is 60,000 pixels square. */
function pngBomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const crc = Buffer.alloc(4)
    crc.writeUInt32BE(crc32(body))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, body, crc])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(60_000, 0)
  header.writeUInt32BE(60_000, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.alloc(100_000))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

describe('adding a file', () => {
  test('a photo is brought to 二寸 at 300 dpi and loses what the camera wrote into it', async () => {
    const taken = await plain(900, 900)
      .withExif({ IFD0: { Copyright: '示例相机', Make: '示例' } })
      .jpeg()
      .toBuffer()
    const kept = await add('photo', taken)
    const { bytes } = await filer.download(readFileBytes, { enterpriseId, fileId: kept.id })
    const { width, height, exif } = await sharp(bytes).metadata()
    expect({ width, height, exif }).toEqual({ width: 413, height: 579, exif: undefined })
  })

  test('the type is told from the bytes, not from the name', async () => {
    const kept = await add('appointment-scan', pdf('/Type /Catalog'), '聘书.jpg')
    expect(kept).toMatchObject({ mediaType: 'application/pdf', name: '聘书.jpg' })
    const png = await plain(600, 800).png().toBuffer()
    const scanned = await add('id-scan', png, '身份证.pdf')
    expect(scanned).toMatchObject({ mediaType: 'image/png', size: png.length })
    const { bytes } = await filer.download(readFileBytes, { enterpriseId, fileId: scanned.id })
    expect(Buffer.from(bytes).equals(png)).toBe(true)
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000)])
    expect(await refusal(add('appointment-scan', program, '聘书.pdf'))).toMatchObject({
      status: 415,
      detail: expect.stringContaining('不是 PDF、JPEG 或 PNG'),
    })
    expect(await refusal(add('photo', pdf('/Type /Catalog')))).toMatchObject({ status: 415 })
    const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2000)])
    expect(await refusal(add('other', zip, '扫描件.pdf'))).toMatchObject({ status: 415 })
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    expect(await refusal(add('photo', svg))).toMatchObject({ status: 415 })
  })

  test('a PDF with scripts or attachments, a broken picture and a picture bomb are refused', async () => {
    for (const body of [
      '/OpenAction << /S /JavaScript /JS (1) >>',
      '/EmbeddedFile 1',
      '/Names << /EmbeddedFiles 1 0 R >>',
      '/S /Rendition /JS (1)',
      '/S /J#61vaScript',
      '/#4c#41#55nch 1 /#4Caunch 1',
    ]) {
      expect(await refusal(add('other', pdf(body)))).toMatchObject({
        status: 415,
        detail: expect.stringContaining('脚本或附件'),
      })
    }
    const whole = await plain(600, 800).jpeg().toBuffer()
    expect(await refusal(add('photo', whole.subarray(0, 60)))).toMatchObject({ status: 415 })
    expect(await refusal(add('photo', pngBomb()))).toMatchObject({ status: 415 })
    expect(await refusal(add('other', pngBomb()))).toMatchObject({ status: 415 })
  })

  test('a scan whose picture data happens to read /JS is paper all the same', async () => {
    const scan = pdf('/Length 8 >>\nstream\n\x90/JS \x01\x02\nendstream\n<<')
    expect(await add('other', scan)).toMatchObject({ mediaType: 'application/pdf' })
  })

  test('what is too large is refused with 413', async () => {
    const jpeg = await plain(600, 800).jpeg().toBuffer()
    const padded = (size: number) => Buffer.concat([jpeg, Buffer.alloc(size - jpeg.length)])
    expect(await refusal(add('photo', padded(5 * 1024 * 1024 + 1)))).toMatchObject({ status: 413 })
    expect(await refusal(add('other', padded(FILE_LIMIT + 2048)))).toMatchObject({ status: 413 })
    // Whoever is still sending when he is refused is told all the same.
    expect(await refusal(add('other', padded(FILE_LIMIT * 4)))).toMatchObject({ status: 413 })
  })
})

describe('reading a file', () => {
  test('is for the enterprise and its units; nobody else learns that it exists', async () => {
    const kept = await add('appointment-scan', pdf('/Type /Catalog'))
    const of = { enterpriseId, fileId: kept.id }
    const officer = await signInAs(app, 'county-officer', { unitId })
    expect((await officer.download(readFileBytes, of)).bytes.length).toBeGreaterThan(0)
    const other = await makeEnterprise(app, unitId)
    const stranger = await signInAs(app, 'filer', { enterpriseId: other })
    for (const target of [of, { enterpriseId: other, fileId: kept.id }]) {
      const problem = await refusal(stranger.download(readFileBytes, target))
      expect([403, 404]).toContain(problem.status)
    }
  })

  test('is answered so that a browser neither guesses nor runs it', async () => {
    const kept = await add('other', pdf('/Type /Catalog'), `甲"; filename=x.html\r\nset-cookie: a=b'.pdf`)
    const cookie = await cookieOf()
    const answer = await fetch(`${app.baseUrl}/api/enterprises/${enterpriseId}/files/${kept.id}`, {
      headers: { cookie },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    // Whatever the name holds stays inside the one parameter.
    const disposition = answer.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^inline; filename\*=UTF-8''[\w.!*()~%-]+$/)
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(kept.name)
    expect(answer.headers.getSetCookie().join()).not.toContain('a=b')
  })
})

async function cookieOf(): Promise<string> {
  const login = await makeAccount(app, 'filer', { enterpriseId })
  const answer = await fetch(`${app.baseUrl}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.baseUrl },
    body: JSON.stringify({ login, password: PASSWORD }),
  })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}
