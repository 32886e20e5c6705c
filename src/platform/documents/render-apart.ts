import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type DocumentSource, type RenderedDocument, TemplateFault, TextTooLong } from './render.ts'

/** What the process answers to a source. */
export type Rendered =
  | { readonly document: RenderedDocument }
  | { readonly tooLong: readonly string[] }
  | { readonly fault: string }

/** `renderPdf` in a process of its own: for work of many documents, while the server goes on answering. */
export type Renderer = {
  /** One at a time. */
  render(source: DocumentSource): Promise<RenderedDocument>
  /** Ends the process, and gives back its memory: some 100 MB for fonts and compiler. */
  close(): Promise<void>
}

export function openRenderer(): Renderer {
  const child = fork(fileURLToPath(new URL('./render-process.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  // An error without a listener would end the server.
  let broken: Error | undefined
  child.on('error', (error) => {
    broken = error
  })
  return {
    async render(source) {
      if (!child.connected) throw broken ?? new Error('the rendering process has ended')
      const answer = await ask(child, source)
      if ('document' in answer) return answer.document
      if ('tooLong' in answer) throw new TextTooLong(answer.tooLong)
      throw new TemplateFault([answer.fault])
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

function ask(child: ChildProcess, source: DocumentSource): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off('exit', ended)
      child.off('error', failed)
      child.off('message', answered)
      act()
    }
    const ended = () => settle(() => reject(new Error('the rendering process ended early')))
    const failed = (error: Error) => settle(() => reject(error))
    const answered = (answer: unknown) => settle(() => resolve(answer as Rendered))
    child.on('exit', ended)
    child.on('error', failed)
    child.on('message', answered)
    child.send(source, (error) => {
      if (error) failed(error)
    })
  })
}
