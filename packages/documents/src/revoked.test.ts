import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readRevoked, signRevoked } from './revoked.ts'

const ours = generateKeyPairSync('ed25519')
const theirs = generateKeyPairSync('ed25519')
const PAPERS = [
  { number: 'KEN-DAD-0000042-7/C1', ended: 'replaced', endedOn: '2026-11-01' },
  { number: 'KEN-DAD-0000043-5/A2', ended: 'returned', endedOn: '2026-11-20' },
]

describe('a list of papers that count no longer', () => {
  const text = signRevoked(ours.privateKey, '2026-11-22', PAPERS)
  test('is read by who trusts its issuer, with the day it was taken out', () => {
    const list = readRevoked(text, [theirs.publicKey, ours.publicKey])
    expect(list?.asOf).toBe('2026-11-22')
    expect([...(list?.papers.values() ?? [])]).toEqual(PAPERS)
  })
  test('with nobody on it is a list too', () => {
    expect(readRevoked(signRevoked(ours.privateKey, '2026-11-22', []), [ours.publicKey])?.papers.size).toBe(0)
  })
  test('is none when a line was taken out or changed, the day moved, or another signed it', () => {
    for (const changed of [
      text.replace(/^.*\/C1.*\n/m, ''),
      text.replace('replaced', 'returned'),
      text.replace('2026-11-22', '2027-11-22'),
      '',
      'NANSEN-REVOKED1 2026-11-22\n',
    ])
      expect(readRevoked(changed, [ours.publicKey])).toBeNull()
    expect(readRevoked(text, [theirs.publicKey])).toBeNull()
  })
})
