import type { OwnField } from '@nansen/model'
import { sql } from 'kysely'
import type { Tx } from './command.ts'

/** Questions of an operation's own that are or were asked: of the operation that keeps this office, or with null of those in which the asker works. */
export async function ownFieldsOf(tx: Tx, office: string | null): Promise<readonly OwnField[]> {
  const where =
    office === null
      ? sql`country = any ((select ref.countries_of_asker())::text[])`
      : sql`country = (select o.country from auth.office o where o.id = ${office})`
  const { rows } = await sql<OwnField>`
    select module, name, kind, label, choices, listed, valid_from::text as "validFrom",
      coalesce(valid_to <= cases.now()::date, false) as "isRetired"
    from ref.own_field where ${where} and valid_from <= cases.now()::date order by module, position, name`.execute(tx)
  return rows
}
