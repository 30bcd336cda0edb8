-- Who is expected, person by person, as the families were on the day of counting. No names: they are shown as they are today. The rows are not
-- logged one by one: the campaign keeps their count and checksum, and that is logged.
create table verification.expected (
  id uuid primary key,
  campaign uuid not null references verification.campaign,
  office_id uuid not null references auth.office,
  restriction_group uuid references auth.restriction_group,
  family uuid not null,
  number text not null,
  individual uuid,
  sequence int not null,
  sex text not null,
  years int,
  place text,
  on_day date
);
create unique index expected_once on verification.expected (campaign, individual);
create index on verification.expected (campaign, number, sequence);
create index on verification.expected (family);
create index on verification.expected (individual);

do $$
declare t text;
begin
  foreach t in array '{expected}'::text[] loop
    execute format('alter table verification.%I enable row level security', t);
    execute format('alter table verification.%I force row level security', t);
    execute format('create policy keeper on verification.%I to nansen_migrator using (true) with check (true)', t);
    execute format('create policy restricted on verification.%I as restrictive to nansen_app using (
      restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]))', t);
    execute format('create policy read on verification.%I for select to nansen_app using (
      office_id = any ((select auth.reach(''verification'', ''read'', ''personal''))::uuid[]))', t);
    execute format('grant select on verification.%I to nansen_app', t);
  end loop;
  -- Written by the functions below alone.
  foreach t in array '{arrival,mark}'::text[] loop
    execute format('drop policy add on verification.%I', t);
    execute format('drop policy change on verification.%I', t);
    execute format('revoke insert, update on verification.%I from nansen_app', t);
  end loop;
end $$;
create unique index arrival_once on verification.arrival (campaign, family_number);
create unique index arrival_token on verification.arrival (campaign, token);
create index on verification.mark (campaign, individual, found_at);
create trigger e_oneself before insert or update on verification.campaign for each row execute function store.only_oneself('frozen_by');
alter table verification.campaign add constraint campaign_days
  check (counted_on <= starts_on and starts_on <= ends_on and ends_on <= grace_until);
alter table verification.day add constraint day_capacity check (capacity between 1 and 100000);

-- Whom a list was frozen from does not change under it.
create function verification.keep_criteria() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (old.place, old.size_from, old.size_to, old.arrived_from, old.arrived_until, old.with_needs, old.counted_on, old.families, old.people, old.sha256)
    is distinct from (new.place, new.size_from, new.size_to, new.arrived_from, new.arrived_until, new.with_needs, new.counted_on, new.families, new.people, new.sha256) then
    raise exception using errcode = '23514', message = 'the list is frozen', column = 'counted_on';
  end if;
  return new;
end $$;
create trigger d_criteria before update on verification.campaign for each row
  when (old.state <> 'drafted') execute function verification.keep_criteria();

-- The campaign, for whoever may do this with it.
create function verification.campaign_for(of_campaign uuid, action text) returns verification.campaign
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign;
begin
  select x.* into c from verification.campaign x where x.id = of_campaign;
  if c.id is null or not auth.may('verification', action, 'personal', c.office_id, c.owner_id, c.id, c.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  return c;
end $$;

-- Everybody in a family of the population who was a member at the end of the day of counting.
create function verification.population(c verification.campaign)
returns table (family uuid, number text, office_id uuid, restriction_group uuid, individual uuid, sequence int, sex text, years int, place text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive below as (select c.office_id as id union select o.id from auth.office o join below b on o.parent_id = b.id),
  there as (
    select g.id as family, g.number, g.office_id, coalesce(g.restriction_group, i.restriction_group) as restriction_group, i.id as individual,
      m.sequence, i.sex, extract(year from age(c.counted_on, rpad(i.born, 10, case length(i.born) when 4 then '-07-01' else '-15' end)::date))::int as years,
      g.place ->> 'pcode' as place, g.arrived_on::text as arrived, count(*) over (partition by g.id) as size,
      exists (select from registration.specific_need n where n.parent_id = i.id and n.withdrawn_at is null) as need
    from registration.registration_group g
    join registration.membership m on m.parent_id = g.id and m.withdrawn_at is null
      and m.member_from <= c.counted_on and (m.member_to is null or m.member_to > c.counted_on)
    join registration.individual i on i.id = m.individual
    where g.office_id in (select b.id from below b) and i.process_status in ('active', 'hold') and i.registered_on <= c.counted_on),
  family as (select t.family as id, max(t.size) as size, bool_or(t.need) as need from there t group by t.family)
  select t.family, t.number, t.office_id, t.restriction_group, t.individual, t.sequence, t.sex, t.years, t.place
  from there t join family f on f.id = t.family
  where (c.place is null or starts_with(t.place, c.place ->> 'pcode'))
    and (c.size_from is null or f.size >= c.size_from) and (c.size_to is null or f.size <= c.size_to)
    -- what is not known of an arrival leaves nobody out
    and (c.arrived_from is null or t.arrived is null or t.arrived || right('-12-31', 10 - length(t.arrived)) >= c.arrived_from::text)
    and (c.arrived_until is null or t.arrived is null or t.arrived <= c.arrived_until::text)
    and (c.with_needs is distinct from true or f.need)
$$;

-- Gives the families of a list their days, in the order of places and numbers, as many as a day holds; a day of a place takes those who live
-- there first. Who came keeps the day. Returns families that no day holds.
create function verification.plan_days(of_campaign uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  d record;
begin
  update verification.expected e set on_day = null where e.campaign = of_campaign and e.on_day is not null
    and not exists (select from verification.arrival a where a.campaign = of_campaign and a.family_number = e.number);
  for d in select x.on_day, x.capacity, x.place ->> 'pcode' as place from verification.day x
    where x.parent_id = of_campaign and x.withdrawn_at is null order by x.place is null, x.on_day, x.id loop
    update verification.expected e set on_day = d.on_day where e.campaign = of_campaign and e.family in (
      select w.family from verification.expected w where w.campaign = of_campaign and w.on_day is null and (d.place is null or starts_with(w.place, d.place))
      group by w.family, w.place, w.number order by w.place nulls last, w.number limit d.capacity);
  end loop;
  return (select count(distinct e.family)::int from verification.expected e where e.campaign = of_campaign and e.on_day is null);
end $$;

-- Writes the list of a campaign.
create function verification.write_list(of_campaign uuid) returns table (families int, people int, sha256 text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign;
begin
  select x.* into c from verification.campaign x where x.id = of_campaign;
  insert into verification.expected (id, campaign, office_id, restriction_group, family, number, individual, sequence, sex, years, place)
  select gen_random_uuid(), c.id, p.office_id, p.restriction_group, p.family, p.number, p.individual, p.sequence, p.sex, p.years, p.place
  from verification.population(c) p on conflict (campaign, individual) do nothing;
  perform verification.plan_days(c.id);
  return query select count(distinct e.family)::int, count(*)::int,
    encode(sha256(convert_to(coalesce(string_agg(e.number || '|' || e.sequence || '|' || e.individual, E'\n' order by e.number, e.sequence, e.individual), ''), 'UTF8')), 'hex')
  from verification.expected e where e.campaign = c.id;
end $$;
create function verification.freeze(of_campaign uuid) returns table (families int, people int, sha256 text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign := verification.campaign_for(of_campaign, 'change');
begin
  select x.* into c from verification.campaign x where x.id = of_campaign for update;
  if c.state <> 'drafted' then raise exception using errcode = '42501', message = 'frozen before'; end if;
  return query select * from verification.write_list(c.id);
end $$;
create function verification.schedule(of_campaign uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign := verification.campaign_for(of_campaign, 'change');
begin
  if c.state not in ('frozen', 'running', 'grace') then raise exception using errcode = '42501', message = 'no list to plan'; end if;
  return verification.plan_days(c.id);
end $$;

-- What was found of somebody last, in a campaign. Who was seen stays seen, whatever a visit says later.
create function verification.standing(of_campaign uuid, person uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case
    when bool_or(m.outcome <> 'absent') then 'seen'
    when count(*) > 0 then 'absent' else 'waiting' end
  from verification.mark m where m.campaign = of_campaign and m.individual = person
$$;
-- The last comparison of somebody by finger or eye, of this hour: what it said. Identity's fact, and no image of it.
create function verification.proof_of(person uuid) returns table (outcome text, known_by text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if to_regclass('identity.verification') is null then return; end if;
  return query select v.outcome, case when exists (select from unnest(v.sites) s where s like 'finger%') then 'finger' else 'iris' end
    from identity.verification v where v.individual = proof_of.person and v.created_at > now() - interval '1 hour'
    order by v.created_at desc, v.id desc limit 1;
end $$;

-- The family that came, by a token of the campaign, the number of one of its people, or its own. Of whoever is on no list here it says no more.
create function verification.found_at(of_campaign uuid, said text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign := verification.campaign_for(of_campaign, 'create');
  a verification.arrival;
  e verification.expected;
  person uuid;
begin
  if c.state not in ('running', 'grace') then return jsonb_build_object('outcome', 'closed'); end if;
  select coalesce(i.same_person_as, i.id) into person from registration.individual i where i.number = said;
  select x.* into e from verification.expected x
  where x.campaign = c.id and x.office_id = any (auth.reach('verification', 'create', 'personal'))
    and (x.restriction_group is null or x.restriction_group = any (auth.groups()))
    and (x.individual = person or x.number = said or x.number = (select t.family_number from verification.arrival t where t.campaign = c.id and t.token = said))
  order by x.individual is distinct from person limit 1;
  if e.id is null then return jsonb_build_object('outcome', 'not-listed'); end if;
  select x.* into a from verification.arrival x where x.campaign = c.id and x.family_number = e.number;
  return jsonb_build_object('outcome', case when a.id is null then 'expected' else 'arrived' end, 'number', e.number, 'token', a.token, 'onDay', e.on_day,
    'members', (select jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'name', coalesce(i.display_name_native, i.display_name), 'photo', i.thumbnail,
        'years', x.years, 'here', i.process_status in ('active', 'hold'), 'standing', verification.standing(c.id, i.id),
        'proof', (select p.outcome from verification.proof_of(i.id) p),
        'passed', coalesce((select jsonb_agg(distinct m.station) from verification.mark m where m.campaign = c.id and m.individual = i.id and m.outcome <> 'absent'), '[]'))
        order by x.sequence)
      from verification.expected x join registration.individual i on i.id = x.individual
      where x.campaign = c.id and x.family = e.family and (x.restriction_group is null or x.restriction_group = any (auth.groups()))));
end $$;

-- A family came: its token. The same family twice has the same token.
create function verification.arrive(new_id uuid, of_campaign uuid, family_number text, moment timestamptz) returns text
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
  given := 'V' || lpad(((select count(*) from verification.arrival a where a.campaign = c.id) + 1)::text, 5, '0');
  insert into verification.arrival (id, office_id, restriction_group, campaign, family_number, token, arrived_at)
  values (new_id, e.office_id, e.restriction_group, c.id, e.number, given, moment);
  return given;
end $$;

-- Writes down what was found of people at a station. Who is at a station of the ground came to the reception before; who was found unlike the
-- record is verified by nobody but the litigation desk.
create function verification.mark_people(of_campaign uuid, at_station text, people uuid[], what text, why text, remarks text, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c verification.campaign := verification.campaign_for(of_campaign, 'create');
  e verification.expected;
  proof record;
  person uuid;
begin
  if c.state not in ('running', 'grace') then return 'closed'; end if;
  if (what = 'absent') <> (why is not null) then raise exception using errcode = '23514', message = 'an absence has a reason, and nothing else has', column = 'reason'; end if;
  if at_station <> 'home-visit' and not exists (select from verification.station s where s.parent_id = c.id and s.kind = at_station and s.withdrawn_at is null) then
    raise exception using errcode = '23514', message = 'no such station here', column = 'station';
  end if;
  foreach person in array people loop
    select x.* into e from verification.expected x where x.campaign = c.id and x.individual = person
      and x.office_id = any (auth.reach('verification', 'create', 'personal')) and (x.restriction_group is null or x.restriction_group = any (auth.groups()));
    if e.id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
    if at_station <> 'home-visit' and what <> 'absent'
      and not exists (select from verification.arrival a where a.campaign = c.id and a.family_number = e.number) then return 'not-arrived'; end if;
    select x.* into proof from verification.proof_of(person) x;
    if what = 'verified' and proof.outcome = 'not-the-same' and at_station <> 'litigation-desk' then return 'unlike'; end if;
    insert into verification.mark (id, office_id, restriction_group, campaign, individual, family_number, station, outcome, reason, known_by, found_at, remarks)
    values (cases.new_id(), e.office_id, e.restriction_group, c.id, person, e.number, at_station, what, why,
      case when what = 'verified' then case when proof.outcome = 'same-person' then proof.known_by else 'number' end end, moment, mark_people.remarks);
  end loop;
  return 'marked';
end $$;

-- A family that moves or is restricted takes its rows along; of whoever was erased they say no more than that there was one.
create function verification.follow_family() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update verification.expected e set office_id = new.office_id, restriction_group = coalesce(new.restriction_group, e.restriction_group) where e.family = new.id;
  update verification.arrival a set restriction_group = coalesce(new.restriction_group, a.restriction_group) where a.family_number = new.number;
  update verification.mark m set restriction_group = coalesce(new.restriction_group, m.restriction_group) where m.family_number = new.number;
  return null;
end $$;
create trigger y_verification_follow after update of office_id, restriction_group on registration.registration_group for each row
  when (new.office_id is distinct from old.office_id or new.restriction_group is distinct from old.restriction_group)
  execute function verification.follow_family();
create function verification.follow_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update verification.expected e set restriction_group = new.restriction_group where e.individual = new.id;
  update verification.mark m set restriction_group = new.restriction_group where m.individual = new.id;
  return null;
end $$;
create trigger y_verification_follow after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group and new.restriction_group is not null) execute function verification.follow_person();
create function verification.follow_erasure() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update verification.expected e set individual = null where e.individual = new.individual;
  return null;
end $$;
create trigger x_verification_erase after insert on registration.erased for each row execute function verification.follow_erasure();

revoke execute on all functions in schema verification from public;
grant execute on function verification.freeze(uuid), verification.schedule(uuid), verification.found_at(uuid, text),
  verification.arrive(uuid, uuid, text, timestamptz), verification.mark_people(uuid, text, uuid[], text, text, text, timestamptz) to nansen_app;
