import { identifier, reachSql, tableName, UNRESTRICTED } from '@nansen/access'
import type { Module, RecordDefinition } from '@nansen/model'

/** Modules whose tables exist before any other's: only they, the platform and the module itself can carry foreign keys. */
const FIRST = ['registration', 'auth', 'ref']

interface Reference {
  readonly field: string
  readonly schema: string
  readonly to: string
}

function references(module: Module, record: RecordDefinition): readonly Reference[] {
  return Object.entries(record.fields).flatMap(([field, { kind, refersTo, sensitivity }]) => {
    if (kind !== 'reference' || refersTo === null || sensitivity === 'protected' || sensitivity === 'sealed') return []
    const [schema = '', to = ''] = refersTo.split('.')
    return schema === module.name || FIRST.includes(schema) ? [{ field, schema, to }] : []
  })
}

/** Added last, so that records of one module may refer to each other in any order. */
export const foreignKeysSql = (table: string, module: Module, record: RecordDefinition): readonly string[] =>
  references(module, record).map(
    ({ field, schema, to }) =>
      `alter table ${table} add foreign key (${identifier(field)}) references ${tableName(schema, to)} on delete restrict;`,
  )

/** Colleagues, offices and lists are known to whoever is signed in; every other record only to who may see it. */
export function referenceChecks(table: string, module: Module, record: RecordDefinition): readonly string[] {
  const judged = references(module, record).filter(({ schema }) => schema !== 'auth' && schema !== 'ref')
  if (judged.length === 0) return []
  const list = judged.map(({ field, schema, to }) => `'${field}', '${tableName(schema, `${to}_known`)}'`).join(', ')
  return [
    `create trigger d_references before insert or update on ${table} for each row execute function store.check_references(${list});`,
  ]
}

/** `MODULE.RECORD_known(ids)`: which of these rows the asker may know to exist (a summary), whether or not they may read them. */
export function knownSql(module: Module, name: string, record: RecordDefinition): string {
  const root = record.parent === null ? 'id' : 'root_id'
  const called = tableName(module.name, `${name}_known`)
  return `create function ${called}(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from ${tableName(module.name, name)} r where r.id = any (ids) and (${UNRESTRICTED}) and (
    ${reachSql({ module: module.name, action: 'see', level: 'summary', root: `r.${root}` as 'id' })});
end $$;
revoke execute on function ${called}(uuid[]) from public;
grant execute on function ${called}(uuid[]) to nansen_app;`
}
