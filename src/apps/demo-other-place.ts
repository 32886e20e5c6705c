import { addFile } from '#foundation/files/contract.ts'
import { plantOrgUnits } from '#foundation/org-units/contract.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import { addGrant, createAccount, hashPassword } from '#foundation/sign-in/index.ts'
import { type Client, createClient } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import * as filings from '#registry/filings/contract.ts'
import { picture, submittedFiling } from '#registry/filings/fixtures.ts'
import { explainAsText, verdictWord } from '#registry/rules/explain.ts'
import { addEnterprise } from '#registry/upkeep/contract.ts'
import { PASSWORD, setUp } from './demo-people.ts'
import type { Served } from './serve.ts'

type Place = { served: Served; say: (line: string) => void }
type Standing =
  | { role: 'county-officer'; unitId: string }
  | { role: 'filer' | 'principal'; enterpriseId: string }

/** What 唐山 wants to know beside 附件1 (DB1302/T 589—2024 5.1). */
const extensions = { titleField: 'quality', trainedByRegulator: true, continuingEducation: 'not-due' }
const generalConditions = {
  character: true,
  'quality-law': true,
  'quality-knowledge': true,
  'trade-knowledge': true,
}

/** A second city in the same installation, with other rules: 丰润区 of 唐山, where one is trained before one is appointed. */
export async function walkOtherPlace({ served, say }: Place): Promise<{ login: string; what: string }[]> {
  say('七、同一系统里的另一座城市：唐山（DB1302/T 589—2024，先培训、后聘任）')
  const administrator = await enter(served, 'guanli')
  const planted = await administrator.call(plantOrgUnits, { areaCode: '130208', industry: false })
  const unit = planted.units.find(({ areaCode }) => areaCode === '130208')
  if (!unit) throw new Error('演示：没有建立丰润区的单位。')
  say(`    系统管理员按行政区划建立单位：${planted.units.map(({ name }) => name).join('、')}`)
  const officer = await join(served, 'fengrun', '示例冯', { role: 'county-officer', unitId: unit.unitId })
  const enterprise = await officer.call(addEnterprise, {
    unitId: unit.unitId,
    name: '示例丰润钢构有限公司',
    creditCode: makeCreditCode('91130208MADEMA001'),
    oldNumber: false,
    codeReason: '',
    address: '河北省唐山市丰润区示例路 1 号',
    typeText: '有限责任公司',
    industryCode: 'C33',
    registeredOn: null,
    despiteSimilar: false,
  })
  const enterpriseId = enterprise.id
  const filer = await join(served, 'jingban6', '示例经办6', { role: 'filer', enterpriseId })
  const principal = await join(served, 'fuzeren6', '示例负责6', { role: 'principal', enterpriseId })
  const bytes = await picture()
  const proof = await filer.call(
    addFile,
    { enterpriseId, purpose: 'evidence', name: '任职培训证书.jpg' },
    { body: bytes },
  )
  const submitted = await submittedFiling(enterpriseId, filer, principal, {
    trained: true,
    trainedOn: '2026-05',
    trainer: '示例市场监督管理局',
    noExclusions: null,
    generalConditions,
    extensions,
    evidence: { trainedByRegulator: [proof.id] },
  })
  tell(submitted, say)
  const of = { enterpriseId, filingId: submitted.id }
  const accepted = await officer.call(filings.acceptFiling, { ...of, version: submitted.version })
  const registered = await officer.call(filings.registerFiling, { ...of, version: accepted.version })
  say(`    ${unit.name}登记备案，编号 ${registered.filingNo}`)
  return [{ login: 'jingban6', what: '唐山丰润，已备案' }]
}

/** Outcome, order and steps of a filing, each with its source. */
function tell({ verdict, procedure, chain }: filings.Filing, say: (line: string) => void) {
  if (verdict) {
    say(`    任职条件：${verdictWord(verdict)}`)
    for (const line of explainAsText(verdict)) say(`      ${line}`)
  }
  if (procedure) say(`    办理顺序：${procedure.reason}（${procedure.docNo} ${procedure.clause ?? ''}）`)
  say(`    办理环节：${chain.map(({ title, unitName }) => `${unitName}${title}`).join('，')}`)
}

async function join(served: Served, login: string, name: string, place: Standing): Promise<Client> {
  const passwordHash = await hashPassword(PASSWORD)
  await inTransaction(served.installation.pool, setUp, async (tx) => {
    const accountId = await createAccount(tx, { login, name, passwordHash })
    await addGrant(tx, { accountId, ...place })
  })
  return enter(served, login)
}

async function enter(served: Served, login: string): Promise<Client> {
  const client = createClient({ baseUrl: served.address, cookies: new Map() })
  await client.call(signIn, { login, password: PASSWORD })
  return client
}
