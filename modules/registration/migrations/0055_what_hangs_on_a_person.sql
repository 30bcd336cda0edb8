-- Bringing all that hangs on one record of a person to another record of them, and back. What refers to a person is read from the database's
-- own foreign keys, which follow the definitions: a module that comes tomorrow is followed without a word here.

-- What stays with the record it was written on, because it is the history of that record and not of the person.
create table registration.stays_with_record (name text primary key, why text not null);
alter table registration.stays_with_record enable row level security;
alter table registration.stays_with_record force row level security;
create policy keeper on registration.stays_with_record to nansen_migrator using (true) with check (true);
insert into registration.stays_with_record values
  ('registration.name', 'the old record is found by it'),
  ('registration.status_change', 'says what became of that record'),
  ('registration.correction_request', 'was asked of that record'),
  ('registration.finding_confirmed', 'was said of that record'),
  ('registration.not_answered', 'was not asked on that record'),
  ('registration.individual', 'records that point to a record do so by links of their own');

-- Which root a protected value hangs on is no protected value: it may change without a new ciphertext.
create or replace function store.needs_ciphertext() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - array['change_ct', 'root_id', 'office_id', 'owner_id', 'restriction_group']
    = to_jsonb(old) - array['change_ct', 'root_id', 'office_id', 'owner_id', 'restriction_group'] then return new; end if;
  if new.change_ct is null or (tg_op = 'UPDATE' and new.change_ct is not distinct from old.change_ct) then
    raise exception using errcode = '23514', message = 'protected values need their ciphertext';
  end if;
  return new;
end $$;

-- Columns that refer to a person. Memberships come first and focal points last: who leads a group follows from who is in it. What was judged
-- about two records (adjudication, gallery) stays as it was judged.
create function registration.referring() returns table (rel regclass, col name, place int)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select f.conrelid::regclass, a.attname,
    case when f.conrelid = 'registration.membership'::regclass then 0 when a.attname = 'focal_point' then 2 else 1 end
  from pg_constraint f
  join pg_class c on c.oid = f.conrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
  where f.contype = 'f' and f.confrelid = 'registration.individual'::regclass and array_length(f.conkey, 1) = 1
    and n.nspname <> all (array['adjudication', 'gallery']) and a.attname <> all (array['id', 'record_id', 'root_id'])
    and exists (select from pg_attribute k where k.attrelid = f.conrelid and k.attname = 'id' and not k.attisdropped)
    and not exists (select from registration.stays_with_record s where s.name = n.nspname || '.' || c.relname)
  order by 3, 1, 2
$$;

-- Every row that refers to a person and would follow; `made_at` tells what came when.
create function registration.hanging_on(person uuid) returns table (rel text, col name, row_id uuid, made_at timestamptz, place int)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  at record;
begin
  for at in select * from registration.referring() loop
    return query execute format(
      'select %L::text, %L::name, r.id, (to_jsonb(r) ->> ''created_at'')::timestamptz, %s from %s r where r.%I = $1 order by r.id',
      at.rel::text, at.col, at.place, at.rel, at.col) using person;
  end loop;
end $$;

-- Brings one row from one record of a person to another, with its protected part, its search keys and its files. False where it cannot come: it
-- names both records, or the other has what one has only once (a family of today).
create function registration.bring_row(rel text, col name, row_id uuid, source uuid, target uuid) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  one jsonb;
  beside text;
begin
  execute format('select to_jsonb(r) from %s r where r.id = $1 and r.%I = $2 for update', rel, col) into one using row_id, source;
  if one is null or exists (select from jsonb_each_text(one) v where v.value = target::text) then return false; end if;
  if col = 'focal_point' and not exists (
    select from registration.membership m where m.parent_id = row_id and m.individual = target and m.focal_point
      and m.member_to is null and m.withdrawn_at is null) then return false; end if;
  if col <> 'parent_id' then
    execute format('update %s r set %I = $2 where r.id = $1', rel, col) using row_id, target;
    return true;
  end if;
  foreach beside in array array['', '_protected', '_sealed', '_key'] loop
    continue when to_regclass(rel || beside) is null;
    execute format('update %s r set %s root_id = i.id, office_id = i.office_id, owner_id = i.owner_id, restriction_group = i.restriction_group
      from registration.individual i where i.id = $2 and r.%I = $1', rel || beside, case when beside = '' then 'parent_id = i.id,' else '' end,
      case when beside = '_key' then 'record_id' else 'id' end) using row_id, target;
  end loop;
  update store.attachment f
  set root_id = i.id, office_id = i.office_id, owner_id = i.owner_id, restriction_group = i.restriction_group
  from registration.individual i
  where i.id = target and f.root_id = source
    and f.id::text in (select v.value from jsonb_each_text(one) v where v.key <> all (array['id', 'parent_id', 'root_id']));
  return true;
exception when unique_violation then return false;
end $$;

-- Two records are said to be one person by two adjudicators, whose function writes it: a bare update is judged, a function of the house is not.
do $$
begin
  if to_regprocedure('registration.judge_same_person()') is not null then
    create or replace function registration.judge_same_person() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $f$
    begin
      if current_user <> 'nansen_app' or new.same_person_as is not distinct from old.same_person_as then return new; end if;
      if new.same_person_as = new.id then
        raise exception using errcode = '23514', message = 'nobody is the same person as their own record', column = 'same_person_as';
      end if;
      if not auth.may('registration', 'approve', 'personal', new.office_id, new.owner_id, new.id, new.restriction_group) then
        raise exception using errcode = '42501', message = 'a supervisor says that two records are one person', column = 'same_person_as';
      end if;
      return new;
    end $f$;
  end if;
end $$;

-- Whom somebody was told apart from, by whoever did it and from whichever of the two records; not what was taken back since.
create or replace function registration.told_apart(person uuid) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from registration.individual i where i.id = person
    and auth.may('registration', 'see', 'summary', i.office_id, i.owner_id, i.id, i.restriction_group)) then return; end if;
  return query
    select x.other from (
      select o.other from registration.other_than o where o.parent_id = person and o.withdrawn_at is null
      union
      select o.parent_id from registration.other_than o where o.other = person and o.withdrawn_at is null
    ) x where x.other <> all (auth.hidden());
end $$;

revoke execute on function registration.referring(), registration.hanging_on(uuid), registration.bring_row(text, name, uuid, uuid, uuid) from public;
