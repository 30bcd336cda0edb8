-- Every quarter somebody says of every assignment that it is still needed, or it is suspended: sync-and-security 4.4. What was agreed to
-- within the quarter itself is not asked about.

-- A quarter in which there was something to ask. Days are UTC; written by the clock of the server's housekeeping.
create table auth.recertification (
  quarter date primary key check (quarter = date_trunc('quarter', quarter)), -- its first day
  opened_on date not null,
  due_on date not null,
  warned_on date,          -- on this day both were told what would be suspended
  suspend_on date not null, -- after this day
  closed_on date
);
create table auth.recertified (
  quarter date not null references auth.recertification,
  assignment_id uuid not null references auth.assignment,
  outcome text check (outcome in ('confirmed', 'ended')), -- null: nobody has said
  reason text check (char_length(reason) <= 500),
  decided_by uuid references auth.staff,
  decided_at timestamptz,
  suspended_at timestamptz, -- ended by the clock; a confirmation takes that back
  primary key (quarter, assignment_id)
);

-- Days to answer (ours: two weeks, so that one leave of absence does not end a colleague's work) and days of grace after that (14: design 4.4).
create function auth.recertification_days(out answer int, out grace int)
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$ select 14, 14 $$;

-- Who is asked about an assignment: the nearest heads of office at or above it, without its holder; where there are none, administrators.
create function auth.asked_about(office uuid, holder uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive up (id, parent_id, far) as (
    select o.id, o.parent_id, 0 from auth.office o where o.id = asked_about.office
    union all
    select o.id, o.parent_id, u.far + 1 from up u join auth.office o on o.id = u.parent_id
  ),
  heads as (
    select a.staff_id, u.far
    from up u join auth.current_assignment a on a.office_id = u.id and a.role = 'head_of_office'
    join auth.staff p on p.id = a.staff_id and p.status = 'active'
    where a.staff_id <> asked_about.holder
  )
  select coalesce(
    (select array_agg(distinct h.staff_id) from heads h where h.far = (select min(far) from heads)),
    (select array_agg(distinct a.staff_id) from auth.current_assignment a join auth.staff p on p.id = a.staff_id and p.status = 'active'
      where a.role = 'system_administrator' and a.staff_id <> asked_about.holder),
    '{}')
$$;

-- Three administrators are never suspended, those seen last: somebody must be left. As login.suspend_dormant.
create function auth.last_administrators() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.staff_id from auth.current_assignment a join auth.staff b on b.id = a.staff_id and b.status = 'active'
  where a.role = 'system_administrator' group by a.staff_id, b.last_seen_at, b.created_at
  order by coalesce(b.last_seen_at, b.created_at) desc, a.staff_id limit 3
$$;

-- Lines of a quarter that nobody has answered, of assignments that still run.
create function auth.unanswered(quarter date) returns table (assignment_id uuid, staff_id uuid, role text, office_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.staff_id, a.role, a.office_id
  from auth.recertified l join auth.assignment a on a.id = l.assignment_id join auth.staff p on p.id = a.staff_id
  where l.quarter = unanswered.quarter and l.outcome is null and l.suspended_at is null and a.ended_at is null and p.status <> 'disabled'
    and (a.valid_to is null or a.valid_to >= auth.today())
$$;
create function auth.tell_asked(quarter date, kind text, about jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select auth.tell(who, tell_asked.kind, tell_asked.about || jsonb_build_object('many', count(*)))
  from auth.unanswered(tell_asked.quarter) u cross join unnest(auth.asked_about(u.office_id, u.staff_id)) who
  group by who
$$;

-- One turn of the clock: opens the quarter, says what is overdue to both, suspends. Done twice on one day it does nothing more. How many lines.
create function login.recertify(today date) returns table (opened int, warned int, suspended int)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  this date := date_trunc('quarter', recertify.today)::date;
  days record := auth.recertification_days();
  round auth.recertification;
  one record;
begin
  opened := 0; warned := 0; suspended := 0;
  perform pg_advisory_xact_lock(hashtext('nansen recertify'));
  if not exists (select from auth.recertification r where r.quarter = this) then
    insert into auth.recertification (quarter, opened_on, due_on, suspend_on)
    select this, recertify.today, recertify.today + days.answer, recertify.today + days.answer + days.grace
    where exists (select from auth.to_recertify(this));
    insert into auth.recertified (quarter, assignment_id)
    select this, t from auth.to_recertify(this) t where exists (select from auth.recertification r where r.quarter = this);
    get diagnostics opened = row_count;
    perform auth.tell_asked(this, 'recertification-asked', jsonb_build_object('day', recertify.today + days.answer));
  end if;
  for round in select * from auth.recertification r where r.warned_on is null and r.due_on < recertify.today loop
    update auth.recertification r set warned_on = recertify.today, suspend_on = greatest(r.suspend_on, recertify.today + days.grace)
    where r.quarter = round.quarter returning * into round;
    for one in select u.*, o.name from auth.unanswered(round.quarter) u join auth.office o on o.id = u.office_id loop
      warned := warned + 1;
      perform auth.tell(one.staff_id, 'recertification-unanswered',
        jsonb_build_object('role', one.role, 'office', one.name, 'day', round.suspend_on));
    end loop;
    perform auth.tell_asked(round.quarter, 'recertification-overdue', jsonb_build_object('day', round.suspend_on));
  end loop;
  if exists (select from login.installation i where i.kind = 'demo') then return next; return; end if; -- a demo may lie for as long as it likes
  for round in
    select * from auth.recertification r where r.closed_on is null and r.warned_on is not null and r.suspend_on < recertify.today
  loop
    perform auth.tell_asked(round.quarter, 'recertification-suspended', '{}');
    for one in
      select u.*, o.name from auth.unanswered(round.quarter) u join auth.office o on o.id = u.office_id
      where u.role <> 'system_administrator' or u.staff_id not in (select auth.last_administrators())
    loop
      suspended := suspended + 1;
      update auth.assignment a set ended_at = now() where a.id = one.assignment_id;
      update auth.recertified l set suspended_at = now() where l.quarter = round.quarter and l.assignment_id = one.assignment_id;
      perform auth.tell(one.staff_id, 'assignment-suspended', jsonb_build_object('role', one.role, 'office', one.name));
      insert into audit.entry (module, action, record, ids, fields, outcome, reason)
      values ('admin', 'suspend', 'assignment', array[one.assignment_id, one.staff_id], '{ended_at}', 'allow', 'not confirmed in time');
    end loop;
    update auth.recertification r set closed_on = recertify.today where r.quarter = round.quarter;
  end loop;
  return next;
end $$;
-- What a quarter asks about: everything in force that was asked for before it began.
create function auth.to_recertify(quarter date) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id from auth.assignment a join auth.staff p on p.id = a.staff_id and p.status in ('active', 'suspended')
  where a.ended_at is null and (a.founding or a.approved_by_2 is not null)
    and a.valid_from <= auth.today() and (a.valid_to is null or a.valid_to >= auth.today())
    and (a.requested_at at time zone 'UTC')::date < to_recertify.quarter
$$;

-- Confirms or ends one assignment of the newest quarter: whoever agrees to assignments there, and not its holder.
create function auth.recertify(assignment uuid, keep boolean, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  a auth.assignment;
  line auth.recertified;
begin
  perform auth.require_admin('approve');
  select l.* into line from auth.recertified l
  where l.assignment_id = recertify.assignment and l.quarter = (select max(r.quarter) from auth.recertification r) for update;
  select x.* into a from auth.assignment x where x.id = line.assignment_id and x.office_id = any (auth.reach('admin', 'approve', 'personal'));
  if a.id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if a.staff_id = me then raise exception using errcode = '42501', message = 'second-person'; end if;
  if line.outcome is not null or a.ended_at is not null and line.suspended_at is null then
    raise exception using errcode = '23514', message = 'answered';
  end if;
  if not keep and coalesce(trim(recertify.reason), '') = '' then
    raise exception using errcode = '23502', message = 'reason', column = 'reason';
  end if;
  update auth.recertified l set outcome = case when keep then 'confirmed' else 'ended' end, reason = recertify.reason, decided_by = me,
    decided_at = now()
  where l.quarter = line.quarter and l.assignment_id = line.assignment_id;
  if keep then
    -- only what the clock ended, and nobody since
    update auth.assignment x set ended_at = null
    where x.id = a.id and line.suspended_at is not null and x.ended_by is null and x.ended_at = line.suspended_at;
  else
    update auth.assignment x set ended_at = coalesce(x.ended_at, now()), ended_by = me where x.id = a.id;
    perform auth.tell(a.staff_id, 'assignment-ended',
      jsonb_build_object('role', a.role, 'office', (select o.name from auth.office o where o.id = a.office_id)));
  end if;
  perform audit.read('admin', case when keep then 'confirm' else 'end' end, 'assignment', array[a.id, a.staff_id], '{}', recertify.reason);
end $$;

-- Lines of a quarter, the newest unless said: at the offices whose assignments the asker agrees to; for an auditor all.
create function auth.recertification_list(quarter date)
returns table (of_quarter date, due_on date, suspend_on date, assignment_id uuid, staff_id uuid, staff_name text, role text, office_id uuid,
  office_name text, valid_from date, valid_to date, outcome text, reason text, decided_by uuid, decided_name text, decided_at timestamptz,
  suspended_at timestamptz, is_over boolean, asked text[], asks_me boolean, mine boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  offices uuid[] := auth.reach('admin', 'approve', 'personal');
  which date := coalesce(recertification_list.quarter, (select max(r.quarter) from auth.recertification r));
begin
  if auth.can('oversight', 'read', 'protected') then offices := array(select o.id from auth.office o); end if;
  return query
    select r.quarter, r.due_on, r.suspend_on, a.id, a.staff_id, p.display_name, a.role, a.office_id, o.name, a.valid_from, a.valid_to,
      l.outcome, l.reason, l.decided_by, d.display_name, l.decided_at, l.suspended_at,
      p.status = 'disabled' or a.ended_at is not null and l.suspended_at is null or coalesce(a.valid_to < auth.today(), false),
      array(select q.display_name from auth.staff q where q.id = any (who) order by 1), me = any (who), a.staff_id = me
    from auth.recertified l
    join auth.recertification r on r.quarter = l.quarter
    join auth.assignment a on a.id = l.assignment_id
    join auth.staff p on p.id = a.staff_id
    join auth.office o on o.id = a.office_id
    left join auth.staff d on d.id = l.decided_by
    cross join lateral auth.asked_about(a.office_id, a.staff_id) who
    where l.quarter = which and a.office_id = any (offices)
    order by o.number_prefix, p.display_name, a.role;
end $$;
create function auth.recertification_quarters() returns setof date
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.can('oversight', 'read', 'protected') and not auth.can('admin', 'approve', 'personal') then return; end if;
  return query select r.quarter from auth.recertification r order by 1 desc limit 40;
end $$;

-- Readiness ----------------------------------------------------------------------------------------------------------------------------
-- Who holds what today, for the check-list of an operation: roles at offices of those who are active. For whoever opens offices: a head of
-- office would take offices of others for empty ones.
create function auth.holders() returns table (staff_id uuid, role text, office_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('create');
  return query select distinct a.staff_id, a.role, a.office_id
    from auth.current_assignment a join auth.staff p on p.id = a.staff_id and p.status = 'active';
end $$;
-- When this installation was last looked after: from the audit, where the commands of the terminal leave a line.
create index entry_of_care on audit.entry (action, at) where record in ('backup', 'checkpoint');
create function auth.last_care() returns table (act text, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('read');
  return query
    select c, (select max(e.at) from audit.entry e where e.action = c and e.record in ('backup', 'checkpoint'))
    from unnest(array['backup', 'take-out']) c;
end $$;
create function auth.is_demo() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from login.installation i where i.kind = 'demo')
$$;

revoke execute on function auth.recertification_days(), auth.asked_about(uuid, uuid), auth.last_administrators(), auth.unanswered(date),
  auth.tell_asked(date, text, jsonb), login.recertify(date), auth.to_recertify(date), auth.recertify(uuid, boolean, text),
  auth.recertification_list(date), auth.recertification_quarters(), auth.holders(), auth.last_care(), auth.is_demo() from public;
grant execute on function auth.recertify(uuid, boolean, text), auth.recertification_list(date), auth.recertification_quarters(),
  auth.holders(), auth.last_care(), auth.is_demo() to nansen_app;
grant execute on function login.recertify(date) to nansen_login;
