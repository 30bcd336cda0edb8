-- What a household is, whoever writes at the same moment: judged when the transaction commits, on the rows as they then are.
-- Commands lock the groups they touch (in the order of their ids) before they read, so that two commits never judge stale halves.

create unique index individual_number_once on registration.individual (number);
create unique index group_number_once on registration.registration_group (number);
create unique index member_of_one_group on registration.membership (individual) where member_to is null and withdrawn_at is null;
create unique index one_focal_point on registration.membership (parent_id) where focal_point and member_to is null and withdrawn_at is null;
create index membership_of_person on registration.membership (individual, member_from);
alter table registration.membership add check (member_to >= member_from);
alter table registration.membership add check (focal_point = (relationship = 'PA') or member_to is not null);
alter table registration.registration_group add check (size >= 0);
alter table registration.registration_group add check (searched or char_length(btrim(not_searched_because)) >= 10);
create unique index correction_waiting_once on registration.correction_request (parent_id, what) where state = 'requested';

-- The sex a relationship says the person has; null says nothing. Twin of modules/registration/relationships.ts, compared by a test.
create table registration.relationship_sex (relationship text primary key, sex text check (sex in ('male', 'female')));
insert into registration.relationship_sex values
  ('PA', null), ('HR1', null), ('HR2', null),
  ('HUS', 'male'), ('WIF', 'female'), ('CLH', 'male'), ('CLW', 'female'), ('PTM', 'male'), ('PTF', 'female'), ('EXM', 'male'),
  ('EXF', 'female'), ('SON', 'male'), ('DAU', 'female'), ('SCM', 'male'), ('SCF', 'female'), ('FCM', 'male'), ('FCF', 'female'),
  ('PRM', 'male'), ('PRF', 'female'), ('SPM', 'male'), ('SPF', 'female'), ('FPM', 'male'), ('FPF', 'female'), ('SBM', 'male'),
  ('SBF', 'female'), ('SPB', 'male'), ('SPS', 'female'), ('HAB', 'male'), ('HAS', 'female'), ('GPM', 'male'), ('GPF', 'female'),
  ('GCM', 'male'), ('GCF', 'female'), ('UNC', 'male'), ('ANT', 'female'), ('NEP', 'male'), ('NCE', 'female'), ('COM', 'male'),
  ('COF', 'female'), ('BIL', 'male'), ('SIL', 'female'), ('PLM', 'male'), ('PLF', 'female'), ('CLM', 'male'), ('CLF', 'female'),
  ('ILM', 'male'), ('ILF', 'female'), ('ORM', 'male'), ('ORF', 'female'), ('NRM', 'male'), ('NRF', 'female'), ('UKM', 'male'),
  ('UKF', 'female');

-- Judges one group as it stands. The column of the error names the rule: 'size', 'focal_point', 'relationship', 'process_status'.
create function registration.judge_group(group_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  members int;
  leaders int;
  the_group record;
begin
  select g.id, g.size, g.focal_point into the_group from registration.registration_group g where g.id = group_id;
  if the_group.id is null then return; end if;
  select count(*), count(*) filter (where m.focal_point) into members, leaders
  from registration.membership m where m.parent_id = group_id and m.member_to is null and m.withdrawn_at is null;
  if members <> the_group.size then
    raise exception using errcode = '23514', message = 'the size is not the number of members', column = 'size';
  end if;
  if leaders <> least(members, 1)
    or (members > 0 and the_group.focal_point is distinct from (
      select m.individual from registration.membership m
      where m.parent_id = group_id and m.focal_point and m.member_to is null and m.withdrawn_at is null))
    or (members = 0 and the_group.focal_point is not null) then
    raise exception using errcode = '23514', message = 'a group has exactly one focal point', column = 'focal_point';
  end if;
  if exists (
    select from registration.membership m
    join registration.individual i on i.id = m.individual
    where m.parent_id = group_id and m.member_to is null and m.withdrawn_at is null and i.process_status not in ('active', 'hold')
  ) then
    raise exception using errcode = '23514', message = 'who is no longer counted is in no group', column = 'process_status';
  end if;
  if exists (
    select from registration.membership m
    join registration.individual i on i.id = m.individual
    join registration.relationship_sex r on r.relationship = m.relationship
    where m.parent_id = group_id and m.member_to is null and m.withdrawn_at is null
      and r.sex <> i.sex and i.sex in ('male', 'female')
  ) then
    raise exception using errcode = '23514', message = 'the relationship contradicts the sex', column = 'relationship';
  end if;
end $$;

create function registration.judge_membership() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registration.judge_group(new.parent_id);
  return null;
end $$;
create function registration.judge_own_group() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registration.judge_group(new.id);
  return null;
end $$;
create function registration.judge_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registration.judge_group(m.parent_id) from registration.membership m where m.individual = new.id and m.member_to is null;
  return null;
end $$;

create constraint trigger household after insert or update on registration.membership
  deferrable initially deferred for each row execute function registration.judge_membership();
create constraint trigger household after insert or update of size, focal_point on registration.registration_group
  deferrable initially deferred for each row execute function registration.judge_own_group();
create constraint trigger household after update of sex, process_status on registration.individual
  deferrable initially deferred for each row execute function registration.judge_person();

-- Takes the groups for this transaction, always in the order of their ids: commands that meet wait, and never for one another.
-- Tells which of them the asker may change; the rest are not found.
create function registration.lock_groups(ids uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select held.id from (
      select g.id, g.office_id, g.owner_id, g.restriction_group
      from registration.registration_group g where g.id = any (ids) order by g.id for update
    ) held
    where auth.may('registration', 'change', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group);
end $$;

-- Who somebody is, once written, is corrected by two people: the change must be what a correction says that was agreed to in this very
-- transaction. A blank may be filled in by one.
create function registration.judge_correction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  was jsonb := to_jsonb(old);
  will jsonb := to_jsonb(new);
  fact text;
begin
  if session_user <> 'nansen_app' then return new; end if;
  foreach fact in array array['sex', 'born', 'nationality', 'country_of_origin'] loop
    continue when was -> fact = 'null' or was -> fact = will -> fact;
    if not exists (
      select from registration.correction_request c
      where c.parent_id = new.id and c.what = fact and c.state = 'applied' and c.decided_by = auth.staff()
        and c.requested_by <> c.decided_by and c.changed_at = now() and c.value_after = will ->> fact
    ) then
      raise exception using errcode = '42501', message = 'a correction that a second person agreed to is needed', column = fact;
    end if;
  end loop;
  return new;
end $$;
create trigger e_corrected before update of sex, born, nationality, country_of_origin on registration.individual
  for each row execute function registration.judge_correction();

-- Nobody asks or agrees in another's name, and what was asked stays what it was.
revoke update (what, value_before, value_after, because, evidence, requested_by) on registration.correction_request from nansen_app;
create trigger e_oneself before insert or update on registration.correction_request
  for each row execute function store.only_oneself('requested_by', 'decided_by');

create function registration.judge_renaming() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- The parts that come with a person come together; later ones add to the name, unless it was not written in that script yet.
  if tg_op = 'INSERT' and not exists (
    select from registration.name n
    where n.parent_id = new.parent_id and n.withdrawn_at is null and n.created_at < now() and n.name ->> 'script' = new.name ->> 'script'
  ) then return new; end if;
  if session_user = 'nansen_app' and not exists (
    select from registration.correction_request c
    where c.parent_id = new.parent_id and c.what = 'name' and c.state = 'applied' and c.decided_by = auth.staff()
      and c.requested_by <> c.decided_by and c.changed_at = now()
  ) then
    raise exception using errcode = '42501', message = 'a correction that a second person agreed to is needed', column = 'name';
  end if;
  return new;
end $$;
create trigger e_corrected before insert or update of name, withdrawn_at on registration.name
  for each row execute function registration.judge_renaming();

revoke execute on all functions in schema registration from public;
grant execute on function registration.lock_groups(uuid[]) to nansen_app;
