import { expect, test } from 'vitest'
import { type HeldAssignment, standing } from './administration.ts'

const assignment = (over: Partial<HeldAssignment>): HeldAssignment => ({
  id: 'a',
  staffId: 's',
  role: 'auditor',
  officeId: 'o',
  team: null,
  validFrom: '2026-01-01',
  validTo: null,
  requestedAt: '2025-12-01T00:00:00Z',
  requestedBy: 'x',
  approvedBy1: 'y',
  approvedBy2: 'z',
  founding: false,
  endedAt: null,
  replaces: null,
  ...over,
})

test('an assignment holds after two approvals, from its first to its last day', () => {
  expect(standing(assignment({ validTo: '2026-06-30' }), '2026-06-30')).toBe('held')
  expect(standing(assignment({ validTo: '2026-06-30' }), '2026-07-01')).toBe('over')
  expect(standing(assignment({}), '2025-12-31')).toBe('coming')
})

test('one approval is not enough', () => {
  expect(standing(assignment({ approvedBy2: null }), '2026-06-30')).toBe('waiting')
})

test('an assignment of the founding needs no approvals', () => {
  expect(standing(assignment({ founding: true, approvedBy1: null, approvedBy2: null }), '2026-06-30')).toBe('held')
})

test('what was ended is over, whatever else', () => {
  expect(standing(assignment({ endedAt: '2026-02-01T00:00:00Z', approvedBy1: null }), '2026-06-30')).toBe('over')
})
