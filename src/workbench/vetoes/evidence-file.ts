import { getFile } from '#foundation/files/index.ts'
import { invalidInput, Refused } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'

/** A file may be evidence when it is a paper of the workbench of this enterprise. @throws invalidInput */
export async function mustBePaper({ tx }: Context, enterpriseId: string, fileId: string, path: string) {
  const file = await getFile(tx, enterpriseId, fileId).catch((error: unknown) => {
    if (error instanceof Refused) return undefined
    throw error
  })
  if (file?.purpose === 'record') return
  const message = '证据：文件没有上传成功，或不是工作台的文件。请重新上传。'
  throw invalidInput({ detail: message, errors: [{ path, message }] })
}
