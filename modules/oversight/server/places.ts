import { LANGUAGES } from '@nansen/kernel'
import type { Command } from '@nansen/store'
import { sql } from 'kysely'
import { act, fields, id, nullable, text } from './act.ts'

const COUNTRY = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' }

/** Operations, their offices as a tree, and the organisations people work for. */
export const placeCommands: readonly Command[] = [
  act<{ code: string; name: Readonly<Record<string, string>> }>({
    name: 'add-country',
    action: 'create',
    input: fields({
      code: COUNTRY,
      name: fields(Object.fromEntries(LANGUAGES.map(language => [language, text(100)])), LANGUAGES),
    }),
    // what is not said is as in the list of countries
    call: i => sql`auth.add_country(${i.code}, coalesce((select c.label from ref.code c where c.list = 'country' and c.code = ${i.code}), '{}')
      || ${JSON.stringify(i.name)}::jsonb)`,
  }),
  act<{ id: string; name: string; kind: string; country?: string | null }>({
    name: 'add-organisation',
    action: 'create',
    input: fields(
      { id, name: text(200), kind: { type: 'string', enum: ['un', 'government', 'ngo'] }, country: nullable(COUNTRY) },
      ['country'],
    ),
    call: i => sql`auth.add_organisation(${i.id}, ${i.name}, ${i.kind}, ${i.country ?? null})`,
  }),
  act<{ id: string; code: string; name: string; country: string; parentId: string; organisationId: string }>({
    name: 'add-office',
    action: 'create',
    input: fields({
      id,
      code: { type: 'string', pattern: '^[A-Z0-9]{3}$', description: 'stands in every number the office gives' },
      name: text(200),
      country: COUNTRY,
      parentId: id,
      organisationId: id,
    }),
    call: i => sql`auth.add_office(${i.id}, ${i.code}, ${i.name}, ${i.country}, ${i.parentId}, ${i.organisationId})`,
  }),
  act<{ id: string; name: string }>({
    name: 'rename-office',
    action: 'change',
    input: fields({ id, name: text(200) }),
    call: i => sql`auth.rename_office(${i.id}, ${i.name})`,
  }),
]
