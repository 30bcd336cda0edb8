import { LANGUAGES } from '@nansen/kernel'
import { type Command, defineQuery, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { act, day, fields, id, nullable, text } from './act.ts'
import { NAME, SPANS } from './periods.ts'

const COUNTRY = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' }
const LABEL = { type: 'object', additionalProperties: { type: 'string' } }
const KIND = { enum: ['week', 'holidays', 'working-days', 'period'] }
const WEEKEND = {
  type: 'array',
  items: { type: 'integer', minimum: 1, maximum: 7 },
  maxItems: 5,
  uniqueItems: true,
  description: 'Days of rest: 1 Monday … 7 Sunday',
}
const named = fields(Object.fromEntries(LANGUAGES.map(language => [language, text(120)])))

interface Asked {
  readonly country: string
  readonly kind: 'week' | 'holidays' | 'working-days'
  readonly weekend?: readonly number[]
  readonly zone?: string
  readonly days?: readonly { readonly day: string; readonly label?: Readonly<Record<string, string>> }[]
  readonly because: string
}

/** The days on which an operation works: one asks, another agrees; then every clock that runs there is worked out anew. */
export const calendarCommands: readonly Command[] = [
  act<Asked>({
    name: 'ask-calendar',
    action: 'approve',
    input: fields(
      {
        country: COUNTRY,
        kind: KIND,
        weekend: WEEKEND,
        zone: text(64),
        days: { type: 'array', minItems: 1, maxItems: 60, items: fields({ day, label: named }, ['label']) },
        because: text(1000, 10),
      },
      ['weekend', 'zone', 'days'],
    ),
    call: i => sql`cases.ask_calendar(${i.country}, ${i.kind}, ${i.weekend ?? null}::int[], ${i.zone ?? null},
      ${i.days === undefined ? null : JSON.stringify(i.days)}::jsonb, ${i.because})`,
  }),
  act<{ id: string; agree: boolean; because: string }>({
    name: 'answer-calendar',
    action: 'approve',
    stepUp: true,
    input: fields({ id, agree: { type: 'boolean' }, because: text(1000) }),
    call: i => sql`cases.answer_calendar(${i.id}::uuid, ${i.agree}, ${i.because})`,
  }),
]

/** How the asker's operations rest: week, holidays from the beginning of last year on, and what was asked for in the last year. */
export const calendars: Query = defineQuery<object, object>({
  name: 'admin.calendars',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  input: fields({}),
  output: fields({
    countries: {
      type: 'array',
      items: fields({
        country: COUNTRY,
        name: LABEL,
        mine: { type: 'boolean' },
        weekend: WEEKEND,
        zone: nullable(text(64)),
        holidays: { type: 'array', items: fields({ day, label: LABEL }) },
        versions: {
          type: 'array',
          items: fields({
            id,
            kind: KIND,
            weekend: nullable(WEEKEND),
            zone: nullable(text(64)),
            days: nullable({ type: 'array', items: fields({ day, label: LABEL }, ['label']) }),
            module: nullable(NAME),
            record: nullable(NAME),
            clock: nullable(NAME),
            spans: nullable(SPANS),
            because: text(1000),
            state: { enum: ['asked', 'agreed', 'refused', 'withdrawn'] },
            askedBy: id,
            askedAt: { type: 'string' },
            clocks: nullable({ type: 'integer' }),
            mine: { type: 'boolean' },
          }),
        },
      }),
    },
  }),
  showsPeople: false,
  run: async (tx: Tx, asking) => {
    const { rows } = await sql`select c.code::text as country, c.name, ref.keeps_lists(c.code::text) as mine,
        coalesce(k.weekend, '{6,7}') as weekend, k.zone,
        (select coalesce(jsonb_agg(jsonb_build_object('day', h.day, 'label', h.name) order by h.day), '[]') from cases.holiday h
          where h.country = c.code and h.day >= date_trunc('year', cases.now()::date) - interval '1 year') as holidays,
        (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'weekend', v.weekend, 'zone', v.zone, 'days', v.days,
          'module', v.of_module, 'record', cases.record_of(v.of_module), 'clock', v.clock, 'spans', v.spans, 'because', v.because, 'state', v.state, 'askedBy', v.asked_by, 'askedAt', v.asked_at, 'clocks', v.clocks,
          'mine', v.asked_by = ${asking.session.staffId}::uuid) order by v.asked_at desc), '[]')
          from cases.calendar_version v where v.country = c.code and v.asked_at > now() - interval '1 year') as versions
      from auth.country c left join cases.calendar k on k.country = c.code
      where exists (select from auth.office o where o.country = c.code
        and o.id = any ((select auth.reach('admin', 'read', 'personal'))::uuid[])) order by c.code`.execute(tx)
    return { countries: rows }
  },
})
