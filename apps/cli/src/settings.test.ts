import { expect, test } from 'vitest'
import { countOf, readInput } from './readInput.ts'
import { readSettings } from './settings.ts'

test('keys never lie where the data lie, unless somebody insists, and then it is refused', () => {
  const { dataFolder, keysFile } = readSettings('real', { NANSEN_DATA: '/srv/nansen' })
  expect({ dataFolder, keysFile }).toEqual({ dataFolder: '/srv/nansen', keysFile: '/srv/nansen-keys/server.key' })
  const inside = { NANSEN_DATA: '/srv/nansen', NANSEN_KEYS: '/srv/nansen/server.key' }
  expect(() => readSettings('real', inside)).toThrow('must not lie in the data folder')
})

test('a demo and a real installation have folders of their own', () => {
  expect(readSettings('demo', {}).dataFolder).not.toBe(readSettings('real', {}).dataFolder)
})

test('what cannot be a port or a database is said at once', () => {
  expect(readSettings('real', {}).port).toBe(3000)
  expect(() => readSettings('real', { PORT: 'http' })).toThrow('not "http"')
  expect(() => readSettings('real', { DATABASE_URL: 'mysql://x' })).toThrow('must begin with postgres://')
})

const command = {
  name: 'demo',
  usage: '',
  summary: '',
  help: '',
  options: { people: 'value', fresh: 'flag' },
  run: async () => undefined,
} as const

test('options are read in either form, and what a command does not know is refused', () => {
  const input = readInput(command, ['--people', '1_000', 'word', '--fresh'])
  expect([countOf(input, 'people', 5), [...input.flags], input.words]).toEqual([1000, ['fresh'], ['word']])
  expect(countOf(readInput(command, ['--people=7']), 'people', 5)).toBe(7)
  expect(() => readInput(command, ['--poeple', '3'])).toThrow('has no option --poeple')
  expect(() => readInput(command, ['--people'])).toThrow('needs a value')
  expect(() => countOf(readInput(command, ['--people', 'many']), 'people', 5)).toThrow('not "many"')
})
