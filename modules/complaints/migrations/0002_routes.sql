-- A complaint never comes to whom it is about: the database looks who that is, and keeps a group of readers for each such complaint.

alter table complaints.complaint add constraint anonymous_is_nobody
  check (not anonymous or subject is null and complainant_name is null and complainant_phone is null);
create index on complaints.complaint (restriction_group) where restriction_group is not null;

-- Who looks into what is sensitive; without a category: into all of it. Data of an installation.
create table complaints.investigator (
  role text not null,
  category text,
  unique nulls not distinct (role, category)
);
alter table complaints.investigator enable row level security;
alter table complaints.investigator force row level security;
create policy keeper on complaints.investigator to nansen_migrator using (true) with check (true);
insert into complaints.investigator (role, category) values ('fraud_focal_point', null), ('data_protection_officer', 'data-breach');

-- Whose name was said: every colleague whose whole name stands in what was said, or in whose name every word of it stands.
create function complaints.words(said text) returns text[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(w), '{}') from regexp_split_to_table(lower(normalize(coalesce(said, ''), NFKC)), '[^[:alnum:]]+') w where w <> ''
$$;
create function complaints.is_meant(said text, name text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select complaints.words(said) <> '{}' and (complaints.words(name) <@ complaints.words(said) or complaints.words(said) <@ complaints.words(name))
$$;
create function complaints.staff_meant(given complaints.complaint) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(s.id order by s.id), '{}') from auth.staff s
  where given.about_whom = 'colleague' and complaints.is_meant(given.about_name, s.display_name)
$$;

-- Whom a complaint is kept from: whoever is meant, whoever is or was within a year at the office that is meant or below it, and whoever is the partner's.
create function complaints.kept_from(given complaints.complaint) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select unnest(complaints.staff_meant(given))
  union select given.about_staff where given.about_staff is not null
  union
  select a.staff_id from auth.assignment a join auth.office_closure c on c.descendant = a.office_id
  where c.ancestor = given.about_office
    and least(coalesce(a.ended_at::date, 'infinity'), coalesce(a.valid_to, 'infinity')) >= given.received_on - 365
  union
  select s.id from auth.staff s where s.organisation_id = given.about_organisation
$$;

-- Before it is written: who is meant, and by which way it goes. What is said of a colleague, office or partner whom no name leads to is for investigators.
create function complaints.keep_route() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  meant uuid[];
  found boolean := true;
begin
  if tg_op = 'INSERT' then
    new.about_staff := null; new.about_office := null; new.about_organisation := null; new.restriction_group := null;
  else
    new.about_staff := old.about_staff; new.about_office := old.about_office; new.about_organisation := old.about_organisation;
    if session_user = 'nansen_app' and current_setting('complaints.routing', true) is distinct from new.id::text then
      new.restriction_group := old.restriction_group;
    end if;
  end if;
  if tg_op = 'INSERT' or (new.about_whom, new.about_name) is distinct from (old.about_whom, old.about_name) then
    new.about_staff := null; new.about_office := null; new.about_organisation := null;
    meant := complaints.staff_meant(new);
    if cardinality(meant) = 1 then new.about_staff := meant[1]; end if;
    if new.about_whom = 'office' then
      select o.id into new.about_office from auth.office o
      where complaints.is_meant(new.about_name, o.name) or complaints.words(new.about_name) = complaints.words(o.code)
      order by (complaints.words(new.about_name) = complaints.words(o.code)) desc, (select count(*) from auth.office_closure c where c.ancestor = o.id) desc, o.id limit 1;
    elsif new.about_whom = 'partner' then
      select o.id into new.about_organisation from auth.organisation o where complaints.is_meant(new.about_name, o.name) order by o.id limit 1;
    end if;
    found := case new.about_whom when 'colleague' then meant <> '{}' when 'office' then new.about_office is not null
      when 'partner' then new.about_organisation is not null else true end;
  else
    found := new.about_whom not in ('colleague', 'office', 'partner') or new.about_office is not null or new.about_organisation is not null
      or complaints.staff_meant(new) <> '{}';
  end if;
  new.route := case
    when not found or new.category in ('data-breach', 'bribery', 'fraud-forgery', 'fraud-misuse', 'harassment', 'inappropriate-conduct', 'unauthorised-use',
      'conflict-of-interest', 'mismanagement', 'sexual-exploitation', 'sexual-harassment') then 'investigators'
    when new.about_whom in ('colleague', 'office', 'partner') then 'apart'
    else 'ordinary' end;
  -- what went to investigators is not brought back to others by another word for it
  if tg_op = 'UPDATE' and old.route = 'investigators' and old.category <> new.category and session_user = 'nansen_app' then new.route := 'investigators'; end if;
  return new;
end $$;
create trigger b_route before insert or update on complaints.complaint for each row execute function complaints.keep_route();

-- Who reads it: a group that exists for this one complaint, of all who may by the matrix and from whom it is not kept. For investigators: of their roles
-- only. Where nobody is left, auditors are given it.
create function complaints.send(complaint uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  given complaints.complaint;
  readers uuid[];
begin
  select * into given from complaints.complaint c where c.id = complaint;
  if given.id is null then return; end if;
  if given.route = 'ordinary' and given.restriction_group is null then return; end if;
  select coalesce(array_agg(distinct a.staff_id), '{}') into readers
  from auth.assignment a join auth.role_grant g on g.role = a.role and g.module = 'complaints' and g.action = 'read' and g.scope <> 'case'
  where a.ended_at is null and (a.valid_to is null or a.valid_to >= current_date)
    and (given.route <> 'investigators' or exists (
      select from complaints.investigator i where i.role = a.role and coalesce(i.category, given.category) = given.category))
    and (g.scope not in ('country', 'office', 'subtree') or exists (
      select from auth.office home join auth.office there on there.country = home.country where home.id = a.office_id and there.id = given.office_id))
    and a.staff_id not in (select k from complaints.kept_from(given) k);
  if readers = '{}' then
    select coalesce(array_agg(distinct a.staff_id), '{}') into readers from auth.assignment a
    where a.role = 'auditor' and a.ended_at is null and (a.valid_to is null or a.valid_to >= current_date)
      and a.staff_id not in (select k from complaints.kept_from(given) k);
    insert into auth.case_access (id, staff_id, module, case_id, reason)
    select gen_random_uuid(), r, 'complaints', complaint, 'nobody else may look into it' from unnest(readers) r
    where not exists (select from auth.case_access x where x.staff_id = r and x.module = 'complaints' and x.case_id = complaint and x.valid_to is null);
  end if;
  if given.restriction_group is null then
    given.restriction_group := gen_random_uuid();
    insert into auth.restriction_group (id, name) values (given.restriction_group, 'complaint ' || given.number);
    perform set_config('complaints.routing', complaint::text, true);
    update complaints.complaint c set restriction_group = given.restriction_group where c.id = complaint;
    perform set_config('complaints.routing', '', true);
  end if;
  delete from auth.restriction_group_member m where m.group_id = given.restriction_group and m.staff_id <> all (readers);
  insert into auth.restriction_group_member (group_id, staff_id) select given.restriction_group, r from unnest(readers) r on conflict do nothing;
  -- nothing that was given on before stays with them, and who is not in the group does not own it
  update complaints.referral r set revoked_at = coalesce(r.revoked_at, cases.now()), status = case when r.status in ('sent', 'acknowledged', 'accepted') then 'withdrawn' else r.status end
  where r.parent_id = complaint and r.revoked_at is null;
  update complaints.handover h set status = 'withdrawn' where h.parent_id = complaint and h.status = 'asked';
  update auth.case_access x set valid_to = now() where x.module = 'complaints' and x.case_id = complaint and x.valid_to is null and x.staff_id <> all (readers);
  update complaints.complaint c set owner_id = null where c.id = complaint and c.owner_id is not null and c.owner_id <> all (readers);
end $$;
create function complaints.after_complaint() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then perform complaints.send(new.id);
  elsif (new.about_whom, new.about_name, new.category, new.route, new.office_id) is distinct from (old.about_whom, old.about_name, old.category, old.route, old.office_id) then
    perform complaints.send(new.id);
  end if;
  if new.acknowledged_on is not null then
    update complaints.clock c set status = 'met', ended_at = cases.now() where c.parent_id = new.id and c.name = 'acknowledgement' and c.status = 'running';
  end if;
  return null;
end $$;
-- After the platform's own, so that what it wrote follows.
create trigger z_sent after insert or update on complaints.complaint for each row execute function complaints.after_complaint();

-- Whoever comes, leaves or goes elsewhere: the groups follow.
create function complaints.follow_staff() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform complaints.send(c.id) from complaints.complaint c where c.restriction_group is not null;
  return null;
end $$;
create trigger y_complaints_follow after insert or update or delete on auth.assignment for each statement execute function complaints.follow_staff();

-- Nobody is given it, or anything of it, who is not in its group. Arguments: columns that name a colleague.
create function complaints.not_to_whom_it_is_about() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := to_jsonb(new);
  root uuid := coalesce(given ->> 'root_id', given ->> 'id')::uuid;
  circle uuid;
begin
  select c.restriction_group into circle from complaints.complaint c where c.id = root;
  if circle is null then return new; end if;
  for i in 0 .. tg_nargs - 1 loop
    continue when given ->> tg_argv[i] is null;
    if not exists (select from auth.restriction_group_member m where m.group_id = circle and m.staff_id = (given ->> tg_argv[i])::uuid) then
      raise exception using errcode = '23514', message = 'not to them', column = tg_argv[i];
    end if;
  end loop;
  return new;
end $$;
do $$
declare t record;
begin
  for t in
    select c.conrelid::regclass as place, string_agg(quote_literal(a.attname), ', ' order by a.attname) as columns
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.connamespace = 'complaints'::regnamespace and c.confrelid = 'auth.staff'::regclass
      and a.attname not in ('about_staff', 'created_by', 'changed_by', 'triaged_by', 'answered_by', 'closed_by', 'done_by', 'asked_by', 'decided_by')
      and not (c.conrelid <> 'complaints.complaint'::regclass and a.attname = 'owner_id')
    group by c.conrelid
  loop
    execute format('create trigger c_not_to_them before insert or update on %s for each row execute function complaints.not_to_whom_it_is_about(%s)', t.place, t.columns);
  end loop;
end $$;
create function complaints.not_given_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from complaints.complaint c where c.id = new.parent_id and c.restriction_group is not null) then
    raise exception using errcode = '42501', message = 'such a complaint is not given on';
  end if;
  return new;
end $$;
create trigger b_not_given_on before insert on complaints.referral for each row execute function complaints.not_given_on();
create trigger b_not_given_on before insert on complaints.handover for each row execute function complaints.not_given_on();
create function complaints.not_given_to_them() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.module = 'complaints' and exists (select from complaints.complaint c, complaints.kept_from(c) k where c.id = new.case_id and k = new.staff_id) then
    raise exception using errcode = '42501', message = 'not to them';
  end if;
  return new;
end $$;
create trigger y_not_to_them before insert on auth.case_access for each row execute function complaints.not_given_to_them();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'complaints'::regnamespace and p.proname in ('words', 'is_meant', 'staff_meant', 'kept_from',
    'keep_route', 'send', 'after_complaint', 'follow_staff', 'not_to_whom_it_is_about', 'not_given_on', 'not_given_to_them')
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
