-- Search before anybody is registered, and summaries for whoever may see one. Nothing here is read past `see summary`, and people under
-- a restriction are absent for all but their group.

create index individual_born on registration.individual (year_of_birth, id);

-- People by keys. `names`: keys of the sound of a name, rarest kind first; `exact`: blind indexes of numbers, telephones and papers.
-- At most `per_key` people a key and `most` in all, those that share most keys first: a very common name is narrowed by a second word
-- or a year, not by reading the whole camp. A pair of words counts for three single ones, three words for six.
create function registration.candidates(names text[], exact text[], born_from int, born_to int, per_key int, most int)
returns table (id uuid, found_by text[], truncated boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan as $$
declare
  narrow text[] := array(select k from unnest(names) k where k like 'p:%' or k like 't:%');
  seen uuid[] := auth.reach('registration', 'see', 'summary');
  owned uuid[] := auth.owners('registration', 'see', 'summary');
  given uuid[] := auth.cases('registration', 'see', 'summary');
  groups uuid[] := auth.groups();
begin
  if not auth.can('registration', 'see', 'summary') then return; end if;
  -- A year is looked up person by person: as many as will be judged are enough.
  if born_from is not null then per_key := least(per_key, most); end if;
  -- Where enough people share two or three words, those who share one would come after them all: they are not even fetched.
  if most <= (select count(*) from (
    select distinct x.root_id from unnest(narrow) k(key)
    cross join lateral (
      select i.root_id from registration.individual_key i
      where i.key = k.key and (i.office_id = any (seen) or i.owner_id = any (owned) or i.root_id = any (given)) limit per_key
    ) x limit most) shared)
  then names := narrow; end if;
  return query
  with hits as (
    select h.root_id, 'name:' || h.field as how, k.key, h.n
    from unnest(names) k(key)
    cross join lateral (
      -- only people of the asker's reach count against the limit: a small office finds its own among a million others
      (select x.root_id, x.field, row_number() over () as n from registration.individual_key x
        where x.key = k.key and (x.office_id = any (seen) or x.owner_id = any (owned) or x.root_id = any (given))
          and (born_from is null or exists (
            select from registration.individual i where i.id = x.root_id and i.year_of_birth between born_from and born_to))
        limit per_key)
      union all
      (select x.root_id, 'alias', row_number() over () from registration.alias_key x
        where x.key = k.key and (x.office_id = any (seen) or x.owner_id = any (owned) or x.root_id = any (given)) limit per_key)
    ) h
    union all
    (select i.id, 'born', 'year', row_number() over () from registration.individual i
      where names = '{}' and exact = '{}' and i.year_of_birth between born_from and born_to
        and (i.office_id = any (seen) or i.owner_id = any (owned) or i.id = any (given))
      limit per_key)
    union all
    select h.root_id, 'exact:' || h.what, k.key, 1
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
    select hits.root_id, array_agg(distinct hits.how) as how, bool_or(hits.n >= per_key) as cut,
      sum(case when hits.how like 'exact:%' then 100 when hits.key like 't:%' then 6 when hits.key like 'p:%' then 3 else 1 end) as weight
    from hits group by hits.root_id order by weight desc limit most * 2
  )
  select p.root_id, p.how, p.cut
  from people p join registration.individual i on i.id = p.root_id
  where (i.restriction_group is null or i.restriction_group = any (groups))
    and (i.office_id = any (seen) or i.owner_id = any (owned) or i.id = any (given))
  order by p.weight desc
  limit most;
end $$;

-- Summaries of these people, for whoever may see them: number, names, sex, year of birth, picture, office, status. Nothing else.
create function registration.cards(ids uuid[])
returns table (id uuid, number text, display_name text, display_name_native text, sex text, year_of_birth int, thumbnail uuid,
  process_status text, same_person_as uuid, office_id uuid, office text, readable boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  seen uuid[] := auth.reach('registration', 'see', 'summary');
  owned uuid[] := auth.owners('registration', 'see', 'summary');
  given uuid[] := auth.cases('registration', 'see', 'summary');
  full_at uuid[] := auth.reach('registration', 'read', 'personal');
  full_given uuid[] := auth.cases('registration', 'read', 'personal');
  groups uuid[] := auth.groups();
begin
  return query
    select i.id, i.number, i.display_name, i.display_name_native, i.sex, i.year_of_birth, i.thumbnail, i.process_status,
      i.same_person_as, i.office_id, o.name, i.office_id = any (full_at) or i.id = any (full_given)
    from registration.individual i join auth.office o on o.id = i.office_id
    where i.id = any (ids)
      and (i.restriction_group is null or i.restriction_group = any (groups))
      and (i.office_id = any (seen) or i.owner_id = any (owned) or i.id = any (given));
end $$;

-- The people now in the groups of these people, as summaries: for `minimum`, and for the family list beside a search result.
create function registration.family_of(ids uuid[])
returns table (of_person uuid, group_id uuid, group_number text, individual uuid, relationship text, focal_point boolean, sequence int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  near uuid[] := auth.reach('registration', 'see', 'minimum');
  given uuid[] := auth.cases('registration', 'see', 'minimum');
  groups uuid[] := auth.groups();
begin
  return query
    select mine.individual, g.id, g.number, other.individual, other.relationship, other.focal_point, other.sequence
    from registration.membership mine
    join registration.registration_group g on g.id = mine.parent_id
    join registration.membership other on other.parent_id = g.id and other.member_to is null and other.withdrawn_at is null
    join registration.individual i on i.id = other.individual
    where mine.individual = any (ids) and mine.member_to is null and mine.withdrawn_at is null
      and (g.office_id = any (near) or g.id = any (given) or mine.individual = any (given))
      and (g.restriction_group is null or g.restriction_group = any (groups))
      and (i.restriction_group is null or i.restriction_group = any (groups))
    order by g.id, other.sequence;
end $$;

revoke execute on function registration.candidates(text[], text[], int, int, int, int), registration.cards(uuid[]),
  registration.family_of(uuid[]) from public;
grant execute on function registration.candidates(text[], text[], int, int, int, int), registration.cards(uuid[]),
  registration.family_of(uuid[]) to nansen_app;
