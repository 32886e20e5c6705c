/** Where something stands: 文号 and 条款. */
export type Cited = { readonly clause: string | null; readonly docNo: string }

/** The source of an item inside another: what it does not say it takes from there, but never the clause of another document. */
export function citedBelow(
  own: { readonly clause?: string | null | undefined; readonly docNo?: string | undefined },
  above: Cited,
): Cited {
  const docNo = own.docNo ?? above.docNo
  return { clause: own.clause ?? (docNo === above.docNo ? above.clause : null), docNo }
}
