import { setTimeout as sleep } from 'node:timers/promises'
import type { Duty } from '@nansen/app-server'
import { endOldOverlaps } from '@nansen/assistance/server'
import { startClocks } from '@nansen/cases/server'
import { type MatcherConfig, matcher, reextracting, sealOldTemplates, templateKeysOf } from '@nansen/identity/server'
import { startJudgingAccess } from '@nansen/oversight/server'
import { forgetPrintedFiles } from '@nansen/papers/server'
import { startQuality, tellBirthdays } from '@nansen/registration/server'
import type { Store } from '@nansen/store'
import type { Logger } from 'pino'
import type { Installation } from './installation.ts'
import { imageKeyOf } from './serverKeys.ts'

/** How long a matcher that is still reading its gallery is waited for at the end; its thread ends with the program. Milliseconds. */
const PATIENCE = 1_000

/** The duty that compares captures, in a thread of its own. It loads its gallery while people already work. */
export function matching(installation: Installation, log: Logger): Duty {
  const { database } = installation
  return {
    name: 'match',
    start: async () => {
      const config = matcherConfigOf(installation)
      const { templateKeys } = config
      const loading = sealOldTemplates(database.ownerUrl, templateKeys)
        .then(sealed => {
          if (sealed > 0) log.info({ sealed }, 'templates that an older version left open were sealed')
          return matcher.start(config)
        })
        .catch((error: Error) => log.error({ err: error }, 'the matcher did not start: captures wait until it does'))
      return async () => {
        await Promise.race([loading, sleep(PATIENCE)])
        await matcher.stop()
      }
    },
  }
}

/** What the thread that compares captures, and the one that extracts them again, need of this installation. */
export const matcherConfigOf = ({ database, keys }: Installation): MatcherConfig => ({
  matcherUrl: database.urlOf('nansen_matcher'),
  imagesUrl: database.urlOf('nansen_images'),
  imageKey: imageKeyOf(keys),
  templateKeys: templateKeysOf(keys.store),
})

/** The duty that brings templates of an older extractor up to date, from their images. Interrupted, it goes on at the next start. */
export const refreshing = (installation: Installation, log: Logger): Duty => ({
  name: 'extract again',
  start: async () => {
    const work = await reextracting(matcherConfigOf(installation), progress =>
      log.info(progress, 'templates of an older version are extracted again'),
    )
    work?.done.catch((error: Error) => log.error({ err: error }, 'templates of an older version wait'))
    return async () => work?.stop()
  },
})

/** The duty that judges the quality of records that changed. Several servers may have it; one at a time works. */
export const judging = (store: Store, log: Logger): Duty => ({
  name: 'judge',
  start: async () => startQuality(store, { onError: error => log.error({ err: error }, 'records wait to be judged') }),
})

/** The duty that watches the clocks of all cases, and tells them of birthdays. Several servers may have it; one at a time works. */
export const watching = (store: Store, log: Logger, now?: () => Date): Duty => ({
  name: 'watch',
  start: async () =>
    startClocks(store, {
      ...(now && { now }),
      before: at => tellBirthdays(store, at),
      onError: error => log.error({ err: error }, 'clocks of cases wait'),
    }),
})

/** Milliseconds between two looks at what is kept a week. */
const AN_HOUR = 3_600_000

/** The duty that destroys what is kept a week: files of print runs, whose papers stay with their people, and points of compared lists. */
export const forgetting = (store: Store, log: Logger): Duty => ({
  name: 'forget',
  start: async () => {
    const round = async () => {
      await forgetPrintedFiles(store).catch(error => log.error({ err: error }, 'printed files wait to be destroyed'))
      await endOldOverlaps(store, new Date()).catch(error =>
        log.error({ err: error }, 'compared lists wait to be ended'),
      )
    }
    await round()
    const timer = setInterval(round, AN_HOUR)
    timer.unref()
    return async () => clearInterval(timer)
  },
})

/** The duty that judges the audit for unusual access. Several servers may have it; one at a time works. */
export const overseeing = (store: Store, log: Logger): Duty => ({
  name: 'oversee',
  start: () => startJudgingAccess(store, error => log.error({ err: error }, 'the audit waits to be judged')),
})
