import { inflateSync } from 'node:zlib'

/** What tests ask of a PDF that Typst 0.13 wrote (PDF 1.7, no object streams); no general reader. */
export type PdfContents = {
  /** PostScript names of all fonts, without the subset prefix, sorted, each once. */
  readonly fonts: string[]
  /** The fonts whose file lies in the PDF, sorted, each once. */
  readonly embeddedFonts: string[]
  /** All text in the order drawn; runs of one line follow each other without a separator. */
  readonly text: string
  readonly pages: number
}

/** Reads fonts, text and page count back from a PDF of `renderPdf`. */
export function readPdf(pdf: Uint8Array): PdfContents {
  const source = Buffer.from(pdf).toString('latin1')
  const objects = new Map<number, string>()
  for (const [, id, body] of source.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)) {
    objects.set(Number(id), body ?? '')
  }
  const bodies = [...objects.values()]
  return {
    fonts: namesIn(bodies, /^\s*\/BaseFont \/(?:[A-Z]{6}\+)?(\S+)$/m),
    embeddedFonts: namesIn(
      bodies.filter((body) => /\/FontFile[23]? /.test(body)),
      /^\s*\/FontName \/(?:[A-Z]{6}\+)?(\S+)$/m,
    ),
    text: drawnText(objects),
    pages: bodies.filter((body) => /^\s*\/Type \/Page$/m.test(body)).length,
  }
}

function namesIn(bodies: string[], pattern: RegExp): string[] {
  return [...new Set(bodies.flatMap((body) => pattern.exec(body)?.[1] ?? []))].sort()
}

function drawnText(objects: ReadonlyMap<number, string>): string {
  let text = ''
  for (const page of objects.values()) {
    if (!/^\s*\/Type \/Page$/m.test(page)) continue
    const fonts = new Map<string, Map<number, string>>()
    const resources = referenced(objects, page, 'Resources')
    for (const [, name, id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      fonts.set(name ?? '', characterMap(objects, objects.get(Number(id)) ?? ''))
    }
    const content = streamOf(referenced(objects, page, 'Contents'))
    let font: Map<number, string> | undefined
    // A string may hold plain brackets when they balance: only one before `]` or a space ends it.
    for (const [, name, literal, hex] of content.matchAll(
      /\/(F\d+) [\d.]+ Tf|\(((?:\\[\s\S]|[^\\])*?)\)(?=[\] ])|<([0-9A-F]+)>/g,
    )) {
      if (name) font = fonts.get(name)
      else
        text += charactersOf(
          hex ? Buffer.from(hex, 'hex').toString('latin1') : unescaped(literal ?? ''),
          font,
        )
    }
  }
  return text
}

function characterMap(objects: ReadonlyMap<number, string>, font: string): Map<number, string> {
  const cmap = streamOf(referenced(objects, font, 'ToUnicode'))
  const characters = new Map<number, string>()
  for (const [, glyph, utf16] of cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)) {
    if (glyph && utf16)
      characters.set(parseInt(glyph, 16), Buffer.from(utf16, 'hex').swap16().toString('utf16le'))
  }
  return characters
}

function referenced(objects: ReadonlyMap<number, string>, from: string, key: string): string {
  return objects.get(Number(new RegExp(`/${key} (\\d+) 0 R`).exec(from)?.[1])) ?? ''
}

function streamOf(object: string): string {
  const body = /stream\n([\s\S]*)\nendstream/.exec(object)?.[1]
  return body === undefined ? '' : inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(literal: string): string {
  return literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, escaped: string) =>
    /^[0-7]/.test(escaped) ? String.fromCharCode(parseInt(escaped, 8)) : (escapes[escaped] ?? escaped),
  )
}

/** Two bytes are one glyph. */
function charactersOf(bytes: string, font: ReadonlyMap<number, string> | undefined): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += font?.get(bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1)) ?? '\ufffd'
  }
  return text
}
