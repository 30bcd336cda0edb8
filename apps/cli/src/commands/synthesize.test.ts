import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labelOf } from '@nansen/biometrics'
import { afterAll, expect, test } from 'vitest'
import { readInput } from '../readInput.ts'
import { synthesize } from './synthesize.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-synthesize-'))
afterAll(() => rmSync(folder, { recursive: true }))

const drawn = async (name: string, impressions: number, ...options: string[]) => {
  await synthesize.run(
    readInput(synthesize, [join(folder, name), '--people', '1', '--impressions', String(impressions), ...options]),
  )
  return (file: string) => readFileSync(join(folder, name, file))
}

test('a set of invented eyes is the same for the same seed, and evaluate knows whose each is', async () => {
  const one = await drawn('one', 2, '--fingers', 'none')
  const again = await drawn('again', 1, '--fingers', 'none')
  const other = await drawn('other', 1, '--fingers', 'none', '--seed', 'other')
  const files = readdirSync(join(folder, 'one', 'eyes'))
  expect(files.map(file => labelOf(`eyes/${file}`))).toEqual([
    { group: '0001_left', sample: '1' },
    { group: '0001_left', sample: '2' },
    { group: '0001_right', sample: '1' },
    { group: '0001_right', sample: '2' },
  ])
  const [first, second] = files.map(file => `eyes/${file}`)
  expect(one(first!).equals(again(first!))).toBe(true)
  expect(one(first!).equals(other(first!))).toBe(false)
  expect(one(first!).equals(one(second!))).toBe(false)
})

test('a finger that is none is refused in words', async () => {
  await expect(drawn('x', 1, '--fingers', '11')).rejects.toThrow('a number from 1 to 10')
})
