-- What may be needed by many people is worked out in one go. Judging each person by each rule in a function of its own (0030) took most of the time of a look.

-- As before (0030), with the ages worked out in place: a function that pins its search path is called, never merged, and here it was called for every relative.
create or replace function needs.facts(people uuid[], today date) returns table (individual uuid, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with one as materialized (
    select i.id, i.marital_status, extract(year from age(today::timestamp, (case length(i.born)
        when 4 then make_date(i.born::int, 12, 31)
        when 7 then ((i.born || '-01')::date + interval '1 month' - interval '1 day')::date
        else i.born::date end)::timestamp))::int as age,
      m.parent_id as grp, m.relationship, m.focal_point
    from registration.individual i
    left join registration.membership m on m.individual = i.id and m.member_to is null and m.withdrawn_at is null
    where i.id = any (people) and i.process_status in ('active', 'hold')),
  beside as (
    select one.id, count(*)::int as others, count(*) filter (where coalesce(o.age, 18) >= 18)::int as other_adults,
      count(*) filter (where o.age < 18)::int as children, count(*) filter (where o.age < 5)::int as small_children,
      count(*) filter (where o.age < 18 and o.own)::int as own_children, count(*) filter (where o.age < 5 and o.own)::int as own_small_children
    from one join lateral (
      select extract(year from age(today::timestamp, (case length(i.born)
          when 4 then make_date(i.born::int, 12, 31)
          when 7 then ((i.born || '-01')::date + interval '1 month' - interval '1 day')::date
          else i.born::date end)::timestamp))::int as age, m.relationship in ('SON', 'DAU')
        and one.relationship in ('PA', 'HR1', 'HR2', 'HUS', 'WIF', 'CLH', 'CLW', 'PTM', 'PTF') as own
      from registration.membership m join registration.individual i on i.id = m.individual
      where m.parent_id = one.grp and m.individual <> one.id and m.member_to is null and m.withdrawn_at is null
        and i.process_status in ('active', 'hold') offset 0) o on true
    group by one.id),
  school as (
    select distinct on (e.parent_id) e.parent_id as id, e.attending from registration.education e
    where e.parent_id = any (people) and e.withdrawn_at is null and e.attending is not null order by e.parent_id, e.id desc),
  told as (
    select t.individual as id, jsonb_object_agg(f.key, f.value) as facts from needs.told_by_others(people) t, jsonb_each(t.facts) f group by 1)
  select one.id, jsonb_strip_nulls(jsonb_build_object('age', one.age, 'focal_point', one.focal_point,
      'married', one.marital_status in ('MA', 'CL', 'PT'), 'at_school', school.attending,
      'relation', case when one.relationship in ('NRM', 'NRF') then 'stranger' when one.relationship in ('FCM', 'FCF') then 'foster'
        when one.relationship in ('SBM', 'SBF', 'HAB', 'HAS', 'SPB', 'SPS', 'GCM', 'GCF', 'NEP', 'NCE', 'COM', 'COF', 'ORM', 'ORF') then 'relative' end,
      'others', case when one.grp is not null then coalesce(beside.others, 0) end,
      'other_adults', case when one.grp is not null then coalesce(beside.other_adults, 0) end,
      'children', coalesce(beside.children, 0), 'small_children', coalesce(beside.small_children, 0),
      'own_children', coalesce(beside.own_children, 0), 'own_small_children', coalesce(beside.own_small_children, 0)))
    || coalesce(told.facts, '{}')
  from one left join beside on beside.id = one.id left join school on school.id = one.id left join told on told.id = one.id
$$;

-- As before (0030): each rule's conditions, taken apart once, meet each person's facts, taken apart once; a rule holds where all its conditions do. It judges
-- as needs.holds does, of which a test makes sure.
create or replace function needs.suggested(people uuid[], today date) returns table (individual uuid, office_id uuid, rule text, need text, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp as $$
  with rule as materialized (
    select c.code, c.external from ref.code c where c.list = 'need_suggestion' and c.valid_to is null),
  condition as materialized (
    select c.code, p.asks, case p.asks when 'most' then left(r.key, -5) when 'is' then left(r.key, -3) else left(r.key, -6) end as fact, r.value,
      count(*) over (partition by c.code) as many
    from rule c, jsonb_each_text(c.external) r, lateral (select substring(r.key from '_([a-z]+)$') as asks) p
    where r.key not in ('need', 'unless', 'confidential')),
  person as materialized (select f.individual, f.facts from needs.facts(people, today) f),
  held as (
    select o.individual, c.code
    from person o, jsonb_each_text(o.facts) f join condition c on c.fact = f.key
    where case c.asks when 'below' then f.value::numeric < c.value::numeric when 'least' then f.value::numeric >= c.value::numeric
      when 'most' then f.value::numeric <= c.value::numeric when 'is' then f.value = c.value else false end
    group by o.individual, c.code, c.many having count(*) = c.many)
  select h.individual, i.office_id, c.code, c.external ->> 'need', o.facts
  from held h join rule c on c.code = h.code join person o on o.individual = h.individual
  join registration.individual i on i.id = h.individual and i.office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
  where not needs.is_settled(h.individual, c.code, coalesce(c.external ->> 'unless', c.external ->> 'need'), today)
$$;
