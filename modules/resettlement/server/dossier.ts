import { Refusal } from '@nansen/kernel'
import { type Asking, getRecord, listRecords, type StoredRow, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { resettlement } from '../index.ts'

interface NamePart {
  readonly part: string
  readonly text: string
  readonly script: string
}
export interface Row {
  readonly id: string
  readonly [field: string]: string | boolean | null
}

/** One person of a case, as registration has them: nothing of this is typed again. Codes are ours; texts are as said. */
export interface DossierMember {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly sex: 'female' | 'male' | 'other' | 'unknown'
  readonly born: string | null
  readonly born_estimated: boolean | null
  readonly birth_town: string | null
  readonly country_of_birth: string | null
  readonly nationality: string | null
  readonly country_of_origin: string | null
  readonly country_of_asylum: string
  readonly marital_status: string | null
  readonly father_name: string | null
  readonly mother_name: string | null
  readonly arrived_on: string | null
  readonly registered_on: string
  readonly education_level: string | null
  readonly occupation: string | null
  readonly occupation_as_said: string | null
  readonly religion: string | null
  readonly ethnicity: string | null
  readonly picture: string | null
  readonly names: readonly NamePart[]
  readonly aliases: readonly Row[]
  readonly addresses: readonly (Row & { readonly place_name: string | null })[]
  readonly papers: readonly Row[]
  readonly languages: readonly Row[]
  readonly relatives: readonly Row[]
  /** The newest first. */
  readonly marriages: readonly Row[]
  readonly needs: readonly Row[]
  readonly status: Row | null
}

/** All that a submission is made from: the case, who belongs to it in order, and what they said. */
export interface Dossier {
  readonly file: StoredRow
  readonly office: string
  /** Who recommended and who reviewed, by name. */
  readonly officers: { readonly recommended: string | null; readonly reviewed: string | null }
  /** The country that is asked, where a quota was chosen. */
  readonly state: string | null
  readonly travellers: readonly StoredRow[]
  readonly members: readonly DossierMember[]
  readonly statements: readonly StoredRow[]
  /** Codes of the languages that interviews of the case were held in, and whether somebody interpreted. */
  readonly heard: readonly { readonly language: string; readonly interpreted: boolean }[]
  readonly links: readonly {
    readonly id: string
    readonly toId: string
    readonly toNumber: string
    readonly kind: string
  }[]
}

/**
 * What the asker may read of a case and its people; asked under their own policies. @throws Refusal `not-found`; `not-allowed` where somebody of
 * the case is out of their sight: a form without one of the family is not made.
 */
export async function dossierOf(tx: Tx, asking: Asking, fileId: string): Promise<Dossier> {
  const file = await getRecord(tx, asking, resettlement, 'file', fileId)
  const children = async (record: string) =>
    (await listRecords(tx, asking, resettlement, record, { where: { parent_id: fileId }, limit: 100, whole: true }))
      .rows
  const travellers = (await children('traveller'))
    .filter(({ withdrawn_at }) => withdrawn_at == null)
    .toSorted(principalFirst)
  const members = await membersOf(
    tx,
    travellers.map(({ individual }) => String(individual)),
  )
  if (members.length !== travellers.length)
    throw new Refusal('not-allowed', 'somebody of this case is not among the people whom you may read')
  // a form that is written again has nobody's agreement yet
  const signed: Partial<StoredRow> = file.state === 'drafting' ? {} : file
  const { rows: around } = await sql<Around>`
    select o.name as office, (select country from resettlement.quota where id = ${file.quota ?? null}::uuid) as state,
      (select display_name from auth.staff where id = ${signed.recommended_by ?? null}::uuid) as recommended,
      (select display_name from auth.staff where id = ${signed.reviewed_by ?? null}::uuid) as reviewed
    from auth.office o where o.id = ${file.office_id}`.execute(tx)
  const { rows: links } = await sql<Dossier['links'][number]>`
    select l.id, l.kind, f.id as "toId", f.number as "toNumber" from resettlement.link l join resettlement.file f on f.id = l.to_case
    where l.parent_id = ${fileId}::uuid and l.to_module = 'resettlement' and l.withdrawn_at is null order by l.id`.execute(
    tx,
  )
  const { rows: heard } = await sql<Dossier['heard'][number]>`
    select a.language, bool_or(a.interpreter_sex is not null or p.interpreter is not null) as interpreted from resettlement.appointment a
    left join resettlement.appointment_protected p on p.id = a.id
    where a.parent_id = ${fileId}::uuid and a.kind = 'interview' and a.status = 'came' and a.language is not null and a.withdrawn_at is null
    group by a.language order by a.language`.execute(tx)
  const statements = (await children('statement')).filter(({ withdrawn_at }) => withdrawn_at == null)
  const { office = '', state = null, recommended = null, reviewed = null } = around[0] ?? {}
  const officers = { recommended, reviewed }
  return { file, office, state, officers, travellers, members, heard, statements, links }
}

interface Around {
  readonly office: string
  readonly state: string | null
  readonly recommended: string | null
  readonly reviewed: string | null
}

const principalFirst = (a: StoredRow, b: StoredRow) =>
  Number(b.relationship === 'PA') - Number(a.relationship === 'PA') || a.id.localeCompare(b.id)

/** Rows of what hangs on a person, as JSON. */
const hanging = (table: string, fields: string, order = 'x.id') =>
  sql.raw(`(select coalesce(jsonb_agg(jsonb_build_object('id', x.id, ${fields}) order by ${order}), '[]')
    from registration.${table} x where x.root_id = i.id and x.withdrawn_at is null)`)
const fields = (...names: readonly string[]) => names.map(name => `'${name}', x.${name}`).join(', ')

async function membersOf(tx: Tx, people: readonly string[]): Promise<readonly DossierMember[]> {
  const { rows } = await sql<DossierMember>`
    select i.id, i.number, i.display_name, i.display_name_native, i.sex, i.born, i.born_estimated, i.birth_town, i.country_of_birth, i.nationality,
      i.country_of_origin, coalesce(i.country_of_asylum, o.country) as country_of_asylum, i.marital_status, i.father_name, i.mother_name,
      i.arrived_on, i.registered_on::text, i.education_level, i.occupation, i.occupation_as_said, p.religion, p.ethnicity,
      coalesce((select f.image from registration.photo f where f.root_id = i.id and f.withdrawn_at is null order by f.taken_on desc, f.id desc limit 1),
        i.thumbnail) as picture,
      (select coalesce(jsonb_agg(n.name order by n.sequence), '[]') from registration.name n where n.root_id = i.id and n.withdrawn_at is null) as names,
      ${hanging('alias', fields('name'))} as aliases,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'country', a.country, 'detail', coalesce(a.place ->> 'detail', a.as_said),
          'place_name', c.label ->> 'en', 'ended', a.lived_to) order by a.id), '[]')
        from registration.address a left join ref.code c on c.list = 'place' and c.code = a.place ->> 'pcode'
        where a.root_id = i.id and a.withdrawn_at is null) as addresses,
      ${hanging('document_held', fields('kind', 'number', 'issuing_country', 'expires_on'))} as papers,
      ${hanging('language_ability', fields('language', 'speaks', 'understands', 'reads', 'writes'))} as languages,
      ${hanging('marriage', fields('kind', 'married_on', 'country', 'place_as_said', 'ended_because', 'ended_on'), "coalesce(x.married_on, '') desc, x.id desc")} as marriages,
      ${hanging('relative', fields('name', 'relationship', 'sex', 'born', 'life', 'country', 'lost_on', 'registered_as'))} as relatives,
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'code', v.need) order by s.id), '[]') from registration.specific_need s
        join registration.specific_need_protected v on v.id = s.id where s.root_id = i.id and s.withdrawn_at is null) as needs,
      (select jsonb_build_object('id', s.id, 'status', s.status, 'basis', s.basis, 'category', s.category, 'effective_on', s.effective_on)
        from registration.legal_status s where s.root_id = i.id order by s.effective_on desc, s.id desc limit 1) as status
    from unnest(${people}::uuid[]) with ordinality w (id, n) join registration.individual i on i.id = w.id
    join auth.office o on o.id = i.office_id left join registration.individual_protected p on p.id = i.id order by w.n`.execute(
    tx,
  )
  return rows
}
