import { readAll } from '#platform/files/vault.ts'
import { malformedRequest } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { FILE_LIMIT } from './contract.ts'

/** The file that was sent. */
export async function bytesOf({ body }: Context): Promise<Buffer> {
  if (!body) throw malformedRequest({ detail: '文件：没有收到。请重新选择文件。' })
  return readAll(body, FILE_LIMIT)
}
