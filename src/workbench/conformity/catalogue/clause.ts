/** Something that proves a clause. */
export type Need = {
  /** What it is, zh-CN. */
  readonly what: string
  /**
   * Where records of it are kept: names of capabilities, or sources of our own, each alone or with the path of one of its lists
   * (`instruments:instruments/certificates`). Any one of them is enough; all that it declares for this clause must be there.
   * Empty: the system keeps no such records.
   */
  readonly from: readonly string[]
  /** The enterprise's own word is enough, records or not. */
  readonly stated?: true
  /** Adds weight, and is not missed when it is not there. */
  readonly supports?: true
  /** What to do when it is missing; `path` is below the enterprise's address, left out where the clause's own page is the place. */
  readonly next: { readonly text: string; readonly path?: string }
}

/** A clause of DB1302/T 589—2024. */
export type Clause = {
  /** As in the guide, without brackets: `7.1.2b`. */
  readonly id: string
  /** The section it stands in: `7.1.2`. */
  readonly section: string
  /** What it asks, in our words. */
  readonly text: string
  /** The words of the guide by which it is known. */
  readonly term: string
  readonly needs: readonly Need[]
}

export type Section = { readonly id: string; readonly title: string }

/** The enterprise says so itself, and may attach a paper. */
export const ownWord = (what: string, text = '写明做法，附上能说明的文件'): Need => ({
  what,
  from: [],
  stated: true,
  next: { text },
})

/** Of records that the system keeps. */
export const records = (
  what: string,
  from: string | readonly string[],
  text: string,
  path: string,
): Need => ({
  what,
  from: typeof from === 'string' ? [from] : from,
  next: { text, path },
})

/** Records that add weight where there are any. */
export const also = (what: string, from: string | readonly string[], text: string, path: string): Need => ({
  ...records(what, from, text, path),
  supports: true,
})
