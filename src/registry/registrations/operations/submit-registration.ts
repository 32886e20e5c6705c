import { open } from '#platform/access/policy.ts'
import { wrongState } from '#platform/operation.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { submitRegistration } from '../contract.ts'
import { findByReceipt, submitDraft } from '../store.ts'

export const submitRegistrationHandler = handle(submitRegistration, {
  policy: open(
    'an enterprise that registers itself has no account yet; the ticket of the draft is asked for',
  ),
  async run({ tx }, { receiptNo, ticket }) {
    const hash = hashToken(ticket)
    const found = await findByReceipt(tx, receiptNo)
    if (!found?.ticket_hash.equals(hash)) {
      throw wrongState({ detail: '企业注册：填写的内容已过期。请重新填写。' })
    }
    if (found.scans === 0) {
      throw wrongState({ detail: '扫描件：还没有上传。请上传营业执照或盖章的授权书。' })
    }
    const notice = {
      title: '有企业注册待确认',
      body: `${found.name}（${found.credit_code}）申请注册，请核对扫描件后确认。`,
    }
    if (!(await submitDraft(tx, hash, notice))) {
      throw wrongState({ detail: `企业注册：已经提交过。请用回执编号 ${receiptNo} 查询进度。` })
    }
    return { receiptNo, unitName: found.unit_name }
  },
})
