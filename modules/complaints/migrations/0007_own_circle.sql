-- The circle of a complaint's readers is a group of its own, and the group of a person under a restriction is another: it is joined by nobody and left by
-- nobody because they were named in a complaint. Where both stand, only who is in both reads, as long as there is anybody.

create table complaints.circle (
  complaint uuid primary key references complaints.complaint on delete cascade,
  group_id uuid not null unique references auth.restriction_group
);
alter table complaints.circle enable row level security;
alter table complaints.circle force row level security;
create policy keeper on complaints.circle to nansen_migrator using (true) with check (true);
insert into complaints.circle (complaint, group_id)
select c.id, g.id from complaints.complaint c join auth.restriction_group g on g.name = 'complaint ' || c.number
  and g.id = c.restriction_group;

-- As before (0002), but the platform's triggers may restrict a complaint with whom it names: the server's login has no right to the column itself.
create or replace function complaints.keep_route() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  meant uuid[];
  found boolean := true;
begin
  if tg_op = 'INSERT' then
    new.about_staff := null; new.about_office := null; new.about_organisation := null; new.restriction_group := null;
  else
    new.about_staff := old.about_staff; new.about_office := old.about_office; new.about_organisation := old.about_organisation;
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

-- As before (0002), with a circle of its own whatever group the complaint is in already.
create or replace function complaints.send(complaint uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  given complaints.complaint;
  circle uuid;
  readers uuid[];
  near uuid[];
begin
  select * into given from complaints.complaint c where c.id = complaint;
  if given.id is null then return; end if;
  select x.group_id into circle from complaints.circle x where x.complaint = given.id;
  if given.route = 'ordinary' and circle is null then return; end if;
  select coalesce(array_agg(distinct a.staff_id), '{}') into readers
  from auth.assignment a join auth.role_grant g on g.role = a.role and g.module = 'complaints' and g.action = 'read' and g.scope <> 'case'
  where a.ended_at is null and (a.valid_to is null or a.valid_to >= current_date)
    and (given.route <> 'investigators' or exists (
      select from complaints.investigator i where i.role = a.role and coalesce(i.category, given.category) = given.category))
    and (g.scope not in ('country', 'office', 'subtree') or exists (
      select from auth.office home join auth.office there on there.country = home.country where home.id = a.office_id and there.id = given.office_id))
    and a.staff_id not in (select k from complaints.kept_from(given) k);
  -- of these, whoever is in the group of everybody it names who is under a restriction; all of them where that would leave nobody to look into it
  near := array(select r from unnest(readers) r where not exists (
    select from cases.person_in p join registration.individual i on i.id = p.individual
    where p.module = 'complaints' and p.case_id = given.id and i.restriction_group is not null
      and not exists (select from auth.restriction_group_member m where m.group_id = i.restriction_group and m.staff_id = r)));
  if near <> '{}' then readers := near; end if;
  if readers = '{}' then
    select coalesce(array_agg(distinct a.staff_id), '{}') into readers from auth.assignment a
    where a.role = 'auditor' and a.ended_at is null and (a.valid_to is null or a.valid_to >= current_date)
      and a.staff_id not in (select k from complaints.kept_from(given) k);
    insert into auth.case_access (id, staff_id, module, case_id, reason)
    select gen_random_uuid(), r, 'complaints', complaint, 'nobody else may look into it' from unnest(readers) r
    where not exists (select from auth.case_access x where x.staff_id = r and x.module = 'complaints' and x.case_id = complaint and x.valid_to is null);
  end if;
  if circle is null then
    circle := gen_random_uuid();
    insert into auth.restriction_group (id, name) values (circle, 'complaint ' || given.number);
    insert into complaints.circle values (given.id, circle);
  end if;
  update complaints.complaint c set restriction_group = circle where c.id = complaint and c.restriction_group is distinct from circle;
  delete from auth.restriction_group_member m where m.group_id = circle and m.staff_id <> all (readers);
  insert into auth.restriction_group_member (group_id, staff_id) select circle, r from unnest(readers) r on conflict do nothing;
  -- nothing that was given on before stays with them, and who is not in the group does not own it
  update complaints.referral r set revoked_at = coalesce(r.revoked_at, cases.now()), status = case when r.status in ('sent', 'acknowledged', 'accepted') then 'withdrawn' else r.status end
  where r.parent_id = complaint and r.revoked_at is null;
  update complaints.handover h set status = 'withdrawn' where h.parent_id = complaint and h.status = 'asked';
  update auth.case_access x set valid_to = now() where x.module = 'complaints' and x.case_id = complaint and x.valid_to is null and x.staff_id <> all (readers);
  update complaints.complaint c set owner_id = null where c.id = complaint and c.owner_id is not null and c.owner_id <> all (readers);
end $$;

-- As before (0002): circles follow, and no other group.
create or replace function complaints.follow_staff() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform complaints.send(x.complaint) from complaints.circle x;
  return null;
end $$;

-- Whoever comes into a complaint, or under a restriction, may narrow its circle.
create function complaints.follow_people() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform complaints.send(x.complaint) from complaints.circle x where x.complaint = new.parent_id;
  return null;
end $$;
create trigger z_circle_follows after insert or update of individual, until, withdrawn_at on complaints.member
  for each row execute function complaints.follow_people();
create function complaints.follow_sight() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform complaints.send(x.complaint) from complaints.circle x join cases.person_in p on p.module = 'complaints' and p.case_id = x.complaint
    where p.individual = new.id;
  return null;
end $$;
create trigger z_complaints_circle after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function complaints.follow_sight();
revoke execute on function complaints.follow_people(), complaints.follow_sight() from public;

-- Complaints that were not restricted with whom they name.
update complaints.complaint c set restriction_group = i.restriction_group
from cases.person_in p join registration.individual i on i.id = p.individual
where p.module = 'complaints' and p.case_id = c.id and c.restriction_group is null and i.restriction_group is not null;
