import type { Actor } from '#platform/access/actor.ts'
import { staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayBeReminded, maySwitchUnit } from '../../policy.ts'
import { changeMyDelivery, changeUnitDelivery, readMyDelivery } from '../contract.ts'
import { keepContact, keepUnitDelivery, readDelivery } from '../delivery-store.ts'

function personOf(actor: Actor) {
  if (actor.kind !== 'unit') throw new Error('only people of units are reminded')
  return { accountId: actor.accountId, unitId: actor.unitId }
}

export const readMyDeliveryHandler = handle(readMyDelivery, {
  policy: mayBeReminded,
  run: ({ tx, actor, installation }) => readDelivery(tx, installation.sealer, personOf(actor)),
})

export const changeMyDeliveryHandler = handle(changeMyDelivery, {
  policy: mayBeReminded,
  audit: ({ mobile, email, byHttp, byEmail }, _subject, _output, actor) => {
    const { accountId, unitId } = personOf(actor)
    const changed = [mobile !== undefined ? 'mobile' : '', email !== undefined ? 'email' : ''].filter(Boolean)
    return {
      chain: { unitId },
      action: 'delivery.changed',
      subject: { type: 'account', id: accountId },
      details: { changed, byHttp, byEmail },
    }
  },
  async run({ tx, actor, installation }, { version, ...contact }) {
    const person = personOf(actor)
    if (!(await keepContact(tx, installation.sealer, person.accountId, version, contact))) {
      throw staleVersion({ detail: '接收方式：在别处刚改过。请刷新页面再改。' })
    }
    return readDelivery(tx, installation.sealer, person)
  },
})

export const changeUnitDeliveryHandler = handle(changeUnitDelivery, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: maySwitchUnit,
  audit: ({ unitId, byHttp, byEmail }) => ({
    chain: { unitId },
    action: 'delivery.unit-changed',
    subject: { type: 'unit', id: unitId },
    details: { byHttp, byEmail },
  }),
  async run({ tx, actor, installation }, { unitId, version, byHttp, byEmail }) {
    const person = personOf(actor)
    if (!(await keepUnitDelivery(tx, unitId, version, { byHttp, byEmail }, person.accountId))) {
      throw staleVersion({ detail: '本单位的发送：别人刚改过。请刷新页面再改。' })
    }
    return readDelivery(tx, installation.sealer, person)
  },
})
