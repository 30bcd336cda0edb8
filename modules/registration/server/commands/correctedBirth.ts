import { ageRange, isPartialDate, type PartialDate } from '@nansen/kernel'
import type { Consequence, Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { Correctable } from '../../index.ts'
import { isSurelyAfter } from '../../quality/facts.ts'
import type { PersonId } from '../household/households.ts'
import { groupOf, membersOf } from '../household/households.ts'
import { consequence, unlikely } from './consequences.ts'

/** Completed years. domain.md 1.15. */
const ADULT = 18
/** A whole date, `YYYY-MM-DD`; shorter ones are a year or a month. */
const WHOLE = 10

/**
 * What a corrected fact makes unlikely that was not so before: among those who live with the person, and in the order of the person's own days.
 * What was unlikely already is not told again. @param on the day that ages are judged on, `YYYY-MM-DD`
 */
export async function newlyUnlikely(
  tx: Tx,
  id: PersonId,
  what: Correctable,
  value: string,
  on: string,
): Promise<readonly Consequence[]> {
  if (what === 'name' || what === 'country_of_origin') return []
  const group = await groupOf(tx, id)
  const before = group === null ? [] : await membersOf(tx, [group])
  const after = before.map(member => (member.individual === id ? { ...member, [what]: value } : member))
  const known = new Set(unlikely(before, on).map(keyOf))
  const family = unlikely(after, on).filter(each => !known.has(keyOf(each)))
  return what === 'born' && isPartialDate(value) ? [...family, ...(await ofBirth(tx, id, value, on))] : family
}

const keyOf = ({ label, values }: Consequence): string => JSON.stringify([label, values])

async function ofBirth(tx: Tx, id: PersonId, born: PartialDate, on: string): Promise<readonly Consequence[]> {
  const { rows } = await sql<Days>`select i.born, i.fled_on, i.arrived_on,
      (select min(l.effective_on)::text from registration.legal_status l where l.root_id = i.id and l.withdrawn_at is null) as status_on,
      (select min(m.married_on::text) from registration.marriage m where m.root_id = i.id and m.withdrawn_at is null) as married_on
    from registration.individual i where i.id = ${id}::uuid`.execute(tx)
  const days = rows[0]
  if (days === undefined) return []
  const order: readonly (readonly [string, string | null])[] = [
    ['born-after-flight', days.fled_on],
    ['born-after-arrival', days.arrived_on],
    ['status-before-birth', days.status_on],
    ['married-before-birth', days.married_on],
  ]
  return [
    ...order
      .filter(([, day]) => isSurelyAfter(born, day) && !isSurelyAfter(days.born, day))
      .map(([rule]): Consequence => ({ label: `registration.rule.${rule}`, severity: 'warning', values: {} })),
    ...comingOfAge(days.born, born, on),
  ]
}

interface Days {
  readonly born: PartialDate | null
  readonly fled_on: string | null
  readonly arrived_on: string | null
  readonly status_on: string | null
  readonly married_on: string | null
}

/** A child who becomes an adult by a correction loses what is for children, and the other way round. */
function comingOfAge(before: PartialDate | null, after: PartialDate, on: string): readonly Consequence[] {
  if (before === null) return []
  const [was, is] = [ageRange(before, on), ageRange(after, on)]
  if (was.oldest < ADULT && is.oldest >= ADULT) return [consequence('no-child-any-more', 'warning')]
  if (was.youngest >= ADULT && is.youngest < ADULT) return [consequence('is-a-child', 'warning')]
  return []
}

/**
 * Whether a corrected birth is an estimate. An assessment of age gives one whatever date is written; a whole date from elsewhere is none;
 * a year or a month leaves the mark as it was.
 */
export function estimateAfter(born: string, because: string): { readonly born_estimated?: true | null } {
  if (because === 'age-assessment') return { born_estimated: true }
  return born.length === WHOLE ? { born_estimated: null } : {}
}
