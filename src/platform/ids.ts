import { randomFillSync } from 'node:crypto'

let last = { at: 0, count: 0 }
/** Random bytes for many ids are cheaper together. */
const random = Buffer.alloc(16 * 256)
let used = random.length

/**
 * UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 bits that count within the millisecond (method 1), then random bits, so
 * that ids made by one process grow in the order in which they are made.
 */
export function newId(now = Date.now()): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const bytes = random.subarray(used, used + 16)
  used += 16
  // A clock that goes back, or more than 4,096 ids in a millisecond, borrow from the future.
  const at = Math.max(now, last.at)
  const full = at === last.at && last.count === 0xfff
  last = full
    ? { at: at + 1, count: 0 }
    : { at, count: at === last.at ? last.count + 1 : bytes.readUInt16BE(6) & 0x3ff }
  bytes.writeUIntBE(last.at, 0, 6)
  bytes.writeUInt16BE(0x7000 | last.count, 6)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
