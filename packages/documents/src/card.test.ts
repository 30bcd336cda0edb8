import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase45, toBase45 } from './base45.ts'
import { type Card, cardKeyId, signCard, verifyCard } from './card.ts'
import { qrSvg } from './qr.ts'

const ours = generateKeyPairSync('ed25519')
const theirs = generateKeyPairSync('ed25519')
const card: Card = {
  document: 'KEN-DAD-0000042-7/1',
  person: 'KEN-DAD-0000042-7',
  name: 'Amina Yusuf Ali',
  sex: 'F',
  yearOfBirth: 1990,
  people: 4,
  issuedOn: '2026-05-01',
  expiresOn: '2028-05-01',
}

describe('a card', () => {
  const text = signCard(ours.privateKey, card)
  test('is genuine to whoever has the public key, with what it says', () => {
    expect(verifyCard(text, [theirs.publicKey, ours.publicKey], '2026-06-01')).toEqual({
      outcome: 'genuine',
      card,
      expired: false,
    })
  })
  test('expires the day after its last', () => {
    expect(verifyCard(text, [ours.publicKey], '2028-05-01')).toMatchObject({ expired: false })
    expect(verifyCard(text, [ours.publicKey], '2028-05-02')).toMatchObject({ expired: true })
  })
  test('of a server we do not know says whose it is', () => {
    expect(verifyCard(text, [theirs.publicKey], '2026-06-01')).toEqual({
      outcome: 'unknown-key',
      keyId: cardKeyId(ours.publicKey),
    })
  })
  test('is forged when a single byte of it was changed', () => {
    const bytes = fromBase45(text.slice('NANSEN1:'.length))!
    fc.assert(
      fc.property(fc.integer({ min: 4, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes)
        changed[at]! ^= flip
        expect(verifyCard(`NANSEN1:${toBase45(changed)}`, [ours.publicKey], '2026-06-01').outcome).toBe('forged')
      }),
    )
  })
  test('signed by another with our identifier on it is forged', () => {
    const bytes = fromBase45(signCard(theirs.privateKey, card).slice('NANSEN1:'.length))!
    bytes.set(Buffer.from(cardKeyId(ours.publicKey), 'hex'))
    expect(verifyCard(`NANSEN1:${toBase45(bytes)}`, [ours.publicKey], '2026-06-01').outcome).toBe('forged')
  })
  test('is unreadable when it is something else', () => {
    for (const other of ['', 'NANSEN1:', 'https://example.org', 'NANSEN1:ab'])
      expect(verifyCard(other, [ours.publicKey], '2026-06-01').outcome).toBe('unreadable')
  })
  test('survives any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), name => {
        const verdict = verifyCard(signCard(ours.privateKey, { ...card, name }), [ours.publicKey], '2026-06-01')
        expect(verdict).toMatchObject({ outcome: 'genuine' })
      }),
    )
  })
  test('fits a code of at most version 12: 65 modules and the quiet zone', () => {
    const side = Number(/viewBox="0 0 (\d+)/.exec(qrSvg(text))?.[1])
    expect(side).toBeLessThanOrEqual(65 + 8)
  })
  test('names its key the same from either half', () => {
    expect(cardKeyId(ours.privateKey)).toBe(cardKeyId(createPublicKey(ours.privateKey)))
  })
})

describe('base45', () => {
  test('gives the examples of RFC 9285', () => {
    expect(toBase45(Buffer.from('AB'))).toBe('BB8')
    expect(toBase45(Buffer.from('Hello!!'))).toBe('%69 VD92EX0')
    expect(toBase45(Buffer.from('base-45'))).toBe('UJCLQE7W581')
    expect(Buffer.from(fromBase45('QED8WEX0')!).toString()).toBe('ietf!')
  })
  test('refuses what no bytes give', () => {
    for (const wrong of ['A', 'abc', ':::', '::']) expect(fromBase45(wrong)).toBeNull()
  })
  test('comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes)
      }),
    )
  })
})
