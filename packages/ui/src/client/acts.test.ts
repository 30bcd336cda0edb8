import { expect, test } from 'vitest'
import { openActs } from './acts.ts'

test('an act without an answer keeps its identifier when it is sent again', () => {
  const acts = openActs()
  expect(acts.idOf('/api/commands/a', { x: 1 })).toBe(acts.idOf('/api/commands/a', { x: 1 }))
})

test('another content is another act', () => {
  const acts = openActs()
  expect(acts.idOf('/api/commands/a', { x: 1 })).not.toBe(acts.idOf('/api/commands/a', { x: 2 }))
})

test('the same wish after an answer is a new act', () => {
  const acts = openActs()
  const first = acts.idOf('/api/commands/a', { x: 1 })
  acts.settle('/api/commands/a', { x: 1 })
  expect(acts.idOf('/api/commands/a', { x: 1 })).not.toBe(first)
})
