-- Who is in a case follows from all rows that say so, not from the one that was written last: when two records prove to be one person, or an old
-- membership is corrected, one that ended does not take the person out of a case where another stands.

create function cases.keep_present(of_module text, root uuid, person uuid, as_role text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  is_present boolean;
begin
  execute format('select bool_or(m.until is null and m.withdrawn_at is null) from %I.member m where m.parent_id = $1 and m.individual = $2 and m.role = $3', of_module)
    into is_present using root, person, as_role;
  if is_present is null then
    delete from cases.person_in p where (p.individual, p.module, p.case_id, p.role) = (person, of_module, root, as_role);
  else
    insert into cases.person_in values (person, of_module, root, as_role, is_present)
    on conflict (individual, module, case_id, role) do update set present = excluded.present where person_in.present <> excluded.present;
  end if;
end $$;
revoke execute on function cases.keep_present(text, uuid, uuid, text) from public;

-- As before (0031), by all rows.
create or replace function cases.after_member() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  restriction uuid;
begin
  if tg_op = 'UPDATE' and (new.individual, new.role) is distinct from (old.individual, old.role) then
    perform cases.keep_present(tg_argv[0], old.parent_id, old.individual, old.role);
  end if;
  perform cases.keep_present(tg_argv[0], new.parent_id, new.individual, new.role);
  execute format('select i.restriction_group from %s i where i.id = $1', tg_argv[2]::regclass) into restriction using new.individual;
  if restriction is not null then
    execute format('update %I.%I set restriction_group = $2 where id = $1 and restriction_group is null', tg_argv[0], tg_argv[1])
      using new.parent_id, restriction;
  end if;
  perform cases.keep_markers(tg_argv[0], new.parent_id);
  return null;
end $$;

-- Whom it took out before.
do $$
declare
  m text;
begin
  for m in select x.name from cases.module x where to_regclass(format('%I.member', x.name)) is not null loop
    execute format('update cases.person_in p set present = true where p.module = $1 and not p.present and exists (
      select from %I.member r where r.parent_id = p.case_id and r.individual = p.individual and r.role = p.role and r.until is null and r.withdrawn_at is null)', m)
      using m;
  end loop;
end $$;
