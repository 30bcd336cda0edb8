import type { Duty } from '@nansen/app-server'
import { matcher } from '@nansen/identity/server'
import type { Installation } from './installation.ts'
import { imageKeyOf } from './serverKeys.ts'

/** The duty that compares captures, in a thread of its own. It loads its gallery while people already work. */
export function matching({ database, keys }: Installation): Duty {
  return {
    name: 'match',
    start: async () => {
      await matcher.start({
        matcherUrl: database.urlOf('nansen_matcher'),
        imagesUrl: database.urlOf('nansen_images'),
        imageKey: imageKeyOf(keys),
      })
      return () => matcher.stop()
    },
  }
}
