-- As before; a case that is destroyed leaves no copy where it was referred, no name among who is in which case, and no words of an emergency.
create or replace function data_protection.destroy_cases(relation text, ids uuid[]) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  owner text := split_part(relation, '.', 1);
  each record;
  gone bigint;
  all_gone bigint := 0;
  files uuid[];
begin
  select coalesce(array_agg(a.id), '{}') into files from store.attachment a where a.module = owner and a.root_id = any (ids);
  update store.data_key k set wrapped = null, destroyed_at = now() where k.subject_id = any (files || ids) and k.wrapped is not null;
  update store.attachment a set content = null where a.id = any (files) and a.content is not null;
  for each in
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = owner and c.relkind = 'r'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'root_id' and not a.attisdropped)
    order by c.relname ~ '_(key|protected|sealed)$' desc,
      (select count(*) from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid in
        (select f.oid from pg_class f where f.relnamespace = n.oid and f.oid <> c.oid and f.oid <> to_regclass(relation))) desc, c.relname
  loop
    execute format('delete from %I.%I where root_id = any ($1)', owner, each.name) using ids;
    get diagnostics gone = row_count;
    all_gone := all_gone + gone;
  end loop;
  execute format('delete from %s where id = any ($1)', relation) using ids;
  get diagnostics gone = row_count;
  update change.entry c set set = null, ct = null, salt = null
  where c.root_id = any (ids) and (c.set is not null or c.ct is not null or c.salt is not null);
  delete from cases.shared s where s.module = owner and s.case_id = any (ids);
  delete from cases.marker k where k.case_id = any (ids);
  delete from cases.person_in p where p.module = owner and p.case_id = any (ids);
  -- that a colleague opened it, and how that was judged, stays
  update cases.glass g set words = repeat('—', 10), review_words = null where g.module = owner and g.case_id = any (ids);
  update change.entry c set set = null, ct = null, salt = null
  where c.module = 'cases' and c.record = 'glass' and c.salt is not null
    and c.row_id in (select g.id from cases.glass g where g.module = owner and g.case_id = any (ids));
  return all_gone + gone;
end $$;
