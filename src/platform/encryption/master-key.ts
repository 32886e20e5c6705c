import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The master key: 32 bytes, from `OPENCQO_MASTER_KEY` (base64) or `<dataDir>/keys/master.key` (mode 0600),
 * which is made at the first start.
 * @throws Error in zh-CN when the key is not 32 bytes
 */
export async function readMasterKey(dataDir: string, say: (line: string) => void): Promise<Buffer> {
  const given = process.env.OPENCQO_MASTER_KEY
  if (given) return checked(Buffer.from(given, 'base64'), 'OPENCQO_MASTER_KEY')
  const folder = join(dataDir, 'keys')
  const path = join(folder, 'master.key')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const file = await open(path, 'wx', 0o600)
    const key = randomBytes(32)
    await file.writeFile(key.toString('base64'))
    await file.sync()
    await file.close()
    say(`已生成加密主密钥 ${path}。请另行备份：丢失后，已加密的个人信息无法恢复。`)
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  await chmod(path, 0o600)
  return checked(Buffer.from(await readFile(path, 'utf8'), 'base64'), path)
}

function checked(key: Buffer, where: string): Buffer {
  if (key.length === 32) return key
  throw new Error(`加密主密钥：${where} 不是 32 字节的密钥。请恢复备份的密钥文件。`)
}
