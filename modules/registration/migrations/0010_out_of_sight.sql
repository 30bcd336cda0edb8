-- Whoever is under a restriction is named to nobody outside its group: not by their family, not by the record that proved to be theirs too.

create index individual_restricted on registration.individual (restriction_group) where restriction_group is not null;

create or replace function auth.hidden() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return array(select i.id from registration.individual i
    where i.restriction_group is not null and i.restriction_group <> all (auth.groups()));
end $$;

create policy out_of_sight on registration.membership as restrictive to nansen_app
  using (sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

-- The places in a family that the asker sees without the person.
create function registration.places_out_of_sight(in_group uuid)
returns table (id uuid, version int, relationship text, focal_point boolean, sequence int, member_from date, member_to date, left_because text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select m.id, m.version, m.relationship, m.focal_point, m.sequence, m.member_from, m.member_to, m.left_because
    from registration.membership m join registration.registration_group g on g.id = m.parent_id
    where g.id = in_group and m.withdrawn_at is null and m.individual = any (auth.hidden())
      and auth.may('registration', 'read', 'personal', g.office_id, g.owner_id, g.id, g.restriction_group);
end $$;
revoke execute on function registration.places_out_of_sight(uuid) from public;
grant execute on function registration.places_out_of_sight(uuid) to nansen_app;

-- A group names its focal point only where whoever sees the group may see the person; the membership says it to the others.
create function registration.nameable_focal_point(in_group uuid, restriction uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.individual from registration.membership m join registration.individual i on i.id = m.individual
  where m.parent_id = in_group and m.focal_point and m.member_to is null and m.withdrawn_at is null
    and (i.restriction_group is null or i.restriction_group = restriction)
$$;
create function registration.hide_focal_point() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.focal_point is not null and exists (select from registration.individual i
    where i.id = new.focal_point and i.restriction_group is not null and i.restriction_group is distinct from new.restriction_group)
  then new.focal_point := null; end if;
  if tg_op = 'UPDATE' and new.focal_point is null and new.restriction_group is distinct from old.restriction_group then
    new.focal_point := registration.nameable_focal_point(new.id, new.restriction_group);
  end if;
  return new;
end $$;
create trigger a_hide_focal_point before insert or update of focal_point, restriction_group on registration.registration_group
  for each row execute function registration.hide_focal_point();

create function registration.hide_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.restriction_group is distinct from old.restriction_group then
    update registration.registration_group g set focal_point = registration.nameable_focal_point(g.id, g.restriction_group)
    from registration.membership m
    where m.individual = new.id and m.focal_point and m.member_to is null and m.withdrawn_at is null and g.id = m.parent_id
      and g.focal_point is distinct from registration.nameable_focal_point(g.id, g.restriction_group);
    -- Two records of one person are hidden together.
    update registration.individual i set restriction_group = new.restriction_group
    where (i.same_person_as = new.id or i.id = new.same_person_as) and i.restriction_group is distinct from new.restriction_group;
  elsif new.same_person_as is not null then
    update registration.individual i set restriction_group = new.restriction_group
    where i.id = new.same_person_as and i.restriction_group is null and new.restriction_group is not null;
    update registration.individual i set restriction_group = s.restriction_group
    from registration.individual s
    where i.id = new.id and i.restriction_group is null and s.id = new.same_person_as and s.restriction_group is not null;
  end if;
  return null;
end $$;
create trigger y_hide_person after update of restriction_group, same_person_as on registration.individual
  for each row execute function registration.hide_person();

-- As before, where the focal point may be named.
create or replace function registration.judge_group(group_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  members int;
  leaders int;
  the_group record;
begin
  select g.id, g.size, g.focal_point, g.restriction_group into the_group from registration.registration_group g where g.id = group_id;
  if the_group.id is null then return; end if;
  select count(*), count(*) filter (where m.focal_point) into members, leaders
  from registration.membership m where m.parent_id = group_id and m.member_to is null and m.withdrawn_at is null;
  if members <> the_group.size then
    raise exception using errcode = '23514', message = 'the size is not the number of members', column = 'size';
  end if;
  if leaders <> least(members, 1)
    or the_group.focal_point is distinct from registration.nameable_focal_point(group_id, the_group.restriction_group) then
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
revoke execute on function registration.nameable_focal_point(uuid, uuid), registration.hide_focal_point(), registration.hide_person() from public;

-- What an older database holds.
update registration.registration_group g set focal_point = null
from registration.individual i
where i.id = g.focal_point and i.restriction_group is not null and i.restriction_group is distinct from g.restriction_group;
update registration.individual i set restriction_group = s.restriction_group
from registration.individual s where i.same_person_as = s.id and i.restriction_group is null and s.restriction_group is not null;
