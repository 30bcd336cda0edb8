import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  FAULTS,
  type Fault,
  inventedPerson,
  makeKeys,
  PACKINGS,
  type Packing,
  pemOf,
  personOfFolder,
  simulatedDevices,
  startService,
} from '@nansen/app-capture'
import { SBI_PORTS } from '@nansen/scanner'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand, CliInput } from '../command.ts'
import { countOf } from '../readInput.ts'
import { scannersFile } from '../scannersFile.ts'
import { readSettings } from '../settings.ts'
import { untilStopped } from '../untilStopped.ts'

const DAY = 86_400_000
/** A person takes about this long to put the fingers down. Milliseconds. */
const USUAL_DELAY = 1_200

export const capture: CliCommand = {
  name: 'capture',
  usage: '--simulate [--person SEED] [--folder DIR] [--fault NAME,…]',
  summary: 'A practice scanner of fingers, eyes and faces beside the browser, which speaks SBI.',
  help: `Answers on 127.0.0.1 as a real scanner's device service does, with fingers, eyes and a drawn face of somebody invented. The pages find it by
themselves. Its key is made anew at every start; its certificate is written to the file of trusted scanners of the demo.
  --simulate        no real device is driven by this program yet; a maker's own SBI service needs nothing of ours
  --person SEED     whose body: the same words give the same fingers (default "a visitor")
  --impression N    the same body put down again: 0, 1, 2 …
  --folder DIR      files to show instead: finger-2.png, iris-left.png, as "nansen captures" writes them, face.jpg
  --fault NAME,…    what goes wrong, one at each capture: ${FAULTS.join(', ')}
  --packing NAME    how pictures are packed: ${PACKINGS.join(', ')} (default png)
  --delay MS        how long putting fingers down takes (default ${USUAL_DELAY})
  --port PORT       of 4501 to 4510 (default 4501)
  --origin URL,…    pages that may ask (default http://localhost:PORT as the server's)
  --trust FILE      where its certificate is written (default: where the demo reads it)`,
  options: {
    simulate: 'flag',
    person: 'value',
    impression: 'value',
    folder: 'value',
    fault: 'value',
    packing: 'value',
    delay: 'value',
    port: 'value',
    origin: 'value',
    trust: 'value',
  },
  run: async input => {
    if (!input.flags.has('simulate'))
      throw new CannotGoOn("no real device is driven by this program yet: use the maker's SBI service, or --simulate")
    const settings = readSettings('demo')
    const port = countOf(input, 'port', SBI_PORTS[0]!)
    if (!SBI_PORTS.includes(port)) throw new CannotGoOn(`--port must be one of ${SBI_PORTS[0]} to ${SBI_PORTS.at(-1)}`)
    const origins = input.values.get('origin')?.split(',') ?? [`http://localhost:${settings.port}`]
    const now = () => new Date()
    const keys = makeKeys({
      name: 'practice scanner',
      from: new Date(Date.now() - DAY),
      until: new Date(Date.now() + 30 * DAY),
    })
    const file = resolve(input.values.get('trust') ?? scannersFile(settings))
    const desk = {
      person: personOf(input),
      faults: faultsOf(input),
      delay: countOf(input, 'delay', USUAL_DELAY),
      turn: 8,
      packing: packingOf(input),
      now,
    }
    const { stop } = await startService({ port, origins, devices: simulatedDevices(desk), keys, now }).catch(error => {
      if (error.code !== 'EADDRINUSE') throw error
      throw new CannotGoOn(`port ${port} is taken: another scanner's service runs, or choose --port ${port + 1}`)
    })
    writeFileSync(file, pemOf(keys.certificate))
    console.log(`A practice scanner answers at http://127.0.0.1:${port} to pages of ${origins.join(', ')}.`)
    console.log(`Its certificate is in ${file}.`)
    await untilStopped(console.log, stop)
  },
}

function personOf(input: CliInput) {
  const invented = inventedPerson(input.values.get('person') ?? 'a visitor', countOf(input, 'impression', 0))
  const folder = input.values.get('folder')
  return folder === undefined ? invented : personOfFolder(resolve(folder), invented)
}

function faultsOf({ values }: CliInput): Fault[] {
  const names = values.get('fault')?.split(',') ?? []
  const unknown = names.find(name => !FAULTS.some(fault => fault === name))
  if (unknown !== undefined) throw new CannotGoOn(`--fault ${unknown} is unknown: ${FAULTS.join(', ')}`)
  return names as Fault[]
}

function packingOf({ values }: CliInput): Packing {
  const name = values.get('packing') ?? 'png'
  const known = PACKINGS.find(each => each === name)
  if (known === undefined) throw new CannotGoOn(`--packing ${name} is unknown: ${PACKINGS.join(', ')}`)
  return known
}
