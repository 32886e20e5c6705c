import { addressOf } from '#platform/client.ts'
import { type Operation, type OutputOf, Problem, Refused } from '#platform/operation.ts'
import { newIntent } from './intent.ts'
import { words } from './words.ts'

export type UploadOptions = {
  /** Called with whole per cent sent. */
  readonly onProgress?: (percent: number) => void
  readonly signal?: AbortSignal
}

function failure(status: number): Refused {
  const code = status === 0 ? 'unreachable' : 'unreadable-answer'
  return new Refused({ type: `urn:opencqo:refusal:${code}`, code, status, title: words.fault.title })
}

function readAnswer(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return undefined
  }
}

/**
 * Sends a file as the raw body of an operation with `takesBytes` and answers with the parsed output. XMLHttpRequest, because
 * fetch reports no upload progress. Throws Refused; an aborted upload throws an AbortError.
 */
export function uploadBytes<Op extends Operation>(
  op: Op,
  input: Record<string, unknown>,
  file: Blob,
  { onProgress, signal }: UploadOptions = {},
): Promise<OutputOf<Op>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open(op.method, addressOf(op, input))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('idempotency-key', newIntent())
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(Math.floor((event.loaded / event.total) * 100))
    }
    request.onerror = () => reject(failure(0))
    request.onabort = () => reject(new DOMException('upload aborted', 'AbortError'))
    request.onloadend = () => signal?.removeEventListener('abort', stop)
    request.onload = () => {
      const answer = readAnswer(request)
      if (request.status < 300 && answer !== undefined) return resolve(answer as OutputOf<Op>)
      const problem = Problem.safeParse(answer)
      reject(problem.success ? new Refused(problem.data) : failure(request.status))
    }
    if (signal?.aborted) return reject(new DOMException('upload aborted', 'AbortError'))
    signal?.addEventListener('abort', stop)
    request.send(file)
  })
}
