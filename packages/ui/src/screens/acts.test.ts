import { expect, test } from 'vitest'
import { actsOf, type HistoryEntry } from './acts.ts'

const line = (more: Partial<HistoryEntry>): HistoryEntry => ({
  at: '2026-01-01T10:00:00Z',
  staff_id: 's1',
  command_id: 'c1',
  record: 'request',
  row_id: 'r1',
  op: 'insert',
  part: 'open',
  fields: [],
  set: {},
  before: null,
  ...more,
})

test('what one command changed is one act; the latest comes first', () => {
  const acts = actsOf([
    line({}),
    line({ row_id: 'r2', record: 'sighting' }),
    line({ command_id: 'c2', staff_id: 's2', op: 'update', set: { place: 'x' } }),
  ])
  expect(acts.map(({ staffId, changes }) => [staffId, changes.map(({ record }) => record)])).toEqual([
    ['s2', ['request']],
    ['s1', ['request', 'sighting']],
  ])
})

test('the parts of one row are one change: values that are told, and names of those that are not', () => {
  const [act] = actsOf([
    line({ fields: ['place'], set: { place: 'x' } }),
    line({ part: 'protected', op: 'insert', fields: ['story'], set: null }),
  ])
  expect(act!.changes).toEqual([
    { rowId: 'r1', record: 'request', op: 'insert', set: { place: 'x' }, before: {}, unseen: ['story'] },
  ])
})

test('a row changed twice in one act went from what it was first to what it became last', () => {
  const [act] = actsOf([
    line({ op: 'update', set: { place: 'x' }, before: { place: 'w' } }),
    line({ op: 'update', set: { place: 'y' }, before: { place: 'x' } }),
  ])
  expect(act!.changes[0]).toMatchObject({ before: { place: 'w' }, set: { place: 'y' } })
})

test('changes that no command made stand each for itself', () => {
  const acts = actsOf([
    line({ command_id: null }),
    line({ command_id: null, at: '2026-01-02T10:00:00Z', op: 'update' }),
  ])
  expect(acts).toHaveLength(2)
})
