import type { Store } from '@nansen/store'

/** Tells the cases of whoever becomes five, eighteen or sixty, once by the day; several servers may ask. Returns how many people it told of. */
export async function tellBirthdays(store: Store, now: Date): Promise<number> {
  const { rows } = await store
    .pool('nansen_sync')
    .query('select registration.tell_birthdays($1::date) as told', [now.toISOString().slice(0, 10)])
  return rows[0].told
}
