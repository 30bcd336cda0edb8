import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { storeOf } from '../installation.ts'
import { withOwner } from '../openDatabase.ts'
import { openForLooking } from '../openForLooking.ts'
import { practiceForms } from '../resettled/practiceForms.ts'
import { readSettings } from '../settings.ts'

export const errfExport: CliCommand = {
  name: 'errf export',
  usage: '--demo --out DIR',
  summary: 'Writes the resettlement forms (eRRF) of the practice world.',
  help: `Writes one electronic Resettlement Registration Form of generation 4.1 for each resettlement case of the demo (nansen demo, running or stopped)
and says what a receiving state would refuse of it. Nobody in them exists: they are for those who build or test an import.
  --demo     the practice world; cases of real people leave from their own page only, one by one, by whoever works on them
  --out DIR  a folder for the files; one of the same name is written over
Exit code 1: a receiving state would refuse one of them.`,
  options: { demo: 'flag', out: 'value' },
  run: async ({ flags, values }) => {
    const out = values.get('out')
    if (!flags.has('demo') || out === undefined) throw new CannotGoOn('say so: nansen errf export --demo --out DIR')
    const folder = resolve(out)
    mkdirSync(folder, { recursive: true })
    const installation = await openForLooking(readSettings('demo'))
    const store = storeOf(installation, () => undefined)
    let [written, refused] = [0, 0]
    try {
      await withOwner(installation.database.ownerUrl, async owner => {
        for await (const { name, xml, findings } of practiceForms(store, owner)) {
          writeFileSync(join(folder, name), xml)
          const errors = findings.filter(({ severity }) => severity === 'error')
          for (const { says, remedy } of errors) console.log(`${name}: ${says} ${remedy}`)
          written++
          if (errors.length > 0) refused++
        }
      })
    } finally {
      await store.close()
      await installation.stop()
    }
    console.log(`${written} forms in ${folder}; a receiving state would refuse ${refused} of them`)
    if (refused > 0) process.exitCode = 1
  },
}
