import { matcher } from '@nansen/identity/server'
import type { Store } from '@nansen/store'
import type { Logger } from 'pino'
import type { Installation } from './installation.ts'
import { imageKeyOf } from './serverKeys.ts'

/** What works beside serving, in this process: the matcher in its own thread. Returns what ends it. */
export function startDuties({ database, keys }: Installation, _store: Store, log: Logger): () => Promise<void> {
  const matching = matcher
    .start({
      matcherUrl: database.urlOf('nansen_matcher'),
      imagesUrl: database.urlOf('nansen_images'),
      imageKey: imageKeyOf(keys),
    })
    .catch((error: Error) => log.error({ err: error }, 'the matcher did not start: captures wait until it does'))
  return async () => {
    await matching
    await matcher.stop()
  }
}
