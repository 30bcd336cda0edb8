import {
  type Judged,
  type LearntLikeness,
  type LikenessEvidence,
  learnLikeness,
  OWN_LIKENESS,
  type Taught,
} from '@nansen/registration/server'
import type pg from 'pg'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { withOwner } from '../openDatabase.ts'
import { openForLooking } from '../openForLooking.ts'
import { readSettings } from '../settings.ts'

/** People learnt from at most; of more, the newest. All pairs of them that share something rare are compared. */
const PEOPLE = 20_000

export const linkageLearn: CliCommand = {
  name: 'linkage learn',
  usage: '--by EMAIL [--people N] [--demo]',
  summary: 'Learns on the records here how alike two records of one person are.',
  help: `Learns on this operation's own records, without being told who is one person, and from the pairs that colleagues have judged. Prints
what the weights in force find and what the new ones would, and keeps these as a version. Nothing changes by it: another
colleague puts a version into force with "nansen linkage use". Restricted people are left out. Nobody is merged or refused by any version.
  --by EMAIL   the colleague who learns; kept with the version
  --people N   learnt from at most, the newest (default ${PEOPLE})
  --demo       of "nansen demo"
Works beside a running server.`,
  options: { demo: 'flag', by: 'value', people: 'value' },
  run: async ({ flags, values }) => {
    const by = values.get('by')
    const people = Number(values.get('people') ?? PEOPLE)
    if (by === undefined) throw new CannotGoOn('say who learns: --by EMAIL')
    if (!Number.isInteger(people) || people < 100) throw new CannotGoOn('--people is a number from 100 on')
    const installation = await openForLooking(readSettings(flags.has('demo') ? 'demo' : 'real'))
    try {
      console.log(await withOwner(installation.database.ownerUrl, client => learnHere(client, by, people)))
    } finally {
      await installation.stop()
    }
  },
}

/** Learns and keeps a version. @returns what people read. @throws CannotGoOn for who is no colleague at work here. */
export async function learnHere(client: pg.Client, by: string, most: number): Promise<string> {
  const staff = await colleague(client, by)
  const { rows: people } = await client.query<Taught>(PEOPLE_SQL, [most])
  if (people.length < 100) throw new CannotGoOn(`${people.length} people are too few to learn from`)
  const { rows: pairs } = await client.query<{ same: boolean; one: string; other: string }>(JUDGED_SQL)
  const pairsThat = (same: boolean): Judged['same'] =>
    pairs.flatMap(each => (each.same === same ? [[each.one, each.other] as const] : []))
  const { rows: kept } = await client.query<{ number: number; model: LearntLikeness }>(
    'select number, model from registration.likeness_version where put_at is not null order by put_at desc limit 1',
  )
  const before = kept[0]?.model ?? OWN_LIKENESS
  const { rows: counts } = await client.query<{ registered: number }>(COUNT_SQL)
  const judged = { same: pairsThat(true), apart: pairsThat(false) }
  const { model, evidence } = learnLikeness(people, judged, before, counts[0]!.registered)
  const { rows } = await client.query<{ number: number }>(
    `with learnt as (
       insert into registration.likeness_version (model, evidence, learnt_by) values ($1, $2, $3) returning id, number
     ), told as (
       insert into audit.entry (staff_id, module, action, record, ids, outcome)
       select $3::uuid, 'registration', 'learn', 'likeness_version', array[id], 'allow' from learnt
     ) select number from learnt`,
    [JSON.stringify(model, rounded), JSON.stringify(evidence), staff],
  )
  const { before: old, after } = evidence
  const line = (what: string, one: number, other: number, of: number) =>
    `${what.padEnd(34)}${String(one).padStart(8)}${String(other).padStart(8)}   of ${of}`
  return [
    `Learnt from ${evidence.people} people, ${evidence.compared} pairs and ${evidence.judgedSame + evidence.judgedApart} judgements.`,
    '',
    `${'likelier one person than two'.padEnd(34)}${(kept[0] ? `v${kept[0].number}` : 'own').padStart(8)}${`v${rows[0]!.number}`.padStart(8)}`,
    line('  of pairs compared', old.likely, after.likely, evidence.compared),
    line('  of pairs judged one person', old.ofSame, after.ofSame, evidence.judgedSame),
    line('  of pairs judged two', old.ofApart, after.ofApart, evidence.judgedApart),
    '',
    ...weightLines(before, model),
    '',
    ...heldLines(evidence.held, evidence.scale),
    '',
    `Kept as version ${rows[0]!.number}, not in force. Another colleague: nansen linkage use ${rows[0]!.number} --by EMAIL --because TEXT`,
  ].join('\n')
}

/** The colleague at work with this address. */
export async function colleague(client: pg.Client, email: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `select id from auth.staff where email = lower($1) and status = 'active'`,
    [email],
  )
  if (rows[0] === undefined) throw new CannotGoOn(`nobody at work here has the address ${email}`)
  return rows[0].id
}

/** What each thing weighs when it agrees best, in bits: what a data officer looks at first. */
function weightLines(before: LearntLikeness, after: LearntLikeness): readonly string[] {
  const bits = (weights: LearntLikeness['common'], key: string): string => {
    const best = weights[key]?.[0]
    return best === undefined ? '-' : Math.log2(best.m / best.u).toFixed(1)
  }
  return [
    'bits for the best agreement'.padEnd(34) + 'before'.padStart(8) + 'after'.padStart(8),
    ...Object.keys(after.common).map(
      key => `  ${key}`.padEnd(34) + bits(before.common, key).padStart(8) + bits(after.common, key).padStart(8),
    ),
  ]
}

/** How sure the weights are of pairs that colleagues judged, and how right: as they are, and made to hold by what the other half of the answers say. */
function heldLines(
  { unscaled, scaled }: LikenessEvidence['held'],
  scale: LikenessEvidence['scale'],
): readonly string[] {
  if (scale === null) return ['Too few judgements of both kinds, 20 of each: chances stay as the weights give them.']
  const line = (what: string, bands: LikenessEvidence['held']['unscaled']) =>
    bands.map(
      ({ from, pairs, said, true: right }) =>
        `  ${what} from ${from}`.padEnd(34) +
        said.toFixed(3).padStart(8) +
        right.toFixed(3).padStart(8) +
        `   of ${pairs}`,
    )
  return [
    'chance given, found to be so'.padEnd(34) + 'said'.padStart(8) + 'true'.padStart(8),
    ...line('as the weights say', unscaled),
    ...(scaled === null ? ['  too few to say what a scale is worth on others'] : line('by other answers', scaled)),
    `Chances are scaled: ${scale.slope.toFixed(2)} of the bits, ${scale.shift >= 0 ? 'and' : 'less'} ${Math.abs(scale.shift).toFixed(1)}.`,
  ]
}

/** Four digits, as the weights of the program have. */
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)

const PEOPLE_SQL = `select i.id, i.nationality, m.parent_id as family, json_build_object(
    'name', coalesce((select json_agg(json_build_object('name', to_jsonb(n.name), 'sequence', n.sequence) order by n.sequence)
      from registration.name n where n.parent_id = i.id and n.withdrawn_at is null), '[]'),
    'sex', i.sex, 'born', i.born::text, 'estimated', i.born_estimated is true, 'mother', i.mother_name) as described
  from registration.individual i
  left join lateral (select x.parent_id from registration.membership x
    where x.individual = i.id and x.member_to is null and x.withdrawn_at is null limit 1) m on true
  where i.restriction_group is null and i.process_status <> 'erroneous'
  order by i.created_at desc, i.id limit $1`

const COUNT_SQL = `select count(*)::int as registered from registration.individual i
  where i.restriction_group is null and i.process_status <> 'erroneous'`

const JUDGED_SQL = `select true as same, i.id as one, i.same_person_as as other
    from registration.individual i where i.same_person_as is not null and i.restriction_group is null
  union all
  select false, o.parent_id, o.other from registration.other_than o where o.withdrawn_at is null`
