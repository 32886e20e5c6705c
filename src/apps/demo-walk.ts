import { setTimeout as wait } from 'node:timers/promises'
import { addFile } from '#foundation/files/contract.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import type { Role } from '#platform/access/actor.ts'
import { type Client, createClient } from '#platform/client.ts'
import { Refused } from '#platform/operation.ts'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import {
  addAppointmentScan,
  draftAppointment,
  issueAppointment,
  printAppointmentLetter,
} from '#registry/appointments/contract.ts'
import {
  applyImport,
  downloadImportResult,
  type ImportRun,
  listEnterprises,
  listImportRows,
  readImport,
  startImport,
} from '#registry/enterprises/contract.ts'
import { generateSampleList } from '#registry/enterprises/index.ts'
import * as filings from '#registry/filings/contract.ts'
import { completeForm, picture } from '#registry/filings/fixtures.ts'
import { privateFields } from '#registry/filings/form.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { explainAsText, verdictWord } from '#registry/rules/explain.ts'
import { appointPeople, type DemoPerson } from './demo-people.ts'
import type { Served } from './serve.ts'

export type Walk = {
  served: Served
  units: Map<string, string>
  people: readonly DemoPerson[]
  password: string
  say: (line: string) => void
  keep: (name: string, bytes: Uint8Array) => Promise<void>
}

/** The main job over HTTP, as each person in turn; says every step and why it was decided so. */
export async function walkMainJob(walk: Walk): Promise<{ enterpriseId: string }> {
  const { say, keep } = walk
  const enterpriseId = await importList(walk)
  await appointPeople(walk.served, walk.people, enterpriseId)
  const filer = await person(walk, 'filer')
  const principal = await person(walk, 'principal')
  const officer = await person(walk, 'county-officer')
  const city = await person(walk, 'city-officer')

  const appointmentId = await appoint(walk, enterpriseId, filer, principal)
  const submitted = await fileIt(walk, { enterpriseId, appointmentId }, filer, principal)
  const registered = await handleIt(walk, submitted, officer, filer, principal)

  say('六、市局查看')
  const seen = await city.call(filings.listFilings, { status: 'registered' })
  for (const row of seen.rows)
    say(`    ${row.filingNo}　${row.enterpriseName}　${row.personName}　${row.unitName}`)
  say(`    全市已备案 ${seen.total} 件`)

  const form = await officer.call(filings.printFilingFormInFull, {
    enterpriseId,
    filingId: registered.id,
    purpose: '存档打印',
  })
  await keep('备案表.pdf', Buffer.from(form.pdf, 'base64'))
  const letter = await filer.download(printAppointmentLetter, { enterpriseId, appointmentId })
  await keep('聘书.pdf', letter.bytes)
  say('    已写出 demo-output/：企业名单.xlsx、企业名单-导入结果.xlsx、聘书.pdf、备案表.pdf')
  return { enterpriseId }
}

async function person({ served, people, password }: Walk, role: Role): Promise<Client> {
  const found = people.find((each) => each.role === role)
  const client = createClient({ baseUrl: served.address, cookies: new Map() })
  await client.call(signIn, { login: found?.login ?? '', password })
  return client
}

/** The city's officer imports a list with dirty rows: dry run, then the good rows. Answers one enterprise of 袁州区. */
async function importList(walk: Walk): Promise<string> {
  const { say, keep, units } = walk
  say('二、市局导入企业名单（含若干有问题的行）')
  const list = generateSampleList({ count: 200, seed: 2026 })
  const book = await writeWorkbook(
    list.header,
    list.rows.map((row) => row.cells),
  )
  await keep('企业名单.xlsx', book)
  const city = await person(walk, 'city-officer')
  const unitId = units.get('market-360900') ?? ''
  const started = await city.call(
    startImport,
    { unitId, fileName: '企业名单.xlsx' },
    { body: new Uint8Array(book) },
  )
  const checked = await settled(city, started, ['checked'])
  say(
    `    试运行：${checked.rowsTotal} 行，可新增 ${checked.added}，存疑 ${checked.doubtful}，不能导入 ${checked.rejected}`,
  )
  for (const outcome of ['doubtful', 'reject'] as const) {
    const { rows } = await city.call(listImportRows, { unitId, importId: started.id, outcome, limit: 4 })
    for (const row of rows) say(`    第 ${row.line} 行　${row.message}`)
  }
  await city.call(applyImport, { unitId, importId: started.id, version: checked.version })
  const applied = await settled(city, started, ['applied'])
  const result = await city.download(downloadImportResult, { unitId, importId: started.id })
  await keep('企业名单-导入结果.xlsx', result.bytes)
  say(`    已写入名录 ${applied.added} 家，逐行结果写在文件最后一列“导入结果”`)
  const { rows } = await city.call(listEnterprises, { unitId: units.get('market-360902') ?? '', limit: 1 })
  const [first] = rows
  if (!first) throw new Error('演示：袁州区没有导入任何企业。')
  say(`    以${first.name}（${first.unitName}负责）为例`)
  return first.id
}

async function settled(
  client: Client,
  run: ImportRun,
  states: readonly ImportRun['status'][],
): Promise<ImportRun> {
  for (;;) {
    const now = await client.call(readImport, { unitId: run.unitId, importId: run.id })
    if (now.status === 'failed') throw new Error(now.problem ?? '导入没有成功。')
    if (states.includes(now.status)) return now
    await wait(100)
  }
}

async function appoint({ say, units }: Walk, enterpriseId: string, filer: Client, principal: Client) {
  say('三、企业聘任首席质量官（先聘任、后培训：宜市市监联发〔2024〕9号 三（二））')
  const unitId = units.get('market-360902') ?? ''
  const { pack } = await filer.call(readPackInForce, { unitId, onDate: '2026-10-08' })
  const drafted = await filer.call(draftAppointment, {
    enterpriseId,
    personName: '示例周',
    positionTitle: '副总经理',
    positionLevel: 'decision',
    fullTime: true,
    departments: ['质量管理部', '检验中心'],
    powers: pack.powers.map((power) => power.id),
    termFrom: '2026-10-08',
    termTo: '2029-10-07',
    allowanceFen: 200_000,
    careerPath: '质量工程师、质量部部长、副总经理',
    appointerName: '示例郑',
    appointerCapacity: '法定代表人',
    letterNo: '示聘〔2026〕3 号',
  })
  say(
    `    企业经办人拟定：${drafted.personName}，${drafted.positionTitle}，逐项授予 ${drafted.powers.length} 项职权`,
  )
  const issued = await principal.call(issueAppointment, {
    enterpriseId,
    appointmentId: drafted.id,
    version: drafted.version,
  })
  say(`    企业负责人签发聘书，任期 ${issued.termFrom} 至 ${issued.termTo}`)
  const letter = await filer.download(printAppointmentLetter, { enterpriseId, appointmentId: issued.id })
  const scan = await filer.call(
    addFile,
    { enterpriseId, purpose: 'appointment-scan', name: '聘书.pdf' },
    { body: new Uint8Array(letter.bytes) },
  )
  await filer.call(addAppointmentScan, {
    enterpriseId,
    appointmentId: issued.id,
    version: issued.version,
    fileId: scan.id,
  })
  return issued.id
}

async function fileIt(
  { say }: Walk,
  of: { enterpriseId: string; appointmentId: string },
  filer: Client,
  principal: Client,
): Promise<filings.Filing> {
  say('四、企业填报备案（附件1）')
  const { enterpriseId } = of
  const draft = await filer.call(filings.startFiling, of)
  say(`    草稿已按聘任带出，还有 ${draft.open.length} 处未填`)
  const photo = await filer.call(
    addFile,
    { enterpriseId, purpose: 'photo', name: '二寸照片.jpg' },
    { body: await picture() },
  )
  const { gender: _gender, birthDate: _birthDate, ...known } = draft.form
  const saved = await filer.call(filings.saveFiling, {
    enterpriseId,
    filingId: draft.id,
    version: draft.version,
    form: { ...known, ...completeForm, education: { level: 'associate', completed: true } },
    photoId: photo.id,
    scanIds: draft.scans.map((each) => each.fileId),
    consent: true,
  })
  if (saved.verdict) {
    say(`    任职条件：${verdictWord(saved.verdict)}`)
    for (const line of explainAsText(saved.verdict)) say(`      ${line}`)
  }
  const input = { enterpriseId, filingId: draft.id }
  const early = await filer
    .call(filings.submitFiling, { ...input, version: saved.version })
    .catch((error) => error)
  if (early instanceof Refused) say(`    经办人先提交，被拒绝：${early.problem.detail}`)
  const confirmed = await principal.call(filings.confirmFiling, { ...input, version: saved.version })
  say('    企业负责人确认：以上备案信息属实，同意申报')
  const submitted = await filer.call(filings.submitFiling, { ...input, version: confirmed.version })
  say(`    已提交给${submitted.unitName}`)
  return submitted
}

async function handleIt(
  { say }: Walk,
  submitted: filings.Filing,
  officer: Client,
  filer: Client,
  principal: Client,
): Promise<filings.Filing> {
  say('五、县级受理、退回补正、登记备案')
  const of = { enterpriseId: submitted.enterpriseId, filingId: submitted.id }
  const accepted = await officer.call(filings.acceptFiling, { ...of, version: submitted.version })
  say('    已受理')
  const returned = await officer.call(filings.returnFiling, {
    ...of,
    version: accepted.version,
    defects: [
      {
        place: 'remarks',
        why: '没有说明兼任情况。',
        how: '在备注中写明是否兼任其他职务。',
        basis: '附件1 备注',
      },
    ],
  })
  say(
    `    退回补正，一次列出 ${returned.defects.length} 处：${returned.defects[0]?.why}${returned.defects[0]?.how}`,
  )
  const { gender, birthDate, idNumber, mobile, email } = returned.form
  say(`    企业看到的个人信息是遮盖的：性别${gender}，${birthDate}，${idNumber}，${mobile}，${email}`)
  const masked = new Set([...Object.keys(privateFields), 'gender', 'birthDate'])
  const form = Object.fromEntries(Object.entries(returned.form).filter(([key]) => !masked.has(key)))
  const saved = await filer.call(filings.saveFiling, {
    ...of,
    version: returned.version,
    form: { ...form, remarks: '不兼任其他职务。' },
    photoId: returned.photoId,
    scanIds: returned.scans.map((scan) => scan.fileId),
    consent: true,
    answers: [{ seq: 1, answer: '已在备注中写明。' }],
  })
  const confirmed = await principal.call(filings.confirmFiling, { ...of, version: saved.version })
  const again = await filer.call(filings.submitFiling, { ...of, version: confirmed.version })
  const taken = await officer.call(filings.acceptFiling, { ...of, version: again.version })
  const bare = await officer
    .call(filings.registerFiling, { ...of, version: taken.version })
    .catch((error) => error)
  if (bare instanceof Refused) say(`    直接登记，被拒绝：${bare.problem.detail}`)
  const registered = await officer.call(filings.registerFiling, {
    ...of,
    version: taken.version,
    relaxationReason: '小型企业，在本企业质量岗位连续工作八年。',
  })
  if (registered.verdict)
    say(`    任职条件：${verdictWord(registered.verdict)}，理由：${registered.relaxationReason}`)
  say(`    登记备案，编号 ${registered.filingNo}`)
  return registered
}
