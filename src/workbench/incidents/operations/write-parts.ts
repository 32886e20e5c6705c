import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { changeRecord, mustBeCurrent } from '#platform/ledger/records.ts'
import { handle } from '#platform/perform.ts'
import { advance, auditAs, loadIncident, mustAllow, mustLieWithin, refused, writtenBy } from '../advance.ts'
import { assignIncident, correctIncident, handleIncident, investigateIncident } from '../contract.ts'
import { incidents } from '../ledgers.ts'
import { tellOfMajor } from '../notices.ts'
import { getIncident, namesOf, vetoNumbered } from '../store.ts'

const common = { subject: loadIncident, policy: mayWriteOwn }

export const correctIncidentHandler = handle(correctIncident, {
  ...common,
  audit: auditAs('corrected'),
  async run(ctx, { enterpriseId, incidentId, version, place, vetoNumber, ...facts }, incident) {
    mustBeCurrent(incidents, incident.record, version)
    mustAllow(incident, 'correct')
    const veto = vetoNumber ? await vetoNumbered(ctx.tx, enterpriseId, vetoNumber) : null
    if (vetoNumber && !veto) {
      throw refused(
        'vetoNumber',
        `一票否决编号：没有“${vetoNumber}”。请按否决通知单上的编号填写，如 FJ-2026-001。`,
      )
    }
    await changeRecord(
      ctx,
      incidents,
      incident.record,
      { ...facts, veto, place: place || null },
      { kind: 'correct' },
    )
    if (facts.grade === 'major' && incident.grade !== 'major') await tellOfMajor(ctx.tx, incident)
    return getIncident(ctx.tx, enterpriseId, incidentId)
  },
})

export const handleIncidentHandler = handle(handleIncident, {
  ...common,
  audit: auditAs('handled'),
  async run(ctx, { version, text, on }, incident) {
    mustLieWithin(incident, on, ctx.now, '处置日期')
    const handling = { text, on, ...writtenBy(ctx) }
    return advance(ctx, incident, { verb: 'handle', handling }, { version, note: text })
  },
})

export const investigateIncidentHandler = handle(investigateIncident, {
  ...common,
  audit: auditAs('investigated'),
  async run(ctx, { enterpriseId: _e, incidentId: _i, version, ...words }, incident) {
    mustLieWithin(incident, words.on, ctx.now, '调查完成日期')
    if (words.whys.length === 0 && words.causes.length === 0) {
      throw refused('whys', '5 个为什么和鱼骨图：都没有填写。请至少用其中一种写出原因。')
    }
    const investigation = { ...words, ...writtenBy(ctx) }
    return advance(ctx, incident, { verb: 'investigate', investigation }, { version, note: words.rootCause })
  },
})

export const assignIncidentHandler = handle(assignIncident, {
  ...common,
  audit: auditAs('assigned'),
  async run(ctx, { enterpriseId, incidentId: _i, version, ...words }, incident) {
    if (words.departmentId === null && words.personId === null) {
      throw refused('departmentId', '责任部门、责任人：都没有选择。请至少选一个。')
    }
    const names = await namesOf(ctx.tx, enterpriseId, words)
    const responsibility = { ...words, ...names, ...writtenBy(ctx) }
    const values = { responsibleDepartment: words.departmentId, responsiblePerson: words.personId }
    return advance(
      ctx,
      incident,
      { verb: 'assign', responsibility },
      { version, note: words.finding, values },
    )
  },
})
