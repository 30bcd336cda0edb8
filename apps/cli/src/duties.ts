import { matcher } from '@nansen/identity/server'
import { type Store, startSequencer } from '@nansen/store'
import type { Logger } from 'pino'
import type { Installation } from './installation.ts'
import { imageKeyOf } from './serverKeys.ts'

/** What works beside serving, in this process: the matcher in its own thread, and the sequencer. Returns what ends them. */
export function startDuties({ database, keys }: Installation, store: Store, log: Logger): () => Promise<void> {
  const matching = matcher
    .start({
      matcherUrl: database.urlOf('nansen_matcher'),
      imagesUrl: database.urlOf('nansen_images'),
      imageKey: imageKeyOf(keys),
    })
    .catch((error: Error) => log.error({ err: error }, 'the matcher did not start: captures wait until it does'))
  const stopSequencer = startSequencer(store, {
    onError: error => log.warn({ err: error }, 'the sequencer will try again'),
  })
  return async () => {
    await stopSequencer()
    await matching
    await matcher.stop()
  }
}
