import { OFFICES, STAFF } from '@nansen/world'
import { sharedLists } from '../../../../countries/countries.ts'
import { type Bulk, idOf } from './bulk.ts'

export const officeId = (code: string): string => idOf(`office/${code}`)
export const staffId = (email: string): string => idOf(`staff/${email}`)

const ORGANISATIONS = [
  { code: 'unhcr', name: 'UNHCR (practice)', kind: 'un' },
  { code: 'government', name: 'Refugee Department (practice)', kind: 'government' },
  { code: 'ngo', name: 'Helping Hand (practice)', kind: 'ngo' },
] as const
const organisationId = (code: string): string => idOf(`organisation/${code}`)

/** Countries, organisations, twelve offices and forty-nine colleagues, each with the assignment two administrators approved. */
export async function addColleagues({ add, client }: Bulk, today: string): Promise<void> {
  const names = sharedLists().find(({ list }) => list === 'country')?.codes ?? []
  const countries = [...new Set(OFFICES.map(office => office.country))]
  await add(
    'auth.country',
    countries.map(code => ({ code, name: names.find(each => each.code === code)?.label ?? { en: code } })),
  )
  await add(
    'auth.organisation',
    ORGANISATIONS.map(({ code, name, kind }) => ({ id: organisationId(code), name, kind, country: null })),
  )
  // Not through `add`: number_prefix is generated, and the closure's trigger must speak.
  await client.query(`set local session_replication_role = 'origin'`)
  for (const { code, name, country, parent, organisation } of OFFICES)
    await client.query(
      'insert into auth.office (id, code, name, country, parent_id, organisation_id) values ($1, $2, $3, $4, $5, $6)',
      [officeId(code), code, name, country, parent === null ? null : officeId(parent), organisationId(organisation)],
    )
  await client.query(`set local session_replication_role = 'replica'`)
  const administrators = STAFF.filter(({ role }) => role === 'system_administrator').map(({ email }) => staffId(email))
  await add(
    'auth.staff',
    STAFF.map(({ email, displayName, language, office }) => ({
      id: staffId(email),
      organisation_id: organisationId(OFFICES.find(({ code }) => code === office)!.organisation),
      display_name: displayName,
      email,
      language,
      status: 'active',
      created_at: `${today}T06:00:00Z`,
    })),
  )
  await add(
    'auth.assignment',
    STAFF.map(({ email, role, office }) => assignment(email, role, office, today, administrators)),
  )
}

function assignment(email: string, role: string, office: string, today: string, administrators: readonly string[]) {
  const founding = role === 'system_administrator'
  return {
    id: idOf(`assignment/${email}`),
    staff_id: staffId(email),
    role,
    office_id: officeId(office),
    valid_from: `${Number(today.slice(0, 4)) - 1}-01-01`,
    requested_at: `${Number(today.slice(0, 4)) - 2}-12-01T06:00:00Z`, // before it began, so that the quarter asks about it
    approved_by_1: founding ? null : administrators[0],
    approved_by_2: founding ? null : administrators[1],
    founding,
  }
}
