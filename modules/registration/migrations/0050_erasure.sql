-- What is left of a person whose erasure two people approved: their number, and the day. Nobody writes here but registration.erase.
create table registration.erased (
  individual uuid primary key references registration.individual,
  erased_at timestamptz not null default now()
);
alter table registration.erased enable row level security;
alter table registration.erased force row level security;
create policy keeper on registration.erased to nansen_migrator using (true) with check (true);
create policy known on registration.erased for select to nansen_app using (
  individual in (select registration.individual_known(array[individual])));
grant select on registration.erased to nansen_app;

-- As before; what an erasure takes away in this very transaction is no correction.
create or replace function registration.judge_correction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  was jsonb := to_jsonb(old);
  will jsonb := to_jsonb(new);
  fact text;
begin
  if session_user <> 'nansen_app' then return new; end if;
  if exists (select from registration.erased e where e.individual = new.id and e.erased_at = now()) then return new; end if;
  foreach fact in array array['sex', 'born', 'nationality', 'country_of_origin'] loop
    continue when was -> fact = 'null' or was -> fact = will -> fact;
    if not exists (
      select from registration.correction_request c
      where c.parent_id = new.id and c.what = fact and c.state = 'applied' and c.decided_by = auth.staff()
        and c.requested_by <> c.decided_by and c.changed_at = now() and c.value_after = will ->> fact
    ) then
      raise exception using errcode = '42501', message = 'a correction that a second person agreed to is needed', column = fact;
    end if;
  end loop;
  return new;
end $$;

-- Deletes what hangs on a person, what hangs deepest first, and overwrites the person. Whoever calls it has asked whether two people
-- approved: no login may call it. Answers with how many rows went, by table.
create function registration.erase(person uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  each record;
  gone bigint;
  counts jsonb := '{}';
  settable text;
begin
  if exists (select from registration.individual i where i.id = person and i.process_status in ('active', 'hold')) then
    raise exception using errcode = '23514', message = 'who is still registered is not erased', column = 'process_status';
  end if;
  insert into registration.erased (individual) values (person);
  for each in
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'registration' and c.relkind = 'r'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'root_id' and not a.attisdropped)
    -- companions and keys, then what hangs on a child, then children
    order by c.relname ~ '_(key|protected|sealed)$' desc,
      (select count(*) from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
        and k.confrelid in (select f.oid from pg_class f where f.relnamespace = n.oid and f.relname not in ('individual', 'registration_group', c.relname))) desc,
      c.relname
  loop
    execute format('delete from registration.%I where root_id = $1', each.name) using person;
    get diagnostics gone = row_count;
    if gone > 0 then counts := counts || jsonb_build_object(each.name, gone); end if;
  end loop;
  select string_agg(format('%I = null', a.attname), ', ') into settable
  from pg_attribute a
  where a.attrelid = 'registration.individual'::regclass and a.attnum > 0 and not a.attisdropped and not a.attnotnull
    and a.attgenerated = '' and a.attname not in ('owner_id', 'restriction_group', 'same_person_as', 'created_by', 'changed_by');
  execute format('update registration.individual set %s, display_name = ''—'', sex = ''unknown'', extra = ''{}'' where id = $1', settable) using person;
  -- The overwriting may have put the person in the queue of quality again.
  delete from registration.quality_due q where q.root_id = person;
  return counts;
end $$;
revoke execute on function registration.erase(uuid) from public;

-- Nothing is added to whoever was erased: a new registration is a new person.
create function registration.not_erased() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from registration.erased e where e.individual = new.id and e.erased_at < now()) then
    raise exception using errcode = '23514', message = 'this person was erased', column = 'id';
  end if;
  return new;
end $$;
create trigger e_not_erased before update on registration.individual for each row execute function registration.not_erased();
