import { LANGUAGES } from '@nansen/kernel'
import { type Command, defineQuery, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { act, day, fields, id, nullable, text } from './act.ts'

const COUNTRY = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' }
const LABEL = { type: 'object', additionalProperties: { type: 'string' } }

interface Asked {
  readonly country: string
  readonly list: string
  readonly code: string
  readonly label: Readonly<Record<string, string>>
  readonly standsFor: string
  readonly validFrom: string
  readonly validTo?: string | null
  readonly because: string
}

/** An operation's own codes: one asks, another agrees; the database counts the eyes. A code that is asked for again is changed, or retired by its last day. */
export const codeCommands: readonly Command[] = [
  act<Asked>({
    name: 'ask-code',
    action: 'approve',
    input: fields(
      {
        country: COUNTRY,
        list: text(64),
        code: { type: 'string', pattern: '^[A-Z]{3}-[A-Z0-9][A-Z0-9-]{0,28}$' },
        label: fields(Object.fromEntries(LANGUAGES.map(language => [language, text(200)]))),
        standsFor: text(64),
        validFrom: day,
        validTo: nullable(day),
        because: text(1000, 10),
      },
      ['validTo'],
    ),
    call: i => sql`ref.ask_code(${i.country}, ${i.list}, ${i.code}, ${JSON.stringify(i.label)}::jsonb, ${i.standsFor},
      ${i.validFrom}::date, ${i.validTo ?? null}::date, ${i.because})`,
  }),
  act<{ id: string; agree: boolean; because: string }>({
    name: 'answer-code',
    action: 'approve',
    stepUp: true,
    input: fields({ id, agree: { type: 'boolean' }, because: text(1000) }),
    call: i => sql`ref.answer_code(${i.id}::uuid, ${i.agree}, ${i.because})`,
  }),
]

/** One list: what all share, what operations added, every version that was asked for, and where the asker keeps lists. */
export const codes: Query = defineQuery<{ readonly list: string }, object>({
  name: 'admin.codes',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  input: fields({ list: text(64) }),
  output: fields({
    extensible: { type: 'boolean' },
    countries: { type: 'array', items: fields({ country: COUNTRY, name: LABEL }) },
    shared: { type: 'array', items: fields({ code: text(64), label: LABEL, inForce: { type: 'boolean' } }) },
    own: {
      type: 'array',
      items: fields({
        code: text(64),
        country: COUNTRY,
        label: LABEL,
        standsFor: text(64),
        validFrom: nullable(day),
        validTo: nullable(day),
        inForce: { type: 'boolean' },
        mine: { type: 'boolean' },
      }),
    },
    waiting: {
      type: 'array',
      items: fields({
        id,
        code: text(64),
        country: COUNTRY,
        label: LABEL,
        standsFor: text(64),
        validFrom: day,
        validTo: nullable(day),
        because: text(1000),
        mine: { type: 'boolean' },
        mayAnswer: { type: 'boolean' },
      }),
    },
  }),
  showsPeople: false,
  run: async (tx: Tx, asking, { list }) => {
    const { rows } = await sql<object>`select
      exists (select from ref.extensible e where e.list = ${list}) as extensible,
      (select coalesce(jsonb_agg(jsonb_build_object('country', c.code, 'name', c.name) order by c.code), '[]') from auth.country c
        where ref.keeps_lists(c.code::text)) as countries,
      (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'label', c.label, 'inForce', c.valid_to is null or c.valid_to > (select cases.now()::date))
        order by c.position, c.code), '[]') from ref.code c where c.list = ${list} and c.country is null) as shared,
      (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'country', c.country, 'label', c.label, 'standsFor', c.stands_for,
        'validFrom', c.valid_from, 'validTo', c.valid_to, 'mine', ref.keeps_lists(c.country::text),
        'inForce', c.valid_from <= (select cases.now()::date) and (c.valid_to is null or c.valid_to > (select cases.now()::date))) order by c.country, c.code), '[]')
        from ref.code c where c.list = ${list} and c.country is not null) as own,
      (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'code', v.code, 'country', v.country, 'label', v.label, 'standsFor', v.stands_for,
        'validFrom', v.valid_from, 'validTo', v.valid_to, 'because', v.because, 'mine', v.asked_by = ${asking.session.staffId}::uuid,
        'mayAnswer', ref.keeps_lists(v.country::text)) order by v.asked_at), '[]')
        from ref.code_version v where v.list = ${list} and v.state = 'asked') as waiting`.execute(tx)
    return rows[0]!
  },
})
