import { openDocuments, qrSvg, type RenderedDocument, signCard } from '@nansen/documents'
import { Refusal } from '@nansen/kernel'
import {
  type Asking,
  auditRead,
  ChangedMeanwhile,
  createRecord,
  defineCommand,
  getAttachment,
  paperKey,
  putAttachment,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import sharp from 'sharp'
import { FOCAL_POINT, registration } from '../../index.ts'
import {
  type CertificateData,
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
/** As where photos come in: nothing larger is unpacked. */
const MOST_POINTS = 60_000_000

const documents = openDocuments()

/** Prints the certificate of a group, signs what its code says, and keeps it with its checksum beside the focal point. */
export const issueCertificate = defineCommand<Input, Issued, Made | undefined>({
  name: 'registration.certificate',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object(
    { groupId: ID, language: { enum: LANGUAGES }, validMonths: { type: 'integer', minimum: 1, maximum: 60 } },
    ['validMonths'],
  ),
  output: object({ documentId: ID, attachmentId: ID, number: { type: 'string' }, sha256: { type: 'string' } }),
  /** The typesetter takes a second at its first page: it holds no transaction, and no family. */
  async outside(tx, asking, input) {
    const paper = await paperOf(tx, asking, input)
    const { leader, members, data, number, issuedOn, expiresOn } = paper
    const code = qrSvg(signed(asking, number, leader, members.length, issuedOn, expiresOn))
    const files = { '/qr.svg': new TextEncoder().encode(code), ...(await faces(tx, asking, members)) }
    return async () => ({ ...(await documents.render(certificateTemplate, data, files)), of: said(paper) })
  },
  async run(tx, asking, input, made) {
    await sql`select registration.lock_groups(array[${input.groupId}::uuid])`.execute(tx)
    const paper = await paperOf(tx, asking, input)
    if (made === undefined || said(paper) !== made.of) throw new ChangedMeanwhile()
    const { leader, members, number, issuedOn, expiresOn } = paper
    const { pdf, sha256, template, templateVersion } = made
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
        language: input.language,
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

/** A paper set and not yet issued, with everything it says. */
interface Made extends RenderedDocument {
  readonly of: string
}

interface Paper {
  readonly leader: PrintedMember
  readonly members: readonly PrintedMember[]
  readonly data: CertificateData
  readonly number: string
  readonly issuedOn: string
  readonly expiresOn: string
}

/** @throws Refusal `not-found`; `not-allowed` for who may not print; `wrong-state` without a focal point. */
async function paperOf(tx: Tx, asking: Asking, input: Input): Promise<Paper> {
  const { groupId, language, validMonths = VALID_MONTHS } = input
  const group = await getPrintedGroup(tx, groupId)
  const members = await printedMembers(tx, groupId)
  const leader = members.find(({ relationship }) => relationship === FOCAL_POINT)
  if (leader === undefined) throw new Refusal('wrong-state', 'this group has no focal point whom you may see')
  const issuedOn = today(asking)
  const expiresOn = monthsLater(issuedOn, validMonths)
  const number = await nextDocumentNumber(tx, group)
  const data = certificateData(group, members, { language, document: number, issuedOn, expiresOn })
  return { leader, members, data, number, issuedOn, expiresOn }
}

/** All that is on the paper, its pictures by their identifiers: two papers that say the same are the same. */
const said = ({ data, members }: Paper): string => JSON.stringify([data, members])

/** The group's number and how many papers it had before: `KEN-DAD-0000042-7/3`. The group is held when it counts, so that no two are the same. */
async function nextDocumentNumber(tx: Tx, { number }: PrintedGroup): Promise<string> {
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
  signCard(paperKey(asking), {
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
    const face = sharp(bytes, { limitInputPixels: MOST_POINTS })
      .rotate()
      .resize({ ...FACE, fit: 'cover', position: 'top' })
      .jpeg({ quality: QUALITY })
    files[`/photo-${at + 1}`] = await face.toBuffer()
  }
  return files
}
