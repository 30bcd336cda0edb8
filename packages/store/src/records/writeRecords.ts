import { type FieldProblem, invalid, isId, newId, Refusal } from '@nansen/kernel'
import { childrenOf, type Module, problemsIn, rowsOf, wordProblems } from '@nansen/model'
import { sql } from 'kysely'
import { about } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { COMPANIONS } from '../recordSql.ts'
import { refusalOf } from '../refusalOf.ts'
import { writeKeys } from './exactKeys.ts'
import { column, columnsOf, notFound, type Place, placeOf, type StoredRow } from './place.ts'
import { readRow } from './readRecords.ts'
import { split, type Values } from './split.ts'
import { writeCompanion } from './writeCompanion.ts'

/** `commands`: the caller is a command, which also sets derived fields. */
export interface Writing {
  readonly commands?: boolean
  /** The new row's identifier, when something already refers to it. */
  readonly id?: string
}

/**
 * Adds a record, and the children given inline by their record's name. Who, when and version are the database's to say; custody is
 * `office_id`, or the one office where the asker may create.
 * @returns the row as the asker sees it; only `id` and `version` when they may add and not read.
 * @throws Refusal `invalid` with every problem; `not-allowed` where the asker may not add, and for a parent they do not see.
 */
export async function createRecord(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  values: Values,
  writing: Writing = {},
): Promise<StoredRow> {
  const place = placeOf(module, record)
  const problems = problemsIn(module, record, values, { mode: 'create', ...writing })
  if (problems.length > 0) throw invalid(problems)
  const id = await insert(tx, asking, place, values, writing)
  return (await readRow(tx, place, id)) ?? { id, version: 1 }
}

async function insert(
  tx: Tx,
  asking: Asking,
  place: Place,
  values: Values,
  writing: Writing,
  path = '',
): Promise<string> {
  const { module, name } = place
  const id = writing.id ?? newId(asking.now().getTime())
  const { open, parts } = split(place, values)
  const owner = place.isRoot ? rootColumns(asking, place, values) : { parent_id: parentOf(values, path) }
  const all = Object.entries({ id, ...owner, ...open })
  await sql`insert into ${place.table} (${columnsOf(all.map(([each]) => each))}) values (${sql.join(all.map(([, value]) => value))})`
    .execute(tx)
    .catch(error => {
      throw at(path, place, 'create', refusalOf(error))
    })
  const apart = COMPANIONS.filter(part => Object.keys(given(parts[part])).length > 0)
  const rootId = place.isRoot || apart.length === 0 ? id : await rootOf(tx, place, id)
  for (const part of apart) await writeCompanion(tx, asking, place, part, { id, rootId }, given(parts[part]))
  await writeKeys(tx, asking, place, id, values)
  for (const child of childrenOf(module, name)) {
    for (const [index, row] of rowsOf(values[child]).entries()) {
      await insert(
        tx,
        asking,
        placeOf(module, child),
        { ...row, parent_id: id },
        { ...writing, id: newId(asking.now().getTime()) },
        `${path}${child}.${index}.`,
      )
    }
  }
  return id
}

const given = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

function rootColumns(
  { session }: Asking,
  { module }: Place,
  { office_id, owner_id = null, extra = {} }: Values,
): Values {
  const where = (session.grants[module.name] ?? []).filter(({ action }) => action === 'create')
  const offices = [...new Set(where.map(({ officeId }) => officeId))]
  if (office_id === undefined && offices.length !== 1) {
    if (offices.length === 0) throw new Refusal('not-allowed', 'this is not among what you may do here')
    throw invalid([{ path: 'office_id', problem: 'problem.required' }])
  }
  const onlyOwn = where.length > 0 && where.every(({ scope }) => scope === 'own' || scope === 'team')
  const owner = owner_id ?? (onlyOwn ? session.staffId : null)
  return { office_id: office_id ?? offices[0], owner_id: owner, extra: JSON.stringify(extra) }
}

function parentOf({ parent_id }: Values, path: string): string {
  if (isId(parent_id)) return parent_id
  throw invalid([{ path: `${path}parent_id`, problem: 'problem.required' }])
}

/** A child's root is copied down by the database; one who adds without reading has no protected part to write. */
async function rootOf(tx: Tx, place: Place, id: string): Promise<string> {
  const { rows } = await sql<{ root_id: string }>`select root_id from ${place.table} where id = ${id}`.execute(tx)
  return rows[0]?.root_id ?? id
}

/** Puts the row's place in front of the problems' paths, and tells the audit what was refused. */
function at(path: string, { module, name }: Place, action: 'create' | 'change', error: unknown): unknown {
  if (!(error instanceof Refusal)) return error
  const problems = error.details.problems as readonly FieldProblem[] | undefined
  if (problems) return invalid(problems.map(problem => ({ ...problem, path: path + problem.path })))
  return about(error, { module: module.name, action, record: name, ids: [], reason: error.code })
}

/**
 * Changes the fields in `patch`; `null` takes an answer back.
 * @throws Refusal `stale` when the row is no longer at `baseVersion`: its details hold the `version` now, and `theirs` beside `mine` for
 *   every field of the patch. `not-found`, `not-allowed`, `invalid`.
 */
export async function changeRecord(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  id: string,
  baseVersion: number,
  patch: Values,
  writing: Writing = {},
): Promise<StoredRow> {
  const place = placeOf(module, record)
  const problems = problemsIn(module, record, patch, { mode: 'change', ...writing })
  if (problems.length > 0) throw invalid(problems)
  const before = await lockRow(tx, place, id, baseVersion, patch)
  await update(tx, asking, place, before, patch)
  return (await readRow(tx, place, id)) ?? { id, version: before.version + 1 }
}

/** The row, held until the transaction ends. @throws Refusal `not-found`, `not-allowed`, `stale`. */
export async function lockRow(
  tx: Tx,
  place: Place,
  id: string,
  baseVersion: number,
  patch: Values,
): Promise<StoredRow> {
  const looked = { module: place.module.name, action: 'change', record: place.name, ids: isId(id) ? [id] : [] } as const
  const row = isId(id) ? await readRow(tx, place, id) : null
  if (row === null) throw about(notFound(), looked)
  const refused = () => about(new Refusal('not-allowed', 'this record is not yours to change'), looked)
  if (place.definition.appendOnly) throw refused()
  // for update asks for the right to change, not only to read
  const locked = await sql<{ version: number }>`select version from ${place.table} where id = ${id} for update`.execute(
    tx,
  )
  if (!locked.rows[0]) throw refused()
  const { version } = locked.rows[0]
  if (version === baseVersion) return row
  const now = version === row.version ? row : ((await readRow(tx, place, id)) ?? row)
  const theirs = Object.fromEntries(
    Object.keys(patch)
      .filter(name => name in now)
      .map(name => [name, now[name]]),
  )
  const stale = new Refusal('stale', 'somebody else changed this meanwhile: look at both', {
    version,
    theirs,
    mine: patch,
  })
  throw about(stale, { ...looked, fields: Object.keys(theirs), reason: 'stale' })
}

/** Writes the patch over a locked row. `more` holds columns that people do not patch: the state. */
export async function update(
  tx: Tx,
  asking: Asking,
  place: Place,
  before: StoredRow,
  patch: Values,
  more: Values = {},
): Promise<void> {
  refuseOtherWords(place, before, patch)
  const { open, parts } = split(place, patch)
  const own = place.isRoot ? ownColumns(patch) : 'withdrawn_at' in patch ? { withdrawn_at: patch.withdrawn_at } : {}
  const set = Object.entries({ ...own, ...open, ...more })
  // a protected change alone still makes a new version of the row
  const still = column(place.isRoot ? 'extra' : 'withdrawn_at')
  const sets = set.length > 0 ? set.map(([name, value]) => sql`${column(name)} = ${value}`) : [sql`${still} = ${still}`]
  const { numAffectedRows } = await sql`update ${place.table} set ${sql.join(sets)} where id = ${before.id}`
    .execute(tx)
    .catch(error => {
      throw at('', place, 'change', refusalOf(error))
    })
  if (numAffectedRows !== 1n) throw new Refusal('not-allowed', 'this record is not yours to change')
  const rootId = String(before.root_id ?? before.id)
  for (const part of COMPANIONS) await writeCompanion(tx, asking, place, part, { id: before.id, rootId }, parts[part])
  await writeKeys(tx, asking, place, before.id, patch)
}

/** Words beside a date are judged with the row as it will be. @throws Refusal `invalid`. */
function refuseOtherWords({ definition }: Place, before: StoredRow, patch: Values): void {
  const said = Object.fromEntries(Object.entries(definition.fields).filter(([name]) => name in patch))
  const problems = wordProblems(said, { ...before, ...patch })
  if (problems.length > 0) throw invalid(problems)
}

const ownColumns = (patch: Values): Values => ({
  ...('owner_id' in patch ? { owner_id: patch.owner_id } : {}),
  // answers to the operation's own questions stay beside each other: a patch names those it means
  ...('extra' in patch ? { extra: sql`extra || ${JSON.stringify(patch.extra)}::jsonb` } : {}),
})
