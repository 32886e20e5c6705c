import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json, readCanonicalJson } from './canonical-json.ts'
import { beginSealing, openSealed } from './sealed-part.ts'
import { isGenuine, readSignedFile, type SignedFile, writeSignedFile } from './signed-file.ts'
import { fingerprintOf, makeUnitKey } from './unit-key.ts'

const sender = makeUnitKey()
const receiver = makeUnitKey()
const signer = fingerprintOf('360902', sender.open).id

function sample(plain = Buffer.from('示例明细')) {
  const sealing = beginSealing(receiver.open.agreement)
  const cover = Buffer.from(
    canonicalJson({ number: '360902-2026-001', at: sealing.to.nonce.toString('hex') }),
  )
  const { bytes, sha256 } = writeSignedFile('pack', sender, signer, {
    cover,
    sealed: sealing.close(plain, cover),
  })
  return { bytes, sha256, to: sealing.to, cover }
}

const taken = (bytes: Buffer) => {
  const file = readSignedFile(bytes)
  if (typeof file === 'string') throw new Error(file)
  return file
}

describe('canonical JSON', () => {
  test('has one spelling, and only that is read', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value as Json)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(readCanonicalJson(Buffer.from(text))).toEqual(JSON.parse(text))
      }),
    )
    expect(canonicalJson({ b: 1, a: [true, null, '规上'] })).toBe('{"a":[true,null,"规上"],"b":1}')
    for (const other of ['{"b":1,"a":2}', '{"a": 1}', '[1.0]', '{"a":1,"a":1}', '\ufeff{}', '[', '{}\n'])
      expect(readCanonicalJson(Buffer.from(other)), other).toBeUndefined()
    expect(readCanonicalJson(Buffer.from([0x22, 0xff, 0x22]))).toBeUndefined()
  })

  test('a million open brackets are refused, not a crash', () => {
    expect(readCanonicalJson(Buffer.from('['.repeat(1_000_000)))).toBeUndefined()
    expect(readCanonicalJson(Buffer.from('['.repeat(200_000) + ']'.repeat(200_000)))).toBeUndefined()
  })
})

describe('a signed file', () => {
  test('is read back by the receiver alone', () => {
    const { bytes, sha256, to } = sample()
    const file = taken(bytes)
    expect(isGenuine(bytes, file, sender.open.signing)).toBe(true)
    expect(isGenuine(bytes, file, receiver.open.signing)).toBe(false)
    expect(file.sha256).toEqual(sha256)
    expect(openSealed(file.sealed, to, file.cover, receiver)?.toString()).toBe('示例明细')
    expect(openSealed(file.sealed, to, file.cover, sender)).toBeUndefined()
    expect(openSealed(file.sealed, to, Buffer.from('{}'), receiver)).toBeUndefined()
    expect(bytes.includes(Buffer.from('示例明细'))).toBe(false)
  })

  test('no flipped bit of any byte verifies', () => {
    const { bytes } = sample()
    for (let at = 0; at < bytes.length; at += 1) {
      for (const bit of [0, 3, 7]) {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        const file = readSignedFile(changed)
        const holds =
          typeof file !== 'string' &&
          file.signer.equals(signer) &&
          isGenuine(changed, file, sender.open.signing)
        expect(holds, `byte ${at}, bit ${bit}`).toBe(false)
      }
    }
  })

  test('what is cut off, grown, of another version or too large is told apart', () => {
    const { bytes } = sample()
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(['not-a-pack', 'truncated']).toContain(readSignedFile(bytes.subarray(0, length)))
      }),
    )
    const changed = (at: number, value: number[]) => {
      const copy = Buffer.from(bytes)
      copy.set(value, at)
      return copy
    }
    expect(readSignedFile(Buffer.concat([bytes, Buffer.from([0])]))).toBe('truncated')
    expect(readSignedFile(changed(8, [2]))).toBe('other-version')
    expect(readSignedFile(changed(9, [9]))).toBe('other-version')
    expect(readSignedFile(changed(42, [0xff, 0xff, 0xff, 0xff]))).toBe('too-large')
    expect(readSignedFile(Buffer.from('PK\x03\x04 something else entirely'))).toBe('not-a-pack')
    expect(readSignedFile(Buffer.alloc(0))).toBe('not-a-pack')
  })

  test('parts of two genuine files do not make a third', () => {
    const [one, other] = [sample(), sample(Buffer.from('示例其他'))]
    const [a, b] = [taken(one.bytes), taken(other.bytes)]
    const spliced = Buffer.concat([one.bytes.subarray(0, 50), a.cover, b.sealed, a.signature])
    const file = readSignedFile(spliced) as SignedFile
    expect(isGenuine(spliced, file, sender.open.signing)).toBe(false)
  })
})

describe('a fingerprint', () => {
  test('is forty digits, and belongs to the unit as well as to its keys', () => {
    const { spoken, id } = fingerprintOf('360902', sender.open)
    expect(spoken).toMatch(/^(\d{5} ){7}\d{5}$/)
    expect(fingerprintOf('360902', sender.open)).toEqual({ spoken, id })
    expect(fingerprintOf('360981', sender.open).spoken).not.toBe(spoken)
    expect(fingerprintOf('360902', { ...sender.open, agreement: receiver.open.agreement }).id).not.toEqual(id)
  })
})
