import { FACE_ADVICE, FACE_VERDICTS } from '@nansen/biometrics/face-limits'
import { newId } from '@nansen/kernel'
import { asSession, getAttachment, putAttachment } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PHOTO_ADVICE, PHOTO_VERDICTS } from '../fields/photo.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { setPhoto } from './commands/setPhoto.ts'

let office: PracticeOffice
let officer: Colleague
let amina: string
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  amina = (await officer.does<Registered>(registerGroup, office.registering())).members[0]!.id
})
afterAll(() => office.end())

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)
const send = async (who: Colleague, width: number, height: number) => {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#876' } })
    .jpeg()
    .toBuffer()
  return as(who, (tx, asking) => putAttachment(tx, asking, bytes))
}

test('the words of a photo’s record are those of the engine', () => {
  expect([PHOTO_VERDICTS, PHOTO_ADVICE]).toEqual([FACE_VERDICTS, FACE_ADVICE])
})

describe('a photo', () => {
  test('becomes the face in lists, and stays as it was taken', async () => {
    const attachmentId = await send(officer, 600, 800)
    const { thumbnail } = await officer.does<{ thumbnail: string }>(setPhoto, { individualId: amina, attachmentId })
    const { bytes } = await as(officer, (tx, asking) => getAttachment(tx, asking, thumbnail))
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 96, height: 120 })
    const { rows } = await office.owner.query(
      'select i.thumbnail, f.image from registration.individual i join registration.photo f on f.root_id = i.id where i.id = $1',
      [amina],
    )
    expect(rows).toEqual([{ thumbnail, image: attachmentId }])
  })
  test('too small to know a face in is refused with the remedy', async () => {
    const attachmentId = await send(officer, 100, 120)
    await expect(officer.does(setPhoto, { individualId: amina, attachmentId })).rejects.toMatchObject({
      code: 'too-poor',
      details: { smallest: 240 },
    })
  })
  test('that a colleague sent cannot be taken, nor put on a person of another office', async () => {
    const stranger = await office.colleague('registration_officer', 'KAK')
    const theirs = await send(stranger, 600, 800)
    await expect(officer.does(setPhoto, { individualId: amina, attachmentId: theirs })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(stranger.does(setPhoto, { individualId: amina, attachmentId: theirs })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
  test('below the limits is kept with a reason, after the third try with a camera, and what was seen is kept beside it', async () => {
    const attachmentId = await send(officer, 600, 800)
    const seen = {
      verdict: 'poor',
      eyesApart: 71,
      advice: ['come-closer', 'hold-still'],
      measured: 'eyes-apart=71.4 sharpness=12',
      tries: 2,
    }
    const of = { individualId: amina, attachmentId, source: 'camera' }
    await expect(officer.does(setPhoto, { ...of, seen })).rejects.toMatchObject({
      details: { problems: [{ problem: 'registration.problem.photo-needs-reason' }] },
    })
    await expect(officer.does(setPhoto, { ...of, seen, keptBecause: 'small-child' })).rejects.toMatchObject({
      details: { problems: [{ problem: 'registration.problem.photo-try-again' }] },
    })
    await officer.does(setPhoto, { ...of, seen: { ...seen, tries: 3 }, keptBecause: 'small-child' })
    const { rows } = await office.owner.query(
      'select verdict, eyes_apart, advice, measured, tries, kept_because, source, device from registration.photo where image = $1',
      [attachmentId],
    )
    expect(rows).toEqual([
      {
        verdict: 'poor',
        eyes_apart: 71,
        advice: ['come-closer', 'hold-still'],
        measured: 'eyes-apart=71.4 sharpness=12',
        tries: 3,
        kept_because: 'small-child',
        source: 'camera',
        device: null,
      },
    ])
    await expect(
      office.owner.query("update registration.photo set verdict = 'no-face', kept_because = null where image = $1", [
        attachmentId,
      ]),
    ).rejects.toThrow('kept_with_reason')
  })
  test('from a file is not taken again: a reason is enough; a good one needs none', async () => {
    const seen = { verdict: 'no-face', advice: ['nobody'], tries: 1 }
    const one = { individualId: amina, attachmentId: await send(officer, 600, 800), source: 'file' }
    await expect(officer.does(setPhoto, { ...one, seen, keptBecause: 'older-photo' })).resolves.toBeDefined()
    expect(await poorAfter()).toBe(true)
    const other = { individualId: amina, attachmentId: await send(officer, 600, 801), source: 'camera' }
    await officer.does(setPhoto, { ...other, seen: { verdict: 'good', eyesApart: 140, advice: [], tries: 1 } })
    expect(await poorAfter()).toBe(false)
  })
})

/** Whether quality is told that the newest photo is below the limits. */
async function poorAfter(): Promise<boolean> {
  const asDuty = await office.store.pool('nansen_sync').connect()
  try {
    const facts = await asDuty.query('select registration.quality_facts($1) as facts', [[amina]])
    return facts.rows[0].facts.photoPoor
  } finally {
    asDuty.release()
  }
}
