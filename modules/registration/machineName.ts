import { MRZ_SCRIPTS, mrzName, mrzText } from '@nansen/kernel'
import type { Script } from '@nansen/model'
import { BESIDE, type SpokenPart } from './names.ts'

/** Parts that make the primary identifier of ICAO Doc 9303; all others are secondary. */
const FAMILY = ['family', 'second-family']

/**
 * A person's name as machines read it on a paper (ICAO Doc 9303-3, section 6): letter by letter from their own script where the standard has a
 * table for it, else from the Latin spelling that somebody wrote. Null where neither is written wholly in known letters: a spelling we made
 * up would become the person's name. A chain without a family name cannot be parted and is one identifier (Doc 9303-3, 4.6).
 * @param length characters of the line: `MRZ_NAME`.
 */
export function machineName(parts: readonly SpokenPart[], length: number): string | null {
  const said = parts.filter(({ name }) => !BESIDE.includes(name.part)).toSorted((a, b) => a.sequence - b.sequence)
  const own = said.find(({ name }) => name.script !== 'Latn' && hasMachineLetters(name.script))?.name.script
  return lineIn(said, own, length) ?? lineIn(said, 'Latn', length)
}

/** Whether Doc 9303 says how letters of this script are written for machines. */
export const hasMachineLetters = (script: Script): boolean => (MRZ_SCRIPTS as readonly Script[]).includes(script)

function lineIn(said: readonly SpokenPart[], script: Script | undefined, length: number): string | null {
  const inScript = said.filter(({ name }) => name.script === script)
  const text = (isFamily: boolean) =>
    inScript.flatMap(({ name }) => (FAMILY.includes(name.part) === isFamily ? [name.text] : [])).join(' ')
  const [family, others] = [text(true), text(false)]
  const whole = mrzText(`${family} ${others}`)
  if (whole.text === '' || whole.unknown.length > 0) return null
  return family === '' ? mrzName(others, '', length) : mrzName(family, others, length)
}
