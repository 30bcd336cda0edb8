import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeImage, syntheticFinger } from '@nansen/biometrics'
import { afterAll, expect, test } from 'vitest'
import { writeSyntheticCaptures } from './syntheticCaptures.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-captures-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the captures of an invented person open as what they were, with their resolution', () => {
  const { files, face } = writeSyntheticCaptures(folder, 'test', { sites: ['finger-2', 'iris-left'] })
  const [finger, eye] = files.map(({ path }) => decodeImage(new Uint8Array(readFileSync(path))))
  expect(finger).toEqual(syntheticFinger('test', 2, 0))
  expect(eye).toMatchObject({ width: 320, height: 280, dpi: null })
  expect(readFileSync(face, 'utf8')).toContain('<svg')
})
