import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { encodePng, FINGER_POSITIONS, type FingerPosition, type Site } from '@nansen/biometrics'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { countOf } from '../readInput.ts'
import { syntheticCapture } from '../syntheticCaptures.ts'

const PEOPLE = 10
const IMPRESSIONS = 3
/** A finger takes about a second to grow, an eye a tenth of it. */
const FINGERS = '2,7'

export const synthesize: CliCommand = {
  name: 'synthesize',
  usage: 'DIR [--people N] [--impressions N] [--fingers 1,2,…|none] [--seed TEXT]',
  summary: 'Draws fingers and eyes of people who never were, as a set that nansen evaluate reads.',
  help: `Writes DIR/fingers/PPPPFF_N.png (person, finger 01 to 10, impression) with 500 dpi, and DIR/eyes/PPPP_left_N.png and right. The same seed gives the
same bytes. Later impressions are put down differently: turned, pressed, moved, dry or wet; looked otherwise, with other lids, light and pupils.
  --people N       people (default ${PEOPLE})
  --impressions N  captures of each finger and eye (default ${IMPRESSIONS})
  --fingers LIST   positions by ISO/IEC 19794-2, or none (default ${FINGERS})
  --seed TEXT      other people (default nansen)
How far they resemble real ones: nansen evaluate iris DIR/eyes, beside a real set.`,
  options: { people: 'value', impressions: 'value', fingers: 'value', seed: 'value' },
  run: async input => {
    const [folder] = input.words
    if (folder === undefined) throw new CannotGoOn('say where to: nansen synthesize DIR')
    const fingers = positionsOf(input.values.get('fingers') ?? FINGERS)
    const seed = input.values.get('seed') ?? 'nansen'
    const [eyesFolder, fingersFolder] = ['eyes', 'fingers'].map(name => join(resolve(folder), name))
    mkdirSync(eyesFolder!, { recursive: true })
    if (fingers.length > 0) mkdirSync(fingersFolder!, { recursive: true })
    for (let person = 1; person <= countOf(input, 'people', PEOPLE); person++)
      for (let impression = 0; impression < countOf(input, 'impressions', IMPRESSIONS); impression++) {
        const number = String(person).padStart(4, '0')
        const write = (path: string, site: Site) =>
          writeFileSync(path, encodePng(syntheticCapture(`${seed} ${person}`, site, impression)))
        for (const eye of ['left', 'right'] as const)
          write(join(eyesFolder!, `${number}_${eye}_${impression + 1}.png`), `iris-${eye}`)
        for (const finger of fingers)
          write(
            join(fingersFolder!, `${number}${String(finger).padStart(2, '0')}_${impression + 1}.png`),
            `finger-${finger}`,
          )
      }
  },
}

function positionsOf(list: string): readonly FingerPosition[] {
  if (list === 'none') return []
  return list.split(',').map(text => {
    const position = FINGER_POSITIONS.find(each => String(each) === text.trim())
    if (position === undefined) throw new CannotGoOn(`a finger is a number from 1 to 10, not "${text}"`)
    return position
  })
}
