import { checkErrf, makeErrf, type Submission, type SubmittedName, writeErrf } from '@nansen/errf'
import type { PartialDate } from '@nansen/kernel'
import { type Asking, auditRead, defineQuery, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type Dossier, type DossierMember, dossierOf } from './dossier.ts'
import { faceOf } from './faces.ts'
import { ID, list, object, TEXT } from './schemas.ts'

interface Input {
  readonly fileId: string
}
interface Found {
  readonly severity: string
  readonly code: string
  readonly path: string
  readonly says: string
  readonly remedy: string
}
interface Output {
  readonly name: string
  readonly xml: string
  readonly findings: readonly Found[]
}

/** How well somebody uses a language, in the form's codes. */
const EASE = { easily: 'E', 'not-easily': 'N', none: 'NO' } as const
type Skill = 'E' | 'N' | 'NO' | null
const skill = (said: unknown): Skill => EASE[String(said) as keyof typeof EASE] ?? null
const half = (date: unknown): PartialDate | null => (typeof date === 'string' ? (date as PartialDate) : null)

/** The electronic form of a case (generation 4.1) and what its receiving state would refuse of it, in plain words. */
export const electronicForm: Query = defineQuery<Input, Output>({
  name: 'resettlement.electronicForm',
  module: 'resettlement',
  needs: { action: 'print', level: 'protected' },
  showsPeople: true,
  input: object({ fileId: ID }),
  output: object({
    name: TEXT,
    xml: TEXT,
    findings: list(object({ severity: TEXT, code: TEXT, path: TEXT, says: TEXT, remedy: TEXT })),
  }),
  async run(tx, asking, { fileId }) {
    const dossier = await dossierOf(tx, asking, fileId)
    const { document, gaps } = makeErrf([await submissionOf(tx, asking, dossier)])
    const found = checkErrf(document, asking.now().toISOString().slice(0, 10))
    await auditRead(tx, asking, {
      module: 'resettlement',
      action: 'export',
      record: 'file',
      ids: [fileId],
      reason: 'electronic form',
    })
    return {
      name: `${String(dossier.file.number)}.xml`,
      xml: writeErrf(document),
      findings: [
        ...found.map(({ severity, code, path, says, remedy }) => ({ severity, code, path, says, remedy })),
        ...gaps.map(({ path, why }) => ({ severity: 'notice', code: why, path, says: '', remedy: '' })),
      ],
    }
  },
})

/** A case in the words that `makeErrf` takes: rows keep the identifiers that they have. */
export async function submissionOf(tx: Tx, asking: Asking, dossier: Dossier): Promise<Submission> {
  const { file, members, travellers, links } = dossier
  const codes = await errfLanguages(tx)
  const photos = await Promise.all(
    members.map(async ({ id, picture }) =>
      picture === null ? [] : [{ id: picture, of: id, picture: base64(await faceOf(tx, asking, picture)) }],
    ),
  )
  return {
    id: file.id,
    number: String(file.number),
    primary: String(file.primary_category ?? ''),
    secondary: String(file.secondary_category ?? ''),
    priority: (file.submission_priority ?? 'normal') as Submission['priority'],
    links: links.map(({ id, toId, toNumber }) => ({ id, toId, toNumber })),
    members: members.map((member, at) => submittedMember(member, travellers[at]!)),
    aliases: members.flatMap(({ id: of, aliases }) =>
      aliases.map(({ id, name }) => ({ id, of, last: String(name), first: null })),
    ),
    addresses: members.flatMap(addressesOf),
    educations: members.flatMap(({ id, education_level }) =>
      education_level === null ? [] : [{ id, of: id, level: education_level, degree: null }],
    ),
    employments: members.flatMap(({ id, occupation, occupation_as_said }) =>
      occupation === null ? [] : [{ id, of: id, type: 'E', occupation, words: occupation_as_said ?? occupation }],
    ),
    relatives: members.flatMap(relativesOf),
    languages: members.flatMap(({ id: of, languages }) =>
      languages.map(each => ({
        id: each.id,
        of,
        code: codes.get(String(each.language)) ?? null,
        read: skill(each.reads),
        write: skill(each.writes),
        speak: skill(each.speaks),
        understand: skill(each.understands),
      })),
    ),
    photos: photos.flat(),
    needs: members.flatMap(({ id: of, needs }) => needs.map(({ id, code }) => ({ id, of, code: String(code) }))),
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

const submittedMember = (
  one: DossierMember,
  traveller: Dossier['travellers'][number],
): Submission['members'][number] => ({
  id: one.id,
  number: one.number,
  membershipId: traveller.id,
  name: nameOf(one),
  born: half(one.born),
  bornEstimated: one.born_estimated ?? false,
  birthCountry: one.country_of_birth,
  birthPlace: one.birth_town,
  sex: one.sex,
  nationality: one.nationality,
  maritalStatus: one.marital_status,
  relationship: String(traveller.relationship),
  registeredOn: one.registered_on,
  arrivedOn: half(one.arrived_on),
  originCountry: one.country_of_origin,
  asylumCountry: one.country_of_asylum,
  religion: one.religion,
  ethnicity: one.ethnicity,
  education: one.education_level,
  motherName: one.mother_name,
  fatherName: one.father_name,
})

/** The parts in Latin letters; where the last stands for a family name, it is the father's or grandfather's. */
function nameOf({ names, display_name }: DossierMember): SubmittedName {
  const latin = names.filter(({ script }) => script === 'Latn')
  const part = (...wanted: readonly string[]) =>
    latin
      .filter(each => wanted.includes(each.part))
      .map(({ text }) => text)
      .join(' ') || null
  const given = part('given') ?? (latin.length === 0 ? display_name : null)
  const family = part('family') ?? part('grandfather') ?? part('father')
  const middle =
    part('family') === null
      ? part('grandfather') === null
        ? part('middle')
        : part('father', 'middle')
      : part('father', 'grandfather', 'middle')
  return { given, middle, family, secondFamily: part('second-family'), maiden: part('maiden') }
}

const addressesOf = ({ id: of, addresses }: DossierMember): Submission['addresses'] =>
  addresses.map(({ id, kind, country, place_name, detail, ended }) => ({
    id,
    of,
    type: kind === 'CoA' && ended !== null ? 'PCoA' : String(kind),
    country: country === null ? null : String(country),
    levels: [place_name ?? 'Unknown', null, null, null, null],
    detail: detail === null ? null : String(detail),
  }))

const relativesOf = ({ id: of, relatives }: DossierMember): Submission['relatives'] =>
  relatives.map(each => ({
    id: each.id,
    of,
    name: { given: String(each.name), middle: null, family: null, secondFamily: null, maiden: null },
    born: half(each.born),
    bornEstimated: false,
    birthCountry: null,
    birthPlace: null,
    sex: (each.sex ?? 'unknown') as DossierMember['sex'],
    nationality: null,
    maritalStatus: null,
    relationship: String(each.relationship),
    residenceCountry: each.country === null ? null : String(each.country),
    deceased: each.life === 'dead',
    deceasedOn: each.life === 'dead' ? half(each.lost_on) : null,
  }))

async function errfLanguages(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; errf: string }>`
    select code, external ->> 'errf' as errf from ref.code where list = 'language' and external ? 'errf'`.execute(tx)
  return new Map(rows.map(({ code, errf }) => [code, errf]))
}
