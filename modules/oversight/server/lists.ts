import { type Asking, auditRead, defineQuery, type JsonSchema, type Query, type Tx } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { fields, id, nullable, rows, text } from './act.ts'

interface List {
  readonly name: string
  readonly columns: Readonly<Record<string, JsonSchema>>
  readonly from: RawBuilder<unknown>
  /** What it tells of colleagues that not every colleague may know: to read it is noted, by their identifiers. */
  readonly tells?: { readonly record: string; readonly id: string; readonly fields: readonly string[] }
}

/** A list of the administration: no case, no person who is not a colleague. Each needs `admin read`. */
const list = ({ name, columns, from, tells }: List): Query =>
  defineQuery<object, { rows: readonly unknown[] }>({
    name: `admin.${name}`,
    module: 'admin',
    needs: { action: 'read', level: 'personal' },
    input: fields({}),
    output: rows(columns),
    showsPeople: false,
    run: async (tx: Tx, asking) => {
      const { rows } = await sql<Record<string, unknown>>`${from}`.execute(tx)
      if (tells !== undefined) await noteTold(tx, asking, tells, rows)
      return { rows }
    },
  })

/** An address or a device of a colleague is personal data of theirs. They are no cases: nobody's count of people seen grows. */
async function noteTold(
  tx: Tx,
  asking: Asking,
  { record, id: of, fields: told }: NonNullable<List['tells']>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const seen = rows.filter(row => told.some(field => row[field] !== null && row[field] !== undefined))
  const ids = [...new Set(seen.map(row => String(row[of])))]
  if (ids.length === 0) return
  await auditRead(tx, asking, {
    module: 'admin',
    action: 'read',
    record,
    ids,
    people: [],
    fields: told,
    reason: 'list',
  })
}

const WHEN: JsonSchema = text(40)

export const adminLists: readonly Query[] = [
  list({
    name: 'countries',
    columns: { code: text(3), name: { type: 'object' } },
    from: sql`select code, name from auth.country order by code`,
  }),
  list({
    name: 'organisations',
    columns: { id, name: text(200), kind: text(20), country: nullable(text(3)) },
    from: sql`select id, name, kind, country from auth.organisation order by name, id`,
  }),
  list({
    name: 'offices',
    columns: {
      id,
      code: text(3),
      name: text(200),
      country: text(3),
      parentId: nullable(id),
      organisationId: id,
      numberPrefix: text(7),
    },
    from: sql`select id, code, name, country, parent_id as "parentId", organisation_id as "organisationId",
      number_prefix as "numberPrefix" from auth.office order by number_prefix`,
  }),
  list({
    name: 'staff',
    tells: { record: 'staff', id: 'id', fields: ['email'] },
    columns: {
      id,
      displayName: text(200),
      email: nullable(text(254)),
      language: text(5),
      status: { type: 'string', enum: ['invited', 'active', 'disabled', 'suspended'] },
      organisationId: id,
      createdBy: nullable(id),
      approvedBy: nullable(id),
      disabledAt: nullable(WHEN),
    },
    from: sql`select id, display_name as "displayName", email, language, status, organisation_id as "organisationId",
      created_by as "createdBy", approved_by as "approvedBy", disabled_at as "disabledAt" from auth.staff_list()`,
  }),
  list({
    name: 'stays',
    tells: { record: 'staff', id: 'id', fields: ['lastSeenAt'] },
    columns: {
      id,
      lastDay: nullable(WHEN),
      surge: { type: 'boolean' },
      lastSeenAt: nullable(WHEN),
      canSignIn: { type: 'boolean' },
    },
    from: sql`select id, last_day::text as "lastDay", surge, last_seen_at as "lastSeenAt", can_sign_in as "canSignIn" from auth.stay_list()`,
  }),
  list({
    name: 'assignments',
    columns: {
      id,
      staffId: id,
      role: text(60),
      officeId: id,
      team: nullable(text(60)),
      validFrom: WHEN,
      validTo: nullable(WHEN),
      requestedAt: WHEN,
      requestedBy: nullable(id),
      approvedBy1: nullable(id),
      approvedBy2: nullable(id),
      founding: { type: 'boolean' },
      endedAt: nullable(WHEN),
      replaces: nullable(id),
    },
    from: sql`select id, staff_id as "staffId", role, office_id as "officeId", team, valid_from as "validFrom", valid_to as "validTo",
      requested_at as "requestedAt", requested_by as "requestedBy", approved_by_1 as "approvedBy1", approved_by_2 as "approvedBy2",
      founding, ended_at as "endedAt", replaces from auth.assignment_list()`,
  }),
  list({
    name: 'sessions',
    tells: { record: 'session', id: 'staffId', fields: ['device'] },
    columns: {
      id,
      staffId: id,
      displayName: text(200),
      device: nullable(text(200, 0)),
      createdAt: WHEN,
      lastUsedAt: WHEN,
      expiresAt: WHEN,
    },
    from: sql`select id, staff_id as "staffId", display_name as "displayName", device, created_at as "createdAt",
      last_used_at as "lastUsedAt", expires_at as "expiresAt" from auth.session_list()`,
  }),
  list({
    name: 'resets',
    columns: {
      id,
      staffId: id,
      reason: text(500),
      requestedBy: id,
      requestedAt: WHEN,
      approvedBy: nullable(id),
      approvedAt: nullable(WHEN),
      open: { type: 'boolean' },
    },
    from: sql`select id, staff_id as "staffId", reason, requested_by as "requestedBy", requested_at as "requestedAt",
      approved_by as "approvedBy", approved_at as "approvedAt",
      approved_at is null and refused_at is null and requested_at > now() - interval '24 hours' as open from login.reset_list()`,
  }),
]
