import { handle } from '#platform/perform.ts'
import { readFileBytes } from '../contract.ts'
import { mayRead } from '../policy.ts'
import { getFile } from '../store.ts'

export const readFileHandler = handle(readFileBytes, {
  subject: ({ tx }, { enterpriseId, fileId }) => getFile(tx, enterpriseId, fileId),
  policy: mayRead,
  async run({ installation }, _input, file) {
    return { mediaType: file.mediaType, fileName: file.name, bytes: await installation.vault.get(file.id) }
  },
})
