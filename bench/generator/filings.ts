import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import sharp from 'sharp'
import { sha256 } from '#platform/files/vault.ts'
import { newId } from '#platform/ids.ts'
import type { Installation } from '#platform/perform.ts'
import { idNumberCheckDigit } from '#platform/values/id-number.ts'
import { type ChainStep, deskOf, finish, officeSteps, planChain, reach } from '#registry/filings/chain.ts'
import { CONSENT_VERSION } from '#registry/filings/consent.ts'
import { factsOf } from '#registry/filings/facts-of.ts'
import type { PrivateForm, PublicForm } from '#registry/filings/form.ts'
import { outcomeOf } from '#registry/filings/present.ts'
import { sealPrivate } from '#registry/filings/private-part.ts'
import { judgeProcedure } from '#registry/filings/procedure.ts'
import { evaluate } from '#registry/rules/evaluate.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import { bytes, insertRows } from './bulk.ts'
import type { BenchEnterprise } from './country.ts'
import { type Random, seededRandom } from './random.ts'

type Status = 'draft' | 'submitted' | 'accepted' | 'registered' | 'returned' | 'withdrawn'
type Row = Record<string, unknown>
type Tables = Record<
  | 'accounts'
  | 'grants'
  | 'files'
  | 'appointments'
  | 'appointment_events'
  | 'filings'
  | 'filing_scans'
  | 'filing_events'
  | 'filing_defects'
  | 'filing_number_register'
  | 'audit_entries',
  Row[]
>

/** When everybody was appointed: by the pack of that day all are judged. */
export const APPOINTED = '2026-03-01'
const BITE = 4000
const STEMS = '甲乙丙丁戊己庚辛壬癸'

/** One filing in five is a draft that its principal has confirmed; those are what `filing.submit` hands in. */
function statusOf(random: Random): Status {
  const at = random.below(100)
  if (at < 55) return 'registered'
  if (at < 67) return 'submitted'
  if (at < 74) return 'accepted'
  if (at < 78) return 'returned'
  return at < 80 ? 'withdrawn' : 'draft'
}

/** A filing for each enterprise, with appointment, papers on disk, accounts of filer and principal, events and numbers. */
export async function makeFilings(
  installation: Installation,
  owner: pg.ClientBase,
  pack: LoadedPack,
  enterprises: readonly BenchEnterprise[],
  passwordHash: string,
): Promise<void> {
  const random = seededRandom(7)
  const sequences = new Map<string, number>()
  const pictures = { small: await picture(35, 49), portrait: await picture(413, 579) }
  for (let from = 0; from < enterprises.length; from += BITE) {
    const tables = emptyTables()
    const papers: { id: string; content: Buffer }[] = []
    for (const [index, enterprise] of enterprises.slice(from, from + BITE).entries()) {
      // Now and then a picture of real size, for printing.
      const content = index % 40 === 0 ? pictures.portrait : pictures.small
      const maker = new FilingMaker(installation, pack, enterprise, random, tables)
      papers.push(...maker.make(from + index, statusOf(random), sequences, content, passwordHash))
    }
    await keepPapers(installation, papers)
    for (const [table, rows] of Object.entries(tables)) await insertRows(owner, table, rows)
  }
  const numbers = [...sequences].map(([unit_id, last]) => ({ unit_id, year: 2026, last }))
  await insertRows(owner, 'filing_numbers', numbers)
}

function emptyTables(): Tables {
  return {
    accounts: [],
    grants: [],
    files: [],
    appointments: [],
    appointment_events: [],
    filings: [],
    filing_scans: [],
    filing_events: [],
    filing_defects: [],
    filing_number_register: [],
    audit_entries: [],
  }
}

/** The same bytes as the vault would write, without its wait for the disk. */
async function keepPapers(installation: Installation, papers: { id: string; content: Buffer }[]) {
  const { folder } = installation.vault
  const endings = new Set(papers.map(({ id }) => id.slice(-2)))
  for (const ending of endings) await mkdir(join(folder, ending), { recursive: true, mode: 0o700 })
  for (let from = 0; from < papers.length; from += 200) {
    await Promise.all(
      papers.slice(from, from + 200).map(({ id, content }) => {
        const sealed = installation.sealer.seal(content, { table: 'files', column: 'bytes', row: id })
        return writeFile(join(folder, id.slice(-2), id), sealed, { mode: 0o600 })
      }),
    )
  }
}

async function picture(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.from(
    Array.from({ length: width * height * 3 }, (_, i) =>
      Math.round(Math.sin(i / 991) * 90 + 128 + ((i * 7919) % 23)),
    ),
  )
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer()
}

class FilingMaker {
  readonly #installation: Installation
  readonly #pack: LoadedPack
  readonly #enterprise: BenchEnterprise
  readonly #random: Random
  readonly #tables: Tables
  readonly #ids = {
    filing: newId(),
    appointment: newId(),
    filer: newId(),
    principal: newId(),
    photo: newId(),
    scan: newId(),
  }

  constructor(
    installation: Installation,
    pack: LoadedPack,
    enterprise: BenchEnterprise,
    random: Random,
    tables: Tables,
  ) {
    this.#installation = installation
    this.#pack = pack
    this.#enterprise = enterprise
    this.#random = random
    this.#tables = tables
  }

  make(
    number: number,
    status: Status,
    sequences: Map<string, number>,
    content: Buffer,
    passwordHash: string,
  ) {
    const name = `示例${[...String(number)].map((digit) => STEMS[Number(digit)]).join('')}`
    this.#accounts(number, passwordHash)
    this.#files(content)
    this.#appointment(name)
    const filed = this.#filing(number, name, status, sequences)
    this.#events(status, filed)
    return [
      { id: this.#ids.photo, content },
      { id: this.#ids.scan, content },
    ]
  }

  #accounts(number: number, passwordHash: string) {
    const { filer, principal } = this.#ids
    for (const [id, login, role] of [
      [filer, `bench-filer-${number}`, 'filer'],
      [principal, `bench-principal-${number}`, 'principal'],
    ] as const) {
      this.#tables.accounts.push({ id, login, name: `示例${number}`, password_hash: passwordHash })
      this.#tables.grants.push({ id: newId(), account_id: id, role, enterprise_id: this.#enterprise.id })
    }
  }

  #files(content: Buffer) {
    const common = {
      enterprise_id: this.#enterprise.id,
      media_type: 'image/jpeg',
      size: content.length,
      sha256: bytes(sha256(content)),
      added_by: this.#ids.filer,
    }
    this.#tables.files.push(
      { ...common, id: this.#ids.photo, purpose: 'photo', name: '二寸照片.jpg' },
      { ...common, id: this.#ids.scan, purpose: 'appointment-scan', name: '聘书.jpg' },
    )
    this.#tables.filing_scans.push({
      enterprise_id: this.#enterprise.id,
      filing_id: this.#ids.filing,
      file_id: this.#ids.scan,
    })
  }

  #appointment(name: string) {
    const { appointment: id, principal, scan } = this.#ids
    const enterprise_id = this.#enterprise.id
    this.#tables.appointments.push({
      enterprise_id,
      id,
      version: 2,
      status: 'issued',
      person_name: name,
      position_title: '副总经理',
      position_level: 'decision',
      full_time: true,
      departments: ['质量管理部'],
      powers: [],
      term_from: APPOINTED,
      term_to: '2029-02-28',
      allowance_fen: 200000,
      career_path: '',
      appointer_name: '示例郑',
      appointer_capacity: '法定代表人',
      letter_no: '示聘〔2026〕3 号',
      issued_on: APPOINTED,
      issued_by: principal,
      scan_id: scan,
    })
    for (const kind of ['drafted', 'issued']) {
      const at = '2026-03-01T02:00:00Z'
      this.#tables.appointment_events.push({
        enterprise_id,
        id: newId(),
        appointment_id: id,
        kind,
        effective_on: APPOINTED,
        recorded_at: at,
        account_id: principal,
        note: '',
      })
    }
  }

  #filing(number: number, name: string, status: Status, sequences: Map<string, number>) {
    const { filing: id, principal, photo, appointment } = this.#ids
    const { id: enterprise_id, unit } = this.#enterprise
    const handedIn = status !== 'draft' && status !== 'withdrawn'
    const form = this.#form(name)
    const chain = handedIn ? this.#chain(status) : []
    const atDesk = status === 'submitted' || status === 'accepted'
    const verdict = handedIn
      ? evaluate(
          this.#pack,
          factsOf(form, { inTopManagement: true, rosters: { lists: [], aboveScale: undefined } }),
          APPOINTED,
        )
      : null
    const minute = new Date(Date.UTC(2026, 2, 2) + number * 60_000)
    const at = (days: number) => new Date(minute.getTime() + days * 86_400_000).toISOString()
    const filingNo = status === 'registered' ? this.#number(sequences) : null
    const sealed = sealPrivate(this.#installation.sealer, id, this.#private(number))
    this.#tables.filings.push({
      enterprise_id,
      id,
      version: 3,
      status,
      unit_id: unit.id,
      appointment_id: appointment,
      form,
      person_name: name,
      private_sealed: bytes(sealed.private_sealed),
      id_number_hash: sealed.id_number_hash && bytes(sealed.id_number_hash),
      photo_id: photo,
      consented_at: at(0),
      consent_version: CONSENT_VERSION,
      confirmed_at: at(0),
      confirmed_by: principal,
      submitted_at: handedIn ? at(1) : null,
      accepted_at: status === 'accepted' || status === 'registered' ? at(2) : null,
      registered_at: status === 'registered' ? at(3) : null,
      filing_no: filingNo,
      verdict,
      outcome: verdict && outcomeOf(verdict),
      pack_id: verdict && this.#pack.pack.id,
      pack_version: verdict && this.#pack.pack.version,
      pack_hash: verdict && this.#pack.hash,
      procedure: verdict && judgeProcedure(this.#pack, form),
      asked: verdict && [],
      chain,
      ...(atDesk ? deskOf(chain) : { desk_unit_id: null, desk_step: null, desk_due_on: null }),
      procedure_pack_hash: verdict && this.#pack.hash,
      procedure_pack_id: verdict && this.#pack.pack.id,
      procedure_pack_version: verdict && this.#pack.pack.version,
      created_at: at(0),
      updated_at: at(handedIn ? 1 : 0),
    })
    return { filingNo, at }
  }

  #chain(status: Status): ChainStep[] {
    const { pack } = this.#pack
    const planned = planChain(pack.flow, pack.docNo, officeSteps(pack.flow), this.#enterprise.unit.upward)
    if (!('chain' in planned)) throw new Error('no unit for a step')
    const done = { at: new Date('2026-03-04T02:00:00Z'), on: '2026-03-04', by: '示例县级经办', opinion: null }
    const steps = {
      draft: 0,
      submitted: 0,
      accepted: 1,
      registered: planned.chain.length,
      returned: 0,
      withdrawn: 0,
    }
    let chain = reach(planned.chain, '2026-03-03')
    for (let step = 0; step < steps[status]; step++) chain = finish(chain, done)
    return chain
  }

  #number(sequences: Map<string, number>): string {
    const { unit, id: enterprise_id } = this.#enterprise
    const last = (sequences.get(unit.id) ?? 0) + 1
    sequences.set(unit.id, last)
    const filing_no = `CQO-${unit.areaCode}-2026-${String(last).padStart(5, '0')}`
    this.#tables.filing_number_register.push({ filing_no, enterprise_id, filing_id: this.#ids.filing })
    return filing_no
  }

  #form(name: string): PublicForm {
    const random = this.#random
    return {
      enterpriseName: this.#enterprise.name,
      region: this.#enterprise.unit.name.replace('市场监督管理局', ''),
      industryCode: this.#enterprise.industryCode,
      enterpriseType: '有限责任公司',
      aboveScale: random.chance(0.3),
      size: random.pick(['中型', '小型', '大型'] as const),
      products: '建筑陶瓷、电瓷绝缘子',
      name,
      qualityYears: 5 + random.below(10),
      education: { level: random.pick(['bachelor', 'associate', 'master'] as const), completed: true },
      titleLevel: random.pick(['intermediate', 'senior', 'none'] as const),
      qualification: random.pick(['none', 'intermediate'] as const),
      school: '示例理工大学',
      major: '机械设计制造及其自动化',
      currentPost: '副总经理',
      appointedPost: '首席质量官',
      fullTime: true,
      appointedFrom: APPOINTED,
      trained: false,
      principalName: '示例郑',
      principalPost: '法定代表人',
      career: [
        { from: '2012-07', to: '2018-09', employer: '示例陶瓷', post: '生产班长', quality: false },
        { from: '2018-10', to: null, employer: '示例陶瓷', post: '质量部部长', quality: true },
      ],
      noExclusions: true,
      generalConditions: { 'professional-ethics': true, 'knows-quality-law': true },
    }
  }

  #private(number: number): PrivateForm {
    const body = `369001${1965 + (number % 30)}${String(1 + (number % 12)).padStart(2, '0')}15${String(number % 1000).padStart(3, '0')}`
    return {
      idNumber: `${body}${idNumberCheckDigit(body)}`,
      mobile: `139${String(number).padStart(8, '0')}`,
      address: `示例大道 ${number} 号`,
      email: `shili${number}@example.com`,
      principalContact: `138${String(number).padStart(8, '0')}`,
    }
  }

  #events(status: Status, filed: { filingNo: string | null; at: (days: number) => string }) {
    const steps: Record<Status, string[]> = {
      draft: [],
      submitted: ['submitted'],
      accepted: ['submitted', 'accepted'],
      registered: ['submitted', 'accepted', 'registered'],
      returned: ['submitted', 'returned'],
      withdrawn: ['withdrawn'],
    }
    const enterprise_id = this.#enterprise.id
    const { filing: filing_id, filer } = this.#ids
    for (const [index, kind] of ['started', 'confirmed', ...steps[status]].entries()) {
      this.#tables.filing_events.push({
        enterprise_id,
        id: newId(),
        filing_id,
        kind,
        effective_on: filed.at(Math.max(0, index - 1)).slice(0, 10),
        recorded_at: filed.at(Math.max(0, index - 1)),
        account_id: filer,
        account_name: '示例经办',
        role: index < 3 ? 'filer' : 'county-officer',
        note: kind === 'registered' ? (filed.filingNo ?? '') : '',
      })
    }
    if (status === 'returned') {
      const defect = { enterprise_id, filing_id, round: 1, seq: 1 }
      this.#tables.filing_defects.push({
        ...defect,
        place: 'products',
        why: '产品写得不全',
        how: '请补写主要产品',
      })
    }
    this.#tables.audit_entries.push({
      chain_id: enterprise_id,
      chain_kind: 'enterprise',
      account_id: filer,
      role: 'filer',
      action: 'filing.confirmed',
      subject_type: 'filing',
      subject_id: filing_id,
      details: '{"version":3}',
    })
  }
}
