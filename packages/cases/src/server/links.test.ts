import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
let there: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
  there = await world.worker('rsd_officer', 'KAK')
})
afterAll(() => world.end())

const linksOf = async (who: Worker, id: string) =>
  (
    await who.asks<{ links: { id: string; kind: string; caseId: string; number: string | null }[] }>('links', {
      module: 'example',
      id,
    })
  ).links
const linkable = async (who: Worker, id: string, number?: string) =>
  (await who.asks<{ cases: { caseId: string }[] }>('linkable', { module: 'example', id, number: number ?? null })).cases
const link = (who: Worker, id: string, toCase: string) =>
  who.does('link', { module: 'example', id, toModule: 'example', toCase, kind: 'same-family' })

test('cases of the people of a case are offered, and any that one reads by its number; both sides show a link, and taken back neither does', async () => {
  const subject = await world.person()
  const one = await officer.open({ topic: 'A claim', subject })
  const two = await officer.open({ topic: 'Another', subject })
  const other = await officer.open({ topic: 'Of somebody else', subject: await world.person('Halima') })
  expect((await linkable(officer, one.id)).map(({ caseId }) => caseId)).toEqual([two.id])
  const typed = ` ${String(other.number).toLowerCase()} `
  expect((await linkable(officer, one.id, typed)).map(({ caseId }) => caseId)).toEqual([other.id])
  await link(officer, one.id, other.id)
  expect(await linkable(officer, one.id, typed)).toEqual([])
  expect(await linksOf(officer, one.id)).toMatchObject([{ caseId: other.id, number: other.number }])
  const [back] = await linksOf(officer, other.id)
  expect(back).toMatchObject({ caseId: one.id, kind: 'same-family' })
  await officer.does('unlink', { module: 'example', linkId: back!.id })
  expect([await linksOf(officer, one.id), await linksOf(officer, other.id)]).toEqual([[], []])
})

test('a link is told to who may know of both cases, on no surface to others, and stays behind when the case is handed over', async () => {
  const one = await officer.open({ topic: 'A claim', subject: await world.person() })
  const two = await officer.open({ topic: 'Another', subject: await world.person('Halima') })
  await link(officer, one.id, two.id)
  const asked = { module: 'example', id: one.id, toOffice: world.offices.KAK, because: 'they moved' }
  const { id: handoverId } = await reviewer.does<{ id: string }>('askHandover', asked)
  const taker = await world.worker('rsd_reviewer', 'KAK')
  // who reads below both offices takes it over at the one, and officers there know of it alone
  await taker.does('answerHandover', { module: 'example', handoverId, answer: 'accepted' })
  expect((await there.get(one.id)).id).toBe(one.id)
  expect(await linksOf(there, one.id)).toEqual([])
  const page = await there.asks<{ link: object[] }>('page', { module: 'example', id: one.id })
  expect(page.link).toEqual([])
  expect(
    (await there.as(tx =>
      tx
        .selectFrom('example.link' as never)
        .selectAll()
        .execute(),
    )) as object[],
  ).toEqual([])
  const { cases } = await officer.asks<{ cases: { content: Record<string, object[]> }[] }>('leftByUs', {
    module: 'example',
    id: one.id,
  })
  expect(cases).toHaveLength(1)
  expect(cases[0]!.content.member).toHaveLength(1)
  expect(cases[0]!.content.link ?? []).toEqual([])
})

test('a number is no way to learn of a case that one does not read', async () => {
  const far = await there.open({ topic: 'far', subject: await world.person('Far', { office: world.offices.KAK }) })
  const one = await officer.open({ topic: 'A claim', subject: await world.person() })
  expect(await linkable(officer, one.id, String(far.number))).toEqual([])
  await expect(link(officer, one.id, far.id)).rejects.toMatchObject({ code: 'not-found' })
})
