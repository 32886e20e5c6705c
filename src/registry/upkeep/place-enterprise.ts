import { newId } from '#platform/ids.ts'
import type { ParsedInputOf } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Enterprise } from '#registry/enterprises/contract.ts'
import { enterpriseTypeOfText } from '#registry/enterprises/enterprise-types.ts'
import { getEnterprise, nameKeyOf, searchWordsOf } from '#registry/enterprises/index.ts'
import { codeTakenBy, readCode } from './code.ts'
import { type addEnterprise, similarThere } from './contract.ts'
import { appendStateEvent, findSimilar, insertEnterprise, ownerOfCode } from './store.ts'

/** Puts one enterprise into the directory of a unit. @throws similarThere, invalidInput */
export async function placeEnterprise(
  ctx: Context,
  input: ParsedInputOf<typeof addEnterprise>,
): Promise<Enterprise> {
  const code = readCode(input.creditCode, input.oldNumber, input.codeReason)
  const near = nameKeyOf(input.name)
  const [owner, similar] = await Promise.all([
    ownerOfCode(ctx.tx, code.creditCode),
    findSimilar(ctx.tx, near, code.creditCode),
  ])
  if (owner) throw codeTakenBy(owner)
  if (similar.length > 0 && !input.despiteSimilar) {
    throw similarThere({
      detail: `企业名称：名录中有 ${similar.length} 家相似的企业。请先核对是否同一家；确不相同的，确认后再新增。`,
      details: { similar },
    })
  }
  const id = newId()
  const today = civilDateOf(ctx.now)
  const person = 'accountId' in ctx.actor ? ctx.actor : { name: '', accountId: '' }
  const added = await insertEnterprise(ctx.tx, {
    ...input,
    ...code,
    id,
    eventId: newId(),
    typeCode: enterpriseTypeOfText(input.typeText)?.code ?? null,
    searchWords: searchWordsOf(input.name),
    nameKey: near.key,
    nameAreas: near.areas,
    by: person.name,
    byId: person.accountId,
    at: ctx.now,
    today,
  })
  if (!added) throw codeTakenBy('另一单位')
  await appendStateEvent(ctx.tx, id, {
    id: newId(),
    kind: 'added',
    endedAs: null,
    mergedInto: null,
    effectiveOn: today,
    by: person.accountId,
    at: ctx.now,
    note: '',
  })
  return getEnterprise(ctx.tx, id)
}
