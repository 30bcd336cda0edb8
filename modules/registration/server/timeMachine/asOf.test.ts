import { type Colleague, FAMILY, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideCorrection, requestCorrection } from '../commands/corrections.ts'
import { registerGroup } from '../commands/registerGroup.ts'
import { splitGroup } from '../commands/splitGroup.ts'
import { recordDeparture } from '../events/recordDeparture.ts'
import { recordMove } from '../events/recordMove.ts'
import { recordSeparation } from '../events/recordSeparation.ts'
import { type AsOf, asOf } from './asOf.ts'

let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
})
afterAll(() => office.end())

const day = (before: number): string => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)
const told = { happenedOn: day(0), source: 'told' }
const register = () => officer.does<Registered>(registerGroup, office.registering(FAMILY))
const family = (id: string, on: string, who = officer) =>
  who.asks<AsOf>(asOf, { record: 'registration_group', id, day: on })

/** As if everything so far had been done so many days earlier. Nobody but a test can: history is only ever added to. */
async function longAgo(days: number): Promise<void> {
  const shift = `- interval '${days} days'`
  await office.owner.query(`begin; set local session_replication_role = 'replica';
    update change.entry set at = at ${shift};
    update registration.individual set created_at = created_at ${shift}, registered_on = registered_on - ${days};
    update registration.membership set created_at = created_at ${shift}, member_from = member_from - ${days}, member_to = member_to - ${days};
    update registration.status_change set created_at = created_at ${shift}, effective_on = effective_on - ${days};
    update change.entry set set = set || jsonb_build_object('member_from', (set ->> 'member_from')::date - ${days}) where set ? 'member_from';
    update change.entry set set = set || jsonb_build_object('registered_on', (set ->> 'registered_on')::date - ${days}) where set ? 'registered_on';
    update change.entry set set = set || jsonb_build_object('effective_on', (set ->> 'effective_on')::date - ${days}) where set ? 'effective_on';
    commit`)
}

describe('a family on a past day', () => {
  test('is who was in it then: who left since is there, and today they are not', async () => {
    const { groupId, members } = await register()
    await longAgo(10)
    await officer.does(recordDeparture, { groupId, leaving: [members[2]!.id], reason: 'no-contact', ...told })
    const then = await family(groupId, day(5))
    expect(then.was.map(({ relationship }) => relationship).toSorted()).toEqual(['DAU', 'HUS', 'PA', 'SON'])
    expect(then.differences).toEqual([])
    const now = await family(groupId, day(0))
    expect(now.was.map(({ relationship }) => relationship).toSorted()).toEqual(['DAU', 'HUS', 'PA'])
    expect((await family(groupId, day(20))).was).toEqual([])
  })
  test('says what was believed and is known better: the age that was corrected, and when', async () => {
    const { groupId, members } = await register()
    const girl = members[3]!.id
    await longAgo(10)
    const { id } = await officer.does<{ id: string }>(requestCorrection, {
      individualId: girl,
      what: 'born',
      value: '2017',
      because: 'age-assessment',
      evidence: 'the school register',
    })
    await supervisor.does(decideCorrection, { correctionId: id, agree: true })
    const then = await family(groupId, day(5))
    expect(then.believed.find(person => person.id === girl)).toMatchObject({ born: '2015' })
    expect(then.was.find(person => person.id === girl)).toMatchObject({ born: '2017' })
    expect(then.differences).toEqual([
      { person: girl, what: 'born', believed: '2015', was: '2017', corrected_on: day(0) },
    ])
    expect((await family(groupId, day(0))).differences).toEqual([])
  })
  test('a departure that was told late: they had left already, and we believed they were here', async () => {
    const { groupId, members } = await register()
    await longAgo(10)
    const late = { groupId, leaving: [members[2]!.id], reason: 'no-contact', source: 'told', happenedOn: day(6) }
    await officer.does(recordDeparture, late)
    const { was, believed, differences } = await family(groupId, day(3))
    expect([was.length, believed.length]).toEqual([3, 4])
    expect(differences.map(({ what, corrected_on }) => [what, corrected_on])).toEqual(
      expect.arrayContaining([
        ['group', day(0)],
        ['process_status', day(0)],
      ]),
    )
  })
  test('tells addresses and marriages by their dates, and who was split off by where they were', async () => {
    const { groupId, members } = await register()
    const [wife, husband, , daughter] = members.map(({ id }) => id)
    await longAgo(10)
    await officer.does(recordMove, { groupId, people: [wife!], asSaid: 'Ifo', ...told, happenedOn: day(8) })
    await officer.does(recordMove, { groupId, people: [wife!], asSaid: 'Dagahaley', ...told, happenedOn: day(4) })
    await officer.does(recordSeparation, { individualId: wife!, spouseId: husband!, how: 'divorce', ...told })
    await officer.does(splitGroup, { groupId, leaving: [daughter!], focalPoint: daughter!, relationships: {} })
    const her = async (on: string) => (await family(groupId, on)).was.find(({ id }) => id === wife)
    expect([await her(day(6)), await her(day(2))].map(each => each?.address)).toEqual(['Ifo', 'Dagahaley'])
    expect([await her(day(6)), await her(day(0))].map(each => each?.marital_status)).toEqual(['MA', 'DV'])
    expect((await family(groupId, day(6))).was.map(({ id }) => id)).toContain(daughter)
    expect((await family(groupId, day(0))).was.map(({ id }) => id)).not.toContain(daughter)
  })
})

describe('whoever looks back', () => {
  test('sees with the rights of today: nothing of another office, nobody whom a restriction keeps from them; and it is audited', async () => {
    const { groupId, members } = await register()
    const elsewhere = await office.colleague('registration_officer', 'KAK')
    await expect(family(groupId, day(0), elsewhere)).rejects.toMatchObject({ code: 'not-found' })
    await family(groupId, day(0))
    const { rows } = await office.owner.query(
      `select reason from audit.entry where action = 'read' and staff_id = $1 and $2 = any (ids)`,
      [officer.staffId, members[1]!.id],
    )
    expect(rows).toContainEqual({ reason: `as of ${day(0)}` })
    const restriction = crypto.randomUUID()
    await office.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'hidden')`, [restriction])
    await office.owner.query('update registration.individual set restriction_group = $1 where id = $2', [
      restriction,
      members[1]!.id,
    ])
    const seen = await family(groupId, day(0))
    expect(seen.was).toHaveLength(3)
    expect(JSON.stringify(seen)).not.toContain(members[1]!.id)
  })
  test('at rows loaded in bulk is told from when the log tells everything', async () => {
    const { groupId, members } = await register()
    await office.owner.query(`begin; set local session_replication_role = 'replica';
      delete from change.entry where row_id = '${members[1]!.id}'; commit`)
    await officer.does(recordDeparture, { groupId, leaving: [members[1]!.id], reason: 'no-contact', ...told })
    const { was, toldFrom } = await officer.asks<AsOf>(asOf, { record: 'individual', id: members[1]!.id, day: day(0) })
    expect(toldFrom).toBe(day(0))
    expect(was[0]).toMatchObject({ name: 'Hassan Omar Nur', process_status: 'inactive', group: null })
  })
})
