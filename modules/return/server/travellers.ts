import type { PartialDate } from '@nansen/kernel'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'

/** One person of a return, as the asker may know them: a summary at least. */
export interface Traveller {
  readonly fileId: string
  readonly fileNumber: string
  readonly individual: string
  readonly role: string
  readonly number: string
  readonly name: string
  readonly sex: string
  readonly yearOfBirth: number | null
  readonly reconfirmedOn: string | null
  /** Care on the way, from the newest look at whether they can travel. */
  readonly care: string | null
}

/** Most people of one convoy. */
const MOST = 2000

/** Everybody who has a place in a convoy, or had one when it left; family by family, whoever leads it first. Policies of the asker hold. */
export async function travellersOf(tx: Tx, convoyId: string): Promise<readonly Traveller[]> {
  const { rows } = await sql<Traveller>`
    select f.id as "fileId", f.number as "fileNumber", m.individual, m.role, c.number,
      coalesce(c.display_name_native, c.display_name) as name, c.sex, c.year_of_birth as "yearOfBirth",
      f.reconfirmed_on::text as "reconfirmedOn",
      (select x.care from return.fitness x where x.parent_id = f.id and x.individual = m.individual and x.newest and x.withdrawn_at is null) as care
    from return.file f join return.member m on m.parent_id = f.id and m.withdrawn_at is null
    cross join lateral registration.cards(array[m.individual]) c
    where f.convoy = ${convoyId}
      and (f.state = 'scheduled' and m.until is null or f.state in ('departed', 'arrived', 'monitored') and exists (
        select from return.departure d where d.parent_id = f.id and d.individual = m.individual and d.outcome = 'left' and d.withdrawn_at is null))
    order by f.number, array_position('{head,adult,unaccompanied-child,child}'::text[], m.role), c.year_of_birth nulls last, c.number
    limit ${MOST}`.execute(tx)
  return rows
}

/** What the form says of one person, beside their summary; as registration knows it and the asker may read it. */
export interface Described {
  readonly individual: string
  readonly role: string
  readonly number: string
  readonly name: string
  readonly sex: string
  readonly born: PartialDate | null
  readonly bornAt: string | null
  readonly nationality: string | null
  readonly education: string | null
  readonly occupation: string | null
  readonly documents: string | null
}

/** Those who go by this case, as the form describes them. Codes in `language`, in English where a list lacks it. */
export async function describedOf(tx: Tx, fileId: string, language: string): Promise<readonly Described[]> {
  const label = (list: string, column: string) =>
    sql`(select coalesce(k.label ->> ${language}, k.label ->> 'en') from ref.code k where k.list = ${list} and k.code = ${sql.ref(column)})`
  const { rows } = await sql<Described>`
    select m.individual, m.role, c.number, coalesce(c.display_name_native, c.display_name) as name, c.sex, i.born,
      nullif(concat_ws(', ', i.birth_town, ${label('country', 'i.country_of_birth')}), '') as "bornAt",
      ${label('country', 'i.nationality')} as nationality, ${label('education', 'i.education_level')} as education,
      coalesce(${label('occupation', 'i.occupation')}, i.occupation_as_said) as occupation,
      (select string_agg(concat_ws(' ', ${label('document_type', 'd.kind')}, d.number), ', ' order by d.id)
        from registration.document_held d where d.parent_id = i.id and d.withdrawn_at is null) as documents
    from return.member m
    cross join lateral registration.cards(array[m.individual]) c
    left join registration.individual i on i.id = m.individual
    where m.parent_id = ${fileId} and m.until is null and m.withdrawn_at is null
    order by array_position('{head,adult,unaccompanied-child,child}'::text[], m.role), i.born nulls last, c.number`.execute(
    tx,
  )
  return rows
}
