-- As before (0057); what an alert said of a case that is destroyed goes from the change log too, as an emergency's words do.
create or replace function cases.forget() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update change.entry c set set = null, ct = null, salt = null
  where c.module = 'cases' and c.record = 'alert' and c.salt is not null
    and c.row_id in (select a.id from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id);
  delete from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id;
  delete from cases.left_behind b where b.module = tg_argv[0] and b.case_id = old.id;
  return null;
end $$;
