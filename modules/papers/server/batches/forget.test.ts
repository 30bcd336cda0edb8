import { asSession, getAttachment } from '@nansen/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, practiceDesk } from '../../test/practiceDesk.ts'
import { forgetPrintedFiles } from './forget.ts'

let desk: Desk
beforeAll(async () => {
  desk = await practiceDesk()
})
afterAll(() => desk?.office.end())

const rows = async <R>(text: string, values: unknown[] = []) =>
  (await desk.office.owner.query(text, values)).rows as R[]

test('a file of a run is destroyed a week after it was printed, and the papers in it stay', async () => {
  const others = await desk.family()
  const { batchId } = await desk.does<{ batchId: string }>(desk.officer, 'papers.begin', {
    officeId: desk.office.offices.DAD,
    template: 'attestation',
    language: 'fr',
    groupId: others.groupId,
  })
  const { file } = await desk.does<{ file: string }>(desk.officer, 'papers.printNext', { batchId })
  const open = (id: string) =>
    asSession(desk.office.store, desk.officer.token, {}, (tx, asking) => getAttachment(tx, asking, id))
  expect(await forgetPrintedFiles(desk.office.store)).toBe(0)
  expect((await open(file)).mediaType).toBe('application/pdf')
  await rows(`set session_replication_role = 'replica'`)
  await rows(`update papers.batch_file set created_at = now() - interval '8 days' where file = $1`, [file])
  await rows(`set session_replication_role = 'origin'`)
  expect(await forgetPrintedFiles(desk.office.store)).toBe(1)
  await expect(open(file)).rejects.toMatchObject({ code: 'not-found' })
  const [paper] = await rows<{ file: string }>('select file from registration.issued_document where root_id = $1', [
    others.members[0]!.id,
  ])
  expect((await open(paper!.file)).mediaType).toBe('application/pdf')
})
