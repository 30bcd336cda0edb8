import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
})
afterAll(() => world.end())

const aCase = async () => ({ id: (await officer.open({ topic: 'A claim', subject: await world.person() })).id })

describe('an approval', () => {
  const ask = async (kind = 'travel') => {
    const { id } = await aCase()
    return { id, approval: (await reviewer.add('approval', { parent_id: id, kind, why: 'to the hospital' })).id }
  }
  const decide = (who: Worker, id: string, answer: string) =>
    who.does('decideApproval', { module: 'example', id, answer, words: 'it is needed' })

  test('is decided once, by a second colleague who approves, and by nobody else', async () => {
    const { id, approval } = await ask()
    await expect(decide(reviewer, approval, 'agreed')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(decide(officer, approval, 'agreed')).rejects.toMatchObject({ code: 'not-allowed' })
    const second = await world.worker('rsd_reviewer')
    await decide(second, approval, 'agreed')
    expect(await world.rows('approval', id)).toMatchObject([
      { status: 'agreed', asked_by: reviewer.staffId, decided_by: second.staffId },
    ])
    await expect(decide(await world.worker('rsd_reviewer'), approval, 'refused')).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('the table itself refuses that one colleague is both, whoever writes', async () => {
    const { approval } = await ask()
    await expect(
      world.owner.query(`update example.approval set status = 'agreed', decided_by = asked_by where id = $1`, [
        approval,
      ]),
    ).rejects.toMatchObject({ code: '23514' })
  })

  test('is of a kind the module has, and taken back only by who asked', async () => {
    await expect(ask('to-rob-a-bank')).rejects.toMatchObject({ code: 'invalid' })
    const { approval } = await ask('other')
    await expect(decide(await world.worker('rsd_reviewer'), approval, 'withdrawn')).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await decide(reviewer, approval, 'withdrawn')
  })
})
