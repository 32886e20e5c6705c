import * as z from 'zod'
import { type Reading, refused, understood } from './reading.ts'

// C0 and C1 controls except tab and line breaks; zero-width and bidirectional marks; byte order mark.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: dropping control characters is the purpose
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g

const LONE_SURROGATE = '含有无法保存的残缺字符。请删去看不清的字符后重新输入，不要从乱码文件中粘贴。'

/** Ideographs, their punctuation and ASCII without white space: nothing in these is ever to be cleaned. */
const CLEAN = /^[!-~\u3001-\u9fff（），：；]*$/
/** Ideographs, digits and capitals: a code or a name as it is compared. */
const COMPARABLE = /^[0-9A-Z\u3001-\u9fff]*$/

/** Every full-width ASCII character (U+FF01–FF5E) and U+3000 to half width: for codes and numbers, not for prose. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}

/**
 * Prepares a code typed by a person: half width, upper case, no white space and no invisible characters.
 * Nothing else is altered: a letter O stays a letter O.
 */
export function normaliseCode(text: string): string {
  if (COMPARABLE.test(text)) return text
  return toHalfWidth(text.replace(INVISIBLE, '')).replace(/\s/g, '').toUpperCase()
}

/** True when the text has no half surrogate pair, that is, can be stored as UTF-8. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/**
 * Cleans prose: full-width letters and digits to half width (full-width punctuation is right in Chinese and stays),
 * control and invisible characters dropped, white space trimmed at both ends (U+3000 too). `single` makes every run of
 * white space one space; `many` keeps line breaks as \n.
 */
export function cleanText(text: string, lines: 'single' | 'many' = 'single'): string {
  if (CLEAN.test(text)) return text
  const kept = text
    .replace(INVISIBLE, '')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    )
  if (lines === 'single') return kept.replace(/\s+/g, ' ').trim()
  return kept
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .trim()
}

/** {@link cleanText}, refusing text that cannot be stored (lone surrogates). */
export function normaliseText(text: string, lines: 'single' | 'many' = 'single'): Reading<string> {
  return isWellFormed(text) ? understood(cleanText(text, lines)) : refused(LONE_SURROGATE)
}

/** A key by which two spellings of one name are equal: half width, no white space, upper case. Never shown or stored as the name. */
export function comparisonKey(text: string): string {
  return normaliseCode(text)
}

/** Number of characters as a person counts them (code points). */
export function characterCount(text: string): number {
  return [...text].length
}

/** Schema of a cleaned text of `min` (default 1) to `max` characters. Its type stays string in JSON Schema. */
export function textSchema(bounds: { max: number; min?: number; lines?: 'single' | 'many' }) {
  const min = bounds.min ?? 1
  return z
    .string('没有填写。请填写文字。')
    .refine(isWellFormed, { error: LONE_SURROGATE, abort: true })
    .overwrite((text) => cleanText(text, bounds.lines))
    .superRefine((text, ctx) => {
      const count = characterCount(text)
      if (count < min) {
        const message =
          count === 0 ? '没有填写。请填写。' : `填了 ${count} 个字，至少要 ${min} 个字。请补充。`
        ctx.addIssue({ code: 'custom', message })
      }
      if (count > bounds.max) {
        const message = `填了 ${count} 个字，最多 ${bounds.max} 个字。请删减。`
        ctx.addIssue({ code: 'custom', message })
      }
    })
}
