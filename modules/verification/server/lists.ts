import { Refusal } from '@nansen/kernel'
import { auditRead, type Command, defineCommand, defineQuery, getRecord, moveRecord, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { verification } from '../index.ts'
import { ID, INTEGER, list, MAYBE, object, TEXT } from './schemas.ts'

interface OfCampaign {
  readonly campaignId: string
}
interface Frozen {
  readonly families: number
  readonly people: number
  readonly sha256: string
}

/** Writes the list of a drafted campaign. @throws Refusal `wrong-state` for a day to come, nobody in it, or frozen before. */
export const freeze: Command = defineCommand<OfCampaign, Frozen>({
  name: 'verification.freeze',
  module: 'verification',
  needs: { action: 'change', level: 'personal' },
  input: object({ campaignId: ID }),
  output: object({ families: INTEGER, people: INTEGER, sha256: TEXT }),
  async run(tx, asking, { campaignId }) {
    const campaign = await getRecord(tx, asking, verification, 'campaign', campaignId)
    if (campaign.state !== 'drafted') throw new Refusal('wrong-state', 'this list was frozen before')
    if (String(campaign.counted_on) > asking.now().toISOString().slice(0, 10))
      throw new Refusal('wrong-state', 'the day of counting is still to come')
    const { rows } = await sql<Frozen>`select * from verification.freeze(${campaignId})`.execute(tx)
    const frozen = rows[0]!
    if (frozen.families === 0) throw new Refusal('wrong-state', 'nobody is expected: look at who the campaign is for')
    const patch = { ...frozen, frozen_by: asking.session.staffId }
    await moveRecord(tx, asking, verification, campaignId, 'freeze', campaign.version, patch, { commands: true })
    return frozen
  },
})

/** Gives the families their days anew, after days were added or changed. Families that came keep theirs. */
export const schedule: Command = defineCommand<OfCampaign, { readonly without: number }>({
  name: 'verification.schedule',
  module: 'verification',
  needs: { action: 'change', level: 'personal' },
  input: object({ campaignId: ID }),
  output: object({ without: INTEGER }),
  async run(tx, _, { campaignId }) {
    const { rows } = await sql<{ without: number }>`select verification.schedule(${campaignId}) as without`.execute(tx)
    return { without: rows[0]!.without }
  },
})

interface Line {
  readonly individual: string | null
  readonly number: string
  readonly name: string | null
  readonly person: string | null
  readonly onDay: string | null
  readonly standing: string
  readonly reason: string | null
}
const SHOWN = ['all', 'waiting', 'absent', 'seen'] as const
/** People of one page. */
const PAGE = 50

/** Who is expected, as they are named today, and what was found of them: all, or those seen, absent, or still to come. */
export const listOf: Query = defineQuery<
  OfCampaign & { readonly shown?: (typeof SHOWN)[number]; readonly after?: string },
  { readonly rows: readonly Line[]; readonly next: string | null }
>({
  name: 'verification.list',
  module: 'verification',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ campaignId: ID, shown: { enum: SHOWN }, after: { ...TEXT, maxLength: 60 } }, ['shown', 'after']),
  output: object({
    rows: list(
      object({
        individual: MAYBE,
        number: TEXT,
        name: MAYBE,
        person: MAYBE,
        onDay: MAYBE,
        standing: TEXT,
        reason: MAYBE,
      }),
    ),
    next: MAYBE,
  }),
  async run(tx, asking, { campaignId, shown = 'all', after = '' }) {
    const { rows } = await sql<Line & { at: string }>`
      with person as (
        select e.individual, e.number, e.on_day, e.number || ' ' || lpad(e.sequence::text, 4, '0') as at,
          case when bool_or(m.outcome <> 'absent') then 'seen' when count(m.id) > 0 then 'absent' else 'waiting' end as standing,
          (array_agg(m.reason order by m.found_at desc, m.id desc) filter (where m.outcome = 'absent'))[1] as reason
        from verification.expected e left join verification.mark m on m.campaign = e.campaign and m.individual = e.individual
        where e.campaign = ${campaignId} group by e.id)
      select p.individual, p.number, coalesce(i.display_name_native, i.display_name) as name, i.number as person, p.on_day::text as "onDay",
        p.standing, case p.standing when 'absent' then p.reason end as reason, p.at
      from person p left join registration.individual i on i.id = p.individual
      where (${shown} = 'all' or p.standing = ${shown}) and p.at > ${after} order by p.at limit ${PAGE + 1}`.execute(tx)
    const page = rows.slice(0, PAGE)
    await auditRead(tx, asking, {
      module: 'verification',
      action: 'read',
      record: 'campaign',
      ids: [campaignId, ...page.flatMap(({ individual }) => individual ?? [])],
      reason: 'list of a verification exercise',
    })
    return { rows: page.map(({ at: _, ...row }) => row), next: rows.length > PAGE ? page.at(-1)!.at : null }
  },
})

interface Counted {
  readonly expected: number
  readonly seen: number
  readonly absent: number
}
interface Progress extends Counted {
  readonly newcomers: number
  readonly days: readonly (Counted & { readonly day: string | null })[]
  readonly areas: readonly (Counted & { readonly area: string | null })[]
}
const COUNTED = { expected: INTEGER, seen: INTEGER, absent: INTEGER }

/** How far a campaign is, in people: on the day they were asked for and where they live. Who was registered since is counted apart. */
export const progress: Query = defineQuery<OfCampaign, Progress>({
  name: 'verification.progress',
  module: 'verification',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ campaignId: ID }),
  output: object({
    ...COUNTED,
    newcomers: INTEGER,
    days: list(object({ ...COUNTED, day: MAYBE })),
    areas: list(object({ ...COUNTED, area: MAYBE })),
  }),
  async run(tx, _, { campaignId }) {
    const { rows } = await sql<Counted & { day: string | null; area: string | null; by: number }>`
      with person as (
        select e.on_day::text as day, e.place as area, coalesce(bool_or(m.outcome <> 'absent'), false) as seen, count(m.id) > 0 as told
        from verification.expected e left join verification.mark m on m.campaign = e.campaign and m.individual = e.individual
        where e.campaign = ${campaignId} group by e.id)
      select p.day, p.area, grouping(p.day, p.area) as by, count(*)::int as expected, count(*) filter (where p.seen)::int as seen,
        count(*) filter (where p.told and not p.seen)::int as absent
      from person p group by grouping sets ((), (p.day), (p.area)) order by 1 nulls last, 2 nulls last`.execute(tx)
    const newcomers = await sql<{ n: number }>`select verification.newcomers(${campaignId}) as n`.execute(tx)
    const figures = ({ expected, seen, absent }: Counted) => ({ expected, seen, absent })
    const [BY_DAY, BY_AREA, ALL] = [1, 2, 3]
    const whole = rows.find(row => row.by === ALL) ?? { expected: 0, seen: 0, absent: 0 }
    return {
      ...figures(whole),
      newcomers: newcomers.rows[0]!.n,
      days: rows.filter(row => row.by === BY_DAY).map(row => ({ ...figures(row), day: row.day })),
      areas: rows.filter(row => row.by === BY_AREA).map(row => ({ ...figures(row), area: row.area })),
    }
  },
})
