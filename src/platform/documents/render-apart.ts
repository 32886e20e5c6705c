import { Worker } from 'node:worker_threads'
import { type DocumentSource, type RenderedDocument, TemplateFault, TextTooLong } from './render.ts'

/** What the worker answers. */
export type Rendered =
  | { readonly document: RenderedDocument }
  | { readonly tooLong: readonly string[] }
  | { readonly fault: string }

/**
 * As `renderPdf` in a thread of its own: for documents of many pages, while the server goes on answering. The thread ends
 * with the document, and the memory of its fonts with it. `signal` stops it.
 */
export function renderApart(source: DocumentSource, signal?: AbortSignal): Promise<RenderedDocument> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), { workerData: source })
    const stop = () => void worker.terminate()
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', (answer: Rendered) => {
      if ('document' in answer) resolve(answer.document)
      else if ('tooLong' in answer) reject(new TextTooLong(answer.tooLong))
      else reject(new TemplateFault([answer.fault]))
      stop()
    })
    worker.once('error', reject)
    worker.once('exit', () => reject(signal?.reason ?? new Error('the rendering thread ended early')))
  })
}
