import { readdirSync, readFileSync } from 'node:fs'
import { newId } from '@nansen/kernel'
import { emptyDatabase, type FreshDatabase, withClient } from '@nansen/testing'
import type pg from 'pg'
import { authSql } from '../src/sql.ts'

const STORE = new URL('../../store/sql/', import.meta.url)

/** A database with the platform's tables and ours, one office, and whoever is asked for. For tests of signing in alone. */
export async function loginDatabase(): Promise<FreshDatabase & Colleagues> {
  const database = await emptyDatabase()
  await withClient(database.ownerUrl, async client => {
    for (const name of readdirSync(STORE).sort()) {
      await client.query(readFileSync(new URL(name, STORE), 'utf8'))
      await client.query('set role nansen_migrator')
    }
    for (const { sql } of authSql) await client.query(sql)
    await client.query(OFFICE)
  })
  return { ...database, colleague: o => withClient(database.ownerUrl, client => addColleague(client, o)) }
}

interface Colleagues {
  /** An active colleague with one assignment, without an account. Returns the identifier. */
  readonly colleague: (o: { email: string; role?: string; organisation?: 'un' | 'ngo' }) => Promise<string>
}

const UN = '00000000-0000-7000-8000-000000000001'
const NGO = '00000000-0000-7000-8000-000000000002'
const HQ = '00000000-0000-7000-8000-000000000003'

const OFFICE = `
  insert into auth.country values ('KEN', '{"en": "Kenya"}') on conflict do nothing;
  insert into auth.organisation values ('${UN}', 'Agency', 'un', null), ('${NGO}', 'Partner', 'ngo', 'KEN');
  insert into auth.office (id, code, name, country, parent_id, organisation_id) values ('${HQ}', 'NBO', 'Nairobi', 'KEN', null, '${UN}');
  insert into auth.role (name, sensitive) values ('reception_clerk', false), ('system_administrator', true), ('partner_caseworker', false)
    on conflict do nothing;
  insert into auth.role_grant (role, module, action, level, scope, purposes)
    values ('partner_caseworker', 'assistance', 'read', 'personal', 'office', '{assistance,education}') on conflict do nothing`

async function addColleague(
  client: pg.Client,
  { email, role = 'reception_clerk', organisation = 'un' }: Parameters<Colleagues['colleague']>[0],
): Promise<string> {
  const id = newId()
  const home = organisation === 'un' ? UN : NGO
  await client.query('insert into auth.staff (id, organisation_id, display_name, email) values ($1, $2, $3, $4)', [
    id,
    home,
    email.split('@')[0],
    email,
  ])
  await client.query(
    `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, $3, $4, '2020-01-01', true)`,
    [newId(), id, role, HQ],
  )
  return id
}
