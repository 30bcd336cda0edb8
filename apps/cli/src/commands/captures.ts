import { join, resolve } from 'node:path'
import { planWorld, type WorldPlan } from '@nansen/world'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { returning } from '../demo/templates.ts'
import { countOf } from '../readInput.ts'
import { writeSyntheticCaptures } from '../syntheticCaptures.ts'
import { PRACTICE_PEOPLE } from './demo.ts'

export const captures: CliCommand = {
  name: 'captures',
  usage: 'DIR [--people N]',
  summary: 'Writes image files of invented fingers and eyes, to try the demo with.',
  help: `Makes folders of PNG files as a scanner would deliver them: of somebody nobody knows, and of people of the practice world who come
back to a desk. Choose such a folder where the demo asks for fingers and eyes. Nobody in them exists.
  --people N   how many people the demo was made with (default ${PRACTICE_PEOPLE})`,
  options: { people: 'value' },
  run: async input => {
    const [folder] = input.words
    if (folder === undefined) throw new CannotGoOn('say where to: nansen captures DIR')
    const people = countOf(input, 'people', PRACTICE_PEOPLE)
    const plan = planWorld({ people, today: new Date().toISOString().slice(0, 10) })
    console.log(`${show(folder, 'nobody-knows')}: somebody nobody knows`)
    writeSyntheticCaptures(resolve(folder, 'nobody-knows'), 'a visitor')
    for (const [at, key] of returning(plan).entries()) {
      const person = personOf(plan, key)
      if (person === undefined) continue
      const name = `comes-back-${at + 1}`
      console.log(`${show(folder, name)}: ${person.displayName}, registered already`)
      writeSyntheticCaptures(resolve(folder, name), person.body, { impression: 1 })
    }
  },
}

function personOf(plan: WorldPlan, key: number) {
  for (const { members } of plan.stream()) {
    const found = members.find(({ person }) => person.key === key)
    if (found !== undefined) return found.person
  }
  return undefined
}

const show = (folder: string, name: string): string => join(folder, name)
