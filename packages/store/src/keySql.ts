import { literal, policiesSql, reachSql, tableName } from '@nansen/access'
import type { Module, RecordDefinition } from '@nansen/model'

/** `MODULE.RECORD_key` when the record has fields one can search by; else null. */
export function keyTable(module: Module, name: string, record: RecordDefinition): string | null {
  const searched = Object.values(record.fields).some(field => field.search !== null)
  return searched ? tableName(module.name, `${name}_key`) : null
}

/**
 * The table of search keys of a record: rows are found by equal keys, which Postgres may test below the row policies. `name` keys come
 * from the sound of a name, `exact` keys are blind indexes (HMAC). They show nobody in full, so whoever may see a summary may use them;
 * those of protected fields are for who may read these.
 */
export function keySql(module: Module, name: string, record: RecordDefinition): string {
  const table = keyTable(module, name, record)
  if (table === null) return ''
  const owned = tableName(module.name, name)
  return [
    `create table ${table} (
  record_id uuid not null references ${owned} on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);`,
    `create index on ${table} (key, office_id);`,
    `create index on ${table} (root_id);`,
    policiesSql({
      table,
      module: module.name,
      root: 'root_id',
      level: 'personal',
      reading: 'see',
      changes: false,
      removes: true,
    }),
    ...guardedSql(table, module, record),
    `create trigger a_copy_owner before insert on ${table} for each row execute function store.copy_owner('${owned}', 'record_id');`,
    `grant select, insert, delete on ${table} to nansen_app;`,
  ].join('\n')
}

/** Nobody finds by what they may not read: else a search would tell it, guess by guess. */
function guardedSql(table: string, module: Module, { fields }: RecordDefinition): readonly string[] {
  const guarded = Object.keys(fields).filter(
    name => fields[name]!.search !== null && fields[name]!.sensitivity === 'protected',
  )
  if (guarded.length === 0) return []
  const reach = reachSql({ module: module.name, action: 'read', level: 'protected', root: 'root_id' })
  return [
    `create policy guarded on ${table} as restrictive for select to nansen_app using (\n    field <> all (array[${guarded.map(literal).join(', ')}]) or ${reach});`,
  ]
}
