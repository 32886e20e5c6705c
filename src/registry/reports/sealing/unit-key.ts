import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** What others know of a unit: its Ed25519 key for signatures and its X25519 key for what is sealed to it, 32 bytes each. */
export type PublicKeys = { readonly signing: Buffer; readonly agreement: Buffer }
/** What only the unit has, 32 bytes each. */
export type SecretKeys = { readonly signing: Buffer; readonly agreement: Buffer }
export type UnitKey = { readonly open: PublicKeys; readonly secret: SecretKeys }

type Curve = 'Ed25519' | 'X25519'

export function makeUnitKey(): UnitKey {
  const signing = rawPair(generateKeyPairSync('ed25519').privateKey)
  const agreement = rawPair(generateKeyPairSync('x25519').privateKey)
  return {
    open: { signing: signing.x, agreement: agreement.x },
    secret: { signing: signing.d, agreement: agreement.d },
  }
}

function rawPair(key: KeyObject) {
  const { x = '', d = '' } = key.export({ format: 'jwk' })
  return { x: Buffer.from(x, 'base64url'), d: Buffer.from(d, 'base64url') }
}

export function publicKeyOf(curve: Curve, raw: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: curve, x: base64(raw) }, format: 'jwk' })
}

export function secretKeyOf(curve: Curve, open: Uint8Array, secret: Uint8Array): KeyObject {
  return createPrivateKey({
    key: { kty: 'OKP', crv: curve, x: base64(open), d: base64(secret) },
    format: 'jwk',
  })
}

const base64 = (raw: Uint8Array) => Buffer.from(raw).toString('base64url')

/**
 * What a key is known by, bound to the unit that it is of. `id`: 32 bytes, names the key inside files. `spoken`: 40 digits in
 * eight groups, to be compared by phone.
 */
export type Fingerprint = { readonly id: Buffer; readonly spoken: string }

export function fingerprintOf(unitCode: string, { signing, agreement }: PublicKeys): Fingerprint {
  const digest = createHash('sha512')
    .update(`opencqo unit key 1\0${unitCode}\0`)
    .update(signing)
    .update(agreement)
    .digest()
  const groups = Array.from({ length: 8 }, (_, at) => digest.readUIntBE(at * 5, 5) % 100_000)
  return {
    id: digest.subarray(0, 32),
    spoken: groups.map((group) => String(group).padStart(5, '0')).join(' '),
  }
}

export function signWith(key: UnitKey, message: Uint8Array): Buffer {
  return sign(null, message, secretKeyOf('Ed25519', key.open.signing, key.secret.signing))
}

export function isSignedBy(keys: Pick<PublicKeys, 'signing'>, message: Uint8Array, signature: Uint8Array) {
  return verify(null, message, publicKeyOf('Ed25519', keys.signing), signature)
}
