import { parentPort, workerData } from 'node:worker_threads'
import { extract, loadKernels } from '@nansen/biometrics'
import pg from 'pg'
import type { MatcherConfig } from '../matcher/protocol.ts'
import { TemplateSeal } from '../matcher/sealedTemplate.ts'
import { progressOf, type ReextractionHands, reextractNext, takeTurn } from './reextract.ts'

/** Progress is told about so often. Milliseconds. */
const TELL_EVERY = 5_000

const { matcherUrl, imagesUrl, imageKey, templateKeys } = workerData as MatcherConfig

const connected = async (connectionString: string) => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => process.exit(1))
  await client.connect()
  return client
}

const matcher = await connected(matcherUrl)
if (await takeTurn(matcher)) {
  await loadKernels()
  const images = await connected(imagesUrl)
  const hands: ReextractionHands = {
    matcher,
    images,
    imageKey,
    seal: new TemplateSeal(templateKeys),
    extract: (site, image) => extract(site, image).stored,
  }
  let told = 0
  while (await reextractNext(hands)) {
    if (performance.now() - told < TELL_EVERY) continue
    told = performance.now()
    parentPort!.postMessage(await progressOf(matcher))
  }
  parentPort!.postMessage(await progressOf(matcher))
  await images.end()
}
await matcher.end()
