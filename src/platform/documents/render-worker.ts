import { parentPort, workerData } from 'node:worker_threads'
import { renderPdf, TextTooLong } from './render.ts'
import type { Rendered } from './render-apart.ts'

async function rendered(): Promise<Rendered> {
  try {
    return { document: await renderPdf(workerData) }
  } catch (error) {
    if (error instanceof TextTooLong) return { tooLong: error.fields }
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(await rendered())
