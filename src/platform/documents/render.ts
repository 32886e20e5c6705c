import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { NodeCompiler, type NodeError, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { embeddedFonts } from './fonts.ts'
import { printableData, printableText } from './printable.ts'

/** What `renderPdf` needs. */
export type DocumentSource = {
  /** Typst source. It starts with `#import "sheet.typ": *`, which gives `data`, `sheet` and `fit`. */
  readonly template: string
  /** JSON-like; reaches the template as the value `data` and is never read as Typst markup. */
  readonly data: unknown
  /** JPEG or PNG bytes by name (`a-z0-9-`), drawn by `image("images/<name>")`. */
  readonly images?: Readonly<Record<string, Uint8Array>>
  /** Title in the PDF's metadata. */
  readonly title: string
}

/** A civil date as `written-date` of `sheet.typ` takes it: what `civilDateParts` gives. */
export type DateParts = { readonly year: number; readonly month: number; readonly day: number }

/** A finished document. The same source gives the same bytes. */
export type RenderedDocument = {
  readonly pdf: Uint8Array
  readonly pages: number
  /** Characters of `data` that no embedded font has, each once, in the order met; printed as 〓. */
  readonly missingGlyphs: string[]
}

/** The template itself is wrong (or an image is broken): a fault of ours, with the compiler's words. */
export class TemplateFault extends Error {
  readonly diagnostics: readonly string[]
  constructor(diagnostics: readonly string[]) {
    super(`document template: ${diagnostics.join('; ')}`)
    this.name = 'TemplateFault'
    this.diagnostics = diagnostics
  }
}

/** A text that does not fit its place even at the smallest type: tell the person which, nothing is cut off silently. */
export class TextTooLong extends Error {
  /** The labels of the fields as printed, in the order of the page. */
  readonly fields: readonly string[]
  constructor(fields: readonly string[]) {
    super(`${fields.join('、')}：文字太长，缩到最小字号仍印不下。请精简后再生成。`)
    this.name = 'TextTooLong'
    this.fields = fields
  }
}

const workspace = fileURLToPath(new URL('.', import.meta.url))
let sharedCompiler: NodeCompiler | undefined

/** System fonts are searched by the compiler too, after ours; `sheet.typ` and `refuseOtherFonts` keep them out. */
function compiler(): NodeCompiler {
  sharedCompiler ??= NodeCompiler.create({
    workspace,
    fontArgs: [{ fontPaths: embeddedFonts.map((font) => font.path) }],
  })
  return sharedCompiler
}

/**
 * Sets a Typst template with data into a PDF, using the embedded fonts only; synchronous inside, some milliseconds a
 * page. Throws `TextTooLong` when the template marks a field that does not fit, `TemplateFault` for anything wrong
 * with the template, an image or its fonts.
 */
export async function renderPdf(source: DocumentSource): Promise<RenderedDocument> {
  const missing = new Set<string>()
  const inputs = {
    data: JSON.stringify(printableData(source.data, missing)),
    title: printableText(source.title, new Set()).replaceAll('\n', ' '),
  }
  const typst = compiler()
  try {
    for (const [name, bytes] of Object.entries(source.images ?? {})) {
      typst.mapShadow(`${workspace}images/${checkedImageName(name, bytes)}`, Buffer.from(bytes))
    }
    const document = compile(typst, source.template, inputs)
    const tooLong: string[] = typst.query(document, { selector: '<too-long>', field: 'value' })
    if (tooLong.length > 0) throw new TextTooLong([...new Set(tooLong)])
    const pdf = typst.pdf(document)
    refuseOtherFonts(pdf)
    return { pdf, pages: document.numOfPages, missingGlyphs: [...missing] }
  } finally {
    typst.resetShadow()
    // Without this the cache grows with every document, and keeps personal data in memory.
    typst.evictCache(0)
    freeDocuments()
  }
}

/**
 * The compiler's documents live outside V8, which frees them only when it collects their handles, and sees no reason to:
 * a megabyte a document. A collection of the youngest objects takes a fifth of a millisecond.
 */
const DOCUMENTS_BETWEEN_COLLECTIONS = 8
let documents = 0
let collect: ((how: { type: 'minor' }) => void) | undefined

function freeDocuments(): void {
  documents += 1
  if (documents % DOCUMENTS_BETWEEN_COLLECTIONS !== 0) return
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as typeof collect
  }
  collect?.({ type: 'minor' })
}

function compile(typst: NodeCompiler, template: string, inputs: Record<string, string>): NodeTypstDocument {
  const compiled = typst.compile({ mainFileContent: template, inputs })
  const wrong = compiled.takeError() ?? compiled.takeWarnings()
  if (wrong) throw new TemplateFault(wordsOf(typst, wrong))
  const document = compiled.result
  if (!document) throw new TemplateFault(['the compiler gave no document'])
  return document
}

function wordsOf(typst: NodeCompiler, wrong: NodeError): string[] {
  return typst.fetchDiagnostics(wrong).map((diagnostic) => String(diagnostic.message))
}

function checkedImageName(name: string, bytes: Uint8Array): string {
  if (!/^[a-z0-9-]+$/.test(name)) throw new TemplateFault([`image name ${JSON.stringify(name)}`])
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47
  if (!isJpeg && !isPng) throw new TemplateFault([`image ${name} is neither JPEG nor PNG`])
  return name
}

/** Typst writes one `/BaseFont /ABCDEF+PostScriptName` line per font; text and title cannot hold a line of their own. */
function refuseOtherFonts(pdf: Buffer): void {
  const names = pdf.toString('latin1').matchAll(/^\s*\/BaseFont \/(?:[A-Z]{6}\+)?(\S+)$/gm)
  const others = [...names].map((name) => name[1]).filter((name) => !isEmbedded(name))
  if (others.length > 0) throw new TemplateFault([`fonts that are not ours: ${others.join(', ')}`])
}

function isEmbedded(name: string | undefined): boolean {
  return embeddedFonts.some((font) => font.postScriptName === name)
}
