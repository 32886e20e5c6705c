import { z } from 'zod'
import { operation, refusal, wrongState } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'

export const notAKey = refusal({ code: 'not-a-key', status: 422, title: '不是可用的公钥文件' })
export const keyKnown = refusal({ code: 'key-known', status: 409, title: '这把公钥已经录入' })
export const fingerprintDiffers = refusal({ code: 'fingerprint-differs', status: 422, title: '指纹不一致' })
export const secondLook = refusal({ code: 'second-look', status: 409, title: '须由另一位经办人核对' })

/** What travels by mail or is handed over: JSON, `.cqokey`. */
export const KeyFile = z.strictObject({
  format: z.literal('opencqo-unit-key-1'),
  code: z.string().min(1).max(40).describe('编号代码 of the unit'),
  name: z.string().min(1).max(120),
  signing: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Ed25519'),
  agreement: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('X25519'),
})
export type KeyFile = z.infer<typeof KeyFile>

/** A key of the unit itself. */
export const OwnKey = z.object({
  id: z.uuid(),
  spoken: z.string(),
  madeAt: z.iso.datetime(),
  replacedAt: z.iso.datetime().nullable(),
  file: KeyFile,
})

/** A key of another unit, as entered here. */
export const PeerKey = z.object({
  id: z.uuid(),
  peerId: z.uuid(),
  peerName: z.string(),
  peerCode: z.string(),
  spoken: z.string(),
  /** `replaced`: a newer key is in use; it still proves what was signed with it before. */
  status: z.enum(['entered', 'confirmed', 'replaced', 'revoked']),
  enteredBy: z.string(),
  enteredAt: z.iso.datetime(),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.iso.datetime().nullable(),
  aloneReason: z.string().nullable(),
  revokeReason: z.string().nullable(),
  /** Whether this reader may confirm it: another officer; alone in the unit, with a reason. */
  look: z.enum(['free', 'other-officer', 'reason']),
})
export type PeerKey = z.infer<typeof PeerKey>

const ofUnit = { unitId: z.uuid() }
const ofKey = { ...ofUnit, keyId: z.uuid() }

export const listReportKeys = operation({
  name: 'report-key.list',
  method: 'GET',
  path: '/units/:unitId/report-keys',
  title: '查看上报密钥',
  doc: "Public keys of the unit with their fingerprints, and those of other installations' units that it has entered.",
  input: z.object(ofUnit),
  output: z.object({ own: z.array(OwnKey), peers: z.array(PeerKey) }),
  refusals: [],
})

export const makeReportKey = operation({
  name: 'report-key.make',
  method: 'POST',
  path: '/units/:unitId/report-keys',
  title: '生成或更换密钥',
  doc: 'A new key pair for the unit; the one before stays for what it has signed and for what was sealed to it.',
  input: z.object({ ...ofUnit, reason: textSchema({ max: 200, min: 2 }) }),
  output: OwnKey,
  refusals: [],
  labels: { reason: '原因' },
})

export const enterPeerKey = operation({
  name: 'report-key.enter',
  method: 'POST',
  path: '/units/:unitId/peer-keys',
  title: '录入对方单位的公钥',
  doc: 'The key file of the unit above or of a unit below that uses another installation. Of no effect until somebody else has compared the fingerprint.',
  input: z.object({ ...ofUnit, file: z.string().min(1).max(4000) }),
  output: PeerKey,
  refusals: [notAKey, keyKnown],
  labels: { file: '公钥文件' },
})

export const confirmPeerKey = operation({
  name: 'report-key.confirm',
  method: 'POST',
  path: '/units/:unitId/peer-keys/:keyId/confirmation',
  title: '核对指纹并启用公钥',
  doc: 'The second look: the fingerprint as the other unit reads it out by phone. A key of the same unit in use until now is replaced: it still proves what was signed before.',
  input: z.object({
    ...ofKey,
    spoken: z.string().trim().min(1).max(80),
    aloneReason: textSchema({ max: 200, min: 4 }).nullable().default(null),
  }),
  output: PeerKey,
  refusals: [wrongState, fingerprintDiffers, secondLook],
  labels: { spoken: '对方读出的指纹', aloneReason: '由本人核对的理由' },
})

export const revokePeerKey = operation({
  name: 'report-key.revoke',
  method: 'POST',
  path: '/units/:unitId/peer-keys/:keyId/revocation',
  title: '停用对方单位的公钥',
  doc: 'From now on nothing signed with it is taken; what was taken before stays.',
  input: z.object({ ...ofKey, reason: textSchema({ max: 200, min: 2 }) }),
  output: PeerKey,
  refusals: [wrongState],
  labels: { reason: '原因' },
})
