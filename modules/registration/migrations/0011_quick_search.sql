-- Search and summaries for a million people: what a search reads is bounded however common a name is, and plans are made once a connection.
-- Who may see whom is as before.

-- How a key is written in `exact`, and whom it names, is as before; so are the weights: a pair of words counts for three single ones,
-- three words for six. New is what is read. Of a pair or triple at most `per_key` people. Of a single word, only where few people share
-- more: all who bear it when it is rare; when it is common, `few` beside other words, for a word alone `per_key`. With a year of birth, as
-- many of whom the year fits, among at most `scanned` who bear the words. What was cut is said.
create function registration.found_by_keys(names text[], exact text[], born_from int, born_to int, per_key int)
returns table (id uuid, found_by text[], truncated boolean, number text, display_name text, display_name_native text, year_of_birth int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
-- a bitmap would gather everybody who bears a word before the first is taken
set plan_cache_mode = force_generic_plan set enable_bitmapscan = off as $$
declare
  few int := case when born_from is null then 100 else 500 end;
  common constant int := 2000;
  scanned int := case when born_from is null then per_key else 8000 end;
  narrow text[] := array(select k from unnest(names) k where k like 'p:%' or k like 't:%');
  wide text[] := array(select k from unnest(names) k where k not like 'p:%' and k not like 't:%');
  me auth.session := auth.current();
  seen auth.reached := auth.reached_by(me, 'registration', 'see', 'summary');
  groups uuid[];
begin
  if not (seen.everywhere or seen.offices <> '{}' or seen.owners <> '{}' or seen.cases <> '{}') then return; end if;
  groups := auth.groups();
  return query
  with shared as materialized (
    select h.root_id, h.how, k.key, h.cut
    from unnest(narrow) k(key)
    cross join lateral (
      select f.root_id, 'name:' || f.field as how, f.n >= scanned or count(*) over () >= per_key as cut
      from (
        -- only people of the asker's reach count against the limit: a small office finds its own among a million others
        select x.root_id, x.field, count(*) over () as n from (
          select i.root_id, i.field from registration.individual_key i
          where i.key = k.key
            and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.root_id = any (seen.cases))
          limit scanned) x
      ) f
      where born_from is null or (select i.year_of_birth between born_from and born_to from registration.individual i where i.id = f.root_id)
      limit per_key
    ) h
  ),
  enough as materialized (
    select count(distinct s.root_id) * 2 >= per_key as yes, count(*) > 0 as some, coalesce(bool_or(s.key like 't:%'), false) as three
    from shared s
  ),
  alone as materialized (
    select h.root_id, h.how, k.key, h.cut and not e.some as cut
    from enough e
    cross join unnest(wide) k(key)
    cross join lateral (
      -- counted in the index alone; who reaches some offices only finds all of theirs, as far as `common` goes
      select count(*) > common as borne_often from (
        select from registration.individual_key i where i.key = k.key and seen.everywhere limit common + 1) c
    ) c
    cross join lateral (
      select f.root_id, 'name:' || f.field as how, c.borne_often or count(*) over () >= per_key as cut
      from (
        select i.root_id, i.field from registration.individual_key i
        where i.key = k.key
          and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.root_id = any (seen.cases))
        limit case when narrow = '{}' then scanned when c.borne_often then few else common end
      ) f
      where born_from is null or (select i.year_of_birth between born_from and born_to from registration.individual i where i.id = f.root_id)
      limit case when narrow = '{}' then per_key else common end
    ) h
    where not e.yes
  ),
  hits as (
    -- where people share three words, those who share two and were not read are no loss
    select s.root_id, s.how, s.key, s.cut and (s.key like 't:%' or not e.three) as cut from shared s cross join enough e
    union all
    select a.root_id, a.how, a.key, a.cut from alone a
    union all
    select h.root_id, 'name:alias', k.key, false
    from unnest(names) k(key)
    cross join lateral (
      select x.root_id from registration.alias_key x
      where x.key = k.key
        and (seen.everywhere or x.office_id = any (seen.offices) or x.owner_id = any (seen.owners) or x.root_id = any (seen.cases))
      limit per_key) h
    union all
    (select i.id, 'born', 'year', count(*) over () >= per_key from (
      select b.id from registration.individual b
      where names = '{}' and exact = '{}' and b.year_of_birth between born_from and born_to
        and (seen.everywhere or b.office_id = any (seen.offices) or b.owner_id = any (seen.owners) or b.id = any (seen.cases))
      limit per_key) i)
    union all
    select h.root_id, 'exact:' || h.what, k.key, false
    from unnest(exact) k(key)
    cross join lateral (
      select x.root_id, 'number' as what from registration.individual_key x where x.key = k.key and x.field = 'number'
      union all
      select x.root_id, 'phone' from registration.phone_key x where x.key = k.key
      union all
      select x.root_id, 'document' from registration.document_held_key x where x.key = k.key
      union all
      select x.root_id, 'document' from registration.issued_document_key x where x.key = k.key
      union all
      select x.root_id, 'other-number' from registration.other_number_key x where x.key = k.key
      union all
      select m.individual, 'group-number' from registration.registration_group_key x
      join registration.membership m on m.parent_id = x.root_id and m.member_to is null and m.withdrawn_at is null
      where x.key = k.key
    ) h
  ),
  people as (
    select hits.root_id, array_agg(distinct hits.how) as how, bool_or(hits.cut) as cut,
      sum(case when hits.how like 'exact:%' then 100 when hits.key like 't:%' then 6 when hits.key like 'p:%' then 3 else 1 end) as weight
    from hits group by hits.root_id order by weight desc, hits.root_id limit per_key * 2
  )
  select p.root_id, p.how, p.cut, i.number, i.display_name, i.display_name_native, i.year_of_birth
  from people p join registration.individual i on i.id = p.root_id
  where (i.restriction_group is null or i.restriction_group = any (groups))
    and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.id = any (seen.cases))
  order by p.weight desc, p.root_id
  limit per_key;
end $$;

-- Summaries as before, with the plan kept.
create or replace function registration.cards(ids uuid[])
returns table (id uuid, number text, display_name text, display_name_native text, sex text, year_of_birth int, thumbnail uuid,
  process_status text, same_person_as uuid, office_id uuid, office text, readable boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  me auth.session := auth.current();
  seen auth.reached := auth.reached_by(me, 'registration', 'see', 'summary');
  whole auth.reached := auth.reached_by(me, 'registration', 'read', 'personal');
  groups uuid[] := auth.groups();
begin
  return query
    select i.id, i.number, i.display_name, i.display_name_native, i.sex, i.year_of_birth, i.thumbnail, i.process_status,
      i.same_person_as, i.office_id, o.name, i.office_id = any (whole.offices) or i.id = any (whole.cases)
    from registration.individual i join auth.office o on o.id = i.office_id
    where i.id = any (ids)
      and (i.restriction_group is null or i.restriction_group = any (groups))
      and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.id = any (seen.cases));
end $$;

-- The people now in the groups of these people, as before, with the plan kept.
create or replace function registration.family_of(ids uuid[])
returns table (of_person uuid, group_id uuid, group_number text, individual uuid, relationship text, focal_point boolean, sequence int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  near auth.reached := auth.reached_by(auth.current(), 'registration', 'see', 'minimum');
  groups uuid[] := auth.groups();
begin
  return query
    select mine.individual, g.id, g.number, other.individual, other.relationship, other.focal_point, other.sequence
    from registration.membership mine
    join registration.registration_group g on g.id = mine.parent_id
    join registration.membership other on other.parent_id = g.id and other.member_to is null and other.withdrawn_at is null
    join registration.individual i on i.id = other.individual
    where mine.individual = any (ids) and mine.member_to is null and mine.withdrawn_at is null
      and (g.office_id = any (near.offices) or g.id = any (near.cases) or mine.individual = any (near.cases))
      and (g.restriction_group is null or g.restriction_group = any (groups))
      and (i.restriction_group is null or i.restriction_group = any (groups))
    order by g.id, other.sequence;
end $$;

-- People with those who are now in the groups of some of them, in one answer: {"cards": […], "family": […]}, rows as the two above give them.
create function registration.with_families(ids uuid[], of_whom uuid[]) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  family jsonb;
  others uuid[];
  people jsonb;
begin
  select coalesce(jsonb_agg(to_jsonb(f)), '[]'), array_agg(f.individual) into family, others from registration.family_of(of_whom) f;
  select coalesce(jsonb_agg(to_jsonb(c)), '[]') into people from registration.cards(ids || others) c;
  return jsonb_build_object('cards', people, 'family', family);
end $$;

drop function registration.candidates(text[], text[], int, int, int, int);
revoke execute on function registration.found_by_keys(text[], text[], int, int, int), registration.with_families(uuid[], uuid[]) from public;
grant execute on function registration.found_by_keys(text[], text[], int, int, int), registration.with_families(uuid[], uuid[]) to nansen_app;
