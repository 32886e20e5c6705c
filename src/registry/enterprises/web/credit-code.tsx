import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import type { Enterprise } from '../contract.ts'
import { words } from './words.ts'

type Coded = Pick<Enterprise, 'creditCode' | 'creditCodeWarning' | 'codeKind' | 'codeReason'>

/** What is odd about a code: a check digit that does not fit, an old 注册号; once an officer has looked, his reason. */
function remarkOn({ creditCodeWarning, codeKind, codeReason }: Coded): Status | null {
  const old = codeKind === 'registration-number' ? `${words.oldNumber}，` : ''
  if (codeReason) return { text: `${old}${words.codeKept(codeReason)}`, icon: 'check-circle', tone: 'muted' }
  if (creditCodeWarning) return { text: words.codeWarning, icon: 'exclamation', tone: 'warning' }
  return old ? { text: words.oldNumber, icon: 'exclamation', tone: 'warning' } : null
}

/** 统一社会信用代码; a check digit that does not fit is said, not refused (GB 32100-2015). */
export function CreditCode({ of }: { readonly of: Coded }) {
  const remark = remarkOn(of)
  if (!remark) return of.creditCode
  return (
    <>
      {of.creditCode}
      <div>
        <StatusText status={remark} size="small" />
      </div>
    </>
  )
}
