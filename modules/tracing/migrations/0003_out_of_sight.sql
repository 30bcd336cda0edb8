-- A search that somebody under a restriction asks for, or that found them, is theirs alone who may see them.

-- With the seeker, down to candidates, other names and photos. A restriction that the request had of its own stays.
create function tracing.begin_with_seeker() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.restriction_group := coalesce((select i.restriction_group from registration.individual i where i.id = new.seeker), new.restriction_group);
  return new;
end $$;
create trigger a_with_seeker before insert or update of seeker, restriction_group on tracing.request
  for each row execute function tracing.begin_with_seeker();

create function tracing.follow_seeker() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update tracing.request r set restriction_group = new.restriction_group
  where r.seeker = new.id and r.restriction_group is not distinct from old.restriction_group;
  return null;
end $$;
create trigger y_tracing_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function tracing.follow_seeker();
revoke execute on function tracing.begin_with_seeker(), tracing.follow_seeker() from public;

-- Whom it found.
create policy out_of_sight on tracing.request as restrictive to nansen_app
  using (proposed_match is null or sha256(uuid_send(proposed_match)) <> all ((select auth.out_of_sight())::bytea[]));
create policy out_of_sight on tracing.match_candidate as restrictive to nansen_app
  using (sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

-- What an older database holds.
update tracing.request r set restriction_group = i.restriction_group
from registration.individual i where i.id = r.seeker and i.restriction_group is not null and r.restriction_group is null;
