/** What came of reading a person's text: a value, or a Chinese message of two parts (为什么。怎么办。); the caller adds 哪里. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string }

/** A successful reading. */
export function understood<T>(value: T): Reading<T> {
  return { ok: true, value }
}

/** A refused reading; `message` is zh-CN and says why and what to do. */
export function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message }
}
