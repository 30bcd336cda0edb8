import { type Installation, openInstallation } from '../installation.ts'
import { withOwner } from '../openDatabase.ts'
import type { Settings } from '../settings.ts'
import { isPeopled, type LoadOptions, loadWorld, MANY } from './loadWorld.ts'

export interface Wishes extends Pick<LoadOptions, 'people' | 'today' | 'templates'> {
  /** Done when it is certain that the database is a practice installation's, before anything is loaded. */
  readonly opened?: () => void
}

/** An installation with the practice world in it, which is invented when it is not there; how long that took is said. */
export async function openPeopled(
  settings: Settings,
  wishes: Wishes,
  say: (text: string) => void,
): Promise<Installation> {
  const installation = await openInstallation(settings, say)
  try {
    wishes.opened?.()
    const { ownerUrl } = installation.database
    if (wishes.people < MANY || settings.databaseUrl !== null || (await withOwner(ownerUrl, isPeopled))) {
      await fill(installation, wishes, say)
      return installation
    }
  } catch (error) {
    await installation.stop()
    throw error
  }
  // Very many go into a database that is started to be filled, and then started again to be worked with.
  await installation.stop()
  const filling = await openInstallation({ ...settings, filling: true }, say)
  try {
    await fill(filling, wishes, say)
  } finally {
    await filling.stop()
  }
  return openInstallation(settings, say)
}

async function fill({ database, keys }: Installation, wishes: Wishes, say: (text: string) => void): Promise<void> {
  const start = performance.now()
  let last = ''
  const loaded = await loadWorld({
    ...wishes,
    ownerUrl: database.ownerUrl,
    keys: keys.store,
    say: (what, part) => {
      const minutes = ((performance.now() - start) / 60_000).toFixed(1)
      const line = `${what === 'people' ? 'Inventing people' : 'Making indexes'}: ${Math.floor(part * 10) * 10} %`
      if (line !== last) say(wishes.people < MANY ? line : `${line} after ${minutes} minutes`)
      last = line
    },
  })
  if (!loaded) return
  const { rows } = await withOwner(database.ownerUrl, client =>
    client.query<{ people: number; bytes: number }>(
      `select count(*)::int as people, pg_database_size(current_database())::float8 as bytes from registration.individual`,
    ),
  )
  const [found] = rows
  if (found) say(filled(found.people, found.bytes, performance.now() - start))
}

const filled = (people: number, bytes: number, milliseconds: number): string =>
  `${people} people were invented in ${(milliseconds / 60_000).toFixed(1)} minutes: the database has ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / people / 1000).toFixed(1)} kB for each.`
