import {
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { publicKeyOf, secretKeyOf, type UnitKey } from './unit-key.ts'

/** How a part was sealed; stands in the cover, which is authenticated with it. 32 and 12 bytes. */
export type SealedTo = { readonly ephemeral: Buffer; readonly nonce: Buffer }

const TAG = 16
const INFO = 'opencqo sealed part 1'

/** A sealing begun: the cover is made with `to`, then `close` seals under that cover. */
export type Sealing = { readonly to: SealedTo; close(plain: Uint8Array, cover: Uint8Array): Buffer }

/**
 * Seals so that only the receiver reads it: an X25519 key made for this one file, HKDF-SHA256, AES-256-GCM with the cover as
 * additional data.
 */
export function beginSealing(receiver: Uint8Array): Sealing {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const ephemeral = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const nonce = randomBytes(12)
  const key = keyBetween(privateKey, receiver, { ephemeral, receiver })
  return {
    to: { ephemeral, nonce },
    close(plain, cover) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(cover)
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([body, cipher.getAuthTag()])
    },
  }
}

/** Undefined when it was sealed to another key, or with another cover, or was changed. */
export function openSealed(
  sealed: Uint8Array,
  { ephemeral, nonce }: SealedTo,
  cover: Uint8Array,
  own: UnitKey,
): Buffer | undefined {
  if (sealed.length < TAG || ephemeral.length !== 32 || nonce.length !== 12) return undefined
  try {
    const secret = secretKeyOf('X25519', own.open.agreement, own.secret.agreement)
    const key = keyBetween(secret, ephemeral, { ephemeral, receiver: own.open.agreement })
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    decipher.setAAD(cover)
    decipher.setAuthTag(sealed.subarray(-TAG))
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
  } catch {
    return undefined
  }
}

function keyBetween(
  secret: KeyObject,
  other: Uint8Array,
  pair: { ephemeral: Uint8Array; receiver: Uint8Array },
): Buffer {
  const shared = diffieHellman({ privateKey: secret, publicKey: publicKeyOf('X25519', other) })
  const salt = Buffer.concat([pair.ephemeral, pair.receiver])
  return Buffer.from(hkdfSync('sha256', shared, salt, INFO, 32))
}
