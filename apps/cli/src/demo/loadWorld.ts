import { loadKernels } from '@nansen/biometrics'
import type { Keys } from '@nansen/store'
import { practiceWorld, type World } from '@nansen/world'
import pg from 'pg'
import { asOneBatch } from './bulk.ts'
import { loadLists } from './lists.ts'
import { addPeople } from './people.ts'
import { addColleagues } from './staff.ts'
import { addTemplates } from './templates.ts'

export interface LoadOptions {
  readonly ownerUrl: string
  /** For search keys that only this server can make. */
  readonly keys: Keys
  readonly people: number
  /** `YYYY-MM-DD`: the day the practice world is looked at. */
  readonly today: string
  /** Tells the person at the terminal what is being done and how far it is, 0 to 1. */
  readonly say: (what: 'people' | 'templates', part: number) => void
  /** Fingers and eyes for everybody from five years of age. Default: yes. */
  readonly templates?: boolean
}

/**
 * Fills an empty demo with the practice world, as one audited batch; does nothing where colleagues work already.
 * @returns the world, for whoever wants to know what was planted.
 */
export async function loadWorld({ ownerUrl, keys, people, today, say, templates = true }: LoadOptions): Promise<World> {
  const world = practiceWorld({ people, today })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await loadLists(client)
    const { rows } = await client.query('select 1 from auth.staff limit 1')
    if (rows.length > 0) return world
    await loadKernels()
    await asOneBatch(client, `practice world of ${people}`, async bulk => {
      await addColleagues(bulk, today)
      await addPeople(bulk, world, keys, (done, all) => say('people', done / all))
      if (templates) await addTemplates(bulk, world, (done, all) => say('templates', done / all))
    })
    await client.query('analyze')
    return world
  } finally {
    await client.end()
  }
}
