/** What 计量器具 take. */
export function instrumentInput(name: string): Record<string, unknown> {
  if (!name.startsWith('instrument')) return {}
  const one = {
    certificateNo: '示例-1',
    certifiedOn: '2026-01-01',
    conclusion: 'pass',
    verdict: 'no-effect',
    evaluation: '示例',
    to: name === 'instrument.set-standing' ? 'sealed' : '2026-01-31',
    from: '2026-01-01',
    origin: 'https://cqo.example.gov.cn',
    colours: {
      ready: 'green',
      limited: 'yellow',
      pending: 'orange',
      overdue: 'red',
      forbidden: 'red',
      stopped: 'blue',
      sealed: 'blue',
      scrapped: 'grey',
    },
    outcome: 'late',
  }
  const values = {
    instrumentNo: '1',
    name: '示例',
    batchNo: '1',
    instrument: '00000000-0000-7000-8000-000000000001',
    usedOn: '2026-01-01',
    characteristic: '示例',
  }
  return { ...one, values, ids: undefined }
}
