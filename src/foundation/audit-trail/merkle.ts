import { createHash } from 'node:crypto'

/** The head of one chain at the time of sealing. */
export type Leaf = { readonly chainId: string; readonly seq: number; readonly hash: Uint8Array }

function sha256(...parts: (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/**
 * The Merkle root over the former root and the heads in their order. Leaves and inner nodes are told apart by their
 * first byte, and an odd node goes up unchanged, as in RFC 6962, section 2.1.
 */
export function sealRoot(formerRoot: Uint8Array, leaves: readonly Leaf[]): Buffer {
  const zero = Uint8Array.of(0)
  let level = [
    sha256(zero, formerRoot),
    ...leaves.map(({ chainId, seq, hash }) => sha256(zero, `${chainId}\x1f${seq}\x1f`, hash)),
  ]
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index], level[index + 1]]
      if (left) above.push(right ? sha256(Uint8Array.of(1), left, right) : left)
    }
    level = above
  }
  return level[0] ?? sha256(zero)
}
