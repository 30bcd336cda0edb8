-- An operation keeps the days on which it works: one asks, another agrees, as with its own codes (0050_own_codes.sql). What is agreed reaches every clock
-- that runs or rests in that country, as if the calendar had always said so; what has ended stays ended. Nothing here is about a person.
create table cases.calendar_version (
  id uuid primary key default gen_random_uuid(),
  country char(3) not null references auth.country,
  -- `week`: days of rest and zone; `holidays`: days off; `working-days`: days off no more.
  kind text not null check (kind in ('week', 'holidays', 'working-days')),
  weekend int[],
  zone text check (char_length(zone) between 1 and 64),
  days jsonb, -- [{day, label}]
  because text not null check (char_length(because) between 10 and 1000),
  state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  asked_by uuid not null references auth.staff,
  asked_at timestamptz not null default now(),
  answered_by uuid references auth.staff,
  answered_at timestamptz,
  answered_because text check (char_length(answered_because) between 1 and 1000),
  -- How many clocks were given another end.
  clocks int,
  check ((kind = 'week') = (weekend is not null and zone is not null)),
  check ((kind = 'week') = (days is null)),
  -- somebody works on some days, or no period of working days would ever end
  check (cardinality(weekend) <= 5 and weekend <@ '{1,2,3,4,5,6,7}'),
  check (jsonb_typeof(days) = 'array' and jsonb_array_length(days) between 1 and 60),
  check (answered_by is null or answered_by <> asked_by or state = 'withdrawn')
);
create index on cases.calendar_version (country, asked_at desc);
-- When a clock rested, once it runs again: without it the days it was given back could not be counted anew.
create table cases.rest (
  module text not null,
  case_id uuid not null,
  clock_id uuid not null,
  since timestamptz not null,
  until timestamptz not null,
  primary key (clock_id, since)
);
create index on cases.rest (module, case_id);
do $$
declare t text;
begin
  foreach t in array '{calendar_version,rest}'::text[] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
    execute format('create policy keeper on cases.%I to nansen_migrator using (true) with check (true)', t);
  end loop;
end $$;
create policy read on cases.calendar_version for select to nansen_app using ((select auth.can('admin', 'read', 'personal')));
grant select on cases.calendar_version to nansen_app;
create trigger z_log after insert or update or delete on cases.calendar_version
  for each row execute function change.log('admin', 'calendar_version', 'open');

-- A clock's end once it runs again after a rest: hours and days are given back, working days counted on from then.
create function cases.resumed(due timestamptz, since timestamptz, until timestamptz, span jsonb, office uuid) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case span ->> 'unit'
    when 'hours' then due + (until - since)
    when 'working-days' then cases.due(until, jsonb_build_object('unit', 'working-days', 'amount', cases.working_days_left(since, due, office)), office)
    else due + make_interval(days => until::date - since::date) end
$$;

-- When a clock ends by the calendar of today, with every rest it had.
create function cases.due_anew(clock uuid, started timestamptz, rule jsonb, span jsonb, office uuid) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  due timestamptz := cases.due(started, span, office, coalesce((rule ->> 'toWorkingDay')::boolean, false));
  one record;
begin
  for one in select r.since, r.until from cases.rest r where r.clock_id = clock order by r.since loop
    due := cases.resumed(due, one.since, one.until, span, office);
  end loop;
  return due;
end $$;

-- As before; it remembers each rest, and another length keeps the rests there were.
create or replace function cases.turn_clock(of_module text, clock uuid, rule jsonb, span jsonb, before_row jsonb, given jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  office uuid := (given ->> 'office_id')::uuid;
  rests boolean := coalesce(rule -> 'pausedIn' ? (given ->> 'state'), false);
  one record;
  due timestamptz;
begin
  execute format('select * from %I.clock c where c.id = $1', of_module) into one using clock;
  due := one.due_at;
  if span is distinct from cases.span_of(rule, before_row) then due := cases.due_anew(clock, one.started_at, rule, span, office); end if;
  if one.status = 'paused' and not rests then
    due := cases.resumed(due, one.paused_at, cases.now(), span, office);
    insert into cases.rest values (of_module, one.parent_id, clock, one.paused_at, cases.now()) on conflict do nothing;
  end if;
  if due is distinct from one.due_at or (one.status = 'paused') <> rests then
    execute format('update %I.clock set due_at = $2, status = $3, paused_at = $4 where id = $1', of_module)
      using clock, due, case when rests then 'paused' else 'running' end,
        case when rests then coalesce(one.paused_at, cases.now()) end;
  end if;
end $$;

-- Works out anew the clocks of a country that a day from `since` on can touch; null: all. Hours do not ask the calendar, and days and months only for
-- where a day ends and whether it is one of work. Returns how many end at another moment.
create function cases.work_out_anew(of_country text, since date) returns int
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  one record;
  rule jsonb;
  span jsonb;
  due timestamptz;
  changed int := 0;
begin
  for m in select x.name, x.definition as d from cases.module x where x.definition -> 'clocks' <> '{}' order by x.name loop
    for one in execute format('select k.id, k.name, k.started_at, k.due_at, k.office_id, to_jsonb(c) as given
        from %I.clock k join %I.%I c on c.id = k.parent_id join auth.office o on o.id = k.office_id
        where k.status in (''running'', ''paused'') and o.country = $1 and ($2 is null or k.due_at >= $2 - 1) order by k.id for update of k',
        m.name, m.name, m.d ->> 'record') using of_country, since
    loop
      rule := m.d -> 'clocks' -> one.name;
      span := cases.span_of(rule, one.given);
      continue when span is null or span ->> 'unit' = 'hours'
        or (since is not null and span ->> 'unit' <> 'working-days' and not coalesce((rule ->> 'toWorkingDay')::boolean, false));
      due := cases.due_anew(one.id, one.started_at, rule, span, one.office_id);
      continue when due = one.due_at;
      execute format('update %I.clock set due_at = $2 where id = $1', m.name) using one.id, due;
      changed := changed + 1;
    end loop;
  end loop;
  return changed;
end $$;

create function cases.ask_calendar(country text, kind text, weekend int[], zone text, days jsonb, because text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if not ref.keeps_lists(ask_calendar.country) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  if ask_calendar.zone is not null and not exists (select from pg_timezone_names z where z.name = ask_calendar.zone) then
    raise exception using errcode = '23514', message = 'no such zone', column = 'zone';
  end if;
  if exists (select from jsonb_array_elements(ask_calendar.days) d where not d ->> 'day' ~ '^\d{4}-\d{2}-\d{2}$'
      or ask_calendar.kind = 'holidays' and not coalesce(d -> 'label' ?& array['en', 'fr', 'ar', 'es'], false)) then
    raise exception using errcode = '23514', message = 'a day with its name in every language', column = 'days';
  end if;
  perform (d ->> 'day')::date from jsonb_array_elements(ask_calendar.days) d;
  insert into cases.calendar_version (country, kind, weekend, zone, days, because, asked_by)
  values (ask_calendar.country, ask_calendar.kind, ask_calendar.weekend, ask_calendar.zone, ask_calendar.days, ask_calendar.because, auth.staff())
  returning id into made;
  return made;
end $$;

create function cases.answer_calendar(id uuid, agreed boolean, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked cases.calendar_version;
  me uuid := auth.staff();
  became text;
  many int;
begin
  select v.* into asked from cases.calendar_version v where v.id = answer_calendar.id and v.state = 'asked' for update;
  if asked.id is null or not ref.keeps_lists(asked.country) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if asked.asked_by = me and agreed then raise exception using errcode = '42501', message = 'somebody else agrees'; end if;
  became := case when agreed then 'agreed' when asked.asked_by = me then 'withdrawn' else 'refused' end;
  if agreed then
    -- two that are agreed to at one moment work the clocks out one after the other
    perform pg_advisory_xact_lock(hashtext('cases.calendar ' || asked.country));
    if asked.kind = 'week' then
      insert into cases.calendar values (asked.country, asked.weekend, asked.zone)
      on conflict (country) do update set weekend = excluded.weekend, zone = excluded.zone;
    elsif asked.kind = 'holidays' then
      insert into cases.holiday select distinct on (1, 2) asked.country, (d ->> 'day')::date, d -> 'label' from jsonb_array_elements(asked.days) d
      on conflict (country, day) do update set name = excluded.name;
    else
      delete from cases.holiday h where h.country = asked.country and h.day in (select (d ->> 'day')::date from jsonb_array_elements(asked.days) d);
    end if;
    many := cases.work_out_anew(asked.country, (select min((d ->> 'day')::date) from jsonb_array_elements(asked.days) d));
  end if;
  update cases.calendar_version v set answered_by = me, answered_at = now(), answered_because = answer_calendar.because, state = became, clocks = many
  where v.id = asked.id;
  return became;
end $$;

-- As before; with the rests of its clocks.
create or replace function cases.forget() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update change.entry c set set = null, ct = null, salt = null
  where c.module = 'cases' and c.record = 'alert' and c.salt is not null
    and c.row_id in (select a.id from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id);
  delete from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id;
  delete from cases.left_behind b where b.module = tg_argv[0] and b.case_id = old.id;
  delete from cases.rest r where r.module = tg_argv[0] and r.case_id = old.id;
  return null;
end $$;

revoke execute on function cases.resumed(timestamptz, timestamptz, timestamptz, jsonb, uuid), cases.due_anew(uuid, timestamptz, jsonb, jsonb, uuid),
  cases.work_out_anew(text, date), cases.ask_calendar(text, text, int[], text, jsonb, text), cases.answer_calendar(uuid, boolean, text) from public;
grant execute on function cases.ask_calendar(text, text, int[], text, jsonb, text), cases.answer_calendar(uuid, boolean, text) to nansen_app;
