-- A kind of station is there once, with as many desks as it has.
create unique index station_once on verification.station (parent_id, kind) where withdrawn_at is null;

-- As before (0350); past its last day of grace an exercise takes nobody in, whether or not somebody closed it.
create or replace function verification.campaign_for(of_campaign uuid, action text) returns verification.campaign
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign;
begin
  select x.* into c from verification.campaign x where x.id = of_campaign;
  if c.id is null or not auth.may('verification', action, 'personal', c.office_id, c.owner_id, c.id, c.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if action = 'create' and c.grace_until < auth.today() then c.state := 'closed'; end if;
  return c;
end $$;

-- As before (0350), the last comparison since the family came, and of the hour before: who was unlike their record stays so until they are compared anew or
-- the litigation desk decides.
create or replace function verification.proof_of(person uuid) returns table (outcome text, known_by text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  since timestamptz := least(now() - interval '1 hour', (
    select max(a.arrived_at) from verification.expected e join verification.arrival a on a.campaign = e.campaign and a.family_number = e.number
    where e.individual = proof_of.person));
begin
  if to_regclass('identity.verification') is null then return; end if;
  return query select v.outcome, case when exists (select from unnest(v.sites) s where s like 'finger%') then 'finger' else 'iris' end
    from identity.verification v where v.individual = proof_of.person and v.created_at > since
    order by v.created_at desc, v.id desc limit 1;
end $$;

-- As before (0350); the next token is one more than the last, however many arrivals were taken away since.
create or replace function verification.arrive(new_id uuid, of_campaign uuid, family_number text, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign := verification.campaign_for(of_campaign, 'create');
  e verification.expected;
  given text;
begin
  perform from verification.campaign x where x.id = c.id for update;
  if c.state not in ('running', 'grace') then return null; end if;
  select x.* into e from verification.expected x where x.campaign = c.id and x.number = arrive.family_number
    and x.office_id = any (auth.reach('verification', 'create', 'personal')) and (x.restriction_group is null or x.restriction_group = any (auth.groups())) limit 1;
  if e.id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  select a.token into given from verification.arrival a where a.campaign = c.id and a.family_number = e.number;
  if given is not null then return given; end if;
  given := 'V' || lpad((coalesce((select max(substr(a.token, 2)::int) from verification.arrival a where a.campaign = c.id), 0) + 1)::text, 5, '0');
  insert into verification.arrival (id, office_id, restriction_group, campaign, family_number, token, arrived_at)
  values (new_id, e.office_id, e.restriction_group, c.id, e.number, given, moment);
  return given;
end $$;

-- As before (0350); a restriction that is lifted is lifted here too.
create or replace function verification.follow_family() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update verification.expected e set office_id = new.office_id,
    restriction_group = coalesce(new.restriction_group, (select i.restriction_group from registration.individual i where i.id = e.individual))
  where e.family = new.id;
  update verification.arrival a set restriction_group = new.restriction_group where a.family_number = new.number;
  update verification.mark m set restriction_group = coalesce(new.restriction_group, (select i.restriction_group from registration.individual i where i.id = m.individual))
  where m.family_number = new.number;
  return null;
end $$;
create or replace function verification.follow_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update verification.expected e set restriction_group = coalesce((select g.restriction_group from registration.registration_group g where g.id = e.family), new.restriction_group)
  where e.individual = new.id;
  update verification.mark m set restriction_group = coalesce((select g.restriction_group from registration.registration_group g where g.number = m.family_number), new.restriction_group)
  where m.individual = new.id;
  return null;
end $$;
drop trigger y_verification_follow on registration.individual;
create trigger y_verification_follow after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function verification.follow_person();

-- People who fit what the campaign asks and were registered after the day of counting, as far as the asker may know of them.
create function verification.newcomers(of_campaign uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign := verification.campaign_for(of_campaign, 'read');
  counted date := c.counted_on;
begin
  c.counted_on := auth.today() + 1;
  return (select count(distinct p.individual)::int from verification.population(c) p join registration.individual i on i.id = p.individual
    where i.registered_on > counted and p.office_id = any (auth.reach('verification', 'read', 'personal'))
      and (p.restriction_group is null or p.restriction_group = any (auth.groups()))
      and not exists (select from verification.expected e where e.campaign = c.id and e.individual = p.individual));
end $$;
revoke execute on function verification.newcomers(uuid) from public;
grant execute on function verification.newcomers(uuid) to nansen_app;
