import { read, write } from '@nansen/model'
import { describe, expect, test } from 'vitest'
import { mayRow, type RowOwner, reachOf, type World } from './reachOf.ts'

const world: World = {
  columns: {
    tracing: { registration_officer: write('office'), head_of_office: read('subtree'), rsd_officer: write('own') },
  },
  offices: [
    { id: 'nairobi', country: 'KEN', parentId: null },
    { id: 'dadaab', country: 'KEN', parentId: 'nairobi' },
    { id: 'ifo', country: 'KEN', parentId: 'dadaab' },
    { id: 'kampala', country: 'UGA', parentId: null },
  ],
  staff: ['ana', 'ben', 'cem'].map(id => ({ id, status: 'active' })),
  assignments: [
    {
      staffId: 'ana',
      role: 'registration_officer',
      officeId: 'dadaab',
      team: null,
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      approvals: 2,
      ended: false,
    },
    {
      staffId: 'ben',
      role: 'head_of_office',
      officeId: 'nairobi',
      team: null,
      validFrom: '2026-01-01',
      validTo: null,
      approvals: 2,
      ended: false,
    },
    {
      staffId: 'cem',
      role: 'rsd_officer',
      officeId: 'kampala',
      team: null,
      validFrom: '2026-01-01',
      validTo: null,
      approvals: 2,
      ended: false,
    },
  ],
  cases: [],
  members: [{ groupId: 'witnesses', staffId: 'ana' }],
  now: '2026-06-01T12:00:00Z',
}
const row = (officeId: string, more: Partial<RowOwner> = {}): RowOwner => ({
  officeId,
  ownerId: null,
  rootId: 'case',
  restrictionGroup: null,
  ...more,
})
const reads = (staffId: string, r: RowOwner, w = world) =>
  mayRow(w, { staffId, purpose: 'protection' }, 'tracing', 'read', 'personal', r)

describe('who may read a row', () => {
  test('an officer, in the own office and not in the one below', () => {
    expect([reads('ana', row('dadaab')), reads('ana', row('ifo')), reads('ana', row('nairobi'))]).toEqual([
      true,
      false,
      false,
    ])
  })
  test('a head of office, in every office below', () => {
    expect([...reachOf(world, { staffId: 'ben', purpose: 'x' }, 'tracing', 'read', 'personal').offices]).toEqual([
      'nairobi',
      'dadaab',
      'ifo',
    ])
  })
  test('an owner, wherever the row is', () => {
    expect([reads('cem', row('ifo', { ownerId: 'cem' })), reads('cem', row('kampala'))]).toEqual([true, false])
  })
  test('a restricted row, only members of its group, and only if they reach it', () => {
    expect([
      reads('ana', row('dadaab', { restrictionGroup: 'witnesses' })),
      reads('ben', row('dadaab', { restrictionGroup: 'witnesses' })),
      reads('ana', row('ifo', { restrictionGroup: 'witnesses' })),
    ]).toEqual([true, false, false])
  })
  test('an assignment, on its last day and not on the next', () => {
    const at = (now: string) => reads('ana', row('dadaab'), { ...world, now })
    expect([at('2026-12-31T23:59:59Z'), at('2027-01-01T00:00:00Z')]).toEqual([true, false])
  })
  test('nobody, in a module that is not in their column', () => {
    expect(mayRow(world, { staffId: 'ana', purpose: 'x' }, 'rsd', 'read', 'personal', row('dadaab'))).toBe(false)
  })
})
