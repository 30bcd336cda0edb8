import type { PartialDate } from '@nansen/kernel'
import { type Asking, auditRead, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { lookAlikes as alike, type LookAlike } from '../alike/lookAlikes.ts'
import { ID, object } from '../commands/schemas.ts'
import { daysMeant, TOLD } from '../events/told.ts'
import type { PersonId } from '../household/households.ts'
import { PERSON, type PersonInput } from '../person/registerPerson.ts'
import { withFamilies } from './cards.ts'

interface Input {
  readonly mother: PersonId
  readonly bornOn: PartialDate
  readonly person: PersonInput
}

/**
 * Whom a newborn may be of those registered: whoever looks alike by name, day and mother's name, and every child of this mother of about that
 * time, whatever it is called. A birth that is registered twice has often another name the second time.
 */
export const newbornAlike = defineQuery<Input, { lookAlikes: readonly LookAlike[] }>({
  name: 'registration.newbornAlike',
  module: 'registration',
  needs: { action: 'create', level: 'personal' },
  showsPeople: true,
  input: object({ mother: ID, bornOn: TOLD.happenedOn, person: PERSON }),
  output: object({ lookAlikes: { type: 'array', items: { type: 'object', additionalProperties: true } } }),
  async run(tx, asking, { mother, bornOn, person }) {
    const siblings = await childrenOf(tx, asking, mother, bornOn)
    const { rows } = await sql<{ name: string }>`select display_name as name from registration.individual
      where id = ${mother}::uuid`.execute(tx)
    const asked = { ...person, born: bornOn, mother_name: person.mother_name ?? rows[0]?.name ?? null }
    const others = await alike(tx, asking, [asked])
    return {
      lookAlikes: [...siblings, ...others.filter(each => !siblings.some(({ card }) => card.id === each.card.id))],
    }
  },
})

/** Nobody bears two children within so many days but twins, who are asked about once more: a term is 37 weeks or more, a survivor's 22 at least (WHO). */
const BETWEEN_BIRTHS = 154
const DAY = 86_400_000

interface Child {
  readonly id: PersonId
  readonly born: PartialDate
}

/** Her children born that day or so near to it that they cannot be two: those whose birth names her, and those young enough in her family. */
async function childrenOf(
  tx: Tx,
  asking: Asking,
  mother: PersonId,
  bornOn: PartialDate,
): Promise<readonly LookAlike[]> {
  const { rows } = await sql<Child>`select i.id, i.born from registration.individual i
    where i.born is not null and i.process_status <> 'erroneous' and i.id <> ${mother}::uuid
      and left(i.born, 4)::int between ${Number(bornOn.slice(0, 4)) - 1} and ${Number(bornOn.slice(0, 4)) + 1}
      and (i.id in (select e.parent_id from registration.life_event e where e.kind = 'birth' and e.other = ${mother}::uuid)
        or i.id in (select theirs.individual from registration.membership hers
          join registration.membership theirs on theirs.parent_id = hers.parent_id and theirs.member_to is null
          where hers.individual = ${mother}::uuid and hers.member_to is null))
    order by i.born, i.id`.execute(tx)
  const near = rows.filter(({ born }) => daysBetween(born, bornOn) < BETWEEN_BIRTHS)
  const ids = near.map(({ id }) => id)
  const { cards, relatives } = await withFamilies(tx, ids, ids)
  const shown = near.flatMap(({ id, born }) => {
    const card = cards.get(id)
    if (card === undefined) return []
    const own = relatives.filter(({ of_person }) => of_person === id)
    const sameDay = daysBetween(born, bornOn) === 0
    return [
      {
        member: 0,
        card,
        band: sameDay ? ('likely' as const) : ('possible' as const),
        reasons: [{ code: 'same-mother' }, { code: sameDay ? 'day-fits' : 'too-near' }],
        group_number: own[0]?.group_number ?? null,
        family: own.flatMap(({ individual }) => {
          const other = individual === id ? undefined : cards.get(individual)
          return other === undefined ? [] : [other.display_name_native ?? other.display_name]
        }),
      },
    ]
  })
  const seen = [...new Set([...ids, ...relatives.map(({ individual }) => individual)])].filter(id => cards.has(id))
  if (seen.length > 0)
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'see',
      record: 'individual',
      ids: seen,
      reason: 'search',
    })
  return shown as readonly LookAlike[]
}

/** The least days that can lie between two dates as exactly as they are known; 0 where they can be one day. */
function daysBetween(one: PartialDate, other: PartialDate): number {
  const [a, b] = [daysMeant(one), daysMeant(other)]
  return Math.max(0, Date.parse(a.first) - Date.parse(b.last), Date.parse(b.first) - Date.parse(a.last)) / DAY
}
