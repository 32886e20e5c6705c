import { invalidInput } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import type { FilingRecord } from '../store.ts'
import { changesOf } from './changes.ts'
import { contentsOf } from './compare.ts'
import { notInForce } from './contract.ts'
import { refuseAfterEnd } from './take-place.ts'

/**
 * Before a filing is handed in: who has left is not filed, a 变更 changes something and not the person, and what it follows is in force.
 * @throws wrongState, notInForce, invalidInput
 */
export async function refuseUselessFollowUp(ctx: Context, filing: FilingRecord): Promise<void> {
  if (filing.kind !== 'cancel') refuseAfterEnd(filing)
  const { previous } = filing
  if (!previous) return
  if (previous.status !== 'registered') {
    throw notInForce({
      detail: `备案：所依据的备案（${previous.filing_no ?? ''}）已不在登记册上。请撤回这一份，从有效的那一份重新办理。`,
    })
  }
  if (filing.kind !== 'change') return
  const contents = await contentsOf(ctx, filing, previous)
  const changes = changesOf(contents.before, contents.after)
  if (changes.length === 0) {
    throw invalidInput({ detail: '变更：与原备案相比没有改动。请修改有变化的内容，或撤回这一份。' })
  }
  if (changes.includes('name') && changes.includes('idNumber')) {
    const message = '姓名、身份证号：都与原备案不同，是换了人。请撤回变更，按新的聘任办理更换备案。'
    throw invalidInput({ detail: message, errors: [{ path: 'idNumber', message }] })
  }
}
