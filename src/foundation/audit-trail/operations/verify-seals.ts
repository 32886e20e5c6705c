import { handle } from '#platform/perform.ts'
import { verifySeals } from '../contract.ts'
import { sealRoot } from '../merkle.ts'
import { mayVerifySeals } from '../policy.ts'
import { leavesOf, sealsAfter } from '../seal-store.ts'

const BATCH = 200

export const verifySealsHandler = handle(verifySeals, {
  subject: async () => ({}),
  policy: mayVerifySeals,
  async run({ tx }) {
    let last = { no: 0, root: new Uint8Array() as Uint8Array }
    let heads = 0
    for (;;) {
      const seals = await sealsAfter(tx, last.no, BATCH)
      for (const seal of seals) {
        const leaves = await leavesOf(tx, seal.no)
        const root = sealRoot(
          last.root,
          leaves.map(({ leaf }) => leaf),
        )
        const whole =
          leaves.length === seal.leaves &&
          leaves.every(({ leaf, now }) => now !== null && Buffer.from(now).equals(leaf.hash))
        if (seal.no !== last.no + 1 || !whole || !root.equals(seal.root)) {
          return { seals: last.no, heads, brokenAt: seal.no, root: Buffer.from(last.root).toString('hex') }
        }
        heads += leaves.length
        last = { no: seal.no, root: seal.root }
      }
      if (seals.length < BATCH) {
        return { seals: last.no, heads, brokenAt: null, root: Buffer.from(last.root).toString('hex') }
      }
    }
  },
})
