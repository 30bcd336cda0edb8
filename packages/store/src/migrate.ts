import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Column, type Module, ROLES } from '@nansen/model'
import pg from 'pg'
import { recordSql } from './recordSql.ts'

/** The database's own logins: see `sql/0001_logins_and_schemas.sql`. */
export const LOGINS = [
  'nansen_app',
  'nansen_sync',
  'nansen_audit',
  'nansen_matcher',
  'nansen_images',
  'nansen_login',
  'nansen_migrator',
] as const
export type Login = (typeof LOGINS)[number]

/** Roles that see what hurts most: fifteen quiet minutes end their session, thirty end others'. sync-and-security.md 4.4. */
const SENSITIVE_ROLES: readonly string[] = [
  'adjudicator',
  'rsd_officer',
  'rsd_reviewer',
  'child_protection_caseworker',
  'best_interests_panel',
  'gbv_caseworker',
  'protection_officer',
  'government_rsd_officer',
  'fraud_focal_point',
  'psea_focal_point',
  'system_administrator',
  'data_protection_officer',
  'auditor',
]

export interface MigrateOptions {
  /** Columns of the access matrix of modules that have no tables yet, by module. */
  readonly columns?: Readonly<Record<string, Column>>
  /** Passwords to give the logins; a login that is absent keeps the one it has. */
  readonly passwords?: Partial<Readonly<Record<Login, string>>>
  /** Migrations of other packages, after the platform's and before the modules': `authSql` of @nansen/auth. */
  readonly also?: readonly Migration[]
  /** Where the modules' folders stand. Default: beside the packages. */
  readonly modulesFolder?: string
}

/** One file of SQL, applied once, in a transaction, as the owner of all. */
export interface Migration {
  /** `auth/0001_login.sql` */
  readonly name: string
  readonly sql: string
}

const PLATFORM = fileURLToPath(new URL('../sql', import.meta.url))
const MODULES = fileURLToPath(new URL('../../../modules', import.meta.url))

/**
 * Brings a database up to date: the platform's SQL, then each module's, then the access matrix and the roles. Safe to repeat; runs one at
 * a time. `ownerUrl` logs in as a superuser, or as who may create roles and owns the database.
 * @returns the names of what it applied.
 * @throws Error when an applied migration has changed since.
 */
export async function migrate(
  ownerUrl: string,
  modules: readonly Module[],
  options: MigrateOptions = {},
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('nansen migrate'))`)
    const known = await appliedHashes(client)
    const applied: string[] = []
    const apply = async (migrations: readonly Migration[]) => {
      for (const migration of migrations)
        if (await applyOnce(client, migration, known.get(migration.name))) applied.push(migration.name)
    }
    await apply([...platformMigrations(), ...(options.also ?? [])])
    await loadCases(client, modules)
    await apply(inOrder(modules).flatMap(module => migrationsOf(module, options)))
    await loadAccess(client, {
      ...options.columns,
      ...Object.fromEntries(modules.map(({ name, access }) => [name, access])),
    })
    await setPasswords(client, options.passwords ?? {})
    return applied
  } finally {
    await client.end()
  }
}

/** The order of references: registration first, then as given. */
const inOrder = (modules: readonly Module[]): readonly Module[] =>
  modules.toSorted((a, b) => Number(b.name === 'registration') - Number(a.name === 'registration'))

const filesOf = (folder: string, prefix: string): readonly Migration[] =>
  readdirSync(folder)
    .filter(file => file.endsWith('.sql'))
    .toSorted()
    .map(file => ({ name: `${prefix}/${file}`, sql: readFileSync(join(folder, file), 'utf8') }))

const platformMigrations = (): readonly Migration[] => filesOf(PLATFORM, 'platform')

/** A module's reviewed files; for one that has none yet, what its definition asks for. */
function migrationsOf(module: Module, options: MigrateOptions): readonly Migration[] {
  const folder = join(options.modulesFolder ?? MODULES, module.name, 'migrations')
  const files = existsSync(folder) ? filesOf(folder, module.name) : []
  if (files.length > 0) return files
  return Object.keys(module.records).length === 0
    ? []
    : [{ name: `${module.name}/0001_tables.sql`, sql: recordSql(module) }]
}

async function applyOnce(client: pg.Client, { name, sql }: Migration, known: string | undefined): Promise<boolean> {
  const hash = createHash('sha256').update(sql).digest('hex')
  if (known === hash) return false
  if (known !== undefined)
    throw new Error(`${name} was applied before and has changed since: add a new migration instead`)
  await client.query('begin')
  try {
    // Only the first platform file needs what the installer alone may do.
    if (name !== 'platform/0001_logins_and_schemas.sql') await client.query('set local role nansen_migrator')
    await client.query(sql)
    await client.query('set local role nansen_migrator')
    await client.query(
      `create table if not exists change.migration (name text primary key, hash text not null, at timestamptz not null default now())`,
    )
    await client.query('insert into change.migration (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
    return true
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error })
  }
}

/** By name; empty before the first. */
async function appliedHashes(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const there = await client.query(`select to_regclass('change.migration') is not null as there`)
  if (!there.rows[0].there) return new Map()
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from change.migration')
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}

/** The matrix as rows; the comment's hash tells running servers that grants they remember are old. */
async function loadAccess(client: pg.Client, columns: Readonly<Record<string, Column>>): Promise<void> {
  const grants = Object.entries(columns).flatMap(([module, column]) =>
    Object.entries(column).flatMap(([role, list]) =>
      list.map(grant => ({ module, role, ...grant, purposes: grant.purposes ?? null })),
    ),
  )
  const json = JSON.stringify(grants)
  await client.query('begin')
  await client.query('set local role nansen_migrator')
  await client.query(
    `insert into auth.role (name, sensitive) select name, name = any ($2) from unnest($1::text[]) name
     on conflict (name) do update set sensitive = excluded.sensitive`,
    [ROLES, SENSITIVE_ROLES],
  )
  // Only what differs: what everybody holds is worked out anew whenever the matrix changes, see auth.work_out.
  const meant = `select distinct role, module, action, level, scope, purposes
    from jsonb_to_recordset($1) as g (role text, module text, action text, level text, scope text, purposes text[])`
  await client.query(
    `delete from auth.role_grant g where not exists (
       select from (${meant}) m
       where (m.role, m.module, m.action, m.level, m.scope, m.purposes)
         is not distinct from (g.role, g.module, g.action, g.level, g.scope, g.purposes))`,
    [json],
  )
  await client.query(
    `insert into auth.role_grant (role, module, action, level, scope, purposes)
     ${meant} except select role, module, action, level, scope, purposes from auth.role_grant`,
    [json],
  )
  await client.query(`comment on table auth.role_grant is '${createHash('sha256').update(json).digest('hex')}'`)
  await client.query('commit')
}

/** The rules of the case modules as data, for the functions of schema `cases`: what a definition says holds from the next start on. */
async function loadCases(client: pg.Client, modules: readonly Module[]): Promise<void> {
  const rows = modules.flatMap(module => {
    const { name, case: rules, lifecycle } = module
    if (rules === null || lifecycle === null) return []
    const { moves } = lifecycle.table
    const signedBy = Object.entries(rules.signs).flatMap(([move, field]) =>
      (moves[move]?.from ?? []).map(from => [`${from}>${moves[move]!.to}`, field] as const),
    )
    return [{ name, definition: { ...rules, moves, signedBy: Object.fromEntries(signedBy) } }]
  })
  await client.query('begin')
  await client.query('set local role nansen_migrator')
  await client.query(
    `insert into cases.module (name, definition) select name, definition from jsonb_to_recordset($1) as m (name text, definition jsonb)
     on conflict (name) do update set definition = excluded.definition where module.definition is distinct from excluded.definition`,
    [JSON.stringify(rows)],
  )
  await client.query('delete from cases.module where name <> all ($1)', [rows.map(({ name }) => name)])
  await client.query('commit')
}

/** All in one statement: the disk is waited for once. */
async function setPasswords(client: pg.Client, passwords: Partial<Readonly<Record<Login, string>>>): Promise<void> {
  const changes = LOGINS.flatMap(login => {
    const password = passwords[login]
    return password === undefined ? [] : [`alter role ${login} password ${client.escapeLiteral(password)}`]
  })
  if (changes.length > 0) await client.query(changes.join('; '))
}
