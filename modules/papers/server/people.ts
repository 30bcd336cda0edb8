import type { PartialDate } from '@nansen/kernel'
import type { ReprintReason, SpokenPart } from '@nansen/registration'
import { type ListLabel, namesOf } from '@nansen/registration/server'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { LeftOut, Printed } from '../index.ts'

/** Somebody for whom a paper may be printed, as far as the asker may read them. */
export interface Holder {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly names: readonly SpokenPart[]
  readonly sex: string
  readonly born: PartialDate | null
  readonly estimated: boolean
  readonly languages: readonly string[] | null
  readonly process_status: string
  readonly office_id: string
  readonly country: string
  readonly iso2: string
  readonly office: string
  readonly issuer: string
  readonly restricted: boolean
  readonly printable: boolean
  readonly limited: boolean
  readonly arrived_on: PartialDate | null
  readonly registered_on: string | null
  readonly nationality: ListLabel | null
  readonly origin: ListLabel | null
  readonly legal_status: string | null
  readonly group_number: string | null
  readonly picture: string | null
  /** Of the template asked for, spoiled ones aside. */
  readonly formers: number
  readonly valid: number
  /** Valid for longer than two months: it is not said to have expired. */
  readonly lasting: number
  readonly reprints: number
  readonly allowed: number
  readonly agreed: boolean
}

/** These people as they would stand on a paper, in the order of their groups. Who is out of the asker's sight is absent. */
export async function holdersOf(
  tx: Tx,
  ids: readonly string[],
  template: Printed,
  on: string,
): Promise<readonly Holder[]> {
  if (ids.length === 0) return []
  const { rows } =
    await sql<Holder>`select i.id, i.number, i.display_name, i.display_name_native, i.sex, i.born, ${namesOf},
      coalesce(i.born_estimated, false) or length(i.born) < 10 as estimated, i.languages, i.process_status, i.office_id, o.country,
      o.name as office, x.name as issuer, coalesce(c.external ->> 'iso2', '') as iso2, i.restriction_group is not null as restricted,
      auth.may('registration', 'print', 'personal', i.office_id, i.owner_id, i.id, i.restriction_group) as printable,
      exists (select from registration.membership mine
        join registration.membership other on other.parent_id = mine.parent_id and other.member_to is null
        where mine.individual = i.id and mine.member_to is null
          and 'papers' = any (data_protection.stopped(other.individual))) as limited,
      i.arrived_on, i.registered_on::text, n.label as nationality, origin.label as origin,
      (select l.status from registration.legal_status l where l.root_id = i.id and l.withdrawn_at is null
        order by l.effective_on desc, l.id desc limit 1) as legal_status,
      g.number as group_number,
      coalesce((select f.image from registration.photo f where f.root_id = i.id order by f.taken_on desc, f.id desc limit 1), i.thumbnail)
        as picture,
      past.formers, past.valid, past.lasting, papers.reprints_of(i.number, ${template}, ${on}::date)::int as reprints,
      papers.rule_of(i.office_id, 'reprints-a-year') as allowed,
      exists (select from papers.reprint r where r.individual = i.id and r.template = ${template} and r.state = 'agreed') as agreed
    from registration.individual i
    join auth.office o on o.id = i.office_id join auth.organisation x on x.id = o.organisation_id
    left join ref.code c on c.list = 'country' and c.code = o.country
    left join ref.code n on n.list = 'country' and n.code = i.nationality
    left join ref.code origin on origin.list = 'country' and origin.code = i.country_of_origin
    left join registration.membership m on m.individual = i.id and m.member_to is null and m.withdrawn_at is null
    left join registration.registration_group g on g.id = m.parent_id
    cross join lateral (
      select count(*)::int as formers,
        (count(*) filter (where e.id is null and (d.expires_on is null or d.expires_on >= ${on}::date)))::int as valid,
        (count(*) filter (where e.id is null and (d.expires_on is null or d.expires_on > ${on}::date + 60)))::int as lasting
      from registration.issued_document d left join registration.paper_end e on e.paper = d.id
      where d.root_id = i.id and d.template = ${template} and e.ended is distinct from 'spoiled') past
    where i.id = any (${ids}::uuid[]) order by g.number nulls last, m.sequence, i.number`.execute(tx)
  return rows
}

interface Asked {
  readonly template: Printed
  readonly reason: ReprintReason | null
  /** In a run nobody under a restriction is printed, and nobody of another office. */
  readonly run: { readonly officeId: string } | null
}

/** Why this person gets no paper now; null when they do. The database judges most of it once more. */
export function whyNone(person: Holder, { template, reason, run }: Asked): LeftOut | null {
  if (run !== null && person.restricted) return 'restricted'
  if (!person.printable || (run !== null && person.office_id !== run.officeId)) return 'not-yours'
  if (person.process_status === 'hold') return 'hold'
  if (person.process_status !== 'active') return 'inactive'
  if (person.limited) return 'limited'
  if (template === 'individual-card' && person.picture === null) return 'no-photo'
  if (staysValid(person, reason)) return 'has-valid'
  if (isReprint(person, reason) && person.reprints >= person.allowed && !person.agreed) return 'ask-supervisor'
  return null
}

/** There is a valid one, and nothing was said that ends it. */
const staysValid = ({ valid, lasting }: Holder, reason: ReprintReason | null): boolean =>
  reason === null ? valid > 0 : reason === 'expired' && lasting > 0

/** What stands beside another paper: the reason given; one whose time has come needs none. */
export const reasonFor = ({ formers, valid }: Holder, reason: ReprintReason | null): ReprintReason | null =>
  formers === 0 ? null : valid > 0 ? reason : (reason ?? 'expired')

const isReprint = (person: Holder, reason: ReprintReason | null): boolean => {
  const said = reasonFor(person, reason)
  return said !== null && said !== 'expired'
}
