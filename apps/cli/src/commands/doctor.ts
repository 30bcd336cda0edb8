import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { findUnsafe } from '@nansen/store'
import { runningIn } from '@nansen/store/embedded'
import { CannotGoOn, inPlainWords } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { openInstallation, storeOf } from '../installation.ts'
import { readKeys } from '../serverKeys.ts'
import { readSettings, type Settings } from '../settings.ts'

export const doctor: CliCommand = {
  name: 'doctor',
  usage: '[--demo]',
  summary: 'Looks whether this machine and its database are fit to serve.',
  help: `Looks at the program, the disk, the keys and the database, and says what is wrong and what helps.
It changes nothing but what "nansen migrate" would. Stop the server first when it uses the database of npm.
  --demo   look at the installation of "nansen demo"`,
  options: { demo: 'flag' },
  run: async ({ flags }) => {
    const settings = readSettings(flags.has('demo') ? 'demo' : 'real')
    const faults = [...onMachine(settings), ...(await inDatabase(settings))]
    for (const fault of faults) console.log(`WRONG  ${fault}`)
    if (faults.length > 0) throw new CannotGoOn(`${faults.length} thing${faults.length > 1 ? 's' : ''} to put right`)
    console.log('Nothing is wrong.')
  },
}

const GIGABYTE = 1024 ** 3

function onMachine(settings: Settings): readonly string[] {
  const faults: string[] = []
  const say = (what: string, good: boolean, fault: string) => {
    if (good) console.log(`ok     ${what}`)
    else faults.push(fault)
  }
  say(`Node ${process.version}`, Number(process.versions.node.split('.')[0]) >= 26, 'Node is older than 26')
  const folder = nearest(settings.dataFolder)
  const { bavail, bsize } = statfsSync(folder)
  const free = (bavail * bsize) / GIGABYTE
  say(`${free.toFixed(1)} GB free in ${settings.dataFolder}`, free >= 2, `only ${free.toFixed(1)} GB free in ${folder}`)
  try {
    const keys = readKeys(settings.keysFile)
    say(keys ? `keys in ${settings.keysFile}` : 'no keys yet: the first start makes them', true, '')
  } catch (error) {
    faults.push(inPlainWords(error) ?? String(error))
  }
  return faults
}

const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)))

async function inDatabase(settings: Settings): Promise<readonly string[]> {
  if (settings.databaseUrl === null && runningIn(settings.dataFolder)) {
    console.log('       the database is in use by a running server and was not looked into')
    return []
  }
  if (settings.databaseUrl === null && !existsSync(settings.dataFolder)) {
    console.log('       there is no database yet: the first start makes it')
    return []
  }
  try {
    const installation = await openInstallation(settings, text => console.log(`       ${text}`))
    const store = storeOf(installation, () => undefined)
    const faults = await findUnsafe(store.pool('nansen_app')).finally(async () => {
      await store.close()
      await installation.stop()
    })
    if (faults.length === 0) console.log('ok     the database keeps its rules')
    return faults
  } catch (error) {
    const words = inPlainWords(error)
    if (words === null) throw error
    return [words]
  }
}
