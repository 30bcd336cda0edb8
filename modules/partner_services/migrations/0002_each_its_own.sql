-- Each partner sees its own people. What stands at an office is the organisation's whose office it is, and nobody of another organisation than
-- UNHCR gets past that, whatever assignment they hold and wherever they sit.

-- What a role reaches is narrowed before anything is asked; the policies below are a second wall, for rows that one owns or was given.
insert into auth.own_organisation (module) values ('partner_services');

-- Offices whose rows the asker may meet here: their own organisation's; all, for UNHCR.
create function partner_services.offices() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(o.id), '{}')
  from auth.staff s join auth.organisation mine on mine.id = s.organisation_id
  join auth.office o on mine.kind = 'un' or o.organisation_id = mine.id
  where s.id = auth.staff()
$$;
revoke execute on function partner_services.offices() from public;
grant execute on function partner_services.offices() to nansen_app;
do $$
declare t text;
begin
  for t in select c.relname from pg_class c where c.relnamespace = 'partner_services'::regnamespace and c.relkind = 'r'
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'office_id' and not a.attisdropped)
  loop
    execute format('create policy own_organisation on partner_services.%I as restrictive to nansen_app
      using (office_id = any ((select partner_services.offices())::uuid[]))', t);
  end loop;
end $$;

-- A programme stands at an office of who runs it.
create function partner_services.before_programme() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from auth.office o join auth.staff s on s.organisation_id = o.organisation_id where o.id = new.office_id and s.id = auth.staff()) then
    raise exception using errcode = '42501', message = 'a programme stands at an office of who runs it';
  end if;
  return new;
end $$;
create trigger c_of_the_office before insert or update of office_id on partner_services.programme for each row
  when (current_user = 'nansen_app') execute function partner_services.before_programme();
alter table partner_services.programme add check (places > 0), add check (age_from between 0 and 130), add check (age_to between age_from and 130),
  add check (ends_on >= starts_on);
alter table partner_services.session add check (hours between 1 and 24);
alter table partner_services.service add check (hours between 1 and 24);

-- Whoever is put forward is so at the office of the programme, once at a time, and no confidential need is told with it.
create unique index one_at_a_time on partner_services.enrolment (programme, subject) where state in ('asked', 'waiting', 'taking-part');
create function partner_services.before_enrolment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  wanted partner_services.programme;
begin
  if tg_op = 'UPDATE' and new.programme is distinct from old.programme then
    raise exception using errcode = '23514', message = 'another programme is another enrolment', column = 'programme';
  end if;
  if new.shared_need is not null and coalesce((select (c.external ->> 'confidential')::boolean from ref.code c
    where c.list = 'need' and c.code = new.shared_need), false) then
    raise exception using errcode = '23514', message = 'this need is told to nobody', column = 'shared_need';
  end if;
  select * into wanted from partner_services.programme p where p.id = new.programme for share;
  if tg_op = 'INSERT' and wanted.id is not null then
    new.office_id := wanted.office_id;
    if not wanted.takes_in then
      raise exception using errcode = '23514', message = 'it takes nobody in now', column = 'programme';
    end if;
  end if;
  return new;
end $$;
create trigger a_of_the_programme before insert or update on partner_services.enrolment for each row execute function partner_services.before_enrolment();

-- Nobody is taken in where every place is taken: two who accept at the same moment meet at the programme's row.
create function partner_services.take_place() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  there int := (select p.places from partner_services.programme p where p.id = new.programme for update);
begin
  if (select count(*) from partner_services.enrolment e where e.programme = new.programme and e.state = 'taking-part' and e.id <> new.id) >= there then
    raise exception using errcode = '23514', message = 'no place is free', column = 'programme';
  end if;
  return new;
end $$;
create trigger g_place before insert or update of state on partner_services.enrolment for each row
  when (new.state = 'taking-part') execute function partner_services.take_place();

-- Who came to a meeting comes to its programme, and is counted once.
create unique index once_a_meeting on partner_services.attendance (parent_id, session) where withdrawn_at is null;
create index on partner_services.attendance (session);
create function partner_services.before_attendance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from partner_services.session s join partner_services.enrolment e on e.programme = s.parent_id
    where s.id = new.session and e.id = new.parent_id) then
    raise exception using errcode = '23514', message = 'not a meeting of this programme', column = 'session';
  end if;
  return new;
end $$;
create trigger c_of_the_programme before insert or update on partner_services.attendance for each row execute function partner_services.before_attendance();

create function partner_services.count_hours(enrolments uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update partner_services.enrolment e set hours_present =
    coalesce((select sum(s.hours) from partner_services.attendance a join partner_services.session s on s.id = a.session
      where a.parent_id = e.id and a.withdrawn_at is null and s.withdrawn_at is null and a.presence in ('present', 'late')), 0)
    + coalesce((select sum(v.hours) from partner_services.service v where v.parent_id = e.id and v.withdrawn_at is null), 0)
  where e.id = any (enrolments)
$$;
create function partner_services.after_presence() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform partner_services.count_hours(array[new.parent_id]);
  return null;
end $$;
create trigger y_hours after insert or update on partner_services.attendance for each row execute function partner_services.after_presence();
create trigger y_hours after insert or update on partner_services.service for each row execute function partner_services.after_presence();
create function partner_services.after_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform partner_services.count_hours(array(select a.parent_id from partner_services.attendance a where a.session = new.id));
  return null;
end $$;
create trigger y_hours after update of hours, withdrawn_at on partner_services.session for each row execute function partner_services.after_session();

-- That a row exists is asked past policies where another refers to it: the same wall stands there.
do $$
declare f record;
begin
  for f in select p.oid, p.proname, pg_get_functiondef(p.oid) as said from pg_proc p
    where p.pronamespace = 'partner_services'::regnamespace and p.proname like '%\_known'
  loop
    if position('where r.id = any (ids) and (' in f.said) = 0 then raise exception '% is written otherwise', f.proname; end if;
    execute replace(f.said, 'where r.id = any (ids) and (', 'where r.id = any (ids) and r.office_id = any (partner_services.offices()) and (');
  end loop;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'partner_services'::regnamespace and p.proname in ('before_programme',
    'before_enrolment', 'take_place', 'before_attendance', 'count_hours', 'after_presence', 'after_session')
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
