import type { ReprintReason } from '@nansen/registration'
import { CARD_SCHEMA, cardsOf, type PersonCard } from '@nansen/registration/server'
import { type Asking, auditRead, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { LeftOut, Printed } from '../../index.ts'
import { type Holder, holdersOf, whyNone } from '../people.ts'
import { ID, list, MAYBE, NUMBER, object, REASON, TEMPLATE, TEXT, today } from '../schemas.ts'

/** The most people of one run: a morning of a card printer. */
const MOST = 500

/** One of four ways to say who is meant. */
export interface Choosing {
  readonly officeId: string
  readonly template: Printed
  readonly reason?: ReprintReason
  /** A family: everybody who is in it now. */
  readonly groupId?: string
  /** Chosen from a search. */
  readonly individualIds?: readonly string[]
  /** Numbers of people or of families, as on a list. */
  readonly numbers?: readonly string[]
  // none of them: people of the office without a valid one
}

export const CHOOSING = {
  officeId: ID,
  template: TEMPLATE,
  reason: REASON,
  groupId: ID,
  individualIds: { type: 'array', items: ID, minItems: 1, maxItems: MOST, uniqueItems: true },
  numbers: {
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: 40 },
    minItems: 1,
    maxItems: MOST,
    uniqueItems: true,
  },
} as const
export const MAY_LACK = ['reason', 'groupId', 'individualIds', 'numbers']

export const chosenHow = ({ groupId, individualIds, numbers }: Choosing): string =>
  groupId !== undefined
    ? 'family'
    : individualIds !== undefined
      ? 'search'
      : numbers !== undefined
        ? 'numbers'
        : 'without-card'

export interface Chosen {
  readonly people: readonly { readonly person: Holder; readonly why: LeftOut | null }[]
  /** Numbers under which nobody was found whom the asker may see. */
  readonly notFound: readonly string[]
}

export async function choose(tx: Tx, asking: Asking, choosing: Choosing): Promise<Chosen> {
  const { officeId, template, reason = null, numbers } = choosing
  const { ids, notFound } =
    numbers === undefined ? { ids: await idsOf(tx, asking, choosing), notFound: [] } : await byNumber(tx, numbers)
  const people = await holdersOf(tx, ids, template, today(asking))
  const run = { officeId }
  return { people: people.map(person => ({ person, why: whyNone(person, { template, reason, run }) })), notFound }
}

async function idsOf(tx: Tx, asking: Asking, choosing: Choosing): Promise<readonly string[]> {
  const { officeId, template, groupId, individualIds } = choosing
  if (individualIds !== undefined) return individualIds
  const { rows } =
    groupId === undefined
      ? await sql<{ id: string }>`select i.id from registration.individual i
          left join registration.membership m on m.individual = i.id and m.member_to is null and m.withdrawn_at is null
          where i.office_id = ${officeId}::uuid and i.process_status = 'active' and not exists (
            select from registration.issued_document d left join registration.paper_end e on e.paper = d.id
            where d.root_id = i.id and d.template = ${template} and e.id is null
              and (d.expires_on is null or d.expires_on >= ${today(asking)}::date))
          order by m.parent_id, m.sequence, i.id limit ${MOST}`.execute(tx)
      : await sql<{ id: string }>`select individual as id from registration.membership
          where parent_id = ${groupId}::uuid and member_to is null and withdrawn_at is null`.execute(tx)
  return rows.map(({ id }) => id)
}

async function byNumber(
  tx: Tx,
  given: readonly string[],
): Promise<{ ids: readonly string[]; notFound: readonly string[] }> {
  const numbers = given.map(number => number.trim().toUpperCase())
  const { rows } = await sql<{ id: string; number: string }>`
    select i.id, i.number from registration.individual i where i.number = any (${numbers}::text[])
    union
    select m.individual, g.number from registration.registration_group g
    join registration.membership m on m.parent_id = g.id and m.member_to is null and m.withdrawn_at is null
    where g.number = any (${numbers}::text[])`.execute(tx)
  const found = new Set(rows.map(({ number }) => number))
  return {
    ids: [...new Set(rows.map(({ id }) => id))].slice(0, MOST),
    notFound: numbers.filter(each => !found.has(each)),
  }
}

export interface WhoGets {
  readonly gets: number
  readonly people: readonly { readonly card: PersonCard; readonly why: LeftOut | null }[]
  readonly notFound: readonly string[]
  /** Blanks on hand at the office; null where no stock is kept. */
  readonly onHand: number | null
  /** For how long it will be valid, as the operation decided. */
  readonly months: number
}

/** Who of these would get the paper, and why the others would not. */
export const whoGets = defineQuery<Choosing, WhoGets>({
  name: 'papers.whoGets',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  showsPeople: true,
  input: object(CHOOSING, MAY_LACK),
  output: object({
    gets: NUMBER,
    people: list(object({ card: CARD_SCHEMA, why: MAYBE })),
    notFound: list(TEXT),
    onHand: { type: ['integer', 'null'] },
    months: NUMBER,
  }),
  async run(tx, asking, choosing) {
    const { people, notFound } = await choose(tx, asking, choosing)
    const cards = await cardsOf(
      tx,
      people.map(({ person }) => person.id),
    )
    const shown = people.flatMap(({ person, why }) => {
      const card = cards.get(person.id)
      return card === undefined ? [] : [{ card, why }]
    })
    if (shown.length > 0)
      await auditRead(tx, asking, {
        module: 'registration',
        action: 'see',
        record: 'individual',
        ids: shown.map(({ card }) => card.id),
        reason: 'papers',
      })
    const { rows } = await sql<{ kept: boolean; on_hand: number; months: number }>`select
        exists (select from papers.shelf s where s.office_id = ${choosing.officeId}::uuid and s.blank = ${blankOf(choosing.template)}) as kept,
        (select coalesce(sum(upper(b.serials) - lower(b.serials)), 0)::int from papers.blank b join papers.series s on s.id = b.series
          where b.office_id = ${choosing.officeId}::uuid and b.state = 'on-hand' and s.blank = ${blankOf(choosing.template)}) as on_hand,
        papers.rule_of(${choosing.officeId}::uuid, ${choosing.template === 'attestation' ? 'attestation-months' : 'card-months'}) as months`.execute(
      tx,
    )
    const stock = rows[0]!
    return {
      gets: shown.filter(({ why }) => why === null).length,
      people: shown,
      notFound,
      onHand: stock.kept ? stock.on_hand : null,
      months: stock.months,
    }
  },
})

/** What a paper is printed on. */
export const blankOf = (template: Printed): 'card' | 'certificate' =>
  template === 'individual-card' ? 'card' : 'certificate'
