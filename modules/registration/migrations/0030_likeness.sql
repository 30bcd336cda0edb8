-- What the engine of likeness asks: facts of people whom keys found, how common words are, and which pairs were told apart.

-- Sex and year as a summary shows them. The whole birth, nationality and the mother's name only of people whose record the asker may read: a
-- likeness must not tell what its reader may not see.
create function registration.likeness_facts(ids uuid[])
returns table (id uuid, sex text, year_of_birth int, born text, born_estimated boolean, mother_name text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  me auth.session := auth.current();
  seen auth.reached := auth.reached_by(me, 'registration', 'see', 'summary');
  whole auth.reached := auth.reached_by(me, 'registration', 'read', 'personal');
  groups uuid[] := auth.groups();
begin
  return query
    select i.id, i.sex, i.year_of_birth, case when w.may then i.born::text end, w.may and i.born_estimated, case when w.may then i.mother_name end
    from registration.individual i
    cross join lateral (select i.office_id = any (whole.offices) or i.id = any (whole.cases) as may) w
    where i.id = any (ids)
      and (i.restriction_group is null or i.restriction_group = any (groups))
      and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.id = any (seen.cases));
end $$;

-- How many people bear a word whose key this is, in Latin script or the only one they have: counted up to a thousand, beyond that as the
-- planner's statistics have it, which keep the hundred commonest. Never fewer than five: it must not tell whether one person exists. Key '': how many of
-- this nationality there are, or in all.
create function registration.borne_by(keys text[], of_nationality text) returns table (key text, people int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  counted constant int := 1000;
  least_said constant int := 5;
  plan jsonb;
  n int;
begin
  if not auth.can('registration', 'see', 'summary') then return; end if;
  foreach key in array keys loop
    select count(*) into n from (select from registration.individual_key k where k.key = borne_by.key and k.field = 'display_name' limit counted) c;
    if n = counted then
      execute format('explain (format json) select from registration.individual_key k where k.key = %L and k.field = ''display_name''', key) into plan;
      n := greatest(n, (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8::int);
    end if;
    people := greatest(n, least_said);
    return next;
  end loop;
  execute format('explain (format json) select from registration.individual i where %s',
    case when of_nationality is null then 'true' else format('i.nationality = %L', of_nationality) end) into plan;
  key := '';
  people := greatest((plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8::int, least_said);
  return next;
end $$;

-- Whom somebody was told apart from, by whoever did it and from whichever of the two records. People out of the asker's sight are not named.
create function registration.told_apart(person uuid) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from registration.individual i where i.id = person
    and auth.may('registration', 'see', 'summary', i.office_id, i.owner_id, i.id, i.restriction_group)) then return; end if;
  return query
    select x.other from (
      select o.other from registration.other_than o where o.parent_id = person
      union
      select o.parent_id from registration.other_than o where o.other = person
    ) x where x.other <> all (auth.hidden());
end $$;

revoke execute on function registration.likeness_facts(uuid[]), registration.borne_by(text[], text), registration.told_apart(uuid) from public;
grant execute on function registration.likeness_facts(uuid[]), registration.borne_by(text[], text), registration.told_apart(uuid) to nansen_app;
