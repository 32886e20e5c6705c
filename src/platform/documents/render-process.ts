import { type DocumentSource, renderPdf, TextTooLong } from './render.ts'
import type { Rendered } from './render-apart.ts'

async function rendered(source: DocumentSource): Promise<Rendered> {
  try {
    return { document: await renderPdf(source) }
  } catch (error) {
    if (error instanceof TextTooLong) return { tooLong: error.fields }
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (source) => {
  void rendered(source as DocumentSource).then((answer) => process.send?.(answer))
})
// When the server goes, nobody waits for the answer.
process.on('disconnect', () => process.exit())
