import { newId } from '@nansen/kernel'
import { asSession, getAttachment, putAttachment } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
})
