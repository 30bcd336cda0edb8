import { openDocuments, qrSvg, signCard } from '@nansen/documents'
import { Refusal } from '@nansen/kernel'
import {
  type Asking,
  auditRead,
  createRecord,
  defineCommand,
  getAttachment,
  putAttachment,
  signingKey,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import sharp from 'sharp'
import { registration } from '../../index.ts'
import {
  certificateData,
  getPrintedGroup,
  monthsLater,
  type PrintedGroup,
  type PrintedMember,
  printedMembers,
} from '../certificate/certificateData.ts'
import { certificateTemplate } from '../certificate/template.ts'
import { LANGUAGES, type Language } from '../certificate/words.ts'
import { type GroupId, today } from '../household/households.ts'
import { ID, object } from './schemas.ts'

interface Input {
  readonly groupId: GroupId
  readonly language: Language
  /** Default 24. */
  readonly validMonths?: number
}

export interface Issued {
  readonly documentId: string
  readonly attachmentId: string
  readonly number: string
  readonly sha256: string
}

/** Months a certificate is valid unless the operation says otherwise: until the next verification, one to two years on. domain.md 0. */
const VALID_MONTHS = 24
/** A face on paper, 20 by 25 mm at 300 dpi. Pixels. */
const FACE = { width: 236, height: 295 } as const
const QUALITY = 80

const documents = openDocuments()

/** Prints the certificate of a group, signs what its code says, and keeps it with its checksum beside the focal point. */
export const issueCertificate = defineCommand<Input, Issued>({
  name: 'registration.certificate',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object(
    { groupId: ID, language: { enum: LANGUAGES }, validMonths: { type: 'integer', minimum: 1, maximum: 60 } },
    ['validMonths'],
  ),
  output: object({ documentId: ID, attachmentId: ID, number: { type: 'string' }, sha256: { type: 'string' } }),
  async run(tx, asking, { groupId, language, validMonths = VALID_MONTHS }) {
    const group = await getPrintedGroup(tx, groupId)
    const members = await printedMembers(tx, groupId)
    const leader = members.find(({ relationship }) => relationship === 'PA')
    if (leader === undefined) throw new Refusal('wrong-state', 'this group has no focal point whom you may see')
    const issuedOn = today(asking)
    const expiresOn = monthsLater(issuedOn, validMonths)
    const number = await nextDocumentNumber(tx, group)
    const data = certificateData(group, members, { language, document: number, issuedOn, expiresOn })
    const files = {
      '/qr.svg': new TextEncoder().encode(qrSvg(signed(asking, number, leader, members.length, issuedOn, expiresOn))),
      ...(await faces(tx, asking, members)),
    }
    const { pdf, sha256, template, templateVersion } = await whileHeld(
      tx,
      documents.render(certificateTemplate, data, files),
    )
    const file = await putAttachment(tx, asking, pdf)
    const { id } = await createRecord(
      tx,
      asking,
      registration,
      'issued_document',
      {
        parent_id: leader.id,
        template,
        template_version: templateVersion,
        language,
        number,
        file,
        sha256,
        issued_on: issuedOn,
        expires_on: expiresOn,
      },
      { commands: true },
    )
    const shown = members.map(member => member.id)
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'print',
      record: 'individual',
      ids: shown,
      reason: 'certificate',
    })
    return { documentId: id, attachmentId: file, number, sha256 }
  },
})

/** Half of what a transaction may stand idle. The first paper of a process waits for the typesetter to start, on a busy laptop for long. Milliseconds. */
const HEARTBEAT = 4000

/** Waits for work outside the database without the transaction being taken for a dead one. */
async function whileHeld<T>(tx: Tx, work: Promise<T>): Promise<T> {
  const beat = async () => {
    await new Promise(resolve => setTimeout(resolve, HEARTBEAT))
    return null
  }
  for (;;) {
    const done = await Promise.race([work.then(result => ({ result })), beat()])
    if (done !== null) return done.result
    await sql`select 1`.execute(tx)
  }
}

/** The group's number and how many papers it had before: `KEN-DAD-0000042-7/3`. The group is held, so that no two are the same. */
async function nextDocumentNumber(tx: Tx, { id, number }: PrintedGroup): Promise<string> {
  await sql`select registration.lock_groups(array[${id}::uuid])`.execute(tx)
  const { rows } = await sql<{ next: number }>`select count(*) + 1 as next from registration.issued_document
    where number like ${`${number}/%`}`.execute(tx)
  return `${number}/${rows[0]!.next}`
}

const signed = (
  asking: Asking,
  document: string,
  leader: PrintedMember,
  people: number,
  issuedOn: string,
  expiresOn: string,
): string =>
  signCard(signingKey(asking), {
    document,
    person: leader.number,
    name: leader.display_name,
    sex: leader.sex,
    yearOfBirth: leader.born === null ? null : Number(leader.born.slice(0, 4)),
    people,
    issuedOn,
    expiresOn,
  })

async function faces(
  tx: Tx,
  asking: Asking,
  members: readonly PrintedMember[],
): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {}
  for (const [at, { picture }] of members.entries()) {
    if (picture === null) continue
    const { bytes } = await getAttachment(tx, asking, picture)
    const face = sharp(bytes)
      .rotate()
      .resize({ ...FACE, fit: 'cover', position: 'top' })
      .jpeg({ quality: QUALITY })
    files[`/photo-${at + 1}`] = await face.toBuffer()
  }
  return files
}
