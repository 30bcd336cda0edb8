import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeErrf } from '@nansen/errf'
import { afterAll, expect, test } from 'vitest'
import { inventedBatch } from '../../../../packages/errf/test/batch.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-errf-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MAIN = join(import.meta.dirname, '../../nansen.mjs')
const NODE = join(import.meta.dirname, '../../../../node_modules/.bin/node')

function validate(files: Readonly<Record<string, string>>, ...options: string[]) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const { status, stdout, stderr } = spawnSync(NODE, [MAIN, 'errf', 'validate', ...Object.keys(files), ...options], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, lines: stdout.trim().split('\n'), stderr }
}

const good = writeErrf(inventedBatch(1))
const doubtful = good.replace('<DateofBirth>1984', '<DateofBirth>1884')
const refused = good.replace('<AddressCountry>CHD<', '<AddressCountry>TCD<')

test('a good form is passed, a doubtful one too unless it is strict, and a refused one is told with line, place and remedy', () => {
  expect(validate({ 'good.xml': good })).toEqual({ status: 0, lines: ['good.xml: nothing is wrong'], stderr: '' })
  const warned = validate({ 'doubtful.xml': doubtful })
  expect(warned).toMatchObject({ status: 0, lines: expect.arrayContaining(['doubtful.xml: 1 warning']) })
  expect(validate({ 'doubtful.xml': doubtful }, '--strict').status).toBe(1)
  const line = refused.slice(0, refused.indexOf('>TCD<')).split('\n').length
  expect(validate({ 'good.xml': good, 'refused.xml': refused })).toEqual({
    status: 1,
    lines: [
      'good.xml: nothing is wrong',
      'refused.xml: 1 error',
      `  error    line ${line}  CASE[1]/dataAddress[1]/AddressCountry`,
      '           "TCD" is not in the list for AddressCountry: it is the ISO code of a country that has another one here. Write CHD for Chad.',
    ],
    stderr: '',
  })
})

test('programs get one line a finding', () => {
  const { status, lines } = validate({ 'refused.xml': refused, 'broken.xml': '<a>' }, '--json')
  expect(status).toBe(1)
  expect(lines.map(each => JSON.parse(each))).toMatchObject([
    { file: 'refused.xml', severity: 'error', code: 'iso-country', path: 'CASE[1]/dataAddress[1]/AddressCountry' },
    { file: 'broken.xml', severity: 'error', code: 'xml', line: 1 },
  ])
})

test('a file that is not there, and none at all, are said in plain words', () => {
  expect(validate({}, 'nowhere.xml')).toMatchObject({ status: 1, stderr: 'nansen: there is no file nowhere.xml\n' })
  expect(validate({})).toMatchObject({ status: 1, stderr: expect.stringContaining('nansen errf validate FILE') })
})
