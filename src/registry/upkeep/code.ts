import { invalidInput } from '#platform/operation.ts'
import { checkCreditCode } from '#platform/values/credit-code.ts'
import { checkRegistrationNumber } from '#platform/values/registration-number.ts'
import type { Enterprise } from '#registry/enterprises/contract.ts'
import { codeTaken } from './contract.ts'

export type ReadCode = {
  readonly creditCode: string
  readonly creditCodeWarning: boolean
  readonly codeKind: Enterprise['codeKind']
  readonly codeReason: string | null
}

/** Reads a code as a person typed it: what cannot be a code is refused, what is doubtful wants a reason. @throws invalidInput */
export function readCode(text: string, oldNumber: boolean, reason: string): ReadCode {
  return oldNumber ? readOldNumber(text, reason) : readCreditCode(text, reason)
}

function readCreditCode(text: string, reason: string): ReadCode {
  const { ok, code, problem } = checkCreditCode(text)
  if (!ok) {
    const old = checkRegistrationNumber(text).ok
      ? '这是 15 位旧注册号。企业确未换照的，请勾选“只有 15 位旧注册号”并写明理由。'
      : (problem?.message ?? '')
    throw refused('creditCode', `统一社会信用代码：${old}`)
  }
  if (problem && reason === '') {
    throw refused(
      'codeReason',
      '理由：代码的校验码对不上。请对照营业执照核对；确与执照一致的，写明理由后保留。',
    )
  }
  return {
    creditCode: code,
    creditCodeWarning: problem !== undefined,
    codeKind: 'credit-code',
    codeReason: problem ? reason : null,
  }
}

function readOldNumber(text: string, reason: string): ReadCode {
  const { code, ok, checkDigitFits } = checkRegistrationNumber(text)
  if (!ok) throw refused('creditCode', '统一社会信用代码：旧注册号应为 15 位数字。请对照营业执照填写。')
  if (reason === '') throw refused('codeReason', '理由：用旧注册号登记是例外，须写明理由。请补填。')
  return {
    creditCode: code,
    creditCodeWarning: !checkDigitFits,
    codeKind: 'registration-number',
    codeReason: reason,
  }
}

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}

/** The code is in the directory already; whose it is, is told by the unit's name alone. */
export function codeTakenBy(owner: string) {
  const message = `统一社会信用代码：已在“${owner}”名下。请在名录中查找；属于其他单位的，可以提出移交。`
  return codeTaken({ detail: message, errors: [{ path: 'creditCode', message }] })
}
