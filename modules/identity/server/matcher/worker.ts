import { parentPort, workerData } from 'node:worker_threads'
import { loadKernels, verify } from '@nansen/biometrics'
import { openSealed, Refusal } from '@nansen/kernel'
import pg from 'pg'
import { sealOf, unpackCapture } from '../../capturedImage.ts'
import { LoadedGallery } from './galleryRows.ts'
import { dividedAmong, searchingThreads } from './galleryThread.ts'
import { type MatcherHands, nextJob } from './job.ts'
import { openCapture } from './openCapture.ts'
import type { Ask, FromMatcher, MatcherConfig, Reply, ToMatcher } from './protocol.ts'
import { Readying } from './readying.ts'
import { TemplateSeal } from './sealedTemplate.ts'
import { searchNextAgain } from './searchAgain.ts'

/** Pause after somebody was searched again, so that the work of the day goes on beside it. Milliseconds. */
const REST = 50
/** Looks for a waiting enrolment at least this often, should a notice be lost. Milliseconds. */
const LOOK_EVERY = 2_000
const { matcherUrl, imagesUrl, imageKey, templateKeys } = workerData as MatcherConfig
const say = (message: FromMatcher) => parentPort!.postMessage(message)

const connected = async (connectionString: string) => {
  const client = new pg.Client({ connectionString })
  // A database that went away ends this thread; the duty that owns it starts another.
  client.on('error', () => process.exit(1))
  await client.connect()
  return client
}

await loadKernels()
const [matcher, images] = await Promise.all([connected(matcherUrl), connected(imagesUrl)])
/** A thread that fell took its people with it: this one ends too, says so to whoever waits, and all of it starts anew. */
const gallery = dividedAmong(searchingThreads(), () => process.exit(1))
const loaded = new LoadedGallery(matcher, new TemplateSeal(templateKeys), gallery)
const hands: MatcherHands = { matcher, images, imageKey, loaded }
await loaded.catchUp()

/** Everything this thread does, one thing after the other: a question at the desk waits for one enrolment at most. */
let turn: Promise<unknown> = Promise.resolve()
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work)
  turn = mine.catch(() => undefined)
  return mine
}
/** An enrolment holds the lock while it is searched: it waits until what nearly every search begins with is ready. */
let mayWorkOff = false
const workOff = () => {
  if (!mayWorkOff) return
  inTurn(workOffOne)
    .then(() => readying.soon())
    .catch(() => process.exit(1))
}
/** Who was extracted again is searched again when no enrolment waits. */
const workOffOne = async () => {
  if (await nextJob(hands)) setImmediate(workOff)
  else if (await searchNextAgain(matcher, loaded)) setTimeout(workOff, REST)
}

parentPort!.on('message', (message: ToMatcher) => {
  if ('stop' in message) return void inTurn(ended)
  inTurn(() => answer(message.ask))
    .then(
      reply => say({ id: message.id, reply }),
      (error: Error) => say({ id: message.id, refusal: asRefusal(error) }),
    )
    .finally(() => readying.soon())
})

const readying = new Readying(loaded.gallery, {
  inTurn,
  onFirst: () => {
    mayWorkOff = true
    workOff()
  },
  onFault: () => process.exit(1),
})
matcher.on('notification', () => {
  // somebody may have been erased: they leave the memory now, not at the next search
  inTurn(() => loaded.catchUp()).catch(() => process.exit(1))
  workOff()
})
await matcher.query('listen gallery')
const clock = setInterval(workOff, LOOK_EVERY)
say({ ready: true })
readying.soon()

async function ended(): Promise<void> {
  clearInterval(clock)
  await Promise.all([matcher.end(), images.end()])
  process.exit(0)
}

/** Only what was refused on purpose is told; a fault stays in here. */
const asRefusal = (error: Error) =>
  error instanceof Refusal
    ? { code: error.code, message: error.message, details: error.details }
    : { code: 'unavailable' as const, message: 'the matcher could not answer', details: {} }

async function answer(ask: Ask): Promise<Reply> {
  if (ask.is === 'open-image') return openImage(ask.token, ask.image, ask.reason)
  if (ask.is === 'verify') {
    const templates = [...(await loaded.templatesOf(ask.aliases)).values()]
    const results = templates.map(reference => verify(ask.probe, reference)).sort((a, b) => b.evidence - a.evidence)
    return {
      is: 'verified',
      evidence: results[0]?.evidence ?? 0,
      sites: results[0]?.sites ?? {},
      compared: results.length,
    }
  }
  await loaded.catchUp()
  return readying.identify(ask.probe)
}

/** Under the asker's own session: the image store's policy asks whether they may `reveal`, and the opening is audited before it shows. */
async function openImage(token: string, image: string, reason: string): Promise<Reply> {
  await images.query('begin')
  try {
    await images.query('select auth.begin($1)', [token])
    const { rows } = await images.query<{ sealed: Buffer; root_id: string; modality: string }>(
      'select sealed, root_id, modality from images.sealed where id = $1 and sealed is not null',
      [image],
    )
    const [row] = rows
    if (row === undefined) throw new Refusal('not-found', 'no such image')
    await images.query(`select audit.read('identity', 'reveal', 'image', array[$1, $2]::uuid[], '{image}', $3)`, [
      image,
      row.root_id,
      reason,
    ])
    await images.query('commit')
    const { file, dpi } = unpackCapture(
      await openSealed(imageKey, new Uint8Array(row.sealed), sealOf(row.root_id, row.modality)),
    )
    const decoded = await openCapture(file)
    return { is: 'image', ...decoded, dpi: decoded.dpi ?? dpi }
  } catch (error) {
    await images.query('rollback').catch(() => undefined)
    throw error
  }
}
