import { createHash } from 'node:crypto'
import { COVER_LIMIT, SEALED_LIMIT } from '../limits.ts'
import { isSignedBy, signWith, type UnitKey } from './unit-key.ts'

/** What a signed file carries. */
export const fileKinds = { pack: 1, receipt: 2, slip: 3 } as const
export type FileKind = keyof typeof fileKinds

/** `.cqopack`, as docs/report-packs.md describes it. Nothing in `cover` and `sealed` is read before the signature holds. */
export type SignedFile = {
  readonly kind: FileKind
  /** Id of the key that signed, 32 bytes. */
  readonly signer: Buffer
  readonly cover: Buffer
  /** Empty where nothing is for the receiver's eyes alone. */
  readonly sealed: Buffer
  readonly signature: Buffer
  /** SHA-256 of what is signed: names this very file. */
  readonly sha256: Buffer
}

/** Why a file is not even looked into. */
export type FileFault = 'not-a-pack' | 'other-version' | 'truncated' | 'too-large'

const MAGIC = Buffer.from('CQOPACK\n')
const VERSION = 1
const HEAD = 50
const SIGNATURE = 64

/** @throws Error when a part is over its limit: what is sent must be readable */
export function writeSignedFile(
  kind: FileKind,
  key: UnitKey,
  signer: Buffer,
  parts: { cover: Buffer; sealed?: Buffer },
): { bytes: Buffer; sha256: Buffer } {
  const { cover, sealed = Buffer.alloc(0) } = parts
  if (cover.length > COVER_LIMIT || sealed.length > SEALED_LIMIT) throw new Error('a pack over its limit')
  const head = Buffer.alloc(HEAD)
  MAGIC.copy(head)
  head[8] = VERSION
  head[9] = fileKinds[kind]
  signer.copy(head, 10)
  head.writeUInt32BE(cover.length, 42)
  head.writeUInt32BE(sealed.length, 46)
  const message = messageOf(head, cover, sealed)
  const signature = signWith(key, message)
  return { bytes: Buffer.concat([head, cover, sealed, signature]), sha256: digestOf(message) }
}

/** Takes a file apart by its lengths alone; whether it is genuine says `isGenuine`. */
export function readSignedFile(bytes: Buffer): SignedFile | FileFault {
  if (bytes.length < MAGIC.length || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return 'not-a-pack'
  if (bytes[8] !== undefined && bytes[8] !== VERSION) return 'other-version'
  if (bytes.length < HEAD + SIGNATURE) return 'truncated'
  const kind = (Object.keys(fileKinds) as FileKind[]).find((each) => fileKinds[each] === bytes[9])
  if (!kind) return 'other-version'
  const [coverEnd, sealedLength] = [HEAD + bytes.readUInt32BE(42), bytes.readUInt32BE(46)]
  if (coverEnd - HEAD > COVER_LIMIT || sealedLength > SEALED_LIMIT) return 'too-large'
  if (bytes.length !== coverEnd + sealedLength + SIGNATURE) return 'truncated'
  const cover = bytes.subarray(HEAD, coverEnd)
  const sealed = bytes.subarray(coverEnd, coverEnd + sealedLength)
  return {
    kind,
    signer: bytes.subarray(10, 42),
    cover,
    sealed,
    signature: bytes.subarray(coverEnd + sealedLength),
    sha256: digestOf(messageOf(bytes.subarray(0, HEAD), cover, sealed)),
  }
}

/** Whether the key made the signature over exactly these bytes. */
export function isGenuine(bytes: Buffer, file: SignedFile, signing: Uint8Array): boolean {
  const message = messageOf(bytes.subarray(0, HEAD), file.cover, file.sealed)
  return isSignedBy({ signing: Buffer.from(signing) }, message, file.signature)
}

/** The sealed part enters by its digest, so that a cover can be proven to others without it. */
function messageOf(head: Uint8Array, cover: Uint8Array, sealed: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('opencqo signed file 1\0'), head, digestOf(cover), digestOf(sealed)])
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
