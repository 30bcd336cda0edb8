import { caseServer } from '@nansen/cases/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { ask, openPartners, programme, putForward, registered, world } from '../test/partners.ts'
import { server } from './index.ts'

const query = (name: string) => server.queries.find(each => each.name === `partner_services.${name}`)!
beforeAll(() => openPartners(caseServer(modules)))
afterAll(() => world.office.end())

test('people are found by a need that still stands, whoever found it, and never by one that is kept apart', async () => {
  const { officer, tala, office } = world
  const flagged = (name: string, need: string) =>
    registered(name, { specific_need: [{ need, identified_on: '2026-01-01' }] } as never)
  const needing = async (need: string, who = officer) =>
    (await ask<{ rows: readonly { id: string }[] }>(query('find'), { need }, who)).rows.map(({ id }) => id)
  const deaf = await flagged('Deqa Needs Ali', 'DS-SD')
  const better = await flagged('Bilan Needs Ali', 'DS-SD')
  const apart = await flagged('Caasha Needs Ali', 'SV-VA')
  const visited = await registered('Maymun Needs Ali')
  expect(await needing('DS-SD')).toEqual([deaf, better].toSorted())
  await office.owner.query(`update needs.need set state = 'resolved', outcome = 'addressed' where subject = $1`, [
    better,
  ])
  await office.owner.query(
    `insert into needs.need (id, office_id, subject, need, found_by, identified_on, state)
     select gen_random_uuid(), i.office_id, i.id, 'DS-SD', 'protection', '2026-01-01', 'confirmed' from registration.individual i where i.id = $1`,
    [visited],
  )
  expect(await needing('DS-SD')).toEqual([deaf, visited].toSorted())
  expect(await needing('DS-SD', tala)).toEqual([])
  expect(await needing('SV-VA')).not.toContain(apart)
})

test('people are found by skill, age and sex among those whom one may read, with as many counted as listed', async () => {
  const { officer, tala } = world
  const weaver = await registered('Rahma Weaver Ali', { skill: [{ occupation: '7318' }], born: '2000' as never })
  await registered('Xaawo Other Ali', { skill: [{ occupation: '7115' }] })
  const found = (input: object, who = officer) =>
    ask<{ people: number; rows: readonly { id: string; programmes: number }[] }>(query('find'), input, who)
  expect(await found({ skill: '7318' })).toMatchObject({ people: 1, rows: [{ id: weaver, programmes: 0 }] })
  expect(await found({ skill: '7318', ageFrom: 40 })).toMatchObject({ people: 0, rows: [] })
  expect(await found({ skill: '7318', sex: 'male' })).toMatchObject({ people: 0 })
  expect(await found({ skill: '7318' }, tala)).toMatchObject({ people: 0, rows: [] })
  const course = await programme(tala)
  await putForward(course, weaver)
  expect(await found({ skill: '7318' })).toMatchObject({ people: 1, rows: [{ programmes: 1 }] })
  expect(await found({ skill: '7318', programmeId: course })).toMatchObject({ people: 0 })
})
