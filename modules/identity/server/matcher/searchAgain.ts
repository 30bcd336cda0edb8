import type { SittingCandidate } from '@nansen/biometrics'
import type { Client } from 'pg'
import type { LoadedGallery } from './galleryRows.ts'
import { isLikeTooMany } from './readying.ts'

/** A search that ends the matcher this often is set aside for people. */
const MOST_ATTEMPTS = 5

/**
 * Searches everybody for the sitting that has waited longest since its templates were made again, and opens reviews of whom it is like now. Without the
 * gallery's lock: whoever enters meanwhile is compared with the better templates, because these are in force before they are searched for.
 * @returns false when none waits
 */
export async function searchNextAgain(matcher: Client, loaded: LoadedGallery): Promise<boolean> {
  const { rows } = await matcher.query<{ alias: string; attempts: number }>('select * from gallery.take_search_again()')
  const [waiting] = rows
  if (waiting === undefined) return false
  const { alias, attempts } = waiting
  if (attempts > MOST_ATTEMPTS) await giveUp(matcher, alias, 'failed')
  else
    await search(matcher, loaded, alias).catch(async (error: unknown) => {
      if (!isLikeTooMany(error)) throw error
      await giveUp(matcher, alias, 'like-too-many')
    })
  return true
}

async function search(matcher: Client, loaded: LoadedGallery, alias: string): Promise<void> {
  await loaded.catchUp()
  const probe = (await loaded.templatesOf([alias])).get(alias)
  const alike = probe === undefined ? [] : await loaded.gallery.identifySitting(probe)
  await matcher.query('select gallery.conclude_again($1, $2, $3)', [
    alias,
    loaded.gallery.size,
    JSON.stringify(alike.map(asJson)),
  ])
}

const giveUp = (matcher: Client, alias: string, trouble: string) =>
  matcher.query('select gallery.give_up_again($1, $2)', [alias, trouble])

const asJson = ({ ref, ...said }: SittingCandidate) => ({ alias: ref, ...said })
