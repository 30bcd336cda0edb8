import { Refusal } from '@nansen/kernel'
import { auditRead, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { PRINTED, type Printed } from '../../index.ts'
import { holdersOf } from '../people.ts'
import { ID, list, MAYBE, NUMBER, object, TEXT, today, YES } from '../schemas.ts'
import { languageOf } from '../setting/pages.ts'

interface IssuedLine {
  readonly id: string
  readonly template: string
  readonly number: string
  readonly language: string
  readonly second_language: string | null
  readonly issued_on: string
  readonly expires_on: string | null
  readonly reason: string | null
  readonly serial: string | null
  readonly file: string
  readonly state: 'valid' | 'expired' | 'replaced' | 'spoiled' | 'returned' | 'cancelled'
  readonly ended_on: string | null
  readonly because: string | null
}

interface OfPerson {
  readonly papers: readonly IssuedLine[]
  /** Of each paper that can be printed: whether there is a valid one, and how reprints stand. */
  readonly kinds: readonly {
    readonly template: Printed
    readonly valid: boolean
    readonly reprints: number
    readonly allowed: number
    /** `asked`, `agreed`, or null. */
    readonly request: string | null
  }[]
  readonly language: string
  readonly photo: boolean
  readonly groupId: string | null
  readonly officeId: string
}

/** Every paper that was printed for a person, with what became of it. */
export const ofPerson = defineQuery<{ individualId: string }, OfPerson>({
  name: 'papers.ofPerson',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ individualId: ID }),
  output: object({
    papers: list(
      object({
        id: TEXT,
        template: TEXT,
        number: TEXT,
        language: TEXT,
        second_language: MAYBE,
        issued_on: TEXT,
        expires_on: MAYBE,
        reason: MAYBE,
        serial: MAYBE,
        file: TEXT,
        state: TEXT,
        ended_on: MAYBE,
        because: MAYBE,
      }),
    ),
    kinds: list(object({ template: TEXT, valid: YES, reprints: NUMBER, allowed: NUMBER, request: MAYBE })),
    language: TEXT,
    photo: YES,
    groupId: MAYBE,
    officeId: TEXT,
  }),
  async run(tx, asking, { individualId }) {
    const on = today(asking)
    const people = await Promise.all(PRINTED.map(template => holdersOf(tx, [individualId], template, on)))
    const [first] = people[0]!
    if (first === undefined) throw new Refusal('not-found', 'there is no such person among those you may see')
    const { rows: papers } =
      await sql<IssuedLine>`select d.id, d.template, d.number, d.language, d.second_language, d.issued_on::text,
        d.expires_on::text, d.reason, d.serial, d.file, e.ended_on::text, e.because,
        coalesce(e.ended, case when d.expires_on < ${on}::date then 'expired' else 'valid' end) as state
      from registration.issued_document d left join registration.paper_end e on e.paper = d.id
      where d.root_id = ${individualId} order by d.created_at desc, d.id desc`.execute(tx)
    const { rows: requests } = await sql<{ template: string; state: string }>`select template, state from papers.reprint
      where individual = ${individualId} and state in ('asked', 'agreed')`.execute(tx)
    const { rows: groups } = await sql<{ id: string }>`select parent_id as id from registration.membership
      where individual = ${individualId} and member_to is null and withdrawn_at is null`.execute(tx)
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'read',
      record: 'issued_document',
      ids: [individualId],
      reason: 'papers',
    })
    return {
      papers,
      kinds: PRINTED.map((template, at) => ({
        template,
        valid: people[at]![0]!.valid > 0,
        reprints: people[at]![0]!.reprints,
        allowed: people[at]![0]!.allowed,
        request: requests.find(each => each.template === template)?.state ?? null,
      })),
      language: languageOf(first, 'own'),
      photo: first.picture !== null,
      groupId: groups[0]?.id ?? null,
      officeId: first.office_id,
    }
  },
})
