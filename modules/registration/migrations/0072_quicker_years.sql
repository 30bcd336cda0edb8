-- A name with a year, as before, read no further than as many as are judged fit: each of the others cost a look at a person to learn their year.
-- The year itself stands in an index of its own, some forty megabytes of a million people instead of half a gigabyte.
create index individual_year on registration.individual (id) include (year_of_birth);

create or replace function registration.found_by_keys(names text[], masks int[], exact text[], earliest int, latest int, per_key int, page int)
returns table (id uuid, found_by text[], truncated boolean, number text, display_name text, display_name_native text, year_of_birth int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
-- a bitmap would gather everybody who bears a word before the first is taken
set plan_cache_mode = force_generic_plan set enable_bitmapscan = off as $$
declare
  few int := case when earliest is null then 100 else 500 end;
  common constant int := 2000;
  scanned int := case when earliest is null then per_key else 8000 end;
  narrow text[] := array(select k from unnest(names) k where k like 'p:%' or k like 't:%');
  wide text[] := array(select k from unnest(names) k where k not like 'p:%' and k not like 't:%');
  me auth.session := auth.current();
  seen auth.reached := auth.reached_by(me, 'registration', 'see', 'summary');
  groups uuid[];
  threes text[] := array(select k from unnest(names) k where k like 't:%');
  filled boolean := false;
begin
  if not (seen.everywhere or seen.offices <> '{}' or seen.owners <> '{}' or seen.cases <> '{}') then return; end if;
  groups := auth.groups();
  if threes <> '{}' then
    select count(distinct b.root_id) >= page into filled from (
      select i.root_id from registration.individual_key i
      where i.key = any (threes) and i.field in ('display_name', 'display_name_native')
        and (i.restriction_group is null or i.restriction_group = any (groups))
        and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.root_id = any (seen.cases))
        and (earliest is null or (select p.year_of_birth between earliest and latest from registration.individual p where p.id = i.root_id))
      limit page * 3) b;
  end if;
  return query
  with pairs as materialized (
    select u.key, u.key like 't:%' as three, case when u.key like 't:%' then 6 else 3 end as weight, case when u.key like 't:%' then -1 else u.mask end as mask
    from unnest(names, masks) u(key, mask)
    where u.key like 't:%' or u.key like 'p:%' and not filled
  ),
  shared as materialized (
    select h.root_id, string_agg('name:' || h.field, ' ') filter (where h.beside) as how, sum(k.weight)::int as weight, bool_or(k.three) as three,
      bool_or(h.cut) as cut, bool_or(h.cut and k.three) as cut_of_three, bit_or(case when h.beside then 0 else k.mask end) as mask
    from pairs k
    cross join lateral (
      select g.root_id, g.field, g.field not in ('display_name', 'display_name_native') as beside, g.fits,
        bool_or(g.at = scanned) over () or count(*) over () >= per_key as cut
      from (
        select f.* from (
          select x.root_id, x.field, x.at, case when earliest is null then true else
            (select i.year_of_birth between earliest and latest from registration.individual i where i.id = x.root_id) end as fits
          from (
            -- only people of the asker's reach count against the limit: a small office finds its own among a million others
            select i.root_id, i.field, row_number() over () as at from registration.individual_key i
            where i.key = k.key and (i.restriction_group is null or i.restriction_group = any (groups))
              and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.root_id = any (seen.cases))
            limit scanned) x
          offset 0) f
        -- the last one read is kept whether they fit or not: that it was reached says that somebody was not
        where f.fits or f.at = scanned
        limit per_key) g
    ) h
    where h.fits
    group by h.root_id
  ),
  enough as materialized (
    select filled or count(*) * 2 >= per_key as yes, count(*) > 0 as some, coalesce(bool_or(s.three), false) as three from shared s
  ),
  alone as materialized (
    select h.root_id, case when h.field not in ('display_name', 'display_name_native') then 'name:' || h.field end as how,
      1 as weight, h.cut and not e.some as cut
    from enough e
    cross join unnest(wide) k(key)
    cross join lateral (
      -- counted in the index alone; who reaches some offices only finds all of theirs, as far as `common` goes
      select count(*) > common as borne_often from (
        select from registration.individual_key i where i.key = k.key and seen.everywhere limit common + 1) c
    ) c
    cross join lateral (
      select g.root_id, g.field, c.borne_often or count(*) over () >= per_key as cut
      from (
        select f.root_id, f.field
        from (
          select i.root_id, i.field from registration.individual_key i
          where i.key = k.key and (i.restriction_group is null or i.restriction_group = any (groups))
            and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.root_id = any (seen.cases))
          limit case when narrow = '{}' then scanned when c.borne_often then few else common end
        ) f
        where earliest is null or (select i.year_of_birth between earliest and latest from registration.individual i where i.id = f.root_id)
        limit case when narrow = '{}' then per_key else common end
      ) g
    ) h
    where not e.yes
  ),
  hits as (
    -- where people share three words, those who share two and were not read are no loss
    select s.root_id, s.how, s.weight, case when e.three then s.cut_of_three else s.cut end as cut, s.mask from shared s cross join enough e
    union all
    select a.root_id, a.how, a.weight, a.cut, 0 from alone a
    union all
    select h.root_id, 'name:alias', case when k.key like 't:%' then 6 when k.key like 'p:%' then 3 else 1 end, false, 0
    from unnest(names) k(key)
    cross join lateral (
      select x.root_id from registration.alias_key x
      where x.key = k.key
        and (seen.everywhere or x.office_id = any (seen.offices) or x.owner_id = any (seen.owners) or x.root_id = any (seen.cases))
      limit per_key) h
    union all
    (select i.id, 'born', 1, count(*) over () >= per_key, 0 from (
      select b.id from registration.individual b
      where names = '{}' and exact = '{}' and b.year_of_birth between earliest and latest
        and (seen.everywhere or b.office_id = any (seen.offices) or b.owner_id = any (seen.owners) or b.id = any (seen.cases))
      limit per_key) i)
    union all
    select h.root_id, 'exact:' || h.what, 100, false, 0
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
  people as materialized (
    select hits.root_id, string_agg(hits.how, ' ') as how, bool_or(hits.cut) as cut, sum(hits.weight) as weight,
      bit_count(bit_or(hits.mask)::bit(32)) >= 3 as whole
    from hits group by hits.root_id
  ),
  best as (
    select p.* from people p
    where p.whole or p.weight >= 100 or (select count(*) < page from people w where w.whole)
    order by p.weight desc, p.root_id limit per_key * 2
  )
  select p.root_id, string_to_array(p.how, ' '), p.cut, i.number, i.display_name, i.display_name_native, i.year_of_birth
  from best p join registration.individual i on i.id = p.root_id
  where (i.restriction_group is null or i.restriction_group = any (groups))
    and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.id = any (seen.cases))
  order by p.weight desc, p.root_id
  limit per_key;
end $$;
