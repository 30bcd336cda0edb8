-- Codes of an operation's own, beside those that all share: proposed by one, agreed to by another, retired and never deleted. Each says which shared
-- code it stands for outside the operation. Nothing here is about a person.

-- Lists to which operations may add. The others follow a standard that programs know: countries, relationships, grades of school.
create table ref.extensible (list text primary key);
insert into ref.extensible values
  ('ethnicity'), ('religion'), ('language'), ('need'), ('occupation'), ('document_type'), ('address_type');
alter table ref.extensible enable row level security;
alter table ref.extensible force row level security;
create policy keeper on ref.extensible to nansen_migrator using (true) with check (true);
create policy read on ref.extensible for select to nansen_app using (true);
grant select on ref.extensible to nansen_app;

alter table ref.code
  add country char(3) references auth.country, -- null: of everybody
  add valid_from date,
  add stands_for text,                         -- of an operation's own: the shared code of the same list
  add check ((country is null) = (stands_for is null)),
  add check (country is null or code like country || '-%'),
  add foreign key (list, stands_for) references ref.code (list, code);

create table ref.code_version (
  id uuid primary key default gen_random_uuid(),
  country char(3) not null references auth.country,
  list text not null references ref.extensible,
  code text not null check (code ~ '^[A-Z]{3}-[A-Z0-9][A-Z0-9-]{0,28}$'),
  label jsonb not null check (jsonb_typeof(label) = 'object'),
  stands_for text not null,
  valid_from date not null,
  valid_to date, -- the first day on which it is offered no longer
  because text not null check (char_length(because) between 10 and 1000),
  state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  asked_by uuid not null references auth.staff,
  asked_at timestamptz not null default now(),
  answered_by uuid references auth.staff,
  answered_at timestamptz,
  answered_because text check (char_length(answered_because) between 1 and 1000),
  check (code like country || '-%'),
  check (valid_to >= valid_from),
  check (label ?& array['en', 'fr', 'ar', 'es'] and char_length(label ->> 'en') between 1 and 200 and char_length(label ->> 'fr') between 1 and 200
    and char_length(label ->> 'ar') between 1 and 200 and char_length(label ->> 'es') between 1 and 200),
  check (answered_by is null or answered_by <> asked_by or state = 'withdrawn')
);
create unique index on ref.code_version (list, code) where state = 'asked';
create index on ref.code_version (list, code, answered_at desc);
alter table ref.code_version enable row level security;
alter table ref.code_version force row level security;
create policy keeper on ref.code_version to nansen_migrator using (true) with check (true);
create policy read on ref.code_version for select to nansen_app using ((select auth.can('admin', 'read', 'personal')));
create trigger z_log after insert or update or delete on ref.code_version
  for each row execute function change.log('admin', 'code_version', 'open');
grant select on ref.code_version to nansen_app;

-- Whoever approves in the administration of an office of the country.
create function ref.keeps_lists(operation text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.office o where o.country = operation and o.id = any ((select auth.reach('admin', 'approve', 'personal'))::uuid[]))
$$;

create function ref.ask_code(country text, list text, code text, label jsonb, stands_for text, valid_from date, valid_to date, because text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if not ref.keeps_lists(ask_code.country) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  if not exists (select from ref.extensible e where e.list = ask_code.list) then
    raise exception using errcode = '23514', message = 'nothing is added to this list', column = 'list';
  end if;
  if not exists (select from ref.code c where c.list = ask_code.list and c.code = ask_code.stands_for and c.country is null and c.valid_to is null) then
    raise exception using errcode = '23514', message = 'not in the list', column = 'stands_for';
  end if;
  -- what records already say stays sayable of the days before
  if ask_code.valid_to < current_date then raise exception using errcode = '23514', message = 'a day that is past', column = 'valid_to'; end if;
  insert into ref.code_version (country, list, code, label, stands_for, valid_from, valid_to, because, asked_by)
  values (ask_code.country, ask_code.list, ask_code.code, ask_code.label, ask_code.stands_for, ask_code.valid_from, ask_code.valid_to,
    ask_code.because, auth.staff()) returning id into made;
  return made;
end $$;

create function ref.answer_code(id uuid, agreed boolean, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked ref.code_version;
  me uuid := auth.staff();
  became text;
begin
  select v.* into asked from ref.code_version v where v.id = answer_code.id and v.state = 'asked' for update;
  if asked.id is null or not ref.keeps_lists(asked.country) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if asked.asked_by = me and agreed then raise exception using errcode = '42501', message = 'somebody else agrees'; end if;
  became := case when agreed then 'agreed' when asked.asked_by = me then 'withdrawn' else 'refused' end;
  update ref.code_version v set answered_by = me, answered_at = now(), answered_because = answer_code.because, state = became where v.id = asked.id;
  if agreed then
    insert into ref.code (list, code, label, position, parent, external, country, stands_for, valid_from, valid_to)
    select asked.list, asked.code, asked.label, c.position, c.parent, c.external, asked.country, asked.stands_for, asked.valid_from, asked.valid_to
    from ref.code c where c.list = asked.list and c.code = asked.stands_for
    on conflict (list, code) do update set label = excluded.label, position = excluded.position, parent = excluded.parent,
      external = excluded.external, stands_for = excluded.stands_for, valid_from = excluded.valid_from, valid_to = excluded.valid_to;
  end if;
  return became;
end $$;

-- Countries in which the asker works today: their forms offer these operations' own codes.
create function ref.countries_of_asker() returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct o.country::text), '{}') from auth.current_assignment a join auth.office o on o.id = a.office_id
  where a.staff_id = (select auth.staff())
$$;

-- What a record says anew is in force today, and of everybody or of the operation whose office keeps it. What it said before stays.
create or replace function ref.check_codes() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  values_now jsonb := to_jsonb(new);
  values_before jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  given jsonb;
  before jsonb;
begin
  for i in 0 .. tg_nargs - 1 by 2 loop
    given := values_now -> tg_argv[i];
    before := coalesce(values_before -> tg_argv[i], 'null');
    continue when given = 'null' or given = before;
    if jsonb_typeof(given) = 'string' then given := jsonb_build_array(given); end if;
    if jsonb_typeof(before) <> 'array' then before := jsonb_build_array(before); end if;
    if exists (
      select from jsonb_array_elements_text(given) each
      where not before ? each and not exists (
        select from ref.code c where c.list = tg_argv[i + 1] and c.code = each
          and (c.valid_from is null or c.valid_from <= current_date) and (c.valid_to is null or c.valid_to > current_date)
          and (c.country is null or c.country = (select o.country from auth.office o where o.id = (values_now ->> 'office_id')::uuid)))
    ) then
      raise exception using errcode = '23514', message = 'not in the list', column = tg_argv[i];
    end if;
  end loop;
  return new;
end $$;

revoke execute on function ref.keeps_lists(text), ref.ask_code(text, text, text, jsonb, text, date, date, text), ref.answer_code(uuid, boolean, text),
  ref.countries_of_asker(), ref.check_codes() from public;
grant execute on function ref.keeps_lists(text), ref.ask_code(text, text, text, jsonb, text, date, date, text), ref.answer_code(uuid, boolean, text),
  ref.countries_of_asker() to nansen_app;
