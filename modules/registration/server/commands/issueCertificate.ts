import { openDocuments, qrSvg, type RenderedDocument, signCard } from '@nansen/documents'
import { LANGUAGES, type Language, Refusal } from '@nansen/kernel'
import { type Asking, auditRead, ChangedMeanwhile, defineCommand, paperKey, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { FOCAL_POINT, REPRINT_REASONS, type ReprintReason } from '../../index.ts'
import {
  type CertificateData,
  certificateData,
  getPrintedGroup,
  monthsLater,
  type PrintedMember,
  printedMembers,
} from '../certificate/certificateData.ts'
import { certificateTemplate } from '../certificate/template.ts'
import { type GroupId, today } from '../household/households.ts'
import { facesOf } from '../papers/faces.ts'
import { type IssuedPaper, keepIssued, nextPaperNumber } from '../papers/issuing.ts'
import { ID, object } from './schemas.ts'

interface Input {
  readonly groupId: GroupId
  readonly language: Language
  /** The same again in another language, on one paper. */
  readonly secondLanguage?: Language
  /** Default 24. */
  readonly validMonths?: number
  /** Why another one is printed; the one before is then no longer valid. */
  readonly reason?: ReprintReason
}

/** Months a certificate is valid unless the operation says otherwise: until the next verification, one to two years on. domain.md 0. */
const VALID_MONTHS = 24

/** One typesetter for all papers of this process. */
export const documents = openDocuments()

/** Prints the certificate of a group, signs what its code says, and keeps it with its checksum beside the focal point. */
export const issueCertificate = defineCommand<Input, IssuedPaper, Made | undefined>({
  name: 'registration.certificate',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object(
    {
      groupId: ID,
      language: { enum: LANGUAGES },
      secondLanguage: { enum: LANGUAGES },
      validMonths: { type: 'integer', minimum: 1, maximum: 60 },
      reason: { enum: REPRINT_REASONS },
    },
    ['validMonths', 'secondLanguage', 'reason'],
  ),
  output: object({
    documentId: ID,
    attachmentId: ID,
    number: { type: 'string' },
    sha256: { type: 'string' },
    serial: { type: ['string', 'null'] },
  }),
  /** The typesetter takes a second at its first page: it holds no transaction, and no family. */
  async outside(tx, asking, input) {
    const paper = await paperOf(tx, asking, input)
    const { leader, members, data, number, issuedOn, expiresOn } = paper
    const code = qrSvg(signed(asking, number, leader, members.length, issuedOn, expiresOn))
    const files = { '/qr.svg': new TextEncoder().encode(code), ...(await facesOf(tx, asking, members)) }
    return async () => ({ ...(await documents.render(certificateTemplate, data, files)), of: said(paper) })
  },
  async run(tx, asking, input, made) {
    await sql`select registration.lock_groups(array[${input.groupId}::uuid])`.execute(tx)
    const paper = await paperOf(tx, asking, input)
    if (made === undefined || said(paper) !== made.of) throw new ChangedMeanwhile()
    const { leader, members, number, issuedOn, expiresOn } = paper
    const issued = await keepIssued(tx, asking, {
      holder: leader.id,
      template: made.template,
      templateVersion: made.templateVersion,
      language: input.language,
      secondLanguage: input.secondLanguage ?? null,
      number,
      pdf: made.pdf,
      sha256: made.sha256,
      issuedOn,
      expiresOn,
      reason: input.reason ?? null,
    })
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'print',
      record: 'individual',
      ids: members.map(member => member.id),
      reason: 'certificate',
    })
    return issued
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
  const { groupId, language, secondLanguage = null, validMonths = VALID_MONTHS } = input
  const group = await getPrintedGroup(tx, groupId)
  const members = await printedMembers(tx, groupId)
  const leader = members.find(({ relationship }) => relationship === FOCAL_POINT)
  if (leader === undefined) throw new Refusal('wrong-state', 'this group has no focal point whom you may see')
  const issuedOn = today(asking)
  const expiresOn = monthsLater(issuedOn, validMonths)
  const number = await nextPaperNumber(tx, group.number, certificateTemplate.name)
  const data = certificateData(group, members, { language, secondLanguage, document: number, issuedOn, expiresOn })
  return { leader, members, data, number, issuedOn, expiresOn }
}

/** All that is on the paper, its pictures by their identifiers: two papers that say the same are the same. */
const said = ({ data, members }: Paper): string => JSON.stringify([data, members])

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
