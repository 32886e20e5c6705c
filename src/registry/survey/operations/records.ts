import { responsibleUnitOf } from '#platform/access/responsible-unit.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput, malformedRequest } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import {
  type Answer,
  addCredential,
  alreadyVoid,
  type CredentialRecord,
  listCredentials,
  voidCredential,
} from '../contract.ts'
import { mayReadRecords, mayRecord, mayTakeBack } from '../policy.ts'
import {
  findCredentials,
  getCredential,
  hasLetterHere,
  insertCredentials,
  type NewCredential,
} from '../store.ts'

const subject = async ({ tx }: { tx: Tx }, { enterpriseId }: { enterpriseId: string }) => ({
  enterpriseId,
  unitId: await responsibleUnitOf(tx, enterpriseId),
})

const audit =
  (action: string) =>
  (
    _input: unknown,
    { enterpriseId }: { enterpriseId: string },
    { id, kind, held, asOf }: CredentialRecord,
  ) => ({
    chain: { enterpriseId },
    action,
    subject: { type: 'survey-record', id },
    details: { kind, held, asOf },
  })

export const addCredentialHandler = handle(addCredential, {
  subject,
  policy: mayRecord,
  audit: audit('survey.recorded'),
  async run(ctx, { enterpriseId, idNumber, ...said }) {
    const today = civilDateOf(ctx.now)
    if (said.asOf > today) throw refused('asOf', '截至日期：晚于今天。请核对。')
    if (said.heldOn !== null && !said.held)
      throw refused('heldOn', '日期：填了“没有”，不能再填日期。请删去日期或改为“有”。')
    if (said.heldOn !== null && said.heldOn > said.asOf)
      throw refused('heldOn', '日期：晚于截至日期。请核对。')
    const record = {
      ...said,
      ...whoRecords(ctx),
      enterpriseId,
      id: newId(),
      personKey: idNumber ? ctx.installation.sealer.lookupHash(idNumber, 'id-number') : null,
      source: 'survey' as const,
      importId: null,
      voids: null,
    }
    await insertCredentials(ctx.tx, [record])
    return kept(ctx, enterpriseId, record.id)
  },
})

export const voidCredentialHandler = handle(voidCredential, {
  async subject({ tx }, { enterpriseId, recordId }) {
    const [unitId, record] = await Promise.all([
      responsibleUnitOf(tx, enterpriseId),
      getCredential(tx, enterpriseId, recordId),
    ])
    return { enterpriseId, unitId, recordedByUnit: record.unit_id, record }
  },
  policy: mayTakeBack,
  audit: audit('survey.voided'),
  async run(ctx, { enterpriseId, recordId, reason }, { record }) {
    const { held, as_of: asOf } = record
    const kind = record.kind as NewCredential['kind']
    const taken = await insertCredentials(ctx.tx, [
      voiding(ctx, { enterpriseId, id: recordId, kind, held, asOf }, reason),
    ])
    if (taken === 0) throw alreadyVoid({ detail: '登记：已经作废过了。请刷新后查看。' })
    return kept(ctx, enterpriseId, recordId)
  },
})

export const listCredentialsHandler = handle(listCredentials, {
  subject,
  policy: mayReadRecords,
  async run({ tx, now }, { enterpriseId }) {
    const today = civilDateOf(now)
    const [rows, letterHere] = await Promise.all([
      findCredentials(tx, enterpriseId, today),
      hasLetterHere(tx, enterpriseId, today),
    ])
    const answer = (kind: CredentialRecord['kind']): Answer => {
      const holding = rows.find((row) => row.kind === kind && row.holds)
      return holding ? (holding.held ? 'yes' : 'no') : 'unknown'
    }
    const answers = {
      letter: letterHere ? ('yes' as const) : answer('letter'),
      training: answer('training'),
      evaluation: answer('evaluation'),
    }
    return { rows, answers, letterHere }
  },
})

/** The further record that takes one back. */
export function voiding(
  ctx: Context,
  of: { enterpriseId: string; id: string; kind: NewCredential['kind']; held: boolean; asOf: string },
  reason: string,
): NewCredential {
  return {
    enterpriseId: of.enterpriseId,
    id: newId(),
    kind: of.kind,
    held: of.held,
    heldOn: null,
    issuer: '',
    number: '',
    personName: '',
    personKey: null,
    hours: null,
    saidBy: '',
    asOf: of.asOf,
    source: 'survey',
    note: reason,
    importId: null,
    voids: of.id,
    ...whoRecords(ctx),
  }
}

export function whoRecords({ actor, now }: Context) {
  if (!('accountId' in actor)) throw malformedRequest()
  return {
    recordedAt: now,
    recordedBy: actor.accountId,
    recordedByName: actor.name,
    unitId: actor.kind === 'unit' ? actor.unitId : null,
  }
}

async function kept({ tx, now }: Context, enterpriseId: string, id: string): Promise<CredentialRecord> {
  const record = (await findCredentials(tx, enterpriseId, civilDateOf(now))).find((each) => each.id === id)
  if (!record) throw new Error('a record that was just written is not there')
  return record
}

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}
