import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import { matcher } from './matcher/matcher.ts'
import type { OpenedImage } from './matcher/protocol.ts'

/**
 * Opens one sealed image outside of the transaction, in the session that asks: the database judges it by its token, and audits the reason.
 * Whether the image is of what was asked about is the caller's to say before.
 */
export async function opening(tx: Tx, image: string, reason: string): Promise<() => Promise<OpenedImage>> {
  const { rows } = await sql<{ token: string }>`select current_setting('nansen.token') as token`.execute(tx)
  const { token } = rows[0]!
  return () => matcher.ask({ is: 'open-image', token, image, reason })
}
