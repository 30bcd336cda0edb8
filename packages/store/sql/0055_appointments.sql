-- Appointments of cases: the rooms, interpreters and hours that an office has, and who and what is taken when. The appointment itself is a child record
-- of its case, under its module's column of the matrix; that an officer, a room or an interpreter is taken is known across modules, and for what is not.
create table cases.room (
  id uuid primary key,
  office_id uuid not null references auth.office,
  name text not null check (char_length(name) between 1 and 80),
  -- Appointments of one day; null: as many as fit one after the other.
  a_day int check (a_day between 1 and 200),
  active boolean not null default true,
  unique (office_id, name)
);
create table cases.interpreter (
  id uuid primary key,
  office_id uuid not null references auth.office,
  name text not null check (char_length(name) between 1 and 120),
  sex text not null check (sex in ('female', 'male')),
  languages text[] not null check (cardinality(languages) between 1 and 20),
  -- When they signed to keep secret what is said; who has not does not interpret.
  undertaking_on date,
  active boolean not null default true
);
create index on cases.interpreter (office_id);
-- Of a side, a relative, or objected to by the person: such an interpreter does not interpret for them. Why is in the case.
create table cases.interpreter_conflict (
  interpreter_id uuid not null references cases.interpreter,
  individual uuid not null,
  said_by uuid not null references auth.staff,
  said_at timestamptz not null default now(),
  primary key (interpreter_id, individual)
);
-- Appointments of one day of a whole office.
create table cases.day_capacity (office_id uuid primary key references auth.office, a_day int not null check (a_day between 1 and 2000));
-- What is taken: kept by trigger from the appointments of all modules.
create table cases.booking (
  module text not null,
  appointment uuid not null,
  kind text not null check (kind in ('officer', 'room', 'interpreter', 'office')),
  resource uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  overridden boolean not null,
  primary key (appointment, kind)
);
create index booking_of on cases.booking (kind, resource, starts_at);
do $$
declare t text;
begin
  foreach t in array '{room,interpreter,interpreter_conflict,day_capacity,booking}'::text[] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('alter table cases.%I force row level security', t);
    execute format('create policy keeper on cases.%I to nansen_migrator using (true) with check (true)', t);
  end loop;
end $$;
create trigger z_log after insert or update on cases.room for each row execute function change.log('cases', 'room', 'open');
create trigger z_log after insert or update on cases.interpreter for each row execute function change.log('cases', 'interpreter', 'open');

-- Whether the asker works on cases at an office, and whether they say what it has.
create function cases.works_at(office uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.current_assignment a where a.staff_id = auth.staff() and a.office_id = office)
      and exists (select from cases.module m where auth.can(m.name, 'create', 'personal'))
    or exists (select from cases.module m where office = any (auth.reach(m.name, 'read', 'personal')))
$$;
create function cases.keeps_places(office uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from cases.module m where office = any (auth.reach(m.name, 'approve', 'personal')))
$$;

-- The zone in which an office's days end.
create function cases.zone_of(office uuid) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((select c.zone from auth.office o join cases.calendar c on c.country = o.country where o.id = office), 'UTC')
$$;

-- An appointment is put for somebody of the case, at a place of an office; what became of it is written once. Fires for the server only. Argument: module.
create function cases.before_appointment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.status := 'planned';
    new.no_show_because := null;
    new.next_step := null;
    new.reminded_at := null;
    new.reminded_by := null;
  elsif old.status <> 'planned' and (new.status, new.starts_at, new.officer, new.room) is distinct from (old.status, old.starts_at, old.officer, old.room) then
    raise exception using errcode = '42501', message = 'what became of an appointment is written once';
  end if;
  if new.individual is not null and (tg_op = 'INSERT' or new.individual is distinct from old.individual) and not exists (
    select from cases.person_in p where p.module = tg_argv[0] and p.case_id = new.parent_id and p.individual = new.individual and p.present) then
    raise exception using errcode = '23503', message = 'nobody of the case', column = 'individual';
  end if;
  if new.room is not null and (tg_op = 'INSERT' or new.room is distinct from old.room) and not exists (select from cases.room r where r.id = new.room and r.active) then
    raise exception using errcode = '23503', message = 'no such room', column = 'room';
  end if;
  if (new.status = 'no-show') <> (new.no_show_because is not null and new.next_step is not null) then
    raise exception using errcode = '23514', message = 'who did not come, why and what next', column = 'next_step';
  end if;
  return new;
end $$;

-- Takes one thing for one appointment. Locked by what is taken, so that two who ask at one moment come one after the other.
create function cases.take(of_module text, appointment uuid, kind text, resource uuid, starts timestamptz, ends timestamptz, overridden boolean) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('cases.booking ' || take.kind || resource, 0));
  if not overridden and exists (select from cases.booking b where b.kind = take.kind and b.resource = take.resource and b.appointment <> take.appointment
    and b.starts_at < ends and b.ends_at > starts and b.starts_at > starts - interval '11 hours') then
    raise exception using errcode = 'NR002', message = 'taken at that time', column = take.kind;
  end if;
  insert into cases.booking values (of_module, take.appointment, take.kind, take.resource, starts, ends, overridden);
end $$;

-- How many more fit into a day of a room or an office; refused beyond that. `office`: whose days count.
create function cases.fits_in_day(kind text, resource uuid, office uuid, appointment uuid, starts timestamptz, a_day int, named text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  zone text := cases.zone_of(office);
  since timestamptz := date_trunc('day', starts at time zone zone) at time zone zone;
begin
  if a_day is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('cases.booking ' || fits_in_day.kind || resource, 0));
  if (select count(*) from cases.booking b where b.kind = fits_in_day.kind and b.resource = fits_in_day.resource
      and b.appointment <> fits_in_day.appointment and b.starts_at >= since and b.starts_at < since + interval '1 day') >= a_day then
    raise exception using errcode = 'NR002', message = 'the day is full', column = named;
  end if;
end $$;

-- After an appointment, or who interprets at it, was written: what it takes. One that is over or called off takes nothing. Argument: module.
create function cases.book() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  who uuid;
  ends timestamptz;
  free boolean;
begin
  execute format('select a.*, p.interpreter as interpreted_by from %I.appointment a left join %I.appointment_protected p on p.id = a.id where a.id = $1',
    tg_argv[0], tg_argv[0]) into one using new.id;
  if tg_op = 'UPDATE' and tg_table_name = 'appointment' and
    (to_jsonb(new) - '{version,changed_at,changed_by,office_id,owner_id,restriction_group,said,reminded_at,reminded_by}'::text[])
    = (to_jsonb(old) - '{version,changed_at,changed_by,office_id,owner_id,restriction_group,said,reminded_at,reminded_by}'::text[]) then return null; end if;
  delete from cases.booking b where b.appointment = one.id;
  if one.status <> 'planned' or one.withdrawn_at is not null then return null; end if;
  ends := one.starts_at + make_interval(mins => one.minutes);
  free := one.override_because is not null;
  if one.officer is not null then perform cases.take(tg_argv[0], one.id, 'officer', one.officer, one.starts_at, ends, free); end if;
  if one.room is not null then
    perform cases.take(tg_argv[0], one.id, 'room', one.room, one.starts_at, ends, free);
    if not free then
      perform cases.fits_in_day('room', r.id, r.office_id, one.id, one.starts_at, r.a_day, 'room') from cases.room r where r.id = one.room;
    end if;
  end if;
  if one.interpreted_by is not null then
    select i.id into who from cases.interpreter i where i.id = one.interpreted_by and i.active and i.undertaking_on is not null;
    if who is null then raise exception using errcode = '23503', message = 'no such interpreter', column = 'interpreter'; end if;
    -- against this no reason helps
    if exists (select from cases.interpreter_conflict k where k.interpreter_id = who and (k.individual = one.individual or one.individual is null
      and k.individual in (select p.individual from cases.person_in p where p.module = tg_argv[0] and p.case_id = one.parent_id and p.present))) then
      raise exception using errcode = 'NR003', message = 'this interpreter does not interpret here', column = 'interpreter';
    end if;
    perform cases.take(tg_argv[0], one.id, 'interpreter', who, one.starts_at, ends, free);
  end if;
  if not free then
    perform cases.fits_in_day('office', one.office_id, one.office_id, one.id, one.starts_at, d.a_day, 'starts_at')
    from cases.day_capacity d where d.office_id = one.office_id;
  end if;
  insert into cases.booking values (tg_argv[0], one.id, 'office', one.office_id, one.starts_at, ends, free);
  return null;
end $$;

create function cases.unbook() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from cases.booking b where b.appointment = old.id;
  return null;
end $$;

-- Who did not come is looked after: a task for whoever works on the case. Argument: module.
create function cases.after_no_show() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.status = 'no-show' and old.status <> 'no-show' and new.next_step <> 'none' then
    perform cases.add_task(tg_argv[0], new.parent_id, 'missed-' || new.next_step, new.individual, 'event', 'appointment',
      cases.due(cases.now(), '{"amount": 2, "unit": "working-days"}', new.office_id));
  end if;
  return null;
end $$;

-- Planned appointments of these people, or of one case, are called off: by a death, a departure, a handover.
create function cases.call_off(of_module text, people uuid[], root uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  m record;
begin
  for m in select x.name from cases.module x where of_module is null or x.name = of_module loop
    if to_regclass(format('%I.appointment', m.name)) is null then continue; end if;
    execute format('update %I.appointment set status = ''cancelled'' where status = ''planned'' and withdrawn_at is null and starts_at > $3
      and (individual = any ($1) or root_id = $2)', m.name) using people, root, cases.now();
  end loop;
end $$;

-- What an office has: `{rooms, interpreters, aDay, keeps}`. Interpreters by name for who works there.
create function cases.places(office uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not cases.works_at(office) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  return jsonb_build_object(
    'rooms', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'aDay', r.a_day, 'active', r.active) order by r.name)
      from cases.room r where r.office_id = office), '[]'),
    'interpreters', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'sex', i.sex, 'languages', i.languages,
        'undertakingOn', i.undertaking_on, 'active', i.active) order by i.name) from cases.interpreter i where i.office_id = office), '[]'),
    'aDay', (select d.a_day from cases.day_capacity d where d.office_id = office),
    'keeps', cases.keeps_places(office));
end $$;

-- The same for one case, with a flag at each interpreter who may not interpret for its people.
create function cases.bookable(of_module text, root uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := cases.mine(of_module, root, 'read');
begin
  return jsonb_build_object(
    'rooms', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.name)
      from cases.room r where r.office_id = (given ->> 'office_id')::uuid and r.active), '[]'),
    'interpreters', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'sex', i.sex, 'languages', i.languages,
        'conflict', exists (select from cases.interpreter_conflict k join cases.person_in p on p.individual = k.individual
          where k.interpreter_id = i.id and p.module = of_module and p.case_id = root and p.present)) order by i.name)
      from cases.interpreter i where i.office_id = (given ->> 'office_id')::uuid and i.active and i.undertaking_on is not null
        and auth.may(of_module, 'read', 'protected', (given ->> 'office_id')::uuid, (given ->> 'owner_id')::uuid, root, (given ->> 'restriction_group')::uuid)), '[]'));
end $$;

create function cases.keep_room(id uuid, office uuid, name text, a_day int, active boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not cases.keeps_places(office) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  insert into cases.room as r values (keep_room.id, office, btrim(keep_room.name), keep_room.a_day, keep_room.active)
  on conflict on constraint room_pkey do update set name = excluded.name, a_day = excluded.a_day, active = excluded.active where r.office_id = office;
end $$;
create function cases.keep_interpreter(id uuid, office uuid, name text, sex text, languages text[], undertaking_on date, active boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not cases.keeps_places(office) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  insert into cases.interpreter as i values (keep_interpreter.id, office, btrim(keep_interpreter.name), keep_interpreter.sex, keep_interpreter.languages,
    keep_interpreter.undertaking_on, keep_interpreter.active)
  on conflict on constraint interpreter_pkey do update set name = excluded.name, sex = excluded.sex, languages = excluded.languages,
    undertaking_on = excluded.undertaking_on, active = excluded.active where i.office_id = office;
end $$;
create function cases.set_day_capacity(office uuid, a_day int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not cases.keeps_places(office) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  if a_day is null then delete from cases.day_capacity d where d.office_id = office; return; end if;
  insert into cases.day_capacity values (office, set_day_capacity.a_day) on conflict (office_id) do update set a_day = excluded.a_day;
end $$;
-- Says that an interpreter does not interpret for somebody of a case, or that this was a mistake.
create function cases.flag_interpreter(of_module text, root uuid, person uuid, interpreter uuid, conflict boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform cases.mine(of_module, root, 'change');
  if not exists (select from cases.person_in p where p.module = of_module and p.case_id = root and p.individual = person and p.present) then
    raise exception using errcode = '23503', message = 'nobody of the case', column = 'person';
  end if;
  if conflict then
    insert into cases.interpreter_conflict values (interpreter, person, auth.staff()) on conflict do nothing;
  else
    delete from cases.interpreter_conflict k where k.interpreter_id = interpreter and k.individual = person;
  end if;
end $$;

-- One edition of what was said: its number and, signed, its signature. After a signed one there is none. Argument: module.
create function cases.before_transcript() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  last record;
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - '{version,changed_at,changed_by,office_id,owner_id,restriction_group,withdrawn_at}'::text[])
      <> (to_jsonb(old) - '{version,changed_at,changed_by,office_id,owner_id,restriction_group,withdrawn_at}'::text[]) then
      raise exception using errcode = '42501', message = 'an edition does not change';
    end if;
    return new;
  end if;
  execute format('select a.root_id from %I.appointment a where a.id = $1 for update', tg_argv[0]) into last using new.appointment;
  if last.root_id is distinct from new.root_id then raise exception using errcode = '23503', message = 'of another case', column = 'appointment'; end if;
  execute format('select max(t.edition) as edition, coalesce(bool_or(t.signed), false) as signed from %I.transcript t where t.appointment = $1', tg_argv[0])
    into last using new.appointment;
  if last.signed then raise exception using errcode = 'NR004', message = 'it was signed'; end if;
  new.edition := coalesce(last.edition, 0) + 1;
  if new.signed then
    if not new.read_back and new.not_read_back_because is null then
      raise exception using errcode = '23502', message = 'why it was not read back', column = 'not_read_back_because';
    end if;
    new.signed_by := coalesce(auth.staff(), new.signed_by);
    new.signed_at := cases.now();
  else
    new.signed_by := null;
    new.signed_at := null;
  end if;
  return new;
end $$;
-- The words of an edition are rows of known kinds, and stay as they are.
create function cases.before_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if (new.lines, new.attendees) is distinct from (old.lines, old.attendees) then
      raise exception using errcode = '42501', message = 'an edition does not change';
    end if;
    return new;
  end if;
  if new.lines is null then return new; end if;
  if not new.lines is json array or exists (select from jsonb_array_elements(new.lines::jsonb) l
    where coalesce(l ->> 'kind', '') not in ('question', 'answer', 'remark', 'break', 'read-back') or coalesce(jsonb_typeof(l -> 'words'), '') <> 'string') then
    raise exception using errcode = '23514', message = 'rows of a transcript', column = 'lines';
  end if;
  return new;
end $$;
-- Nobody signs nothing. Judged at the end of the transaction: the words come after the row. Argument: module.
create function cases.signed_has_words() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  many int;
begin
  if not new.signed then return null; end if;
  execute format('select jsonb_array_length(p.lines::jsonb) from %I.transcript_protected p where p.id = $1', tg_argv[0]) into many using new.id;
  if coalesce(many, 0) = 0 then raise exception using errcode = '23502', message = 'nothing was written', column = 'lines'; end if;
  return null;
end $$;

-- Asked by one, decided by another who approves there; withdrawn by whoever asked. Fires for the server only. Argument: module.
create function cases.before_approval() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
begin
  if tg_op = 'INSERT' then
    if new.kind <> 'other' and not exists (select from cases.module m where m.name = tg_argv[0] and m.definition -> 'approvals' ? new.kind) then
      raise exception using errcode = '23514', message = 'no such kind of approval', column = 'kind';
    end if;
    new.status := 'asked';
    new.asked_by := me;
    new.decided_by := null;
    new.decided_at := null;
    new.answer := null;
    return new;
  end if;
  if old.status <> 'asked' or (new.kind, new.why, new.asked_by) is distinct from (old.kind, old.why, old.asked_by)
    or new.status = 'withdrawn' and me is distinct from old.asked_by
    or new.status in ('agreed', 'refused') and (me is null or me = old.asked_by
      or not auth.may(tg_argv[0], 'approve', 'personal', old.office_id, old.owner_id, old.root_id, old.restriction_group)) then
    raise exception using errcode = '42501', message = 'a second person decides, once';
  end if;
  if new.status = old.status then
    new.decided_by := null;
    new.decided_at := null;
  elsif new.status = 'withdrawn' then
    new.decided_at := cases.now();
  else
    new.decided_by := me;
    new.decided_at := cases.now();
  end if;
  return new;
end $$;

-- Whether a colleague reads a case, by what they hold today.
create function cases.could_read(person uuid, of_module text, given jsonb) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.staff s where s.id = person and s.status = 'active')
    and (could_read.given ->> 'restriction_group' is null or exists (select from auth.restriction_group_member g
      where g.group_id = (could_read.given ->> 'restriction_group')::uuid and g.staff_id = person))
    and exists (
      select from auth.held h
      where h.staff_id = person and h.module = of_module and h.action = 'read' and h.level = 'personal'
        and h.from_day <= (now() at time zone 'UTC')::date and h.to_day >= (now() at time zone 'UTC')::date
        and (h.everywhere or (could_read.given ->> 'office_id')::uuid = any (h.here)
          or exists (select from auth.office_closure c where c.ancestor = any (h.below) and c.descendant = (could_read.given ->> 'office_id')::uuid)
          or exists (select from auth.office home join auth.office o on o.country = home.country
            where home.id = any (h.around) and o.id = (could_read.given ->> 'office_id')::uuid)
          or h.own and (could_read.given ->> 'owner_id')::uuid = person
          or h.team and exists (select from auth.current_assignment a join auth.current_assignment b on b.office_id = a.office_id and b.team = a.team
            where a.staff_id = person and b.staff_id = (could_read.given ->> 'owner_id')::uuid)
          or h.given and exists (select from auth.case_access x where x.staff_id = person and x.module = of_module
            and x.case_id = (could_read.given ->> 'id')::uuid and x.valid_from <= now() and (x.valid_to is null or x.valid_to > now()))))
$$;

-- The case that a row hangs on. Arguments: module of the case, its id.
create function cases.root_of(of_module text, root uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb;
begin
  execute (select format('select to_jsonb(r) from %I.%I r where r.id = $1', m.name, m.definition ->> 'record')
    from cases.module m where m.name = of_module) into given using root;
  return given;
end $$;

-- Who follows a case reads it; nobody is made to follow what is closed to them. Fires for the server only. Argument: module.
create function cases.before_watcher() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.staff = old.staff and (new.withdrawn_at is not null or old.withdrawn_at is null) then return new; end if;
  if not cases.could_read(new.staff, tg_argv[0], cases.root_of(tg_argv[0], new.parent_id)) then
    raise exception using errcode = '23503', message = 'who follows reads', column = 'staff';
  end if;
  return new;
end $$;

-- A link is of a kind the module has, to another case that the asker may know of: what is not there and what is not theirs are refused alike.
-- Fires for the server only. Argument: module.
create function cases.before_link() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known int := 0;
begin
  if tg_op = 'UPDATE' and (new.kind, new.to_module, new.to_case) is not distinct from (old.kind, old.to_module, old.to_case) then return new; end if;
  if not exists (select from cases.module m where m.name = tg_argv[0] and m.definition -> 'links' ? new.kind) then
    raise exception using errcode = '23514', message = 'no such kind of link', column = 'kind';
  end if;
  if new.to_case <> new.parent_id then
    execute coalesce((select format('select count(*) from %I.%I(array[$1])', m.name, (m.definition ->> 'record') || '_known')
      from cases.module m where m.name = new.to_module), 'select 0 where $1 is not null') into known using new.to_case;
  end if;
  if coalesce(known, 0) = 0 then raise exception using errcode = '23503', message = 'no such record', column = 'to_case'; end if;
  return new;
end $$;

-- As before (0031), and the version of the form it is opened with.
create or replace function cases.number_it() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if session_user = 'nansen_app' or new.number is null then new.number := cases.next_number(tg_argv[0], new.office_id); end if;
    if session_user = 'nansen_app' or new.state_since is null then new.state_since := cases.now(); end if;
    if session_user = 'nansen_app' or new.form_version is null then
      new.form_version := (select (m.definition #>> '{form,version}')::int from cases.module m where m.name = tg_argv[0]);
    end if;
  else
    new.number := old.number;
    new.form_version := old.form_version;
    if new.state <> old.state then new.state_since := cases.now(); else new.state_since := old.state_since; end if;
  end if;
  return new;
end $$;

-- As before (0032); who died or left for good is not waited for (domain 21.1).
create or replace function cases.tell_all(happening text, people uuid[], happened_on date) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  hit record;
  rule jsonb;
  undone text := case when happening like '%-undone' then left(happening, -length('-undone')) end;
begin
  if happening in ('registration.death', 'registration.departure', 'registration.status-erroneous') then perform cases.call_off(null, people, null); end if;
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

revoke execute on all functions in schema cases from public;
grant execute on function cases.places(uuid), cases.bookable(text, uuid), cases.keep_room(uuid, uuid, text, int, boolean),
  cases.keep_interpreter(uuid, uuid, text, text, text[], date, boolean), cases.set_day_capacity(uuid, int),
  cases.flag_interpreter(text, uuid, uuid, uuid, boolean) to nansen_app;
