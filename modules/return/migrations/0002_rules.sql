-- What the definition cannot say: whose form it is and when it is void, who is a child alone, how many a convoy takes, and that only those who
-- left are gone. domain.md 12 and 21.1, rules 1, 2 and 6.

-- Days before the departure within which people were asked once more: `days before` is all that is agreed in public, ten until a country says.
create table return.setting (
  country char(3) primary key references auth.country,
  asked_within int not null check (asked_within between 0 and 90)
);
alter table return.setting enable row level security;
alter table return.setting force row level security;
create policy keeper on return.setting to nansen_migrator using (true) with check (true);

-- Whether somebody is, or on what is known may be, still a child on a day. Null: nothing is known.
create function return.is_child(person uuid, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when i.born is null then null else registration.last_birthday(i.born, 18) > on_day end
  from registration.individual i where i.id = person
$$;

-- Everybody who goes, as one line each: another line is another composition.
create function return.composition(file uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(string_agg(i.number || ' ' || m.role, E'\n' order by i.number), '')
  from return.member m join registration.individual i on i.id = m.individual
  where m.parent_id = file and m.until is null and m.withdrawn_at is null
$$;

-- A form that is not right any more is void with all that was signed on it, and the case waits for another one.
create function return.void_form(file uuid, because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update return.form f set void_on = cases.now()::date, void_because = because where f.parent_id = file and f.void_on is null;
  if not found then return; end if;
  update return.signature s set void_on = cases.now()::date where s.parent_id = file and s.void_on is null;
  if because = 'withdrawn' then return; end if;
  update return.file f set held_from = 'counselled' where f.id = file and f.held_from in ('signed', 'verified', 'cleared', 'scheduled');
  update return.file f set state = 'counselled' where f.id = file and f.state in ('signed', 'verified', 'cleared', 'scheduled');
  if because <> 'new-edition' then
    perform cases.add_task('return', file, 'new-form', null, 'event', 'return.composition', cases.now());
  end if;
end $$;

-- A new edition takes the place of the one before, and says who is on it.
create function return.before_form() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stands text := (select f.state from return.file f where f.id = new.parent_id for update);
begin
  if session_user = 'nansen_app' and stands is distinct from 'counselled' then
    raise exception using errcode = 'NR001', message = 'a form is made once everybody was counselled';
  end if;
  perform return.void_form(new.parent_id, 'new-edition');
  new.edition := 1 + coalesce((select max(f.edition) from return.form f where f.parent_id = new.parent_id), 0);
  new.made_on := cases.now()::date;
  new.composition := return.composition(new.parent_id);
  new.people := (select count(*) from return.member m where m.parent_id = new.parent_id and m.until is null and m.withdrawn_at is null);
  new.void_on := null;
  new.void_because := null;
  return new;
end $$;
create trigger c_form before insert on return.form for each row execute function return.before_form();
create unique index one_form on return.form (parent_id) where void_on is null;
create unique index on return.form (parent_id, edition);
-- Forms are void by the database alone.
revoke update on return.form from nansen_app;

-- Each signs the form that is valid now, for themselves; only for a child alone does a guardian sign.
create function return.before_signature() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  valid int := (select f.edition from return.form f where f.parent_id = new.parent_id and f.void_on is null);
  as_what text := (select m.role from return.member m
    where m.parent_id = new.parent_id and m.individual = new.individual and m.until is null and m.withdrawn_at is null);
begin
  if tg_op = 'UPDATE' then
    if session_user = 'nansen_app' and (new.individual, new.signed_on, new.how, new.guardian, new.edition) is distinct from (old.individual, old.signed_on, old.how, old.guardian, old.edition) then
      raise exception using errcode = '42501', message = 'what was signed stays';
    end if;
    return new;
  end if;
  if valid is null then
    raise exception using errcode = 'NR001', message = 'there is no form to sign';
  end if;
  if as_what is null then
    raise exception using errcode = '23514', message = 'not one of those who go', column = 'individual';
  end if;
  if (new.how = 'by-guardian') <> (as_what in ('child', 'unaccompanied-child')) or (new.how = 'by-guardian') <> (new.guardian is not null) then
    raise exception using errcode = '23514', message = 'an adult signs for themselves, a guardian for a child', column = 'how';
  end if;
  if new.signed_on > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'not signed yet', column = 'signed_on';
  end if;
  new.edition := valid;
  new.void_on := null;
  return new;
end $$;
create trigger c_signature before insert or update on return.signature for each row execute function return.before_signature();

-- What is said of one person is said of one who goes; of several such rows the newest counts.
create function return.of_one_who_goes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'nansen_app' and not exists (select from return.member m
    where m.parent_id = new.parent_id and m.individual = new.individual and m.withdrawn_at is null) then
    raise exception using errcode = '23514', message = 'not one of those who go', column = 'individual';
  end if;
  return new;
end $$;
create function return.keep_newest() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then new.newest := true; elsif current_user = 'nansen_app' then new.newest := old.newest; end if;
  return new;
end $$;
create function return.pass_newest() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('update return.%I r set newest = r.id = (select n.id from return.%I n
      where n.parent_id = $1 and n.individual = $2 and n.withdrawn_at is null order by n.created_at desc, n.id desc limit 1)
    where r.parent_id = $1 and r.individual = $2 and r.newest is distinct from (r.id = (select n.id from return.%I n
      where n.parent_id = $1 and n.individual = $2 and n.withdrawn_at is null order by n.created_at desc, n.id desc limit 1))',
    tg_table_name, tg_table_name, tg_table_name) using new.parent_id, new.individual;
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array '{counselling,interview,signature,fitness,clearance,departure}'::text[] loop
    execute format('create trigger c_who_goes before insert or update of individual on return.%I for each row execute function return.of_one_who_goes()', t);
  end loop;
  foreach t in array '{interview,fitness,clearance}'::text[] loop
    execute format('create trigger c_newest before insert or update on return.%I for each row execute function return.keep_newest()', t);
    execute format('create trigger y_newest after insert or update of individual, withdrawn_at on return.%I for each row execute function return.pass_newest()', t);
  end loop;
end $$;
alter table return.clearance add check ((answer is null) = (answered_on is null)), add check (answered_on >= asked_on);
-- Whether somebody is free to say no is asked when nobody else listens.
alter table return.interview add check (alone or finding <> 'voluntary');

-- A child is nobody's adult and an adult nobody's child; a child with no adult beside them goes alone, whatever was chosen.
create function return.before_member() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  child boolean := return.is_child(new.individual, cases.now()::date);
begin
  if child and new.role = 'head' then new.role := 'unaccompanied-child'; end if;
  if child and new.role = 'adult' or not child and new.role in ('child', 'unaccompanied-child') then
    raise exception using errcode = '23514', message = 'not by their age', column = 'role';
  end if;
  if new.role = 'child' and not exists (select from return.member m where m.parent_id = new.parent_id and m.id <> new.id
    and m.role in ('head', 'adult') and m.until is null and m.withdrawn_at is null) then
    new.role := 'unaccompanied-child';
  end if;
  return new;
end $$;
create trigger c_by_age before insert or update of role, individual on return.member for each row execute function return.before_member();

-- Somebody came, left or became something else: children whom nobody accompanies any more are alone, and a form that names others is void.
create function return.after_member() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stands text := (select f.state from return.file f where f.id = new.parent_id);
begin
  if stands in ('departed', 'arrived', 'monitored', 'withdrawn', 'refused') then return null; end if;
  if not exists (select from return.member m where m.parent_id = new.parent_id and m.role in ('head', 'adult') and m.until is null and m.withdrawn_at is null) then
    update return.member m set role = 'unaccompanied-child'
    where m.parent_id = new.parent_id and m.role = 'child' and m.until is null and m.withdrawn_at is null;
  end if;
  if exists (select from return.form f where f.parent_id = new.parent_id and f.void_on is null and f.composition <> return.composition(new.parent_id)) then
    perform return.void_form(new.parent_id, 'other-people');
  end if;
  return null;
end $$;
create trigger z_composition after insert or update of individual, role, until, withdrawn_at on return.member
  for each row execute function return.after_member();

-- Who comes of age signs for themselves: what was signed before they did is void.
create function return.after_birthday() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update return.member m set role = 'adult'
  where m.parent_id = new.parent_id and m.individual = new.about and m.role in ('child', 'unaccompanied-child') and m.until is null and m.withdrawn_at is null
    and return.is_child(new.about, cases.now()::date) is not true;
  return null;
end $$;
create trigger y_of_age after insert on return.task for each row when (new.kind = 'own-signature' and new.about is not null)
  execute function return.after_birthday();

-- A child is born to a mother who is about to go: the form without it is void, and whoever works on the case is told.
create function return.after_birth() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  for one in select distinct f.id from cases.person_in p join return.file f on f.id = p.case_id
    where p.module = 'return' and p.present and p.individual = new.other
      and f.state in ('interested', 'counselled', 'signed', 'verified', 'cleared', 'scheduled', 'on-hold')
  loop
    perform return.void_form(one.id, 'newborn');
    perform cases.add_task('return', one.id, 'newborn', new.parent_id, 'event', 'registration.birth', cases.now());
  end loop;
  return null;
end $$;
create trigger y_return_birth after insert on registration.life_event for each row when (new.kind = 'birth' and new.other is not null)
  execute function return.after_birth();

-- A case goes back to where it was held; what was signed for an earlier form, and a place in a convoy, do not outlive them.
create function return.keep_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = old.state then return new; end if;
  if new.state = 'on-hold' then
    new.held_from := old.state;
  elsif old.state = 'on-hold' then
    if new.state = 'interested' and old.held_from is not null then new.state := old.held_from; end if;
    new.held_from := null;
    new.hold_because := null;
  end if;
  if new.state in ('interested', 'counselled') then
    new.signed_by := null; new.verified_by := null;
  end if;
  if new.state in ('interested', 'counselled', 'cleared', 'withdrawn', 'refused') then
    new.convoy := null; new.reconfirmed_on := null;
  end if;
  if new.state = 'interested' and old.state in ('withdrawn', 'refused') then
    new.refused_because := null; new.refused_by := null; new.counselled_by := null;
  end if;
  return new;
end $$;
create trigger x_keep before update of state on return.file for each row execute function return.keep_file();
create function return.keep_own() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.held_from := case tg_op when 'UPDATE' then old.held_from end;
  return new;
end $$;
create trigger b_own before insert or update on return.file for each row when (current_user = 'nansen_app') execute function return.keep_own();
-- Who did not leave with one convoy is asked anew at the next.
create function return.after_missing() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update return.departure d set withdrawn_at = cases.now() where d.parent_id = new.id and d.withdrawn_at is null;
  return null;
end $$;
create trigger z_missed after update of state on return.file for each row
  when (old.state = 'scheduled' and new.state not in ('scheduled', 'departed')) execute function return.after_missing();
create function return.after_ending() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform return.void_form(new.id, 'withdrawn');
  return null;
end $$;
create trigger z_ended after update of state on return.file for each row
  when (new.state <> old.state and new.state in ('withdrawn', 'refused')) execute function return.after_ending();

-- As many as there are seats, in a convoy that is still to leave, to the country that was asked for. Two who schedule at once meet at its row.
create function return.take_seats() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  taken return.convoy;
  many int;
begin
  if new.convoy is null then
    raise exception using errcode = 'NR001', message = 'no convoy was chosen';
  end if;
  select * into taken from return.convoy c where c.id = new.convoy for update;
  if taken.id is null or taken.status <> 'planned' or taken.office_id <> new.office_id or taken.to_country is distinct from new.to_country then
    raise exception using errcode = '23514', message = 'not a convoy for them', column = 'convoy';
  end if;
  select count(*) into many from return.member m join return.file f on f.id = m.parent_id
  where (f.id = new.id or f.convoy = new.convoy and f.state = 'scheduled') and m.until is null and m.withdrawn_at is null;
  if many > taken.seats then
    raise exception using errcode = '23514', message = 'not enough seats', column = 'convoy';
  end if;
  return new;
end $$;
create trigger x_seats before update of state, convoy on return.file for each row
  when (new.state = 'scheduled' and (old.state <> 'scheduled' or new.convoy is distinct from old.convoy)) execute function return.take_seats();
alter table return.convoy add check (seats between 1 and 2000), add check (luggage_kilograms >= 0);

-- A convoy that does not go leaves its people cleared, for another; one that left stays as it was.
create function return.after_convoy() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if old.status = 'left' and session_user = 'nansen_app' and (new.status, new.seats, new.leaves_on, new.to_country) is distinct from (old.status, old.seats, old.leaves_on, old.to_country) then
    raise exception using errcode = '42501', message = 'what left stays as it was';
  end if;
  if new.status = 'cancelled' and old.status = 'planned' then
    update return.file f set state = 'cleared' where f.convoy = new.id and f.state = 'scheduled';
  end if;
  if new.seats < (select count(*) from return.member m join return.file f on f.id = m.parent_id
      where f.convoy = new.id and f.state = 'scheduled' and m.until is null and m.withdrawn_at is null) then
    raise exception using errcode = '23514', message = 'more have a seat already', column = 'seats';
  end if;
  return null;
end $$;
create trigger y_convoy after update on return.convoy for each row execute function return.after_convoy();
create index on return.file (convoy) where convoy is not null;

-- Who is said to have left was known to be the person: by finger, eye, face or paper, or for a reason that is written down.
create unique index on return.departure (parent_id, individual) where withdrawn_at is null;
alter table return.departure add check (outcome <> 'left' or known_by is not null), add check (known_by <> 'exception' or known_because is not null);
create function return.before_departure_row() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from return.file f where f.id = new.parent_id and f.state = 'scheduled') then
    raise exception using errcode = 'NR001', message = 'who left is written down while the convoy is due';
  end if;
  return new;
end $$;
create trigger c_due before insert or update on return.departure for each row when (current_user = 'nansen_app') execute function return.before_departure_row();

-- The departure: somebody left, they were asked again not long before, and no child goes or stays without an adult.
create function return.judge_departure() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  within int := coalesce((select s.asked_within from return.setting s join auth.office o on o.country = s.country where o.id = new.office_id), 10);
  left_now uuid[] := array(select d.individual from return.departure d where d.parent_id = new.id and d.withdrawn_at is null and d.outcome = 'left');
begin
  if left_now = '{}' then
    raise exception using errcode = 'NR001', message = 'nobody left';
  end if;
  if new.reconfirmed_on > new.departed_on or new.reconfirmed_on < new.departed_on - within then
    raise exception using errcode = '23514', message = 'ask them again first', column = 'reconfirmed_on';
  end if;
  if exists (select from return.member m where m.parent_id = new.id and m.until is null and m.withdrawn_at is null and m.role = 'child' and m.individual = any (left_now))
    and not exists (select from return.member m where m.parent_id = new.id and m.until is null and m.withdrawn_at is null and m.role in ('head', 'adult') and m.individual = any (left_now)) then
    raise exception using errcode = '23514', message = 'no child leaves without an adult', column = 'departed_on';
  end if;
  if exists (
    select from return.member m
    join registration.membership g on g.individual = m.individual and g.member_to is null and g.withdrawn_at is null
    where m.parent_id = new.id and m.until is null and m.withdrawn_at is null and m.role in ('child', 'unaccompanied-child') and m.individual <> all (left_now)
      and not exists (select from registration.membership o where o.parent_id = g.parent_id and o.member_to is null and o.withdrawn_at is null
        and o.individual <> all (left_now) and return.is_child(o.individual, new.departed_on) is not true)) then
    raise exception using errcode = '23514', message = 'no child stays behind without an adult', column = 'departed_on';
  end if;
  return new;
end $$;
create trigger x_left before update of state on return.file for each row
  when (new.state = 'departed' and old.state = 'scheduled') execute function return.judge_departure();

-- Those who left are gone from registration, and nobody else.
create function return.carry_out() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update return.member m set until = new.departed_on, left_because = 'return.stayed'
  where m.parent_id = new.id and m.until is null and m.withdrawn_at is null and not exists (
    select from return.departure d where d.parent_id = new.id and d.individual = m.individual and d.withdrawn_at is null and d.outcome = 'left');
  perform registration.gone(array(select d.individual from return.departure d where d.parent_id = new.id and d.withdrawn_at is null and d.outcome = 'left'),
    'voluntary-repatriation', new.departed_on, 'return', new.id, new.number);
  return null;
end $$;
create trigger z_carry_out after update of state on return.file for each row
  when (new.state = 'departed' and old.state = 'scheduled') execute function return.carry_out();
alter table return.file add check (arrived_on >= departed_on);

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'return'::regnamespace and p.proname not like '%\_known'
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
