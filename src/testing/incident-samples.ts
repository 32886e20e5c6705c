/** What 风险 and 隐患与事件 take. */
export function incidentInput(name: string): Record<string, unknown> {
  if (!/^(incident|risk)\./.test(name)) return {}
  return { kind: 'hidden-danger', what: '示例', title: '示例', grade: 'general', place: '' }
}
