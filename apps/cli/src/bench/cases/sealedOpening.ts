import { type Epoch, type Member, newEpoch, newOwnKeys, openEpochs, openText, sealText } from '@nansen/sealed'
import { quantile } from '../measure.ts'

/** Readers that came and went since the group was founded. */
const EPOCHS = 12
const TIMES = 200
const PLACE = { module: 'needs', record: 'case', id: 'note', version: 1 } as const

export interface Opening {
  /** Milliseconds from a locked group to the words: the keys of every epoch, and then the note. */
  readonly p50: number
  readonly p95: number
}

/** What the reader's browser does with WebCrypto, done here by the same code: the chain of a group that changed often, and one note of it. */
export async function sealedOpening(): Promise<Opening> {
  const [reader, one, two] = await Promise.all(['reader', 'first', 'second'].map(newOwnKeys))
  const members: readonly Member[] = [
    { keys: reader!.public, role: 'reader', until: null },
    { keys: one!.public, role: 'recovery', until: null },
    { keys: two!.public, role: 'recovery', until: null },
  ]
  const epochs: Epoch[] = []
  for (let n = 0; n < EPOCHS; n += 1) {
    const lastKey = n === 0 ? null : (await openEpochs(reader!, epochs)).get(n - 1)!
    const at = new Date(Date.UTC(2026, n % 12, 1)).toISOString()
    epochs.push(await newEpoch(reader!, { group: 'g', members, epochs: [...epochs], lastKey, at }))
  }
  const content = await sealText(reader!, epochs.at(-1)!, PLACE, 'He came back at night. '.repeat(40))
  const times: number[] = []
  for (let n = 0; n < TIMES; n += 1) {
    const began = performance.now()
    await openText(await openEpochs(reader!, epochs), epochs, PLACE, content)
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}
