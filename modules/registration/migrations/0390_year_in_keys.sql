-- The year of birth stands in every key of a person, and keys are read by it. Before, each bearer of two words had theirs looked up apart: among a million
-- people that was three quarters of looking for somebody by name and year, and whoever stood beyond as many as were read was not found at all.
-- Zero where no year is known. Every key of every person is written once: some three minutes a million people.
alter table registration.individual_key add column year smallint not null default 0;

-- The year of whom the key is of. A bulk load, for which no trigger runs, says it itself.
create function registration.year_of_key() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.year := coalesce((select i.year_of_birth from registration.individual i where i.id = new.record_id), 0);
  return new;
end $$;
create trigger b_year before insert on registration.individual_key for each row execute function registration.year_of_key();

create function registration.year_to_keys() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update registration.individual_key set year = coalesce(new.year_of_birth, 0) where root_id = new.id;
  return null;
end $$;
create trigger y_year after update of year_of_birth on registration.individual for each row
  when (old.year_of_birth is distinct from new.year_of_birth) execute function registration.year_to_keys();
revoke execute on function registration.year_of_key(), registration.year_to_keys() from public;

-- The table is written anew rather than updated: a third of the time, and half the room.
set local maintenance_work_mem = '512MB';
create function registration.year_of(person uuid) returns smallint language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce((select i.year_of_birth from registration.individual i where i.id = person), 0)::smallint
$$;
drop index registration.individual_key_whole;
alter table registration.individual_key alter column year type smallint using registration.year_of(record_id);
drop function registration.year_of(uuid);
create index individual_key_by_year on registration.individual_key (key, year) include (root_id, field, office_id, owner_id, restriction_group);
-- It held the year by person.
drop index registration.individual_year;

-- As before, but years are read from the key, that of whoever is sought first and then those around it: only who fits counts against a limit.
create or replace function registration.found_by_keys(names text[], masks int[], exact text[], earliest int, latest int, per_key int, page int)
returns table (id uuid, found_by text[], truncated boolean, number text, display_name text, display_name_native text, year_of_birth int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
-- a bitmap would gather everybody who bears a word before the first is taken
set plan_cache_mode = force_generic_plan set enable_bitmapscan = off as $$
declare
  few int := case when earliest is null then 100 else 500 end;
  common constant int := 2000;
  scanned int := case when earliest is null then per_key else 8000 end;
  -- Of who bears two of the words and fits so many are read for each two, some three thousand in all; those who bear three as far as `scanned`.
  ahead int := case when earliest is null then per_key else
    greatest(per_key * 3, 3000 / greatest((select count(*) from unnest(names) k where k like 'p:%')::int, 1)) end;
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
  -- with a year the likeliest are looked at first in any case
  if threes <> '{}' and earliest is null then
    select count(distinct b.root_id) >= page into filled from (
      select i.root_id from registration.individual_key i
      where i.key = any (threes) and i.field in ('display_name', 'display_name_native')
        and (i.restriction_group is null or i.restriction_group = any (groups))
        and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.root_id = any (seen.cases))
      limit page * 3) b;
  end if;
  return query
  with years as materialized (
    -- nearest first; without a year all at once
    select 0 as since, 32767 as till, 0 as nth where earliest is null
    union all
    select y, y, abs(2 * y - earliest - latest) from generate_series(earliest, latest) y where earliest is not null
    order by nth
  ),
  pairs as materialized (
    select u.key, u.key like 't:%' as three, case when u.key like 't:%' then 6 else 3 end as weight, case when u.key like 't:%' then -1 else u.mask end as mask,
      case when u.key like 't:%' then scanned else ahead end as most
    from unnest(names, masks) u(key, mask)
    where u.key like 't:%' or u.key like 'p:%' and not filled
  ),
  heard as materialized (
    select x.root_id, x.nth, k.weight, k.mask, k.three, case when x.field not in ('display_name', 'display_name_native') then 'name:' || x.field end as how, x.n = k.most as cut
    from pairs k
    cross join lateral (
      -- only people of the asker's reach count against the limit: a small office finds its own among a million others
      select i.root_id, i.field, y.nth, row_number() over () as n
      from (select * from years order by nth offset 0) y
      join registration.individual_key i on i.key = k.key and i.year between y.since and y.till
      where (i.restriction_group is null or i.restriction_group = any (groups))
        and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.root_id = any (seen.cases))
      limit k.most) x
  ),
  -- no more are taken than are judged: who has most words alike first, and of those who is nearest in years
  fitting as materialized (
    select a.root_id, a.weight
    from (select h.root_id, sum(h.weight)::int as weight from heard h group by h.root_id order by 2 desc, min(h.nth) offset 0) a
    limit case when earliest is not null then per_key end
  ),
  shared as materialized (
    select f.root_id, string_agg(h.how, ' ') as how, f.weight, bool_or(h.three) as three,
      bool_or(h.cut) or (earliest is not null and (select count(*) >= per_key from fitting)) as cut, bool_or(h.cut and h.three) as cut_of_three,
      bit_or(case when h.how is null then h.mask else 0 end) as mask
    from fitting f join heard h using (root_id) group by f.root_id, f.weight
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
          select i.root_id, i.field
          from (select * from years order by nth offset 0) y
          join registration.individual_key i on i.key = k.key and i.year between y.since and y.till
          where (i.restriction_group is null or i.restriction_group = any (groups))
            and (seen.everywhere or i.office_id = any (seen.offices) or i.owner_id = any (seen.owners) or i.root_id = any (seen.cases))
          limit case when narrow = '{}' then scanned when c.borne_often then few else common end
        ) f
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
