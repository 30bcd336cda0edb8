import { createHash } from 'node:crypto'
import { newId } from '@nansen/kernel'
import { isRegistrationNumber } from '@nansen/model'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, type SignedIn, sampleWorld } from '../test/sampleWorld.ts'
import { asSession } from './asSession.ts'
import { getAttachment, LARGEST_ATTACHMENT, putAttachment } from './attachments.ts'
import { changeRecord, createRecord } from './records/writeRecords.ts'
import { sample } from './sampleModule.ts'
import { openSealedImages } from './sealedImages.ts'

let world: SampleWorld
let officer: SignedIn
let colleague: SignedIn
let stranger: SignedIn
beforeAll(async () => {
  world = await sampleWorld()
  officer = await world.colleague('registration_officer', world.offices.DAD)
  colleague = await world.colleague('registration_officer', world.offices.DAD)
  stranger = await world.colleague('registration_officer', world.offices.KAK)
})
afterAll(() => world.end())

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('the face of a child')])
const put = (who: SignedIn, bytes: Uint8Array) =>
  asSession(world.store, who.token, {}, (tx, asking) => putAttachment(tx, asking, bytes))
const open = (who: SignedIn, id: string) =>
  asSession(world.store, who.token, {}, (tx, asking) => getAttachment(tx, asking, id))
const create = (who: SignedIn, values: object) =>
  asSession(world.store, who.token, {}, (tx, asking) =>
    createRecord(tx, asking, sample, 'file', { subject: 's', kind: 'lost', ...values }),
  )

describe('a stored file', () => {
  test('is its sender’s alone until a record takes it up, and then of who sees the record', async () => {
    const id = await put(officer, PNG)
    await expect(open(colleague, id)).rejects.toMatchObject({ code: 'not-found' })
    await create(officer, { picture: id })
    expect(await open(colleague, id)).toEqual({ mediaType: 'image/png', bytes: PNG })
    await expect(open(stranger, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('cannot be taken up by another’s record, whether it is there or not', async () => {
    const id = await put(officer, Buffer.concat([PNG, Buffer.from('2')]))
    const refusals = await Promise.all(
      [id, newId()].map(picture =>
        create(stranger, { picture }).catch(error => ({ code: error.code, details: error.details })),
      ),
    )
    expect(refusals[0]).toEqual({
      code: 'invalid',
      details: { problems: [{ path: 'picture', problem: 'problem.reference' }] },
    })
    expect(refusals[1]).toEqual(refusals[0])
    const taken = await create(officer, { picture: id })
    const other = await create(colleague, {})
    await expect(
      asSession(world.store, colleague.token, {}, (tx, asking) =>
        changeRecord(tx, asking, sample, 'file', other.id, 1, { picture: id }),
      ),
    ).rejects.toMatchObject({ code: 'invalid' })
    expect(taken.picture).toBe(id)
  })

  test('follows its record’s custody', async () => {
    const supervisor = await world.colleague('registration_supervisor', world.offices.NBO)
    const id = await put(officer, Buffer.concat([PNG, Buffer.from('3')]))
    const file = await create(officer, { picture: id })
    await asSession(world.store, supervisor.token, {}, tx =>
      sql`select store.transfer('sample', 'file', ${file.id}, ${world.offices.KAK})`.execute(tx),
    )
    expect((await open(stranger, id)).mediaType).toBe('image/png')
    await expect(open(officer, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('lies in the database as ciphertext, once for the same content', async () => {
    const bytes = Buffer.concat([PNG, Buffer.from('4')])
    const [first, second] = [await put(officer, bytes), await put(officer, bytes)]
    expect(second).toBe(first)
    const { rows } = await world.owner.query(`select content from store.attachment where id = $1`, [first])
    expect(rows[0].content.includes('the face of a child')).toBe(false)
  })

  test('that was altered in the database does not open', async () => {
    const id = await put(officer, Buffer.concat([PNG, Buffer.from('5')]))
    await world.owner.query(
      `update store.attachment set content = set_byte(content, 20, get_byte(content, 20) # 1) where id = $1`,
      [id],
    )
    await expect(open(officer, id)).rejects.toThrow()
  })

  test('is refused when it is too large, or of a kind a browser would run', async () => {
    await expect(put(officer, Buffer.alloc(LARGEST_ATTACHMENT + 1))).rejects.toMatchObject({ code: 'too-large' })
    await expect(put(officer, Buffer.from('<html><script>alert(1)</script>'))).rejects.toMatchObject({
      code: 'unreadable-image',
    })
    await expect(put(officer, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toMatchObject({
      code: 'unreadable-image',
    })
  })

  test('cannot be opened once its key is destroyed', async () => {
    const id = await put(officer, Buffer.concat([PNG, Buffer.from('6')]))
    await world.owner.query(`update store.data_key set wrapped = null, destroyed_at = now() where subject_id = $1`, [
      id,
    ])
    await expect(open(officer, id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a sealed image', () => {
  const add = async (who: SignedIn, office: string) => {
    const sealed = Buffer.from('sealed in the browser')
    const file = await makeFile(world.owner, office)
    const id = newId()
    await asSession(world.store, who.token, {}, tx =>
      sql`insert into images.sealed (id, module, record, root_id, office_id, modality, sha256, sealed)
        values (${id}, 'sample', 'file', ${file}, ${office}, 'finger-1', ${createHash('sha256').update(sealed).digest()}, ${sealed})`.execute(
        tx,
      ),
    )
    return id
  }

  test('can be added by the server and never read back by it', async () => {
    const supervisor = await world.colleague('registration_supervisor', world.offices.DAD)
    await add(supervisor, world.offices.DAD)
    await expect(
      asSession(world.store, supervisor.token, {}, tx => sql`select sealed from images.sealed`.execute(tx)),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(add(officer, world.offices.DAD)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is opened only by who may reveal, one audit row for each', async () => {
    const supervisor = await world.colleague('registration_supervisor', world.offices.DAD)
    const auditor = await world.colleague('auditor', world.offices.NBO)
    const id = await add(supervisor, world.offices.DAD)
    await expect(openSealedImages(world.store, supervisor.token, [id], 'curious')).rejects.toMatchObject({
      code: 'not-found',
    })
    const [image] = await openSealedImages(world.store, auditor.token, [id], 'adjudication 7')
    expect(image?.sealed.toString()).toBe('sealed in the browser')
    const { rows } = await world.owner.query(
      `select staff_id, outcome, reason from audit.entry where action = 'reveal' and ids @> array[$1::uuid] order by seq`,
      [id],
    )
    expect(rows).toEqual([
      { staff_id: supervisor.staffId, outcome: 'deny', reason: 'curious' },
      { staff_id: auditor.staffId, outcome: 'allow', reason: 'adjudication 7' },
    ])
  })
})

describe('registration numbers', () => {
  const next = (who: SignedIn, office: string, fail = false) =>
    asSession(world.store, who.token, {}, async tx => {
      const { rows } = await sql<{ number: string }>`select store.next_number('sample', ${office}) as number`.execute(
        tx,
      )
      if (fail) throw new Error('given up')
      return rows[0]!.number
    })

  test('have no gaps and no doubles, though many ask at once and some give up', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) => next(officer, world.offices.DAD, i % 4 === 0)),
    )
    const numbers = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))
    expect(numbers.every(isRegistrationNumber)).toBe(true)
    expect(numbers.map(number => Number(number.slice(8, 15))).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    )
    expect(numbers[0]).toMatch(/^KEN-DAD-/)
  })

  test('are those of one’s own office only', async () => {
    await expect(next(officer, world.offices.KAK)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(next(officer, newId())).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
