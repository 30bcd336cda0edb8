import { expect, test } from 'vitest'
import { type Candidate, type Chosen, lacking, membersOf } from './members.ts'

const someone = (id: string): Candidate => ({
  id,
  name: id,
  office: 'An office',
  mayRead: true,
  keys: { staff: id, sealing: `${id}-s`, signing: `${id}-v`, proof: `${id}-p` },
})
const chosen = (more: Partial<Chosen> = {}): Chosen => ({
  readers: ['a', 'b'],
  officers: ['c', 'd'],
  until: {},
  ...more,
})

test('a group lacks something until it has a reader and two officers who do not read', () => {
  expect(lacking(chosen())).toBeNull()
  expect(lacking(chosen({ readers: [] }))).toBe('readers')
  expect(lacking(chosen({ officers: ['c', null] }))).toBe('officers')
  expect(lacking(chosen({ officers: ['c', 'c'] }))).toBe('officers')
  expect(lacking(chosen({ officers: ['c', 'a'] }))).toBe('officer-reads')
})

test('each is named with the keys and the last day that were chosen', () => {
  const members = membersOf(chosen({ until: { b: '2026-12-31', c: '2026-12-31' } }), ['a', 'b', 'c', 'd'].map(someone))
  expect(members.map(({ keys, role, until }) => [keys.staff, role, until])).toEqual([
    ['a', 'reader', null],
    ['b', 'reader', '2026-12-31'],
    ['c', 'recovery', null],
    ['d', 'recovery', null],
  ])
  expect(() => membersOf(chosen(), [])).toThrow('without keys')
})
