import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePng, impressionOf, syntheticIris, syntheticSkin } from '@nansen/biometrics'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { evaluate } from './evaluate.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-evaluate-'))
const prints = join(folder, 'prints')
const eyes = join(folder, 'eyes')
mkdirSync(prints)
mkdirSync(eyes)
for (const person of [1, 2]) {
  const skin = syntheticSkin(person, 2)
  for (const sample of [1, 2]) {
    writeFileSync(join(prints, `10${person}_${sample}.png`), encodePng(impressionOf(skin, person, 2, sample)))
    writeFileSync(join(eyes, `person${person}-${sample}.png`), encodePng(syntheticIris(person, 'left', sample)))
  }
}
writeFileSync(join(prints, '103_1.png'), 'not an image')
writeFileSync(join(prints, 'readme.txt'), 'no capture')
afterAll(() => rmSync(folder, { recursive: true }))

let said = ''
beforeEach(() => {
  said = ''
  const listen = (text: string) => {
    said += `${text}
`
  }
  vi.spyOn(console, 'log').mockImplementation(listen)
  vi.spyOn(console, 'error').mockImplementation(listen)
})
afterEach(() => vi.restoreAllMocks())

const FIGURES = [
  'images',
  'classes',
  'genuine',
  'impostor',
  'failed',
  'eer',
  'fmr100',
  'fmr1000',
  'fmr10000',
  'zeroFmr',
  'extractMs',
  'matchUs',
  'templateBytes',
]

describe('nansen evaluate', () => {
  test('measures a folder of prints; a failed image counts and scores 0', async () => {
    expect(await evaluate(['fingerprint', `${prints}@500`, '--json'])).toBe(0)
    const { sets, mean } = JSON.parse(said)
    expect(Object.keys(sets[0])).toEqual(['name', ...FIGURES, 'intervals', 'apart', 'twoEyes', 'travelling'])
    expect(Object.keys(mean)).toEqual(FIGURES)
    expect(sets[0]).toMatchObject({
      name: 'prints',
      images: 5,
      classes: 3,
      genuine: 2,
      impostor: 8,
      failed: 1,
      eer: 0,
      zeroFmr: 0,
    })
    expect([...Object.values(mean)].every(Number.isFinite)).toBe(true)
    expect(sets[0].extractMs).toBeGreaterThan(0)
  })

  test('says what failed and how sure the figures are, and draws the trade-off', async () => {
    const det = join(folder, 'det')
    expect(await evaluate(['fingerprint', `${prints}@500`, '--det', det, '--quality', '--fused'])).toBe(0)
    expect(said).toMatch(/its travelling form/)
    expect(said).toMatch(/failure to enrol: 1 of 5 images, 20\.00 % \(95 %: 3\.62-62\.45/)
    expect(said).toMatch(/our quality +0\.00/)
    expect(readFileSync(join(det, 'prints.svg'), 'utf8')).toContain('its travelling form')
    expect(readdirSync(det).sort()).toEqual(['all.svg', 'prints.svg'])
  })

  test('measures eyes named by a rule of one’s own, in a table', async () => {
    expect(await evaluate(['iris', eyes, '--label', '^person(?<class>\\d)-(?<sample>\\d)'])).toBe(0)
    expect(said).toMatch(/^set +EER %/)
    expect(said).toMatch(/\neyes +0\.00/)
  })

  test.each([
    [[], 'say what to evaluate'],
    [['face', prints], 'say what to evaluate'],
    [['iris'], 'say which folders'],
    [['iris', join(folder, 'absent')], 'is not a folder'],
    [['iris', eyes], 'no file is named like a capture'],
    [['iris', eyes, '--label', '^person(?<class>1)-(?<sample>\\d)'], 'two classes'],
    [['fingerprint', prints, '--form', 'other'], 'the form is stored or travelling'],
    [['iris', eyes, '--quality'], 'are of fingers'],
    [['fingerprint', prints, '--label', '('], 'Invalid regular expression'],
  ])('asked %j says what is wrong and ends with 2', async (args, words) => {
    expect(await evaluate(args)).toBe(2)
    expect(said).toContain(words)
  })
})
