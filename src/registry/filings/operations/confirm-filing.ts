import { getFile } from '#foundation/files/index.ts'
import { forbidden, invalidInput } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { judgeComplete } from '../complete.ts'
import { confirmFiling } from '../contract.ts'
import { mayConfirm } from '../policy.ts'
import type { FilingRecord } from '../store.ts'

export const confirmFilingHandler = handle(confirmFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayConfirm,
  audit: audited('filing.confirmed'),
  async run(ctx, { version, scanId }, { filing }) {
    const status = await advance(ctx, filing, 'confirm', version)
    const judged = await judgeComplete(ctx, filing)
    if (scanId) await checkScan(ctx, filing, scanId)
    else if (ctx.actor.kind === 'unit') {
      throw invalidInput({
        detail: '确认：代办须上传企业负责人签字并加盖公章的备案表扫描件。请上传后再确认。',
        errors: [{ path: 'scanId', message: '盖章备案表扫描件：没有上传。请上传。' }],
      })
    } else if (ctx.actor.role !== 'principal') {
      throw forbidden({
        detail: '确认：在系统内确认须由企业负责人本人办理。请请其登录确认，或上传盖章扫描件。',
      })
    }
    // Without computer there is only paper, whatever the rules say of confirming.
    if (ctx.actor.kind !== 'unit') checkMode(judged.procedurePack, scanId ? 'stamped-scan' : 'in-app')
    const change = {
      status,
      confirmed_at: ctx.now,
      confirmed_by: 'accountId' in ctx.actor ? ctx.actor.accountId : null,
      confirmation_scan_id: scanId,
    }
    return saveStep(ctx, filing, change, { kind: 'confirmed', note: noteOf(ctx, scanId) })
  },
})

function noteOf({ actor }: Context, scanId: string | null): string {
  if (actor.kind === 'unit') return '企业负责人已在纸质备案表上确认'
  return scanId ? '盖章扫描件' : '系统内确认'
}

async function checkScan(ctx: Context, filing: FilingRecord, scanId: string) {
  const file = await getFile(ctx.tx, filing.enterprise_id, scanId)
  if (file.purpose !== 'confirmation-scan') {
    throw invalidInput({ detail: '盖章扫描件：这个文件不是作为备案表盖章件上传的。请重新上传。' })
  }
}

/** Which ways of confirming there are is for the rule pack to say. */
function checkMode(loaded: LoadedPack | undefined, mode: 'in-app' | 'stamped-scan') {
  if (!loaded || loaded.pack.flow.confirmation.includes(mode)) return
  const way = mode === 'in-app' ? '须上传盖章扫描件' : '须由企业负责人在系统内确认'
  throw invalidInput({ detail: `确认：当地规则${way}（${loaded.pack.docNo}）。请改用这种方式。` })
}
