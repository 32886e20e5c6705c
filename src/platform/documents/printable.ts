import { canPrint } from './fonts.ts'

/** Stands for a character that no embedded font has: the geta mark of Chinese and Japanese printing. */
const substitute = '〓'

/** Tabs, and spaces at which a line may not end, would run out of a narrow cell. */
const spaces = /[\t\u00a0\u2007\u202f]/g

/** A rare form of a character (an ideographic variation selector): dropping it changes the shape of a name. */
const isVariant = (code: number) => code >= 0xe0100 && code <= 0xe01ef

/**
 * Has no shape of its own and would only disturb the line: other controls, zero width and direction marks (a name must
 * not turn the text around it), the selectors of emoji style.
 */
const isInvisible = (code: number) =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0x9f) ||
  code === 0xad ||
  code === 0x61c ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff ||
  (code >= 0xe0000 && code <= 0xe007f)

/**
 * Makes a text printable with the embedded fonts: line ends become `\n`, tabs and hard spaces become spaces, invisible characters go,
 * and a character without a glyph becomes 〓 and is added to `missing`. A variation selector is dropped and reported.
 */
export function printableText(text: string, missing: Set<string>): string {
  let printable = ''
  for (const character of text.replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n').replace(spaces, ' ')) {
    const code = character.codePointAt(0) ?? 0
    if (character === '\n') printable += character
    else if (isInvisible(code)) continue
    else if (isVariant(code)) missing.add(character)
    else if (canPrint(code)) printable += character
    else {
      missing.add(character.toWellFormed())
      printable += substitute
    }
  }
  return printable
}

/** The same for every string inside JSON-like data; keys are the template's own names and stay as they are. */
export function printableData(data: unknown, missing: Set<string>): unknown {
  if (typeof data === 'string') return printableText(data, missing)
  if (Array.isArray(data)) return data.map((item) => printableData(item, missing))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, printableData(value, missing)]))
}
