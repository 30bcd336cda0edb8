-- Questions of an operation's own in the form of a case, beside those that all share. They are data (countries/*/fields.json), of a closed list of kinds;
-- the answers stand in the case's own row, in `extra`, and are under its policies, its audit and its change log like every other answer there. Decision 0170.
create table ref.own_field (
  id uuid primary key default gen_random_uuid(),
  country char(3) not null check (country ~ '^[A-Z]{3}$'),
  module text not null,
  name text not null check (name ~ '^[a-z]{3}_[a-z][a-z0-9_]{0,39}$' and left(name, 3) = lower(country)),
  kind text not null check (kind in ('text', 'integer', 'boolean', 'date', 'code')),
  label jsonb not null check (label ?& array['en', 'fr', 'ar', 'es']),
  -- Of a code: [{code, label}].
  choices jsonb not null default '[]' check (jsonb_typeof(choices) = 'array' and (kind = 'code') = (choices <> '[]')),
  -- How a text is written: a regular expression of the whole, and one example for whoever wrote it otherwise.
  pattern text check (pattern is null or kind = 'text'),
  example text check ((example is null) = (pattern is null)),
  -- A column of the case list.
  listed boolean not null default false,
  -- Moves that wait for it.
  needed_for text[] not null default '{}',
  position int not null,
  -- A case that was opened before the first day was not asked it; from the last day on nobody is.
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  unique (module, name)
);
alter table ref.own_field enable row level security;
alter table ref.own_field force row level security;
create policy keeper on ref.own_field to nansen_migrator using (true) with check (true);
create policy read on ref.own_field for select to nansen_app using (true); -- questions, no answers
create trigger z_log after insert or update or delete on ref.own_field
  for each row execute function change.log('admin', 'own_field', 'open');
grant select on ref.own_field to nansen_app;

-- What is wrong with an answer, as the key of a problem that a form says; null: nothing.
create function ref.own_problem(field ref.own_field, given jsonb) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case field.kind
    when 'text' then case
      when jsonb_typeof(given) <> 'string' or btrim(given #>> '{}') = '' then 'problem.value'
      when char_length(given #>> '{}') > 200 then 'problem.too-long'
      when given #>> '{}' !~ ('^(?:' || field.pattern || ')$') then 'problem.written-otherwise' end
    when 'integer' then case
      when jsonb_typeof(given) <> 'number' or given #>> '{}' !~ '^-?[0-9]{1,9}$' then 'problem.not-a-whole-number' end
    when 'boolean' then case when jsonb_typeof(given) <> 'boolean' then 'problem.not-yes-or-no' end
    when 'date' then case
      when jsonb_typeof(given) <> 'string' or given #>> '{}' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
        or not pg_input_is_valid(given #>> '{}', 'date') then 'problem.not-a-date' end
    else case when not exists (select from jsonb_array_elements(field.choices) c where c -> 'code' = given) then 'problem.not-in-list' end
  end
$$;

-- Answers that are new must be to questions in force where the case is kept, and possible ones; what was answered before stays.
create function ref.check_own_fields(of_module text, office uuid, given jsonb, before jsonb) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  field ref.own_field;
  problem text;
begin
  for one in select key, value from jsonb_each(given) where value is distinct from before -> key loop
    select f.* into field from ref.own_field f join auth.office o on o.country = f.country
    where o.id = office and f.module = of_module and f.name = one.key
      and f.valid_from <= current_date and (f.valid_to is null or f.valid_to > current_date);
    problem := case when field.id is null then 'problem.unknown-field' else ref.own_problem(field, one.value) end;
    if problem is not null then
      raise exception using errcode = 'NR006', message = problem, column = 'extra.' || one.key,
        detail = jsonb_build_object('example', field.example, 'max', 200)::text;
    end if;
  end loop;
end $$;

-- As before (0055), and the answers to an operation's own questions: an answer that is taken back leaves nothing behind.
create or replace function cases.number_it() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if session_user = 'nansen_app' or new.number is null then new.number := cases.next_number(tg_argv[0], new.office_id); end if;
    if session_user = 'nansen_app' or new.state_since is null then new.state_since := cases.now(); end if;
    if session_user = 'nansen_app' or new.form_version is null then
      new.form_version := (select (m.definition #>> '{form,version}')::int from cases.module m where m.name = tg_argv[0]);
    end if;
    if new.extra <> '{}' then
      new.extra := jsonb_strip_nulls(new.extra);
      perform ref.check_own_fields(tg_argv[0], new.office_id, new.extra, '{}');
    end if;
  else
    new.number := old.number;
    new.form_version := old.form_version;
    if new.state <> old.state then new.state_since := cases.now(); else new.state_since := old.state_since; end if;
    if new.extra is distinct from old.extra then
      new.extra := jsonb_strip_nulls(new.extra);
      perform ref.check_own_fields(tg_argv[0], new.office_id, new.extra, old.extra);
    end if;
  end if;
  return new;
end $$;

-- What blocks a move (0031), and after the rules of the module the questions of the operation that the move waits for.
alter function cases.blocks(text, text, jsonb) rename to blocks_by_rules;
create function cases.blocks(of_module text, move text, given jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  missing text[];
begin
  missing := array(select 'extra.' || f.name from ref.own_field f join auth.office o on o.country = f.country
    where f.module = of_module and o.id = (given ->> 'office_id')::uuid and move = any (f.needed_for)
      and f.valid_from <= coalesce((given ->> 'created_at')::timestamptz, now())::date and f.valid_from <= current_date
      and (f.valid_to is null or f.valid_to > current_date) and not given -> 'extra' ? f.name
    order by f.position, f.name);
  return cases.blocks_by_rules(of_module, move, given) || case when missing = '{}' then '[]'::jsonb else
    jsonb_build_array(jsonb_build_object('rule', 'own-fields', 'asks', 'answered', 'of', null, 'fields', to_jsonb(missing), 'count', null)) end;
end $$;

revoke execute on function ref.own_problem(ref.own_field, jsonb), ref.check_own_fields(text, uuid, jsonb, jsonb),
  cases.blocks(text, text, jsonb) from public;
