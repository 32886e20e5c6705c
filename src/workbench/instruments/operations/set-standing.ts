import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { changeRecord, mustBeCurrent, recordOf } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { setStanding } from '../contract.ts'
import { mayBecome, type Standing } from '../domain.ts'
import { derived } from '../keep-instruments.ts'
import { instruments } from '../ledgers.ts'
import { releaseCertificate, takeUpCertificate } from '../store.ts'

const words: Readonly<Record<Standing, string>> = {
  'in-use': '在用',
  stopped: '停用',
  sealed: '封存',
  scrapped: '报废',
}

export const setStandingHandler = handle(setStanding, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId, to }, _subject, { id }) => ({
    chain: { enterpriseId },
    action: 'instrument.standing-set',
    subject: { type: 'instrument', id },
    details: { to },
  }),
  async run(ctx, { enterpriseId, recordId, version, to, on, reason }) {
    const instrument = await recordOf(ctx.tx, instruments, enterpriseId, recordId)
    mustBeCurrent(instruments, instrument, version)
    const from = (instrument.standing ?? 'in-use') as Standing
    if (!mayBecome(from, to)) {
      throw wrongState({ detail: `计量器具：现在是“${words[from]}”，不能改成“${words[to]}”。请刷新后查看。` })
    }
    if (on > civilDateOf(ctx.now)) {
      const message = `日期：${on} 还没有到。请在当天或以后办理。`
      throw invalidInput({ detail: message, errors: [{ path: 'on', message }] })
    }
    if (instrument.standingSince !== null && on < instrument.standingSince) {
      const message = `日期：早于上一次办理的 ${instrument.standingSince}。请核对。`
      throw invalidInput({ detail: message, errors: [{ path: 'on', message }] })
    }
    const told = { standing: to, standingSince: on, standingWhy: reason }
    const changed = await changeRecord(
      ctx,
      instruments,
      instrument,
      { ...told, ...derived(instrument, told) },
      { kind: to === 'in-use' ? 'resumed' : to, note: reason },
    )
    if (to === 'in-use') await takeUpCertificate(ctx.tx, enterpriseId, recordId, on)
    else await releaseCertificate(ctx.tx, enterpriseId, recordId, on)
    return changed
  },
})
