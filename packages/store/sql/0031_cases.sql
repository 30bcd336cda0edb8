-- What every case shares, whatever it is about: docs/decisions/0045. Tables of people, tasks and clocks are each module's own (child records of
-- its case, under the module's column of the matrix); here are the rules that move them, read from the definitions as data.
create schema cases authorization nansen_migrator;
grant usage on schema cases to nansen_app, nansen_sync;

-- Each case module's definition, brought by `nansen migrate` like the access matrix: a rule that changes needs no SQL.
create table cases.module (name text primary key, definition jsonb not null);
-- Weekend by ISO day (1 Monday … 7 Sunday), and the zone in which a day ends.
create table cases.calendar (
  country char(3) primary key,
  weekend int[] not null default '{6,7}',
  zone text not null default 'UTC'
);
create table cases.holiday (country char(3) not null, day date not null, name jsonb not null, primary key (country, day));
create table cases.number_counter (
  module text not null,
  office_id uuid not null references auth.office,
  last int not null,
  primary key (module, office_id)
);
-- Who is or was in which case, of all modules: kept by trigger, read by functions only.
create table cases.person_in (
  individual uuid not null,
  module text not null,
  case_id uuid not null,
  role text not null,
  present boolean not null,
  primary key (individual, module, case_id, role)
);
create index person_in_case on cases.person_in (case_id);
-- What a case tells other modules about one of its people: a word, and nothing else of the case.
create table cases.marker (
  individual uuid not null,
  name text not null, -- MODULE.NAME
  value text not null,
  case_id uuid not null,
  since timestamptz not null,
  primary key (individual, name, case_id)
);
create index marker_of_case on cases.marker (case_id);
do $$
declare t text;
begin
  foreach t in array '{module,calendar,holiday,number_counter,person_in,marker}'::text[] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
    execute format('create policy keeper on cases.%I to nansen_migrator using (true) with check (true)', t);
  end loop;
end $$;
-- Days off are known to whoever is signed in.
create policy read on cases.calendar for select to nansen_app using ((select auth.staff()) is not null);
create policy read on cases.holiday for select to nansen_app using ((select auth.staff()) is not null);
grant select on cases.calendar, cases.holiday to nansen_app;

-- The moment that counts: the server's injected clock where it has one, else the database's.
create function cases.now() returns timestamptz language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(nullif(current_setting('nansen.now', true), '')::timestamptz, now())
$$;

-- UUIDv7 of this moment: rows made here stand in order beside those of the server.
create function cases.new_id() returns uuid language sql volatile set search_path = pg_catalog, pg_temp as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(r, 14, 3) || substr(r, 17, 16))::uuid
  from (select replace(gen_random_uuid()::text, '-', '') as r) x
$$;

-- CCC-SSS-XXX-NNNNNNN-K, gapless in the module and office: the row stays locked until the transaction ends.
create function cases.next_number(of_module text, office uuid) returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  n int;
  number text;
begin
  insert into cases.number_counter as c (module, office_id, last) values (of_module, office, 1)
  on conflict (module, office_id) do update set last = c.last + 1 returning c.last into n;
  select o.number_prefix || '-' || (m.definition ->> 'infix') || '-' || lpad(n::text, 7, '0') into number
  from auth.office o, cases.module m where o.id = office and m.name = of_module;
  return number || '-' || ref.check_character(number);
end $$;

-- Whether people of a country work on a day. A country without a calendar rests on Saturday and Sunday.
create function cases.is_working(of_country char(3), day date) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select extract(isodow from day)::int <> all (coalesce((select c.weekend from cases.calendar c where c.country = of_country), '{6,7}'))
    and not exists (select from cases.holiday h where h.country = of_country and h.day = is_working.day)
$$;

-- When a period that begins at `start` is over. Hours to the minute; days at the end of the last one where the office is; the day of the start is
-- not counted (as in law: within thirty days of notification).
create function cases.due(start timestamptz, span jsonb, office uuid, to_working boolean default false) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  amount int := (span ->> 'amount')::int;
  land char(3);
  zone text;
  day date;
begin
  if span ->> 'unit' = 'hours' then return start + make_interval(hours => amount); end if;
  select o.country, coalesce(c.zone, 'UTC') into land, zone
  from auth.office o left join cases.calendar c on c.country = o.country where o.id = office;
  day := (start at time zone zone)::date;
  if span ->> 'unit' = 'working-days' then
    while amount > 0 loop
      day := day + 1;
      if cases.is_working(land, day) then amount := amount - 1; end if;
    end loop;
  elsif span ->> 'unit' = 'months' then
    day := (day + make_interval(months => amount))::date;
  else
    day := day + amount;
  end if;
  if to_working then
    while not cases.is_working(land, day) loop day := day + 1; end loop;
  end if;
  return (day + 1)::timestamp at time zone zone;
end $$;

-- Working days between two moments: those after the first's day, up to and with the second's last day.
create function cases.working_days_left(since timestamptz, until timestamptz, office uuid) returns int
language sql stable set search_path = pg_catalog, pg_temp as $$
  select count(*)::int
  from auth.office o left join cases.calendar c on c.country = o.country,
    generate_series((since at time zone coalesce(c.zone, 'UTC'))::date + 1,
      ((until - interval '1 second') at time zone coalesce(c.zone, 'UTC'))::date, interval '1 day') d
  where o.id = office and cases.is_working(o.country, d::date)
$$;

-- Whether a row holds what is meant: one value, one of several, or nothing.
create function cases.fits(given jsonb, fitting jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select not exists (
    select from jsonb_each(coalesce(fitting, '{}')) f (name, meant)
    where not coalesce(case
      when meant = 'null' then coalesce(given -> name, 'null') = 'null'
      when jsonb_typeof(meant) = 'array' and jsonb_typeof(given -> name) = 'array' then exists (
        select from jsonb_array_elements(given -> name) one where meant @> jsonb_build_array(one))
      when jsonb_typeof(meant) = 'array' then meant @> jsonb_build_array(given -> name)
      when jsonb_typeof(given -> name) = 'array' then given -> name @> jsonb_build_array(meant)
      else given -> name = meant end, false))
$$;

-- What still blocks a move of a case, rule by rule: [{rule, asks, of, fields, count}]. `given`: the row as it will be.
create function cases.blocks(of_module text, move text, given jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  d jsonb := (select m.definition from cases.module m where m.name = of_module);
  root uuid := (given ->> 'id')::uuid;
  beside jsonb;
  rule jsonb;
  missing text[];
  many int;
  found jsonb := '[]';
begin
  for rule in select r from jsonb_array_elements(coalesce(d -> 'ready' -> move, '[]')) r loop
    continue when not cases.fits(given, rule -> 'when');
    missing := '{}';
    many := null;
    case rule ->> 'asks'
    when 'answered' then
      missing := array(select f from jsonb_array_elements_text(rule -> 'fields') f where coalesce(given -> f, 'null') in ('null', '[]'));
      foreach beside in array array['"protected"', '"sealed"']::jsonb[] loop
        continue when missing = '{}' or to_regclass(format('%I.%I', of_module, (d ->> 'record') || '_' || (beside #>> '{}'))) is null;
        execute format('select to_jsonb(p) from %I.%I p where p.id = $1', of_module, (d ->> 'record') || '_' || (beside #>> '{}')) into beside using root;
        missing := array(select f from unnest(missing) f where coalesce(beside -> f, 'null') in ('null', '[]'));
      end loop;
      continue when missing = '{}';
    when 'some', 'none' then
      execute format('select count(*) from %I.%I r where r.parent_id = $1 and r.withdrawn_at is null and cases.fits(to_jsonb(r), $2)',
        of_module, rule ->> 'of') into many using root, rule -> 'where';
      continue when rule ->> 'asks' = 'some' and many >= coalesce((rule ->> 'least')::int, 1);
      continue when rule ->> 'asks' = 'none' and many = 0;
    when 'each-member' then
      execute format('select count(*) from %I.member m where m.parent_id = $1 and m.until is null and m.withdrawn_at is null
          and ($2 is null or $2 ? m.role) and not exists (
            select from %I.%I r where r.parent_id = $1 and r.withdrawn_at is null and r.%I = m.individual and cases.fits(to_jsonb(r), $3))',
        of_module, of_module, rule ->> 'of', rule ->> 'by') into many using root, rule -> 'roles', rule -> 'where';
      continue when many = 0;
    when 'marker' then
      select count(*) into many from cases.person_in p
      where p.module = of_module and p.case_id = root and p.present and (rule -> 'roles' is null or rule -> 'roles' ? p.role)
        and not exists (select from cases.marker k
          where k.individual = p.individual and k.name = rule ->> 'marker' and rule -> 'values' ? k.value);
      continue when many = 0;
    when 'no-marker' then
      select count(*) into many from cases.person_in p
      where p.module = of_module and p.case_id = root and p.present and (rule -> 'roles' is null or rule -> 'roles' ? p.role)
        and exists (select from cases.marker k
          where k.individual = p.individual and k.name = rule ->> 'marker' and k.case_id <> root and rule -> 'values' ? k.value);
      continue when many = 0;
    else -- clock
      execute format('select count(*) from %I.clock c where c.parent_id = $1 and c.name = $2 and $3 ? c.status', of_module)
        into many using root, rule ->> 'clock', rule -> 'is';
      continue when many > 0;
    end case;
    found := found || jsonb_build_object('rule', rule ->> 'name', 'asks', rule ->> 'asks',
      'of', coalesce(rule ->> 'of', rule ->> 'marker', rule ->> 'clock'), 'fields', to_jsonb(missing), 'count', many);
  end loop;
  return found;
end $$;

-- The same for every move that leaves the case's present state, for whoever may read it: {move: [blocks]}.
create function cases.readiness(of_module text, id uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  d jsonb := (select m.definition from cases.module m where m.name = of_module);
  given jsonb;
begin
  if d is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  execute format('select to_jsonb(r) from %I.%I r where r.id = $1', of_module, d ->> 'record') into given using readiness.id;
  if given is null or not auth.may(of_module, 'read', 'personal', (given ->> 'office_id')::uuid, (given ->> 'owner_id')::uuid,
    readiness.id, (given ->> 'restriction_group')::uuid) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  return (select coalesce(jsonb_object_agg(key, cases.blocks(of_module, key, given)), '{}')
    from jsonb_each(d -> 'moves') where value -> 'from' ? (given ->> 'state'));
end $$;

-- Before a case is written: its number and the moment of its state. Argument: module.
create function cases.number_it() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if session_user = 'nansen_app' or new.number is null then new.number := cases.next_number(tg_argv[0], new.office_id); end if;
    if session_user = 'nansen_app' or new.state_since is null then new.state_since := cases.now(); end if;
  else
    new.number := old.number;
    if new.state <> old.state then new.state_since := cases.now(); else new.state_since := old.state_since; end if;
  end if;
  return new;
end $$;

-- Who makes a move signs it, in their own name; whom a case is about does not change by hand. Fires for the server only. Argument: module.
create function cases.sign_it() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  field text;
begin
  if to_jsonb(new) -> 'subject' is distinct from to_jsonb(old) -> 'subject' and to_jsonb(old) ->> 'subject' is not null then
    raise exception using errcode = '42501', message = 'whom a case is about stays', column = 'subject';
  end if;
  if new.state = old.state then return new; end if;
  select m.definition -> 'signedBy' ->> (old.state || '>' || new.state) into field from cases.module m where m.name = tg_argv[0];
  if field is not null then new := jsonb_populate_record(new, jsonb_build_object(field, auth.staff())); end if;
  return new;
end $$;

-- A move that something blocks is refused. Fires for the server only: the system's own moves wait for nothing. Argument: module.
create function cases.check_ready() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ways int;
  free int;
begin
  if new.state = old.state then return new; end if;
  select count(*), count(*) filter (where cases.blocks(tg_argv[0], key, to_jsonb(new)) = '[]') into ways, free
  from cases.module m, jsonb_each(m.definition -> 'moves')
  where m.name = tg_argv[0] and value -> 'from' ? old.state and value ->> 'to' = new.state;
  if ways > 0 and free = 0 then
    raise exception using errcode = 'NR001', message = 'the case is not ready for this move';
  end if;
  return new;
end $$;

-- A task for whoever works on the case, unless the same is open already.
create function cases.add_task(of_module text, root uuid, kind text, about uuid, cause text, because text, due timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  execute format('insert into %I.task (id, parent_id, kind, about, due_at, status, cause, because)
    select cases.new_id(), $1, $2, $3, $4, ''open'', $5, $6
    where not exists (select from %I.task t where t.parent_id = $1 and t.kind = $2 and t.about is not distinct from $3
      and t.because is not distinct from $6 and t.status = ''open'' and t.withdrawn_at is null)', of_module, of_module)
    using root, kind, about, due, cause, because;
end $$;

-- How long a clock runs for this row; null: it does not.
create function cases.span_of(rule jsonb, given jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case when rule -> 'runs' ? 'by' then rule -> 'runs' -> 'of' -> (given ->> (rule -> 'runs' ->> 'by')) else rule -> 'runs' end
$$;

-- Starts, pauses, resumes, meets and ends the clocks of a case after it was written.
create function cases.keep_clocks(of_module text, d jsonb, before_row jsonb, given jsonb, entered boolean, closed boolean) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  root uuid := (given ->> 'id')::uuid;
  office uuid := (given ->> 'office_id')::uuid;
  state text := given ->> 'state';
  name text;
  rule jsonb;
  span jsonb;
  field text;
  starting timestamptz;
  one record;
  was text;
begin
  for name, rule in select key, value from jsonb_each(d -> 'clocks') loop
    execute format('select * from %I.clock c where c.parent_id = $1 and c.name = $2 and c.status in (''running'', ''paused'') for update', of_module)
      into one using root, name;
    starting := null;
    field := rule -> 'starts' ->> 'answered';
    if field is null then
      -- one that runs or rests goes on
      if entered and one.id is null and rule -> 'starts' -> 'entering' ? state then starting := cases.now(); end if;
    elsif given ->> field is not null and given -> field is distinct from before_row -> field then
      starting := (given ->> field)::timestamptz;
    end if;
    span := cases.span_of(rule, given);
    was := case when one.id is null then null
      when entered and rule -> 'metBy' ? state then 'met'
      when (entered and closed) or starting is not null or span is null then 'ended' end;
    if was is not null then
      execute format('update %I.clock set status = $2, ended_at = cases.now() where id = $1', of_module) using one.id, was;
    end if;
    if starting is not null and span is not null then
      execute format('insert into %I.clock (id, parent_id, name, started_at, due_at, status, paused_at)
        values (cases.new_id(), $1, $2, $3, $4, $5, $6)', of_module)
        using root, name, starting, cases.due(starting, span, office, coalesce((rule ->> 'toWorkingDay')::boolean, false)),
          case when rule -> 'pausedIn' ? state then 'paused' else 'running' end,
          case when rule -> 'pausedIn' ? state then cases.now() end;
    elsif one.id is not null and was is null then
      perform cases.turn_clock(of_module, one.id, rule, span, before_row, given);
    end if;
  end loop;
end $$;

-- Pauses or resumes one clock, or gives it another length.
create function cases.turn_clock(of_module text, clock uuid, rule jsonb, span jsonb, before_row jsonb, given jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  office uuid := (given ->> 'office_id')::uuid;
  rests boolean := coalesce(rule -> 'pausedIn' ? (given ->> 'state'), false);
  one record;
  due timestamptz;
begin
  execute format('select * from %I.clock c where c.id = $1', of_module) into one using clock;
  due := one.due_at;
  if span is distinct from cases.span_of(rule, before_row) then
    due := cases.due(one.started_at, span, office, coalesce((rule ->> 'toWorkingDay')::boolean, false));
  end if;
  if one.status = 'paused' and not rests then
    due := case span ->> 'unit'
      when 'hours' then due + (cases.now() - one.paused_at)
      when 'working-days' then cases.due(cases.now(), jsonb_build_object('unit', 'working-days',
        'amount', cases.working_days_left(one.paused_at, due, office)), office)
      else due + make_interval(days => cases.now()::date - one.paused_at::date) end;
  end if;
  if due is distinct from one.due_at or (one.status = 'paused') <> rests then
    execute format('update %I.clock set due_at = $2, status = $3, paused_at = $4 where id = $1', of_module)
      using clock, due, case when rests then 'paused' else 'running' end,
        case when rests then coalesce(one.paused_at, cases.now()) end;
  end if;
end $$;

-- What the case tells other modules about its people now.
create function cases.keep_markers(of_module text, root uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  d jsonb := (select m.definition from cases.module m where m.name = of_module);
  given jsonb;
begin
  if coalesce(d -> 'markers', '{}') = '{}' then return; end if;
  execute format('select to_jsonb(r) from %I.%I r where r.id = $1', of_module, d ->> 'record') into given using root;
  delete from cases.marker k where k.case_id = root and not exists (
    select from cases.markers_of(of_module, d, given) s where (s.individual, s.name, s.value) = (k.individual, k.name, k.value));
  insert into cases.marker (individual, name, value, case_id, since)
    select s.individual, s.name, s.value, root, cases.now() from cases.markers_of(of_module, d, given) s
    on conflict (individual, name, case_id) do nothing;
end $$;

create function cases.markers_of(of_module text, d jsonb, given jsonb) returns table (individual uuid, name text, value text)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select distinct p.individual, of_module || '.' || m.key, said.value
  from jsonb_each(d -> 'markers') m
  cross join lateral (select case
      when m.value ? 'states' then m.value -> 'states' ->> (given ->> 'state')
      when m.value -> 'in' ? (given ->> 'state') then given ->> (m.value ->> 'field') end as value) said
  join cases.person_in p on p.module = of_module and p.case_id = (given ->> 'id')::uuid and p.present
  where said.value is not null and (m.value -> 'roles' is null or m.value -> 'roles' ? p.role)
$$;

-- After a case was written: the history of its states, its clocks, its markers, its subject as a member. Arguments: module, 'person' | 'system'.
create function cases.after_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d jsonb := (select m.definition from cases.module m where m.name = tg_argv[0]);
  given jsonb := to_jsonb(new);
  before_row jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  entered boolean := tg_op = 'INSERT' or before_row ->> 'state' <> new.state;
  closed boolean := d -> 'closed' ? new.state;
begin
  if entered then
    execute format('insert into %I.stage (id, parent_id, from_state, to_state, entered_at, by_system) values (cases.new_id(), $1, $2, $3, $4, $5)',
      tg_argv[0]) using new.id, before_row ->> 'state', new.state, cases.now(), tg_argv[1] = 'system';
  end if;
  if given ->> 'subject' is not null and given -> 'subject' is distinct from before_row -> 'subject' then
    execute format('insert into %I.member (id, parent_id, individual, role, since)
      select cases.new_id(), $1, $2, $3, cases.now()::date
      where not exists (select from %I.member m where m.parent_id = $1 and m.individual = $2 and m.until is null and m.withdrawn_at is null)',
      tg_argv[0], tg_argv[0]) using new.id, (given ->> 'subject')::uuid, d -> 'roles' ->> 0;
  end if;
  perform cases.keep_clocks(tg_argv[0], d, before_row, given, entered, closed);
  if entered and closed then
    execute format('update %I.task set status = ''withdrawn'' where parent_id = $1 and status = ''open'' and cause in (''clock'', ''event'')', tg_argv[0])
      using new.id;
  end if;
  perform cases.keep_markers(tg_argv[0], new.id);
  return null;
end $$;

-- After somebody came or left: who is in the case, its markers, and the restriction of whom it names. Arguments: module, root record, table of people.
create function cases.after_member() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  restriction uuid;
begin
  if tg_op = 'UPDATE' and (new.individual, new.role) is distinct from (old.individual, old.role) then
    delete from cases.person_in p where (p.individual, p.module, p.case_id, p.role) = (old.individual, tg_argv[0], old.parent_id, old.role);
  end if;
  insert into cases.person_in values (new.individual, tg_argv[0], new.parent_id, new.role, new.until is null and new.withdrawn_at is null)
  on conflict (individual, module, case_id, role) do update set present = excluded.present;
  execute format('select i.restriction_group from %s i where i.id = $1', tg_argv[2]::regclass) into restriction using new.individual;
  if restriction is not null then
    execute format('update %I.%I set restriction_group = $2 where id = $1 and restriction_group is null', tg_argv[0], tg_argv[1])
      using new.parent_id, restriction;
  end if;
  perform cases.keep_markers(tg_argv[0], new.parent_id);
  return null;
end $$;

-- When somebody comes under a restriction, or out of it, the cases they are in follow; one that a case had of its own stays. Arguments: module, root.
create function cases.follow_restriction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('update %I.%I c set restriction_group = $2 from cases.person_in p
    where p.individual = $1 and p.module = $4 and p.case_id = c.id and c.restriction_group is not distinct from $3', tg_argv[0], tg_argv[1])
    using new.id, new.restriction_group, old.restriction_group, tg_argv[0];
  return null;
end $$;

-- A task is put open, by a person, of a kind the module knows; who does it signs. Fires for the server only. Argument: module.
create function cases.before_task() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.status := 'open';
    new.cause := 'person';
    new.because := null;
    new.escalated_at := null;
    new.done_by := null;
    new.done_at := null;
    if new.kind <> 'other' and not exists (
      select from cases.module m where m.name = tg_argv[0] and m.definition -> 'tasks' ? new.kind) then
      raise exception using errcode = '23514', message = 'no such kind of task', column = 'kind';
    end if;
    return new;
  end if;
  new.cause := old.cause;
  new.because := old.because;
  new.escalated_at := old.escalated_at;
  if new.status is distinct from old.status then
    if old.status <> 'open' or new.status = 'open' then
      raise exception using errcode = '42501', message = 'a task is done once';
    end if;
    new.done_by := auth.staff();
    new.done_at := cases.now();
  else
    new.done_by := old.done_by;
    new.done_at := old.done_at;
  end if;
  return new;
end $$;

-- A note says what it is: its words stand where its level is read. Sealed ones come with packages/sealed.
create function cases.before_note() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.level = 'ordinary') <> (new.text is not null) then
    raise exception using errcode = '23514', message = 'a note has its words where its level is', column = 'text';
  end if;
  return new;
end $$;

revoke execute on all functions in schema cases from public;
grant execute on function cases.now(), cases.is_working(char, date), cases.due(timestamptz, jsonb, uuid, boolean), cases.readiness(text, uuid),
  cases.fits(jsonb, jsonb) to nansen_app;
