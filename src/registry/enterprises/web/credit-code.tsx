import { StatusText } from '#ui/status-text.tsx'
import type { Enterprise } from '../contract.ts'
import { words } from './words.ts'

/** 统一社会信用代码; a check digit that does not fit is said, not refused (GB 32100-2015). */
export function CreditCode({ of }: { readonly of: Pick<Enterprise, 'creditCode' | 'creditCodeWarning'> }) {
  if (!of.creditCodeWarning) return of.creditCode
  return (
    <>
      {of.creditCode}
      <div>
        <StatusText status={{ text: words.codeWarning, icon: 'exclamation', tone: 'warning' }} size="small" />
      </div>
    </>
  )
}
