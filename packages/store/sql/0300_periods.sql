-- A country's own periods: how long a clock of a module runs there, how long an answer to a referral is waited for, and when an overdue task stands before
-- somebody else. One asks, another agrees, as with its working days (0130_calendars.sql). What is agreed holds for what starts from then on: a deadline that
-- somebody was told stays what they were told. Without a word of the country the module's own period holds. Nothing here is about a person.
do $$
declare one record;
begin
  -- the checks of a kind and of what it brings are written anew below
  for one in select conname from pg_constraint where conrelid = 'cases.calendar_version'::regclass and contype = 'c'
      and (pg_get_constraintdef(oid) ~ '''holidays''' or pg_get_constraintdef(oid) ~ 'kind = ''week''.*days IS NULL') loop
    execute format('alter table cases.calendar_version drop constraint %I', one.conname);
  end loop;
end $$;
alter table cases.calendar_version
  add column of_module text,
  -- A clock of the module, or `referral` or `escalation`.
  add column clock text,
  -- As `runs` of a clock: `{amount, unit}`, or `{by, of}`; null: the module's own again.
  add column spans jsonb,
  -- Since when it holds.
  add column holds_from timestamptz,
  add check (kind in ('week', 'holidays', 'working-days', 'period')),
  add check ((kind in ('week', 'period')) = (days is null)),
  add check ((kind = 'period') = (of_module is not null and clock is not null)),
  add check (spans is null or kind = 'period'),
  add check ((kind = 'period' and state = 'agreed') = (holds_from is not null));
create index calendar_version_periods on cases.calendar_version (country, of_module, clock, holds_from) where state = 'agreed' and kind = 'period';

-- What the module itself says of how long a clock runs; null: it has none of that name.
create function cases.own_period(d jsonb, clock text) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case clock
    when 'referral' then '{"by": "priority", "of": {"urgent": {"amount": 1, "unit": "working-days"}, "soon": {"amount": 3, "unit": "working-days"},
      "usual": {"amount": 5, "unit": "working-days"}}}'::jsonb
    when 'escalation' then d -> 'escalateAfter'
    else d -> 'clocks' -> clock -> 'runs' end
$$;

-- How long a clock that started then runs in the country of an office.
create function cases.period_of(of_module text, clock text, own jsonb, office uuid, started timestamptz) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select coalesce(v.spans, own) from cases.calendar_version v join auth.office o on o.country = v.country
    where o.id = office and v.kind = 'period' and v.state = 'agreed' and v.of_module = period_of.of_module and v.clock = period_of.clock
      and v.holds_from <= started order by v.holds_from desc, v.asked_at desc limit 1), own)
$$;

-- The rule of a clock with the period of its country.
create function cases.ruled(of_module text, clock text, rule jsonb, office uuid, started timestamptz) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp as $$
  select rule || jsonb_build_object('runs', cases.period_of(of_module, clock, rule -> 'runs', office, started))
$$;

-- As before (0036), by the period of the country.
create or replace function cases.keep_clocks(of_module text, d jsonb, before_row jsonb, given jsonb, entered boolean, closed boolean) returns void
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
    continue when one.id is null and starting is null;
    rule := cases.ruled(of_module, name, rule, office, coalesce(starting, one.started_at));
    span := cases.span_of(rule, given);
    was := case when one.id is null then null
      when entered and rule -> 'metBy' ? state then 'met'
      when (entered and closed) or starting is not null or span is null then 'ended' end;
    if was is not null then
      execute format('update %I.clock set status = $2, ended_at = cases.now(), paused_at = null where id = $1', of_module) using one.id, was;
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

-- As before (0130), each by the period that held when it started.
create or replace function cases.work_out_anew(of_country text, since date) returns int
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
      rule := cases.ruled(m.name, one.name, m.d -> 'clocks' -> one.name, one.office_id, one.started_at);
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

-- In how long a yes or no to a referral is looked for, so many times over.
create function cases.referral_wait(of_module text, priority text, times int, office uuid, sent timestamptz) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('unit', p.span ->> 'unit', 'amount', times * (p.span ->> 'amount')::int)
  from (select cases.period_of(of_module, 'referral', cases.own_period('{}', 'referral'), office, sent) -> 'of' -> coalesce(priority, 'usual') as span) p
$$;

-- As before (0230), by the period of the country.
create or replace function cases.remind_of_referrals(of_module text, at timestamptz, most int) returns int
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  done int := 0;
begin
  execute format('update cases.shared s set reminded = null from %I.referral r
    where s.module = $1 and s.reminded < 2 and r.id = s.referral_id and (r.status not in (''sent'', ''acknowledged'') or r.withdrawn_at is not null)',
    of_module) using of_module;
  for one in execute format('select r.id, r.parent_id, r.root_id, r.about, r.service, r.created_by, w.last, w.last <= $2 as is_long
    from cases.shared s join %I.referral r on r.id = s.referral_id cross join lateral (
      select cases.due(r.created_at, cases.referral_wait($1, r.priority, 2, r.office_id, r.created_at), r.office_id) as last,
        cases.due(r.created_at, cases.referral_wait($1, r.priority, s.reminded + 1, r.office_id, r.created_at), r.office_id) as next) w
    where s.module = $1 and s.reminded < 2 and w.next <= $2
    order by r.id limit $3 for update of s skip locked', of_module) using of_module, at, most
  loop
    execute format('insert into %I.task (id, parent_id, kind, what, for_staff, about, due_at, status, cause, because)
      select cases.new_id(), $1, ''referral-left'', $2, $3, $4, $5, ''open'', ''referral'', $6
      where not exists (select from %I.task t where t.parent_id = $1 and t.kind = ''referral-left'' and t.because = $6 and t.status = ''open'' and t.withdrawn_at is null)',
      of_module, of_module) using one.parent_id, one.service,
        case when cases.could_read(one.created_by, of_module, cases.root_of(of_module, one.root_id)) then one.created_by end, one.about, one.last, one.id::text;
    if one.is_long then
      execute format('update %I.task t set escalated_at = $3 where t.parent_id = $1 and t.kind = ''referral-left'' and t.because = $2 and t.status = ''open''
        and t.escalated_at is null', of_module) using one.parent_id, one.id::text, at;
    end if;
    update cases.shared s set reminded = case when one.is_long then 2 else 1 end where s.referral_id = one.id;
    done := done + 1;
  end loop;
  return done;
end $$;
drop function cases.referral_wait(text, int);

-- As before (0230), an overdue task by the period of its country.
create or replace function cases.run_clocks(at timestamptz, most int default 500) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  one record;
  rule jsonb;
  done int := 0;
  late int;
begin
  perform set_config('nansen.now', at::text, true);
  for m in select x.name, x.definition as d from cases.module x order by x.name loop
    for one in execute format('select c.id, c.parent_id, c.name from %I.clock c where c.status = ''running'' and c.due_at <= $1
      order by c.due_at limit $2 for update skip locked', m.name) using at, most
    loop
      rule := m.d -> 'clocks' -> one.name -> 'expires';
      execute format('update %I.clock set status = ''expired'', ended_at = $2 where id = $1', m.name) using one.id, at;
      if rule ? 'task' then perform cases.add_task(m.name, one.parent_id, rule ->> 'task', null, 'clock', one.name, at); end if;
      if rule ? 'move' then perform cases.move_by_system(m.name, m.d, one.parent_id, rule ->> 'move'); end if;
      done := done + 1;
    end loop;
    execute format('update %I.task t set escalated_at = $1
      where t.id in (select o.id from %I.task o where o.status = ''open'' and o.escalated_at is null and o.withdrawn_at is null
        and o.due_at < $1 and cases.due(o.due_at, cases.period_of($4, ''escalation'', $2, o.office_id, o.due_at), o.office_id) <= $1
        order by o.due_at limit $3)', m.name, m.name)
      using at, m.d -> 'escalateAfter', most, m.name;
    get diagnostics late = row_count;
    done := done + late + cases.remind_of_referrals(m.name, at, most);
  end loop;
  return done;
end $$;

-- Whether these spans are of the shape of the module's own: one period, or one for each of the same answers.
create function cases.fits_period(spans jsonb, own jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(case
    when own is null then false
    when own ? 'by' then spans ->> 'by' = own ->> 'by' and jsonb_typeof(spans -> 'of') = 'object'
      and (select array_agg(k order by k) from jsonb_object_keys(spans -> 'of') k) = (select array_agg(k order by k) from jsonb_object_keys(own -> 'of') k)
      and not exists (select from jsonb_each(spans -> 'of') e where not cases.fits_period(e.value, '{}'))
    else jsonb_typeof(spans) = 'object' and spans ->> 'amount' ~ '^[1-9]\d{0,3}$' and spans ->> 'unit' in ('hours', 'days', 'working-days', 'months')
      and (select count(*) from jsonb_object_keys(spans)) = 2
  end, false)
$$;

create function cases.ask_period(country text, of_module text, clock text, spans jsonb, because text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  own jsonb := (select cases.own_period(m.definition, ask_period.clock) from cases.module m where m.name = ask_period.of_module);
  made uuid;
begin
  if not ref.keeps_lists(ask_period.country) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  if own is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if ask_period.spans is not null and not cases.fits_period(ask_period.spans, own) then
    raise exception using errcode = '23514', message = 'a number and a unit for each', column = 'spans';
  end if;
  insert into cases.calendar_version (country, kind, of_module, clock, spans, because, asked_by)
  values (ask_period.country, 'period', ask_period.of_module, ask_period.clock, ask_period.spans, ask_period.because, auth.staff())
  returning id into made;
  return made;
end $$;

-- As before (0191); a period holds from now on and moves nothing that runs.
create or replace function cases.answer_calendar(id uuid, agreed boolean, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked cases.calendar_version;
  me uuid := auth.staff();
  became text;
  since date;
  counted jsonb;
  many int;
begin
  select v.* into asked from cases.calendar_version v where v.id = answer_calendar.id and v.state = 'asked' for update;
  if asked.id is null or not ref.keeps_lists(asked.country) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if asked.asked_by = me and agreed then raise exception using errcode = '42501', message = 'somebody else agrees'; end if;
  became := case when agreed then 'agreed' when asked.asked_by = me then 'withdrawn' else 'refused' end;
  if agreed and asked.kind <> 'period' then
    -- two that are agreed to at one moment work the clocks out one after the other
    perform pg_advisory_xact_lock(hashtext('cases.calendar ' || asked.country));
    since := (select min((d ->> 'day')::date) from jsonb_array_elements(asked.days) d);
    counted := cases.tasks_counted(asked.country, since);
    if asked.kind = 'week' then
      insert into cases.calendar values (asked.country, asked.weekend, asked.zone)
      on conflict (country) do update set weekend = excluded.weekend, zone = excluded.zone;
    elsif asked.kind = 'holidays' then
      insert into cases.holiday select distinct on (1, 2) asked.country, (d ->> 'day')::date, d -> 'label' from jsonb_array_elements(asked.days) d
      on conflict (country, day) do update set name = excluded.name;
    else
      delete from cases.holiday h where h.country = asked.country and h.day in (select (d ->> 'day')::date from jsonb_array_elements(asked.days) d);
    end if;
    many := cases.work_out_anew(asked.country, since) + cases.tasks_anew(counted);
  end if;
  update cases.calendar_version v set answered_by = me, answered_at = now(), answered_because = answer_calendar.because, state = became, clocks = many,
    holds_from = case when agreed and asked.kind = 'period' then cases.now() end
  where v.id = asked.id;
  return became;
end $$;

-- Every period of every module as it holds in a country now, beside the module's own.
create function cases.periods(of_country text) returns table (module text, record text, clock text, own jsonb, spans jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.name, m.definition ->> 'record', c.clock, cases.own_period(m.definition, c.clock), (
    select v.spans from cases.calendar_version v where v.country = of_country and v.kind = 'period' and v.state = 'agreed' and v.of_module = m.name
      and v.clock = c.clock and v.holds_from <= cases.now() order by v.holds_from desc, v.asked_at desc limit 1)
  from cases.module m cross join lateral (
    select key as clock, 0 as place from jsonb_each(m.definition -> 'clocks') union all values ('referral', 1), ('escalation', 2)) c
  where auth.can('admin', 'read', 'personal') order by m.name, c.place, c.clock
$$;

-- The record that a case of the module is.
create function cases.record_of(of_module text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.definition ->> 'record' from cases.module m where m.name = of_module
$$;

revoke execute on function cases.record_of(text), cases.own_period(jsonb, text), cases.period_of(text, text, jsonb, uuid, timestamptz), cases.ruled(text, text, jsonb, uuid, timestamptz),
  cases.referral_wait(text, text, int, uuid, timestamptz), cases.fits_period(jsonb, jsonb), cases.ask_period(text, text, text, jsonb, text),
  cases.periods(text) from public;
grant execute on function cases.record_of(text), cases.ask_period(text, text, text, jsonb, text), cases.periods(text) to nansen_app;
