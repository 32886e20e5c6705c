const FIRST_SLOTS = 1 << 12
/** Three words of a code and its line. */
const WIDTH = 4

/**
 * On which line each code of a list stood first. Sixteen bytes a slot, so that a list of a million does not fill the memory: a
 * code of at most 18 letters and digits is packed into three words, and nothing else is kept.
 */
export class CodesSeen {
  #slots = new Uint32Array(FIRST_SLOTS * WIDTH)
  #count = 0
  readonly #packed = new Uint32Array(3)

  /** The earlier line of this code; or 0, and then `line` (from 1) is remembered. */
  firstLine(code: string, line: number): number {
    if ((this.#count + 1) * 5 > (this.#slots.length / WIDTH) * 3) this.#grow()
    pack(code, this.#packed)
    const [a = 0, b = 0, c = 0] = this.#packed
    const at = slotOf(this.#slots, a, b, c)
    const earlier = this.#slots[at + 3] ?? 0
    if (earlier > 0) return earlier
    this.#slots.set([a, b, c, line], at)
    this.#count += 1
    return 0
  }

  #grow() {
    const larger = new Uint32Array(this.#slots.length * 2)
    for (let from = 0; from < this.#slots.length; from += WIDTH) {
      if (this.#slots[from + 3] === 0) continue
      const kept = this.#slots.subarray(from, from + WIDTH)
      larger.set(kept, slotOf(larger, kept[0] ?? 0, kept[1] ?? 0, kept[2] ?? 0))
    }
    this.#slots = larger
  }
}

/** Where a code stands in the table, or the empty slot where it belongs. */
function slotOf(slots: Uint32Array, a: number, b: number, c: number): number {
  const count = slots.length / WIDTH
  let mixed = Math.imul(a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b), 0xc2b2ae35)
  mixed ^= mixed >>> 15
  for (let at = (mixed >>> 0) % count; ; at = (at + 1) % count) {
    const slot = at * WIDTH
    if (slots[slot + 3] === 0) return slot
    if (slots[slot] === a && slots[slot + 1] === b && slots[slot + 2] === c) return slot
  }
}

/** Six characters a word: 0 stands for none, then digits, then letters. */
function pack(code: string, into: Uint32Array) {
  for (let word = 0; word < 3; word += 1) {
    let value = 0
    for (let at = word * 6; at < word * 6 + 6; at += 1) {
      const sign = at < code.length ? code.charCodeAt(at) : 0
      value = value * 37 + (sign === 0 ? 0 : sign < 65 ? sign - 47 : sign - 54)
    }
    into[word] = value
  }
}
