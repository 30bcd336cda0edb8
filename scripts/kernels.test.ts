import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildKernels } from './kernels.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-kernels-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a kernel made of other sources is compiled again, however new its file is; one of these is left alone', async () => {
  const compiled: string[] = []
  const build = (when: string) => buildKernels(() => compiled.push(when), folder)
  await build('absent')
  await build('as it is')
  const file = join(folder, 'fingerMatch.gen.js')
  const made = readFileSync(file, 'utf8')
  writeFileSync(file, made.replace(/^\/\/ made of ..../, '// made of 0000'))
  await build('of other sources')
  expect(compiled).toEqual(['absent', 'of other sources'])
  expect(readFileSync(file, 'utf8')).toBe(made)
}, 60_000)
