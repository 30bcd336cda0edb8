import { type FreshDatabase, filledDatabase } from '@nansen/testing'
import { loadWorld } from '../apps/cli/src/demo/loadWorld.ts'

/** The day on which the practice world of the journeys is looked at. */
export const TODAY = '2026-11-21'

/** As many as any file needs, because a second world costs more than larger copies of the first. */
const PEOPLE = 250

/** A database of one's own with the practice world in it and nobody's fingers or eyes: loaded once in a run, cloned for every file. */
export const practiceDatabase = (): Promise<FreshDatabase> =>
  filledDatabase('practice_world', ({ ownerUrl, store }) =>
    loadWorld({
      ownerUrl,
      keys: store.keys!,
      people: PEOPLE,
      today: TODAY,
      say: () => {},
      templates: 0,
    }).then(() => undefined),
  )
