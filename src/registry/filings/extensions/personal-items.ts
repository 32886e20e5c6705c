import type { ExtensionItem } from '#registry/rules/extensions.ts'
import { isExclusionKey } from '#registry/rules/papers.ts'
import type { Verdict, VerdictNode, VerdictValue } from '#registry/rules/verdict.ts'
import type { AskedValue, PublicForm } from '../form.ts'
import type { SealedPart } from '../private-part.ts'

type Values = Readonly<Record<string, AskedValue>>

/** Whether an 扩展项 is personal: its pack says so, or it is the day of a 禁任情形. */
function isPersonal(key: string, asked: readonly ExtensionItem[]): boolean {
  return isExclusionKey(key) || asked.some((item) => item.key === key && item.personal === true)
}

/** Divides the 扩展项 of a form into what stays open and what is to be sealed. */
export function dividePersonal(extensions: Values | undefined, asked: readonly ExtensionItem[]) {
  const all = Object.entries(extensions ?? {})
  return {
    open: Object.fromEntries(all.filter(([key]) => !isPersonal(key, asked))),
    personal: Object.fromEntries(all.filter(([key]) => isPersonal(key, asked))),
  }
}

/** What is kept of the sealed items when these are saved: left out keeps, empty text clears. */
export function mergePersonal(kept: SealedPart['personal'], given: Values): Values {
  const merged = Object.entries({ ...kept, ...given }).filter(([, value]) => value !== '')
  return Object.fromEntries(merged)
}

/** The 扩展项 as they are shown, and which personal ones are filled in. Filings from before kept those in the open form. */
export function shownExtensions(form: PublicForm, part: SealedPart, asked: readonly ExtensionItem[]) {
  const { open, personal } = dividePersonal(form.extensions, asked)
  return {
    extensions: form.extensions && open,
    hidden: Object.keys({ ...personal, ...part.personal }).sort(),
  }
}

/** A verdict that tells how personal items came out and not what was filled in: that a 禁任情形 has lapsed, not since when. */
export function concealVerdict(verdict: Verdict, asked: readonly ExtensionItem[]): Verdict {
  const concealed = (node: VerdictNode): VerdictNode => ({
    ...node,
    values: node.values.map((value) => (isPersonal(value.fact, asked) ? concealValue(value) : value)),
    children: node.children.map(concealed),
  })
  return { ...verdict, tree: verdict.tree.map(concealed) }
}

const DAY = /\d{4}-\d\d-\d\d/

function concealValue(value: VerdictValue): VerdictValue {
  if (isExclusionKey(value.fact) && !DAY.test(value.shown)) return value
  if (value.met === null) return value
  return { ...value, shown: '已填写', remark: value.met ? '满足' : '不满足' }
}
