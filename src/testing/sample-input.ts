import type { Handled } from '#platform/perform.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { completeForm } from '#registry/filings/fixtures.ts'
import { incidentInput } from './incident-samples.ts'
import { instrumentInput } from './instrument-samples.ts'
import { fitted } from './sample-of-schema.ts'

/** What the sample enterprise has. */
export type SampleIds = Record<
  | 'enterpriseId'
  | 'unitId'
  | 'filingId'
  | 'appointmentId'
  | 'fileId'
  | 'accountId'
  | 'grantId'
  | 'invitationId'
  | 'rosterId'
  | 'supervisionId'
  | 'vetoId',
  string
>

/** An enterprise that registers itself. */
export const registration = {
  creditCode: makeCreditCode('91360900MAYRRR001'),
  name: '示例注册企业',
  address: '江西省宜春市示例路 9 号',
  role: 'filer',
  applicantName: '示例吴',
  applicantPost: '经办',
  mobile: '13800000000',
  code: 'chaxunma',
} as const

export const packId = '00000000-0000-7000-8000-0000000000cc'
export const peerKeyId = '00000000-0000-7000-8000-0000000000dd'

/** A value for every input that an operation of any capability takes; what an operation does not take is left out. */
export function sampleInput(
  { operation }: Handled,
  ids: SampleIds,
  registering: Record<string, unknown>,
): Record<string, unknown> {
  const appointment = {
    personName: '示例周',
    positionTitle: '副总经理',
    positionLevel: 'decision',
    fullTime: true,
    departments: [],
    powers: [],
    termFrom: '2030-01-01',
    termTo: null,
    allowanceFen: null,
    careerPath: '',
    appointerName: '示例郑',
    appointerCapacity: '法定代表人',
    letterNo: null,
  }
  const enterprise = {
    address: '',
    typeText: '',
    industryCode: null,
    declaredAboveScale: null,
    employees: null,
    revenueWan: null,
    assetsWan: null,
    products: '',
    declaredSize: null,
    figuresYear: null,
  }
  const roster = {
    scopeCode: 'government-quality-award',
    level: 'county',
    docNo: '',
    periodFrom: '2026-01-01',
    periodTo: null,
    effectiveOn: '2026-01-01',
    enter: [],
    leave: [],
    note: '示例说明',
    sha256: null,
    code: 'shili',
    levelled: false,
    no: 1,
    fromNo: 0,
    toNo: 1,
    rows: [{ seq: 1, decision: null, enterpriseId: null }],
    outcome: operation.name.startsWith('roster.') ? 'gone' : undefined,
    draftId: ids.rosterId,
    versionId: ids.rosterId,
    aboutUnitId: ids.unitId,
  }
  const upkeep = {
    creditCode: '',
    oldNumber: false,
    codeReason: '',
    registeredOn: null,
    despiteSimilar: false,
    as: 'stopped',
    reason: '示例理由',
    toUnitId: null,
    handoverId: ids.filingId,
    otherId: ids.filingId,
    keepId: null,
    decision:
      operation.name === 'handover.decide'
        ? 'declined'
        : operation.name.startsWith('roster.')
          ? 'stay'
          : 'different',
    tagId: ids.filingId,
    tone: 'blue',
    enterpriseIds: ids.enterpriseId,
    add: [],
    remove: [],
  }
  const plan = {
    planId: ids.rosterId,
    year: 2030,
    addAll: null,
    count: 0,
    explanation: '',
    preparedBy: '示例吴',
    reviewedBy: '示例郑',
    text: '示例',
    plans: [{ unitId: ids.unitId, planId: ids.rosterId, version: 1 }],
  }
  const ledger = {
    recordId: ids.filingId,
    values: { name: '示例', staffNo: '1', productNo: '1', supplierNo: '1', customerNo: '1' },
  }
  const many = {
    records: [{ id: ids.filingId, version: 1 }],
    change: { do: 'resume' },
    list: 'staff-member.list',
    query: 'state=all',
    viewId: ids.filingId,
  }
  const isLedgerList = 'descending' in operation.input.shape
  const survey = {
    held: true,
    asOf: '2026-01-01',
    saidBy: '示例',
  }
  const all: Record<string, unknown> = {
    ...ids,
    ...ledger,
    ...(/^list-view|change-many$/.test(operation.name) && many),
    ...survey,
    on: '2026-01-01',
    ...appointment,
    ...enterprise,
    ...roster,
    ...upkeep,
    ...plan,
    chainId: ids.enterpriseId,
    importId: ids.filingId,
    recordId: ids.rosterId,
    packId: 'yichun-2024',
    packVersion: 1,
    sessionId: ids.filingId,
    templateId: ids.filingId,
    printId: ids.filingId,
    filings: [{ enterpriseId: ids.enterpriseId, filingId: ids.filingId, version: 1 }],
    why: '示例原因',
    how: '示例办法',
    ids: isLedgerList ? undefined : [ids.filingId],
    line: 2,
    take: null,
    version: 1,
    login: 'shili',
    password: 'x',
    current: 'x',
    next: 'Xin-mima-2026',
    label: '示例',
    days: 1,
    onDate: '2026-10-08',
    facts: {},
    purpose: operation.name === 'file.add' ? 'other' : '核对',
    name: '示例.pdf',
    fileName: '示例.csv',
    form: completeForm,
    photoId: null,
    scanIds: [],
    consent: true,
    from: '2026-11-02',
    to: '2026-11-09',
    place: '示例公告栏',
    opinion: '示例意见',
    defects: [{ place: 'general', why: '示例原因', how: '示例办法' }],
    field: 'mobile',
    token: 'nobody-has-issued-this-one',
    role: 'filer',
    inCharge: false,
    reason: '示例原因',
    endsOn: null,
    identityChecked: true,
    ...(operation.name.startsWith('registration.') && {
      ...registration,
      ...registering,
      kind: 'licence',
      scanId: ids.filingId,
      state: 'pending',
      ids: undefined,
    }),
    ...(operation.name === 'survey.record' && { kind: 'letter', heldOn: null, idNumber: null }),
    ...(operation.name === 'area.search' && { ids: '360902' }),
    ...(operation.name === 'appointment.end' && { on: '2026-11-01', reason: 'transfer', scanId: null }),
    ...(operation.name === 'appointment.evaluate-term' && {
      evaluatedOn: '2026-11-01',
      result: 'renew',
      items: [{ text: '示例内容', finding: '示例意见' }],
    }),
    ...(operation.name.endsWith('-cancellation') && { on: '2026-11-01', reason: 'transfer' }),
    ...(operation.name === 'invitation.create' && { name: '示例吴', unitId: null }),
    ...(operation.name.endsWith('.use') && { name: '示例吴', password: 'Xin-mima-2026' }),
    ...(operation.name === 'invitation.accept' && { name: '示例吴', password: 'Xin-mima-2026' }),
    ...(operation.name.startsWith('report') && {
      packId,
      keyId: peerKeyId,
      asOf: '2026-11-01',
      docNo: '',
      remarks: '',
      filledBy: '示例填',
      reviewedBy: '示例审',
      phone: '',
      digest: '0'.repeat(64),
      corrections: [],
      slipNo: 1,
      packs: [{ unitId: ids.unitId, packId, version: 1 }],
      reasons: ['示例理由'],
      file: '{}',
      spoken: '00000',
      aloneReason: null,
      form: 'detail',
      title: '示例',
      columns: null,
      purpose: '',
      on: '2026-11-01',
      state: 'none',
    }),
    ...(operation.name.startsWith('opinion.') && {
      recordId: ids.rosterId,
      kind: operation.method === 'POST' && operation.name === 'opinion.put' ? 'proposal' : undefined,
      matter: 'business',
      title: '示例标题',
      body: '示例内容',
      answerBy: null,
      addressee: '企业负责人',
      addresseeStaff: undefined,
      outcome: operation.name === 'opinion.decide' ? 'approved' : 'adopted',
      reason: '示例理由',
      status: undefined,
      state: undefined,
      ids: undefined,
    }),
    ...(operation.name.startsWith('veto.') && {
      subjectKind: 'release',
      subjectId: operation.method === 'GET' ? undefined : null,
      subjectText: '',
      requirement: '示例要求',
      facts: '示例事实',
      risk: '示例风险',
      what: '示例条件',
      ownerId: null,
      dueOn: '2026-12-31',
      conditions: [{ what: '示例条件', ownerId: null, dueOn: '2026-12-31' }],
      evidence: [],
      tell: [],
      verdict: 'agreed',
      text: '示例',
      state: undefined,
      cursor: undefined,
      reason: '示例理由，至少十个字。',
      note: '示例说明',
      from: '2026-12-01',
      until: '2026-12-31',
      deputyId: ids.vetoId,
    }),
    ...(operation.name.endsWith('missing') && { reason: 'never' }),
    ...(/^survey\.(record|import-check)$/.test(operation.name) && {
      kind: 'letter',
      held: true,
      saidBy: '示例',
      asOf: '2026-06-30',
    }),
    areaCode: '360902',
    year: 2026,
    ...dutyInput(operation.name, ids),
    ...incidentInput(operation.name),
    ...conformityInput(operation.name, ids),
    ...instrumentInput(operation.name),
    ...(operation.name.startsWith('filing-entry.') && {
      state: 'open',
      enteredOn: '2026-01-01',
      note: '示例',
    }),
    ...(operation.name === 'area.search' && { ids: '360902' }),
    ...(operation.name.startsWith('org-unit.') && {
      line: 'market-regulation',
      ids: ids.unitId,
      name: '示例分局',
      shortName: '示例',
      parentId: ids.unitId,
      kind: 'branch',
      functions: [],
      validFrom: '2030-01-01',
      change: {},
      effectiveOn: '2030-01-01',
      lastDay: '2030-01-01',
      successorId: null,
      deedId: ids.unitId,
    }),
  }
  const wanted = Object.keys(operation.input.shape)
  const given = Object.entries(all).filter(([key, value]) => wanted.includes(key) && value !== undefined)
  return fitted(operation.input, Object.fromEntries(given))
}

/** What 期限, 督办 and 发送设置 take. */
function dutyInput(name: string, ids: SampleIds): Record<string, unknown> {
  if (!/^(duty|supervision|sender|message|delivery)/.test(name)) return {}
  const http = {
    url: 'https://sms.example.com/send',
    method: 'POST',
    hosts: ['sms.example.com'],
    template: '{"to":"{{mobile}}","text":"{{text}}"}',
    timeoutSeconds: 5,
    okField: '',
    okValue: '',
  }
  const mail = {
    host: 'mail.example.com',
    port: 465,
    security: 'tls',
    from: 'cqo@example.com',
    fromName: '',
    user: '',
    timeoutSeconds: 5,
  }
  return {
    key: 'pack:upward-report',
    period: '2026-Q1',
    doneOn: '2026-04-01',
    note: '',
    ruling: 'exempt',
    newDue: null,
    ruleId: ids.filingId,
    kind: undefined,
    ...(name === 'duty-rule.set' && { kind: 'other' }),
    title: '示例',
    counts: '',
    basis: '',
    firstDue: '2099-01-05',
    every: null,
    until: null,
    roll: false,
    levels: ['county'],
    unitIds: null,
    remindBefore: [3],
    remindAfter: [1],
    reportDays: 5,
    trackedFrom: null,
    side: 'received',
    toUnitId: ids.unitId,
    body: '示例',
    dueOn: '2099-01-05',
    duty: null,
    text: '示例',
    state: undefined,
    channel: name === 'sender.test' ? 'http' : undefined,
    to: '13800000000',
    enabled: false,
    settings: name === 'sender.change-http' ? http : mail,
    headers: [],
    password: null,
    mobile: null,
    email: null,
    byHttp: true,
    byEmail: true,
  }
}

/** What 条款符合度 and its reports take. */
function conformityInput(name: string, ids: SampleIds): Record<string, unknown> {
  if (name === 'cockpit.read') return { label: undefined }
  if (!/^(conformity|shared-report)/.test(name)) return {}
  return {
    clause: '7.2b',
    seq: 0,
    text: '示例',
    what: '示例',
    fileId: null,
    validUntil: null,
    ownerId: null,
    dueOn: null,
    reportId: ids.rosterId,
    shareId: ids.rosterId,
    toUnitId: ids.unitId,
    digest: '0'.repeat(64),
  }
}
