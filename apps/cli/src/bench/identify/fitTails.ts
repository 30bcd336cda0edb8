import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { EyeGallery, type Eyes, fitTail, hardest, leftScores, loadKernels } from '@nansen/biometrics'
import { type Comer, comersOf } from './realEyes.ts'

/**
 * Fits how far strangers' eyes agree in the gallery's form, for each folder, and writes the hardest with what it stands on: thresholds follow from it
 * and from how many people are searched. @returns the text of the file
 */
export async function fitTails(
  folders: readonly string[],
  file: string | null,
  progress: (text: string) => void,
): Promise<string> {
  await loadKernels()
  const sets = []
  for (const folder of folders) {
    const fitted = fitTail(scoresOf(await comersOf([folder], progress)))
    if (fitted === null) progress(`${folder}: too few strangers`)
    else sets.push({ set: basename(folder), ...fitted })
  }
  const text = `${JSON.stringify({ tail: hardest(sets)?.tail, sets }, null, 2)}\n`
  if (file !== null && sets.length > 0) writeFileSync(file, text)
  return text
}

/** All pairs of eyes of two people. */
function scoresOf(comers: readonly Comer[]): Float64Array {
  const eyes = comers.flatMap(({ captures }, person) =>
    captures.flatMap(({ left, right }: Eyes) => [left, right].flatMap(eye => (eye === null ? [] : [{ person, eye }]))),
  )
  const gallery = new EyeGallery()
  for (const [i, { eye }] of eyes.entries()) gallery.put(i, { left: eye, right: null })
  return Float64Array.from(
    eyes.flatMap(({ person, eye }) =>
      leftScores(gallery.handle, eye).filter((_, other) => other < eyes.length && eyes[other]!.person !== person),
    ),
  )
}
