-- A new situation of a person or a case, brought before named colleagues, roles, or by a rule. Words stand here and are shown to who may open what
-- they are about, each time they ask; what is pushed to a screen is an identifier and a kind, and nothing else.
create table cases.alert (
  id uuid primary key,
  -- A case's module, or `registration` for a person.
  module text not null,
  record_id uuid not null,
  -- A rule's name, or `person`: somebody raised it.
  kind text not null check (char_length(kind) between 1 and 80),
  urgent boolean not null,
  words text check (char_length(words) between 1 and 1000),
  raised_by uuid references auth.staff,
  raised_at timestamptz not null,
  -- Of a rule: what it was raised for; the same is not raised twice.
  cause text,
  check ((raised_by is null) = (cause is not null))
);
create unique index alert_once on cases.alert (module, record_id, kind, cause) where cause is not null;
create index alert_about on cases.alert (record_id);
create table cases.alert_for (
  alert_id uuid not null references cases.alert on delete cascade,
  staff_id uuid not null references auth.staff,
  told_at timestamptz not null,
  read_at timestamptz,
  primary key (staff_id, alert_id)
);
create index alert_receipts on cases.alert_for (alert_id);
-- How somebody wants to hear: at once, or once a day at an hour (UTC). Absent: at once. Urgent ones come at once in any case.
create table cases.alert_wish (
  staff_id uuid primary key references auth.staff,
  daily_at int check (daily_at between 0 and 23),
  told_at timestamptz
);
-- Rules about people: `finds` is a function of a module that answers rows (record_id uuid, cause text). Which hold, and who is told, is data.
create table cases.alert_rule (
  name text primary key,
  module text not null,
  finds text not null check (finds ~ '^[a-z_]+\.[a-z_0-9]+$'),
  tells text[] not null,
  active boolean not null default true
);
do $$
declare t text;
begin
  foreach t in array '{alert,alert_for,alert_wish,alert_rule}'::text[] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
    execute format('create policy keeper on cases.%I to nansen_migrator using (true) with check (true)', t);
  end loop;
end $$;
create trigger z_log after insert on cases.alert for each row execute function change.log('cases', 'alert', 'open');

-- What an alert is about: `{id, office_id, owner_id, restriction_group}` of a case or a person; null when it is gone.
create function cases.matter(of_module text, id uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb;
begin
  if of_module <> 'registration' then
    return case when exists (select from cases.module m where m.name = of_module) then cases.root_of(of_module, matter.id) end;
  end if;
  execute 'select to_jsonb(i) from registration.individual i where i.id = $1' into given using matter.id;
  return given;
end $$;
create function cases.may_open(of_module text, given jsonb) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select given is not null and auth.may(of_module, 'read', 'personal', (given ->> 'office_id')::uuid, (given ->> 'owner_id')::uuid, (given ->> 'id')::uuid,
      (given ->> 'restriction_group')::uuid)
    and (of_module <> 'registration' or (given ->> 'id')::uuid <> all (auth.hidden())) and not cases.names_any(given, auth.hidden())
$$;

-- Who is told of a matter: named colleagues, and holders of roles at its office or above it; of all these only who may open it, and never the one who says it.
create function cases.tell_of(alert uuid, of_module text, given jsonb, to_staff uuid[], to_roles text[], besides uuid) returns int
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  many int;
begin
  insert into cases.alert_for (alert_id, staff_id, told_at)
  select tell_of.alert, s.id, cases.now() from auth.staff s
  where s.id is distinct from besides and cases.could_read(s.id, of_module, given)
    and (s.id = any (to_staff) or exists (select from auth.current_assignment a
      where a.staff_id = s.id and a.role = any (to_roles) and exists (
        select from auth.office_closure c where c.ancestor = a.office_id and c.descendant = (given ->> 'office_id')::uuid)))
  on conflict do nothing;
  get diagnostics many = row_count;
  return many;
end $$;

-- Raises an alert. Whoever is named must be able to open it: the others are not told, not even that there is something. How many were told.
create function cases.raise_alert(id uuid, of_module text, about uuid, to_staff uuid[], to_roles text[], words text, urgent boolean) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := cases.matter(of_module, about);
  many int;
begin
  if not cases.may_open(of_module, given) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if exists (select from unnest(to_staff) s where not cases.could_read(s, of_module, given)) then
    raise exception using errcode = '23503', message = 'who is told may open it', column = 'toStaff';
  end if;
  insert into cases.alert values (raise_alert.id, of_module, about, 'person', urgent, words, auth.staff(), cases.now(), null);
  many := cases.tell_of(raise_alert.id, of_module, given, to_staff, to_roles, auth.staff());
  if many = 0 then raise exception using errcode = '23502', message = 'nobody', column = 'toStaff'; end if;
  return many;
end $$;

-- Colleagues who could be told, and roles of which somebody could: for who may open the matter.
create function cases.alert_colleagues(of_module text, about uuid) returns table (staff_id uuid, name text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := cases.matter(of_module, about);
begin
  if not cases.may_open(of_module, given) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  return query select s.id, s.display_name from auth.staff s
    where s.status = 'active' and s.id <> auth.staff() and cases.could_read(s.id, of_module, given) order by s.display_name limit 300;
end $$;

-- The asker's alerts, the newest first, as far as they may open what each is about; the others are not there.
create function cases.alerts_for_me()
returns table (id uuid, module text, record_id uuid, number text, kind text, urgent boolean, words text, raised_by uuid, raised_at timestamptz, read_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select a.id, a.module, a.record_id, g.given ->> 'number', a.kind, a.urgent, a.words, a.raised_by, a.raised_at, f.read_at
    from cases.alert_for f join cases.alert a on a.id = f.alert_id cross join lateral (select cases.matter(a.module, a.record_id) as given) g
    where f.staff_id = auth.staff() and (f.read_at is null or f.read_at > now() - interval '30 days') and cases.may_open(a.module, g.given)
    order by a.raised_at desc, a.id limit 200;
end $$;
create function cases.read_alert(id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update cases.alert_for f set read_at = coalesce(f.read_at, cases.now()) from cases.alert a
  where a.id = f.alert_id and f.alert_id = read_alert.id and f.staff_id = auth.staff() and cases.may_open(a.module, cases.matter(a.module, a.record_id));
  return found;
end $$;
-- Alerts that the asker raised of one matter, each with who was told and when they read it.
create function cases.alerts_by_me(of_module text, about uuid) returns table (id uuid, words text, raised_at timestamptz, staff_id uuid, read_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not cases.may_open(of_module, cases.matter(of_module, about)) then return; end if;
  return query select a.id, a.words, a.raised_at, f.staff_id, f.read_at from cases.alert a join cases.alert_for f on f.alert_id = a.id
    where a.module = of_module and a.record_id = about and a.raised_by = auth.staff() order by a.raised_at desc, f.staff_id limit 500;
end $$;
create function cases.alert_wish_of_me() returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select w.daily_at from cases.alert_wish w where w.staff_id = auth.staff()
$$;
create function cases.wish_alerts(daily_at int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if auth.staff() is null then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  insert into cases.alert_wish values (auth.staff(), wish_alerts.daily_at, null) on conflict (staff_id) do update set daily_at = excluded.daily_at;
end $$;

-- To open screens: whose, which, and what kind of thing. The page asks what it says through its session.
create function cases.push_alert() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select a.urgent from cases.alert a where a.id = new.alert_id)
    or not exists (select from cases.alert_wish w where w.staff_id = new.staff_id and w.daily_at is not null) then
    perform pg_notify('nansen_live', json_build_object('staff', new.staff_id, 'id', new.alert_id, 'kind', 'alert')::text);
  end if;
  return null;
end $$;
create trigger y_push after insert on cases.alert_for for each row execute function cases.push_alert();

-- Raises what a rule found, once for one cause. The owner of a case is told, and whom the rule names.
create function cases.raise_by_rule(of_module text, about uuid, rule text, cause text, tells text[]) returns int
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := cases.matter(of_module, about);
  made uuid := cases.new_id();
begin
  insert into cases.alert values (made, of_module, about, rule, true, null, null, cases.now(), raise_by_rule.cause) on conflict do nothing;
  if not found then return 0; end if;
  perform cases.tell_of(made, of_module, given, array_remove(array[(given ->> 'owner_id')::uuid], null), coalesce(tells, '{}'), null);
  return 1;
end $$;

-- Columns of a row that must hold these, as SQL: cases.fits said of each row would read them all.
create function cases.fitting_sql(fitting jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(string_agg(case
    when value = 'null' then format('c.%I is null', key)
    when jsonb_typeof(value) = 'array' then format('c.%I::text = any (%L::text[])', key, array(select jsonb_array_elements_text(value)))
    else format('c.%I::text = %L', key, value #>> '{}') end, ' and '), 'true')
  from jsonb_each(coalesce(fitting, '{}'))
$$;

-- The duty: what rules say of open cases and of people at this moment, and the day's word to who wants one a day. Returns how many were raised.
create function cases.judge_alerts(at timestamptz, most int default 500) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  r record;
  one record;
  since text;
  done int := 0;
begin
  perform set_config('nansen.now', at::text, true);
  for m in select x.name, x.definition as d from cases.module x where coalesce(x.definition -> 'alerts', '{}') <> '{}' order by x.name loop
    for r in select key as name, value as rule from jsonb_each(m.d -> 'alerts') loop
      if r.rule ? 'clock' then
        for one in execute format('select k.root_id as id, k.id::text as cause from %I.clock k where k.name = $1 and k.status = ''expired''
            and k.due_at > $2 - interval ''30 days'' and not exists (select from cases.alert a where a.module = $3 and a.record_id = k.root_id
              and a.kind = $4 and a.cause = k.id::text) limit $5', m.name) using r.rule ->> 'clock', at, m.name, r.name, most
        loop
          done := done + cases.raise_by_rule(m.name, one.id, r.name, one.cause, array(select jsonb_array_elements_text(coalesce(r.rule -> 'tells', '[]'))));
        end loop;
      else
        since := format('c.%I', coalesce(r.rule ->> 'since', 'state_since'));
        for one in execute format('select c.id, %1$s::text as cause from %2$I.%3$I c where not $1 ? c.state and %4$s and %1$s is not null
            and cases.due(%1$s::timestamptz, $2, c.office_id) <= $3 and not exists (select from cases.alert a where a.module = $4
              and a.record_id = c.id and a.kind = $5 and a.cause = %1$s::text) limit $6', since, m.name, m.d ->> 'record', cases.fitting_sql(r.rule -> 'where'))
          using m.d -> 'closed', r.rule -> 'after', at, m.name, r.name, most
        loop
          done := done + cases.raise_by_rule(m.name, one.id, r.name, one.cause, array(select jsonb_array_elements_text(coalesce(r.rule -> 'tells', '[]'))));
        end loop;
      end if;
    end loop;
  end loop;
  for r in select x.* from cases.alert_rule x where x.active loop
    continue when to_regproc(r.finds) is null;
    for one in execute format('select f.record_id as id, f.cause from %s() f where not exists (select from cases.alert a where a.module = $1
        and a.record_id = f.record_id and a.kind = $2 and a.cause = f.cause) limit $3', r.finds) using r.module, r.name, most
    loop
      done := done + cases.raise_by_rule(r.module, one.id, r.name, one.cause, r.tells);
    end loop;
  end loop;
  update cases.alert_wish w set told_at = at
  where w.daily_at is not null and extract(hour from at at time zone 'UTC') >= w.daily_at
    and coalesce(w.told_at, '-infinity') < date_trunc('day', at at time zone 'UTC') at time zone 'UTC'
    and exists (select from cases.alert_for f where f.staff_id = w.staff_id and f.read_at is null
      and pg_notify('nansen_live', json_build_object('staff', w.staff_id, 'id', null, 'kind', 'digest')::text) is not null);
  return done;
end $$;

-- A case that is destroyed leaves nothing here. Argument: module.
create function cases.forget() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id;
  delete from cases.left_behind b where b.module = tg_argv[0] and b.case_id = old.id;
  return null;
end $$;

revoke execute on all functions in schema cases from public;
grant execute on function cases.raise_alert(uuid, text, uuid, uuid[], text[], text, boolean), cases.alert_colleagues(text, uuid), cases.alerts_for_me(),
  cases.read_alert(uuid), cases.alerts_by_me(text, uuid), cases.alert_wish_of_me(), cases.wish_alerts(int) to nansen_app;
grant execute on function cases.judge_alerts(timestamptz, int) to nansen_sync;
