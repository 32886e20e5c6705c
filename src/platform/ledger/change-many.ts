import { invalidInput, notFound, Refused } from '../operation.ts'
import { type Context, type Handled, handle } from '../perform.ts'
import { type Value, writtenSchema } from './columns.ts'
import { type ManyChange, type ManyChanged, setOnMany } from './contract-more.ts'
import type { LedgerContract } from './contract-of.ts'
import type { Ledger } from './ledger.ts'
import type { KeptRecord, LedgerParts } from './ledger-parts.ts'
import type { OfEnterprise } from './ledger-policies.ts'
import { findByIds } from './store-of.ts'
import { changeByPerson, retireByPerson } from './write-records.ts'

type Asked = { readonly enterpriseId: string; readonly records: readonly { id: string; version: number }[] }

/** One change of many records; each is refused or done for itself. */
export function changeManyHandler<L extends Ledger>(
  ledger: L,
  contract: LedgerContract<L>,
  parts: LedgerParts,
): Handled {
  return handle(contract.changeMany, {
    subject: async (_ctx, { enterpriseId }: OfEnterprise) => ({ enterpriseId }),
    policy: parts.policies.write,
    audit: ({ enterpriseId, change }, _subject, output) => ({
      chain: { enterpriseId },
      action: `${ledger.name}.changed-many`,
      subject: { type: ledger.name, id: enterpriseId },
      details: { change: change.do, done: output.done, refused: output.refused.length },
    }),
    run: (ctx, { change, ...asked }) => changeMany(ctx, ledger, parts, asked, change as ManyChange),
  })
}

async function changeMany(
  ctx: Context,
  ledger: Ledger,
  parts: LedgerParts,
  { enterpriseId, records }: Asked,
  change: ManyChange,
): Promise<ManyChanged> {
  const value = change.do === 'set' ? readValue(ledger, change) : null
  const found = await findByIds(
    ctx.tx,
    ledger,
    enterpriseId,
    records.map(({ id }) => id),
  )
  const byId = new Map(found.map((record) => [record.id, record]))
  // What stops one of many is written down and told beside the others, not instead of them.
  const each = { ...ctx, keepAndRefuse: refuse }
  const refused: ManyChanged['refused'] = []
  let done = 0
  for (const { id, version } of records) {
    const record = byId.get(id)
    const called = record ? String(record[ledger.called] ?? '') : ''
    try {
      if (!record) throw notFound({ detail: '这条记录找不到了。请刷新列表。' })
      await changeOne(each, ledger, parts, { record, version }, change, value)
      done += 1
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refused.push({ id, called, message: error.message })
    }
  }
  return { done, refused }
}

function refuse(error: Error): never {
  throw error
}

async function changeOne(
  ctx: Context,
  ledger: Ledger,
  parts: LedgerParts,
  { record, version }: { record: KeptRecord; version: number },
  change: ManyChange,
  value: Value,
): Promise<void> {
  if (change.do === 'set') {
    await changeByPerson(ctx, ledger, parts, { record, version, values: { [change.key]: value } })
    return
  }
  const on = change.do === 'retire' ? change.on : null
  // Nothing is written twice into the history.
  if ((record.retiredOn !== null) === (on !== null) && record.version === version) return
  const reason = change.do === 'retire' ? change.reason : ''
  await retireByPerson(ctx, ledger, parts, { record, version, on, reason })
}

function readValue(ledger: Ledger, { key, value }: { key: string; value: string | boolean | null }): Value {
  const column = setOnMany(ledger).find(([each]) => each === key)?.[1]
  const read = column && writtenSchema(column).safeParse(value)
  if (read?.success) return read.data
  const why = read?.error?.issues[0]?.message ?? '不能批量修改。'
  const message = `${column?.label ?? key}：${/。$/.test(why) ? why : '没有填写。请选择。'}`
  throw invalidInput({ detail: message, errors: [{ path: 'change.value', message }] })
}
