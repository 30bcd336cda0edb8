import { auditRead, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { ID, object } from '../commands/schemas.ts'
import { today } from '../household/households.ts'
import { peopleFound } from './skills.ts'

interface Input {
  readonly officeId?: string
}

/** How many people, by one division of them; null where a part of it is too small to be told. */
type Parts = Readonly<Record<string, number>> | null

export interface SkillsRow {
  readonly kind: 'occupation' | 'education' | 'language'
  /** Two figures of ISCO-08, a level of ISCED, a language. What an operation added counts as the shared code it stands for. */
  readonly code: string
  /** Null: fewer than five. */
  readonly people: number | null
  /** How well, or what of it: they can overlap, as one person has several skills of a group. */
  readonly levels: Parts
  readonly sexes: Parts
  /** Completed years: below 18, to 59, from 60. */
  readonly ages: Parts
}

/** People below whom nothing is told of them as a number, as everywhere in reports. */
const LEAST = 5
/** Codes of a kind that are listed, the most frequent first. */
const LISTED = 24
const PARTS = { type: ['object', 'null'], additionalProperties: { type: 'integer' } } as const

/**
 * What there is, before somebody asks who: people by group of occupations, by highest level of school and by language, each by how well, by sex and
 * by age, among the active people whom the asker may read. A division of which a part is one to four people is kept back by the statement itself.
 */
export const skillsOverview = defineQuery<Input, { readonly on: string; readonly rows: readonly SkillsRow[] }>({
  name: 'registration.skillsOverview',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ officeId: ID }, ['officeId']),
  output: object({
    on: { type: 'string' },
    rows: {
      type: 'array',
      items: object({
        kind: { enum: ['occupation', 'education', 'language'] },
        code: { type: 'string' },
        people: { type: ['integer', 'null'] },
        levels: PARTS,
        sexes: PARTS,
        ages: PARTS,
      }),
    },
  }),
  async run(tx, asking, input) {
    const on = today(asking)
    const { rows } = await sql<SkillsRow>`with person as materialized (
        select id, sex, case when years < 18 then 'minors' when years < 60 then 'adults' when years >= 60 then 'older' else 'unknown' end as age
        from (${peopleFound(input, on)}) f
      ), fact as (
        select 'occupation' as kind, left(coalesce(o.stands_for, s.occupation), 2) as code, s.root_id, s.ability as level
        from registration.skill s left join ref.code o on o.list = 'occupation' and o.code = s.occupation where s.withdrawn_at is null
        union all
        select 'occupation', left(coalesce(o.stands_for, w.occupation), 2), w.root_id, 'worked'
        from registration.work w left join ref.code o on o.list = 'occupation' and o.code = w.occupation where w.withdrawn_at is null
        union all
        select 'education', max(e.isced), e.root_id, case when bool_or(e.attending) then 'attending' end
        from registration.education e where e.withdrawn_at is null group by e.root_id having max(e.isced) is not null
        union all
        select 'language', coalesce(o.stands_for, l.language), l.root_id, way.level
        from registration.language_ability l left join ref.code o on o.list = 'language' and o.code = l.language
          left join lateral (values ('speaks', l.speaks), ('understands', l.understands), ('reads', l.reads), ('writes', l.writes))
            way (level, how) on way.how = 'easily'
        where l.withdrawn_at is null
      ), told as materialized (
        select distinct f.kind, f.code, f.level, p.id, p.sex, p.age from fact f join person p on p.id = f.root_id
      ), part as (
        select kind, code, 'levels' as division, level as part, count(distinct id)::int as people from told where level is not null group by 1, 2, 4
        union all select kind, code, 'sexes', sex, count(distinct id)::int from told group by 1, 2, 4
        union all select kind, code, 'ages', age, count(distinct id)::int from told group by 1, 2, 4
      ), division as (
        select kind, code, division, case when min(people) >= ${LEAST} then jsonb_object_agg(part, people) end as parts
        from part group by 1, 2, 3
      ), ranked as (
        select kind, code, count(distinct id)::int as people,
          row_number() over (partition by kind order by count(distinct id) desc, code) as place
        from told group by 1, 2
      )
      select r.kind, r.code, case when r.people >= ${LEAST} then r.people end as people,
        case when r.people >= ${LEAST} then coalesce((select d.parts from division d where (d.kind, d.code, d.division) = (r.kind, r.code, 'levels')),
          case when not exists (select from division d where (d.kind, d.code, d.division) = (r.kind, r.code, 'levels')) then '{}'::jsonb end) end as levels,
        case when r.people >= ${LEAST} then (select d.parts from division d where (d.kind, d.code, d.division) = (r.kind, r.code, 'sexes')) end as sexes,
        case when r.people >= ${LEAST} then (select d.parts from division d where (d.kind, d.code, d.division) = (r.kind, r.code, 'ages')) end as ages
      from ranked r where r.place <= ${LISTED} order by r.kind, r.code`.execute(tx)
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'read',
      record: 'individual',
      ids: [],
      reason: 'skills overview',
    })
    return { on, rows }
  },
})
