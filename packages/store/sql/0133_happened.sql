-- What a module that is no case tells of a person on the page of everything about them: a function `happened_to(person uuid)` of its own schema, where it
-- has one, that answers (id uuid, at timestamptz, what text, said text) as far as the asker may know. Its rights are its own; none is lent here.
create function cases.happened_elsewhere(person uuid) returns table (module text, id uuid, at timestamptz, what text, said text)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  schema text;
begin
  for schema in select n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.proname = 'happened_to' and p.proargtypes::text = 'uuid'::regtype::oid::text order by 1
  loop
    return query execute format('select $1, h.id, h.at, h.what, h.said from %I.happened_to($2) h', schema) using schema, person;
  end loop;
end $$;
revoke execute on function cases.happened_elsewhere(uuid) from public;
grant execute on function cases.happened_elsewhere(uuid) to nansen_app;
