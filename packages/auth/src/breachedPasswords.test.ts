import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openBreachFile } from './breachedPasswords.ts'
import { makeBreachFile } from './makeBreachFile.ts'
import { checkNewPassword } from './password.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-breached-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

const BREACHED = Array.from({ length: 1000 }, (_, i) => `seven quiet herons over water ${i}`)
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()
const hashed = BREACHED.map((each, i) => `${sha1(each)}:${i}`).toSorted()

test.each([
  ['hashes in order, with counts', hashed.join('\r\n')],
  ['passwords in any order', BREACHED.join('\n')],
])('a list of %s is found again, each of it and nothing else', async (_, list) => {
  writeFileSync(at('list.txt'), list)
  expect(await makeBreachFile(at('list.txt'), at('breached'))).toBe(1000)
  const wasBreached = openBreachFile(at('breached'))
  expect(BREACHED.filter(each => !wasBreached(each))).toEqual([])
  expect(BREACHED.filter(each => wasBreached(`${each}!`))).toEqual([])
  expect(() => checkNewPassword(BREACHED[500]!, [], wasBreached)).toThrow('choose another password')
  expect(() => checkNewPassword(`${BREACHED[500]}!`, [], wasBreached)).not.toThrow()
  wasBreached.close()
})

test('a list that would not be found again is refused, and leaves nothing behind', async () => {
  writeFileSync(at('list.txt'), [hashed[1], hashed[0]].join('\n'))
  await expect(makeBreachFile(at('list.txt'), at('never'))).rejects.toThrow('not in ascending order')
  writeFileSync(at('list.txt'), [hashed[0], 'password'].join('\n'))
  await expect(makeBreachFile(at('list.txt'), at('never'))).rejects.toThrow('one or the other')
  expect(readdirSync(folder).filter(name => name.startsWith('never'))).toEqual([])
})

test('a file of another kind, or cut off, is no list of breached passwords', () => {
  writeFileSync(at('other'), hashed.join('\n'))
  expect(() => openBreachFile(at('other'))).toThrow('was not made by')
  writeFileSync(at('other'), 'nansen breach 1\n12345')
  expect(() => openBreachFile(at('other'))).toThrow('cut off')
})
