import { closeSync, openSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'

const resolve = createRequire(import.meta.url).resolve

/**
 * The only fonts a document may use (OFL, shipped as npm packages). Each weight costs up to 15 MB of mapped memory
 * once it is drawn with, so a weight is listed here only when a template uses it.
 */
export const embeddedFonts = [
  {
    postScriptName: 'NotoSerifSC-Regular',
    path: resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  },
  {
    postScriptName: 'NotoSerifSC-Bold',
    path: resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
  },
  {
    postScriptName: 'NotoSansSC-Regular',
    path: resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  },
] as const

type CodePointRange = readonly [first: number, last: number]

/** Reads the code point ranges of a TrueType file's format 12 `cmap`, without loading the 15 MB file. */
function readCodePoints(path: string): CodePointRange[] {
  const file = openSync(path, 'r')
  try {
    const bytesAt = (offset: number, length: number) => {
      const bytes = Buffer.alloc(length)
      readSync(file, bytes, 0, length, offset)
      return bytes
    }
    const directory = bytesAt(12, bytesAt(4, 2).readUInt16BE() * 16)
    const entry = directory.indexOf('cmap', 0, 'latin1')
    const cmap = bytesAt(directory.readUInt32BE(entry + 8), directory.readUInt32BE(entry + 12))
    return rangesOf(cmap, path)
  } finally {
    closeSync(file)
  }
}

/** OpenType specification, `cmap`: encoding 3/10 is the full Unicode repertoire, in subtable format 12. */
function rangesOf(cmap: Buffer, path: string): CodePointRange[] {
  for (let record = 4; record < 4 + cmap.readUInt16BE(2) * 8; record += 8) {
    if (cmap.readUInt16BE(record) !== 3 || cmap.readUInt16BE(record + 2) !== 10) continue
    const start = cmap.readUInt32BE(record + 4)
    if (cmap.readUInt16BE(start) !== 12) continue
    return Array.from({ length: cmap.readUInt32BE(start + 12) }, (_, group) => {
      const at = start + 16 + group * 12
      return [cmap.readUInt32BE(at), cmap.readUInt32BE(at + 4)] as const
    })
  }
  throw new Error(`${path}: the font has no format 12 cmap`)
}

/** A bit for each code point: 136 KB. */
let covered: Uint8Array | undefined

/** True when one of the embedded families draws this code point; the fonts are read once per process. */
export function canPrint(codePoint: number): boolean {
  covered ??= readCovered()
  return (((covered[codePoint >> 3] ?? 0) >> (codePoint & 7)) & 1) === 1
}

function readCovered(): Uint8Array {
  const bits = new Uint8Array(0x110000 / 8)
  for (const font of embeddedFonts) {
    for (const [first, last] of readCodePoints(font.path)) {
      for (let code = first; code <= last; code++)
        bits[code >> 3] = (bits[code >> 3] ?? 0) | (1 << (code & 7))
    }
  }
  return bits
}
