import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Where a sealed value lives; a ciphertext moved to another place does not open. */
export type SealedPlace = { table: string; column: string; row: string }

export type Sealer = {
  /** suite (1 byte) · key id (4 bytes) · nonce (12) · tag (16) · ciphertext */
  seal(plain: string | Uint8Array, place: SealedPlace): Buffer
  open(sealed: Uint8Array, place: SealedPlace): Buffer
  openText(sealed: Uint8Array, place: SealedPlace): string
  /** Keyed hash for equality search on a sealed field; `purpose` keeps hashes of different fields apart. */
  lookupHash(text: string, purpose: string): Buffer
}

/** Suite 1 `intl`: AES-256-GCM, HMAC-SHA256. */
const SUITE_INTL = 1
const HEADER = 5

/** Field encryption under keys derived from the master key; the key id names the master key's generation. */
export function createSealer(masterKey: Uint8Array): Sealer {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', masterKey, '', `opencqo ${info}`, 32))
  const fieldKey = derive('field')
  const hashKey = derive('lookup')
  const keyId = createHmac('sha256', masterKey).update('key id').digest().subarray(0, 4)

  const open = (sealed: Uint8Array, place: SealedPlace): Buffer => {
    const bytes = Buffer.from(sealed)
    if (bytes[0] !== SUITE_INTL) throw new Error(`unknown encryption suite ${bytes[0]}`)
    if (!bytes.subarray(1, HEADER).equals(keyId)) throw new Error('sealed under another master key')
    const decipher = createDecipheriv('aes-256-gcm', fieldKey, bytes.subarray(HEADER, HEADER + 12))
    decipher.setAAD(bind(place))
    decipher.setAuthTag(bytes.subarray(HEADER + 12, HEADER + 28))
    return Buffer.concat([decipher.update(bytes.subarray(HEADER + 28)), decipher.final()])
  }

  return {
    seal(plain, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', fieldKey, nonce)
      cipher.setAAD(bind(place))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.from([SUITE_INTL]), keyId, nonce, cipher.getAuthTag(), body])
    },
    open,
    openText: (sealed, place) => open(sealed, place).toString('utf8'),
    lookupHash: (text, purpose) => createHmac('sha256', hashKey).update(`${purpose}\0${text}`).digest(),
  }
}

function bind(place: SealedPlace): Buffer {
  return Buffer.from(`${place.table}\0${place.column}\0${place.row}`)
}
