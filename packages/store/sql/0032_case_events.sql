-- What happens to people reaches every open case that they are in; what time does reaches every clock. Both write as the owner of all, show
-- nothing to whoever caused it, and leave their trace as tasks, stages and members that the case's own people see.

-- A happening, by name and whom it happened to. What ends in `-undone` takes back what is still open of the first.
create function cases.tell(happening text, people uuid[], happened_on date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  hit record;
  rule jsonb;
begin
  if not (auth.can('registration', 'change', 'personal') or auth.can('registration', 'merge', 'personal')
    or auth.can('registration', 'transfer', 'personal')) then return; end if;
  perform cases.tell_all(happening, people, happened_on);
end $$;

create function cases.tell_all(happening text, people uuid[], happened_on date) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  hit record;
  rule jsonb;
  undone text := case when happening like '%-undone' then left(happening, -length('-undone')) end;
begin
  for m in select x.name, x.definition as d from cases.module x order by x.name loop
    if undone is not null then perform cases.take_back(m.name, m.d, undone, people); end if;
    continue when not m.d -> 'events' ? happening;
    for hit in execute format('select distinct on (c.id, p.individual) to_jsonb(c) as given, p.individual, p.role
        from cases.person_in p join %I.%I c on c.id = p.case_id
        where p.module = $1 and p.present and p.individual = any ($2) order by c.id, p.individual, p.role', m.name, m.d ->> 'record')
      using m.name, people
    loop
      continue when m.d -> 'closed' ? (hit.given ->> 'state');
      -- what ends the case comes last: it withdraws what was put before
      for rule in select r from jsonb_array_elements(m.d -> 'events' -> happening) with ordinality e (r, n) order by r ->> 'does' = 'move', n loop
        continue when rule -> 'roles' is not null and not rule -> 'roles' ? hit.role
          or rule -> 'in' is not null and not rule -> 'in' ? (hit.given ->> 'state');
        perform cases.bring_about(m.name, m.d, rule, hit.given, hit.individual, happening, happened_on);
      end loop;
    end loop;
  end loop;
end $$;

create function cases.bring_about(of_module text, d jsonb, rule jsonb, given jsonb, person uuid, happening text, happened_on date) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  root uuid := (given ->> 'id')::uuid;
begin
  if rule ->> 'does' = 'leave' then
    execute format('update %I.member set until = greatest($3, since), left_because = $4
      where parent_id = $1 and individual = $2 and until is null and withdrawn_at is null', of_module) using root, person, happened_on, happening;
  elsif rule ->> 'does' = 'task' then
    perform cases.add_task(of_module, root, rule ->> 'task', person, 'event', happening,
      case when rule -> 'within' is not null then cases.due(cases.now(), rule -> 'within', (given ->> 'office_id')::uuid) end);
  elsif not exists (select from cases.person_in p where p.module = of_module and p.case_id = root and p.present and p.individual <> person
      and (rule -> 'roles' is null or rule -> 'roles' ? p.role)) then
    perform cases.move_by_system(of_module, d, root, rule ->> 'move');
  end if;
end $$;

-- A move that only the system makes, where the case stands at one of its beginnings.
create function cases.move_by_system(of_module text, d jsonb, root uuid, move text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  execute format('update %I.%I set state = $2 where id = $1 and $3 ? state', of_module, d ->> 'record')
    using root, d -> 'moves' -> move ->> 'to', d -> 'moves' -> move -> 'from';
end $$;

-- What did not happen after all: its open tasks are withdrawn, and who left because of it is back. What people did meanwhile stays.
create function cases.take_back(of_module text, d jsonb, undone text, people uuid[]) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  execute format('update %I.task t set status = ''withdrawn'' from %I.%I c
    where c.id = t.parent_id and t.status = ''open'' and t.cause = ''event'' and t.because = $1
      and t.about in (select p.individual from cases.person_in p where p.individual = any ($2) and p.module = $3 and p.case_id = c.id)',
    of_module, of_module, d ->> 'record') using undone, people, of_module;
  if jsonb_array_length(d -> 'roles') = 0 then return; end if;
  -- the system closes by an event and does not reopen: somebody looks
  perform cases.add_task(of_module, p.case_id, 'event-undone', p.individual, 'event', undone || '-undone', cases.now())
  from cases.person_in p
  where p.individual = any (people) and p.module = of_module and cases.was_ended_by(of_module, d, p.case_id, undone);
  execute format('update %I.member r set until = null, left_because = null from %I.%I c
    where c.id = r.parent_id and r.individual = any ($2) and r.left_because = $1 and r.withdrawn_at is null and not $3 ? c.state',
    of_module, of_module, d ->> 'record') using undone, people, d -> 'closed';
end $$;

-- Whether the case stands where a move of this happening's brought it, and the system made that move.
create function cases.was_ended_by(of_module text, d jsonb, root uuid, happening text) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  last_stage record;
begin
  execute format('select s.to_state, s.by_system from %I.stage s where s.root_id = $1 order by s.entered_at desc, s.id desc limit 1', of_module)
    into last_stage using root;
  return coalesce(last_stage.by_system, false) and exists (
    select from jsonb_array_elements(d -> 'events' -> happening) r
    where r ->> 'does' = 'move' and d -> 'moves' -> (r ->> 'move') ->> 'to' = last_stage.to_state);
end $$;

-- What `cases.tell` would bring, as far as the asker may read the cases: for previews.
create function cases.foresee(happening text, people uuid[])
returns table (module text, case_id uuid, number text, does text, task text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
begin
  for m in select x.name, x.definition as d from cases.module x where x.definition -> 'events' ? happening order by x.name loop
    return query execute format('select distinct $1, c.id, c.number, r ->> ''does'', coalesce(r ->> ''task'', r ->> ''move'')
      from cases.person_in p join %I.%I c on c.id = p.case_id, jsonb_array_elements($3 -> ''events'' -> $4) r
      where p.module = $1 and p.present and p.individual = any ($2) and not $3 -> ''closed'' ? c.state
        and (r -> ''roles'' is null or r -> ''roles'' ? p.role) and (r -> ''in'' is null or r -> ''in'' ? c.state)
        and (r ->> ''does'' <> ''move'' or r -> ''roles'' is null or not exists (
          select from cases.person_in o where o.module = $1 and o.case_id = c.id and o.present and o.individual <> p.individual and r -> ''roles'' ? o.role))
        and auth.may($1, ''read'', ''personal'', c.office_id, c.owner_id, c.id, c.restriction_group)', m.name, m.d ->> 'record')
      using m.name, people, m.d, happening;
  end loop;
end $$;

-- The duty: clocks that are over by `at` say so, and open tasks long overdue are shown to the supervisor. Returns how many of both.
create function cases.run_clocks(at timestamptz, most int default 500) returns int
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
        and o.due_at < $1 and cases.due(o.due_at, $2, o.office_id) <= $1 order by o.due_at limit $3)', m.name, m.name)
      using at, m.d -> 'escalateAfter', most;
    get diagnostics late = row_count;
    done := done + late;
  end loop;
  return done;
end $$;

-- The cases of these people, as far as the asker may know of each: that there is one (`see summary`), its stage and next date (`see stage`), or
-- all that a list shows (`read personal`). What may not be known is not there, and leaves no gap.
create function cases.cards(people uuid[])
returns table (module text, case_id uuid, individual uuid, role text, present boolean, number text, opened_at timestamptz, readable boolean,
  state text, state_since timestamptz, next_at timestamptz, owner_id uuid, office_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
  mine uuid[] := auth.groups();
  hidden uuid[] := auth.hidden();
  m record;
  seen auth.reached;
  staged auth.reached;
  full_of auth.reached;
begin
  if me.id is null then return; end if;
  for m in select x.name, x.definition as d from cases.module x order by x.name loop
    seen := auth.reached_by(me, m.name, 'see', 'summary');
    continue when seen.offices = '{}' and seen.owners = '{}' and seen.cases = '{}';
    staged := auth.reached_by(me, m.name, 'see', 'stage');
    full_of := auth.reached_by(me, m.name, 'read', 'personal');
    return query execute format('select $1, c.id, p.individual, p.role, p.present, c.number, c.created_at, x.readable,
        case when x.staged then c.state end, case when x.staged then c.state_since end,
        case when x.staged then least(
          (select min(k.due_at) from %1$I.clock k where k.parent_id = c.id and k.status = ''running''),
          (select min(t.due_at) from %1$I.task t where t.parent_id = c.id and t.status = ''open'')) end,
        case when x.readable then c.owner_id end, c.office_id
      from cases.person_in p join %1$I.%2$I c on c.id = p.case_id
      cross join lateral (select c.office_id = any ($9) or coalesce(c.owner_id = any ($10), false) or c.id = any ($11) as readable) r
      cross join lateral (select r.readable, r.readable or c.office_id = any ($6) or coalesce(c.owner_id = any ($7), false) or c.id = any ($8) as staged) x
      where p.module = $1 and p.individual = any ($2) and p.individual <> all ($12)
        and (c.restriction_group is null or c.restriction_group = any ($13))
        and (c.office_id = any ($3) or coalesce(c.owner_id = any ($4), false) or c.id = any ($5))', m.name, m.d ->> 'record')
      using m.name, people, seen.offices, seen.owners, seen.cases, staged.offices, staged.owners, staged.cases,
        full_of.offices, full_of.owners, full_of.cases, hidden, mine;
  end loop;
end $$;

revoke execute on all functions in schema cases from public;
grant execute on function cases.tell(text, uuid[], date), cases.foresee(text, uuid[]), cases.cards(uuid[]) to nansen_app;
grant execute on function cases.run_clocks(timestamptz, int) to nansen_sync;

-- Whom a case names may be known as a summary by whoever was given the case: their role's grants at scope `case` hold for its people too, for
-- seeing only. Asked once a statement, and only of who holds something at that scope.
create function cases.people_given(asker uuid) returns setof uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
  select p.individual from auth.case_access a join cases.person_in p on p.module = a.module and p.case_id = a.case_id and p.present
  where a.staff_id = asker and a.valid_from <= now() and (a.valid_to is null or a.valid_to > now())
$$;
revoke execute on function cases.people_given(uuid) from public;

create or replace function auth.cases(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  asker uuid;
  said text;
  given boolean;
begin
  select s.staff_id, auth.purpose_of(s) into asker, said
  from auth.session s
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  if asker is null then return '{}'; end if;
  select h.given into given
  from auth.held h
  where h.staff_id = asker and h.module = cases.module and h.action = cases.action and h.level = cases.level
    and h.from_day <= today and h.to_day >= today
    and (h.purpose = said or h.purpose is null and (h.apart is null or said is null or said <> all (h.apart)));
  if not coalesce(given, false) then return '{}'; end if;
  return array(
    select c.case_id from auth.case_access c
    where c.staff_id = asker and c.module = cases.module and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now())
    union
    select p.id from cases.people_given(asker) as p (id) where cases.module = 'registration' and cases.action = 'see');
end $$;
