import { getAttachment, putAttachment } from '@nansen/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

let world: CaseWorld
let officer: Worker
let stranger: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  stranger = await world.worker('rsd_officer', 'KAK')
})
afterAll(() => world.end())

/** As a telephone writes them: how they begin is what is looked at. */
const OGG = Buffer.from('OggS and what she said')
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])

const send = (bytes: Buffer, use: 'document' | 'recording') =>
  officer.as((tx, asking) => putAttachment(tx, asking, bytes, use))
const anInterview = async () => {
  const { id } = await officer.open({ topic: 'A claim', subject: await world.person() })
  const said = { parent_id: id, kind: 'interview', starts_at: '2026-11-24T08:00:00Z', minutes: 60 }
  return { id, appointment: (await officer.add('appointment', said)).id }
}

test('an interview is recorded in the place of words, and heard by who reads what is protected in the case', async () => {
  const { id, appointment } = await anInterview()
  const recording = await send(OGG, 'recording')
  await officer.add('transcript', { parent_id: id, appointment, recording, read_back: true, signed: true })
  const kept = 'select recording, lines from example.transcript_protected where root_id = $1'
  expect((await world.owner.query(kept, [id])).rows).toEqual([{ recording, lines: null }])
  const heard = await officer.as((tx, asking) => getAttachment(tx, asking, recording))
  expect(heard).toEqual({ mediaType: 'audio/ogg', bytes: OGG })
  const colleague = await world.worker('rsd_officer')
  expect((await colleague.as((tx, asking) => getAttachment(tx, asking, recording))).bytes).toEqual(OGG)
  await expect(stranger.as((tx, asking) => getAttachment(tx, asking, recording))).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a picture is no recording, a recording no picture, and nobody signs nothing', async () => {
  const { id, appointment } = await anInterview()
  const said = { parent_id: id, appointment, read_back: true, signed: true }
  await expect(send(PNG, 'recording')).rejects.toMatchObject({ code: 'unreadable-image' })
  await expect(send(OGG, 'document')).rejects.toMatchObject({ code: 'unreadable-image' })
  const picture = await send(PNG, 'document')
  await expect(officer.add('transcript', { ...said, recording: picture })).rejects.toMatchObject({
    details: { problems: [{ path: 'recording' }] },
  })
  await expect(officer.add('transcript', said)).rejects.toMatchObject({ code: 'invalid' })
})
