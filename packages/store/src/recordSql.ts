import { identifier, literal, policiesSql, tableName } from '@nansen/access'
import { type Field, type Module, RECORD_TEMPLATE, type RecordDefinition, type Sensitivity } from '@nansen/model'
import { columnSql } from './columnSql.ts'
import { keySql, keyTable } from './keySql.ts'
import { foreignKeysSql, knownSql, referenceChecks } from './referenceSql.ts'

/** The parts of a record that do not live in its own table, each with its own policy. */
export const COMPANIONS = ['protected', 'sealed'] as const
export type Companion = (typeof COMPANIONS)[number]

const isCompanion = (sensitivity: Sensitivity): sensitivity is Companion =>
  COMPANIONS.some(each => each === sensitivity)
const entries = (record: RecordDefinition) => Object.entries(record.fields)

/** Fields in the record's own table. */
export const openFields = (record: RecordDefinition): readonly (readonly [string, Field<unknown>])[] =>
  entries(record).filter(([, field]) => !isCompanion(field.sensitivity))
/** Fields in one of its companion tables. */
export const companionFields = (
  record: RecordDefinition,
  part: Companion,
): readonly (readonly [string, Field<unknown>])[] => entries(record).filter(([, field]) => field.sensitivity === part)
/** The companion tables a record has. */
export const companionsOf = (record: RecordDefinition): readonly Companion[] =>
  COMPANIONS.filter(part => companionFields(record, part).length > 0)

/** One record of one module, and what is asked about it again and again. */
interface Place {
  readonly module: Module
  readonly name: string
  readonly record: RecordDefinition
  readonly table: string
}

const OWNER = [
  'office_id uuid not null references auth.office',
  'owner_id uuid references auth.staff',
  'restriction_group uuid references auth.restriction_group',
]

/**
 * The schema, tables, policies, triggers and grants that a module's definition asks for, as SQL for a person to read before it is
 * released. Rows are limited by policy, columns by grant, values by check: a mistake in our TypeScript cannot pass any of them.
 */
export function recordSql(module: Module): string {
  const places = Object.entries(module.records).map(([name, record]) => ({
    module,
    name,
    record,
    table: tableName(module.name, name),
  }))
  const parts = [
    `-- Generated from the definition of ${module.name}. Read it, then commit it.`,
    `create schema ${identifier(module.name)} authorization nansen_migrator;`,
    `grant usage on schema ${identifier(module.name)} to nansen_app;`,
    ...places.map(place => tablesSql(place)),
    ...places.map(place => knownSql(module, place.name, place.record)),
    ...places.map(place => lateSql(place)),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** A record's own table, its companions and its search keys. */
function tablesSql(place: Place): string {
  const companions = companionsOf(place.record).map(part => companionSql(place, part))
  return [tableSql(place), ...companions, keySql(place.module, place.name, place.record)].filter(Boolean).join('\n')
}

function tableSql(place: Place): string {
  const { module, name, record, table } = place
  const isRoot = record.parent === null
  const parent = tableName(module.name, record.parent ?? '')
  const hanging = isRoot ? [] : [`parent_id uuid not null references ${parent}`, 'root_id uuid not null']
  const state = module.lifecycle?.record === name ? [stateColumn(module)] : []
  const columns = [
    'id uuid primary key',
    ...hanging,
    ...OWNER,
    ...state,
    'version int not null default 1',
    'created_at timestamptz not null default now()',
    'created_by uuid references auth.staff',
    'changed_at timestamptz not null default now()',
    'changed_by uuid references auth.staff',
    ...(isRoot
      ? ["extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object')"]
      : ['withdrawn_at timestamptz']),
    ...openFields(record).map(([field, definition]) => columnSql(field, definition)),
  ]
  return [
    `create table ${table} (\n  ${columns.join(',\n  ')}\n);`,
    `create index on ${table} (office_id, id);`,
    `create index on ${table} (owner_id, id) where owner_id is not null;`,
    ...(isRoot ? [] : [`create index on ${table} (root_id);`, `create index on ${table} (parent_id);`]),
    ...openFields(record)
      .filter(([, f]) => f.kind === 'reference')
      .map(([field]) => `create index on ${table} (${identifier(field)});`),
    policiesSql({
      table,
      module: module.name,
      root: isRoot ? 'id' : 'root_id',
      level: 'personal',
      reading: 'read',
      changes: !record.appendOnly,
    }),
    ...(isRoot ? [] : [copyOwner(table, parent, 'parent_id')]),
    triggers(place),
    grants(place),
  ].join('\n')
}

const stateColumn = (module: Module): string => {
  const { initial, states } = module.lifecycle!.table
  return `state text not null default '${initial}' check (state in (${states.map(literal).join(', ')}))`
}

/** Trigger names are sorted by Postgres: `a_` copies the owner before anything judges, `z_` logs what became of it. */
const copyOwner = (table: string, parent: string, column: string): string =>
  `create trigger a_copy_owner before insert on ${table} for each row execute function store.copy_owner('${parent}', '${column}');`
const log = (table: string, module: string, record: string, part: string): string =>
  `create trigger z_log after insert or update or delete on ${table} for each row execute function change.log('${module}', '${record}', '${part}');`

function triggers({ module, name, record, table }: Place): string {
  const listed = openFields(record).flatMap(([field, { list }]) => (list === null ? [] : [`'${field}'`, `'${list}'`]))
  const codes = `create trigger c_codes before insert or update on ${table} for each row execute function ref.check_codes(${listed.join(', ')});`
  const moves = module.lifecycle?.record === name ? [checkMoves(module, table)] : []
  return [
    ...moves,
    ...wordsGo(table, record),
    ...takeUpFiles(table, module.name, name, openFields(record), 'personal'),
    `create trigger b_stamp before insert or update on ${table} for each row execute function store.stamp();`,
    ...(listed.length > 0 ? [codes] : []),
    log(table, module.name, name, 'open'),
  ].join('\n')
}

/** Words of a date that becomes another go with it, unless others come in their place. */
function wordsGo(table: string, record: RecordDefinition): readonly string[] {
  const told = openFields(record).flatMap(([field, { told }]) => (told ? [field] : []))
  if (told.length === 0) return []
  const isOther = told.map(field => `old.${identifier(field)} is distinct from new.${identifier(field)}`).join(' or ')
  return [
    `create trigger a_words before update on ${table} for each row when (${isOther}) execute function store.words_of_dates(${told.map(literal).join(', ')});`,
  ]
}

/** The four eyes and the moves, where no code of ours can go around them. */
function checkMoves(module: Module, table: string): string {
  const moves = Object.values(module.lifecycle!.table.moves).flatMap(({ from, to, by, needs = [], otherThan = [] }) =>
    from.map(each => literal(`${each}>${to}|${by}|${otherThan.join(',')}|${needs.join(',')}`)),
  )
  const list = [literal(module.name), ...moves].join(', ')
  return [
    `create trigger e_moves before update of state on ${table} for each row execute function store.check_move(${list});`,
    `create trigger e_initial before insert on ${table} for each row execute function store.check_initial(${beginnings(module).map(literal).join(', ')});`,
  ].join('\n')
}

const beginnings = (module: Module): readonly string[] => {
  const { initial, moves } = module.lifecycle!.table
  const atOnce = Object.values(moves).filter(({ from, by }) => by === 'system' && from.includes(initial))
  return [...new Set([initial, ...atOnce.map(({ to }) => to)])]
}

/** Files a record names are seen by who sees the record. */
function takeUpFiles(
  table: string,
  module: string,
  record: string,
  fields: readonly (readonly [string, Field<unknown>])[],
  level: 'personal' | 'protected',
): readonly string[] {
  const files = fields
    .filter(([, { kind }]) => kind === 'attachment')
    .flatMap(([field]) => [`'${field}'`, `'${level}'`])
  if (files.length === 0) return []
  const list = [literal(module), literal(record), ...files].join(', ')
  return [
    `create trigger x_take_up_files after insert or update on ${table} for each row execute function store.take_up_files(${list});`,
  ]
}

/** The server adds whole rows, and changes fields and the state: never whose row it is, who made it, or its version. */
function grants({ module, name, record, table }: Place): string {
  const isRoot = record.parent === null
  const changeable = [
    ...(isRoot ? ['owner_id', 'extra'] : ['withdrawn_at']),
    ...(module.lifecycle?.record === name ? ['state'] : []),
    ...openFields(record).map(([field]) => identifier(field)),
  ]
  const change = `grant update (${changeable.join(', ')}) on ${table} to nansen_app;`
  return [`grant select, insert on ${table} to nansen_app;`, ...(record.appendOnly ? [] : [change])].join('\n')
}

function companionSql({ module, name, record, table }: Place, part: Companion): string {
  const companion = tableName(module.name, `${name}_${part}`)
  const fields = companionFields(record, part)
  const columns = [
    `id uuid primary key references ${table}`,
    'root_id uuid not null',
    ...OWNER,
    'change_ct bytea',
    ...fields.map(([field, definition]) => columnSql(field, definition)),
  ]
  const changeable = ['change_ct', ...fields.map(([field]) => identifier(field))]
  return [
    `create table ${companion} (\n  ${columns.join(',\n  ')}\n);`,
    `create index on ${companion} (office_id, id);`,
    `create index on ${companion} (root_id);`,
    policiesSql({
      table: companion,
      module: module.name,
      root: 'root_id',
      level: 'protected',
      reading: 'read',
      changes: !record.appendOnly,
    }),
    copyOwner(companion, table, 'id'),
    `create trigger b_needs_ciphertext before insert or update on ${companion} for each row execute function store.needs_ciphertext();`,
    ...(part === 'protected' ? takeUpFiles(companion, module.name, name, fields, 'protected') : []),
    log(companion, module.name, name, part),
    `grant select, insert on ${companion} to nansen_app;`,
    ...(record.appendOnly ? [] : [`grant update (${changeable.join(', ')}) on ${companion} to nansen_app;`]),
  ].join('\n')
}

/** What needs every table of the module to exist first. */
function lateSql(place: Place): string {
  const { module, name, record, table } = place
  return [
    ...foreignKeysSql(table, module, record),
    ...referenceChecks(table, module, record),
    ...(record.parent === null ? spread(module, name, table) : []),
  ].join('\n')
}

/** Everything that hangs on a root, at any depth. */
function spread(module: Module, root: string, table: string): readonly string[] {
  const below = (name: string): readonly string[] =>
    Object.entries(module.records).flatMap(([child, { parent }]) => (parent === name ? [child, ...below(child)] : []))
  const names = [root, ...below(root)]
  const tables = names.flatMap(name => {
    const record = module.records[name]!
    const own = name === root ? [] : [tableName(module.name, name)]
    const keys = keyTable(module, name, record)
    return [
      ...own,
      ...companionsOf(record).map(part => tableName(module.name, `${name}_${part}`)),
      ...(keys === null ? [] : [keys]),
    ]
  })
  const prints = Object.values(module.documents).some(
    ({ record, template }) => record === root && template === RECORD_TEMPLATE,
  )
  const hasFiles =
    prints || names.some(name => Object.values(module.records[name]!.fields).some(({ kind }) => kind === 'attachment'))
  if (hasFiles) tables.push('store.attachment')
  if (tables.length === 0) return []
  const list = tables.map(each => `'${each}'`).join(', ')
  return [
    `create trigger y_spread_owner after update of office_id, owner_id, restriction_group on ${table} for each row execute function store.spread_owner(${list});`,
  ]
}
