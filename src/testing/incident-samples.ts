const sampleId = '00000000-0000-7000-8000-0000000000ee'

/** An incident of the sample enterprise, newly reported. */
export async function sampleOfIncidents(
  sql: (text: string, values: unknown[]) => Promise<unknown>,
  own: string,
) {
  await sql(
    `insert into incidents (enterprise_id, id, search, changed_at, number, title, kind, grade, stage, what, first_known_at,
       first_known_on, reported_at, reported_by_name)
     values ($1, $2, '', now(), 'SJ-2026-999', '示例', 'hidden-danger', 'general', 'reported', '示例', '2026-01-01T00:00:00Z',
       '2026-01-01', now(), '示例')`,
    [own, sampleId],
  )
  await sql(
    `insert into risks (enterprise_id, id, search, changed_at, point, severity, likelihood) values ($1, $2, '', now(), '示例', 1, 1)`,
    [own, sampleId],
  )
}

/** What 风险 and 隐患与事件 take. */
export function incidentInput(name: string): Record<string, unknown> {
  if (!/^(incident|risk)\./.test(name)) return {}
  const points = { cause: '', treatment: '', measures: '', education: '' }
  const isList = /\.(list|export|count)$/.test(name)
  return {
    incidentId: sampleId,
    riskId: sampleId,
    veto: undefined,
    lossId: sampleId,
    by: undefined,
    of: undefined,
    from: undefined,
    to: undefined,
    level: undefined,
    recordId: sampleId,
    values: { point: '示例' },
    severity: isList ? undefined : 1,
    likelihood: isList ? undefined : 1,
    residualSeverity: isList ? undefined : null,
    residualLikelihood: isList ? undefined : null,
    reviewMonths: isList ? undefined : null,
    conclusion: '示例',
    name: '示例',
    severities: ['一', '二'],
    likelihoods: ['一', '二'],
    cells: [
      ['low', 'low'],
      ['low', 'major'],
    ],
    rerate: false,
    kind: isList ? undefined : name === 'incident.add-action' ? 'correction' : 'hidden-danger',
    grade: isList ? undefined : 'general',
    what: '示例',
    title: '示例',
    place: '',
    department: isList ? undefined : null,
    product: isList ? undefined : null,
    supplier: isList ? undefined : null,
    batch: isList ? undefined : null,
    equipment: isList ? undefined : null,
    risk: isList ? undefined : null,
    customer: isList ? undefined : null,
    ids: undefined,
    text: isList ? undefined : '示例',
    whys: ['示例'],
    causes: [],
    rootCause: '示例',
    factor: 'method',
    investigators: '',
    departmentId: null,
    personId: null,
    finding: '示例',
    treatment: '',
    fourPoints: points,
    effective: true,
    statement: '示例',
    note: '',
    ownerId: null,
    dueOn: null,
    outcome: 'reported',
    told: '示例',
    way: '',
    at: '2026-01-01T00:00:00Z',
    account: '304',
    month: '2026-11',
    amountFen: 1,
  }
}
