-- Cases in numbers, over all kinds of cases: of quarters that are over, with small numbers hidden, because a report is read by who reads no case.

-- Which of the numbers that add up to one total are hidden: the small ones, and all of them where the rest would tell a small one. As in gbv.hidden.
create function cases.hidden(counts int[], smallest int) returns boolean[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case
    when not coalesce(bool_or(n > 0 and n < smallest), false) then array_agg(false order by i)
    when count(*) filter (where n < smallest) > 1 and sum(n) filter (where n < smallest) between smallest
      and count(*) filter (where n < smallest) * (smallest - 1) - 1 then array_agg(n < smallest order by i)
    else array_agg(true order by i) end
  from unnest(counts) with ordinality u (n, i)
$$;

-- Names and numbers as `[{"value": "open", "count": 12}]`, without those that are hidden (`null`).
create function cases.told(names text[], counts int[], smallest int) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('value', u.v, 'count', case when not u.h then u.n end) order by u.i), '[]')
  from unnest(names, counts, cases.hidden(counts, smallest)) with ordinality u (v, n, h, i)
$$;

-- Which kinds of cases the asker may be told of in numbers: those that they know of as cases, all for who sees reports of everything; none that names
-- nobody (violence because of gender has sums of its own) or is kept from offices (complaints are routed away from whom they are about).
create function cases.told_in_numbers() returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.name from cases.module m
  where jsonb_array_length(m.definition -> 'roles') > 0 and m.name <> 'complaints'
    -- who has no more than summaries is told of every kind
    and (auth.can('reports', 'see', 'summary') and not auth.can('reports', 'read', 'personal') or auth.can('reports', 'read', 'personal')
      and (auth.can(m.name, 'read', 'personal') or auth.can(m.name, 'see', 'summary') or auth.can(m.name, 'see', 'stage')))
  order by m.name
$$;

-- One kind of cases in one quarter: how many stood open at its end and in which state, for longer than 90 days, were opened and closed, with which outcome, and
-- how long they stayed in each state. Of offices that the asker's reports reach, or of what they own; never of cases under a restriction.
create function cases.figures(of_module text, of_year int, of_quarter int) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  first_day timestamptz := make_date(of_year, (of_quarter - 1) * 3 + 1, 1);
  after_it timestamptz := first_day + interval '3 months';
  places uuid[] := auth.reach('reports', 'read', 'personal') || auth.reach('reports', 'see', 'summary');
  mine uuid[] := auth.owners('reports', 'read', 'personal');
  -- what one did oneself one knows
  smallest int := case when places = '{}' then 1 else 5 end;
  d jsonb := (select m.definition from cases.module m where m.name = of_module);
  -- what came of it, by the field that says so in this kind of case
  told_by text;
  found jsonb;
begin
  if after_it > cases.now() or not of_module in (select cases.told_in_numbers()) then return null; end if;
  told_by := (select a.attname from pg_attribute a where a.attrelid = to_regclass(format('%I.%I', of_module, d ->> 'record')) and not a.attisdropped
    and a.attname in ('stands', 'outcome', 'finding', 'closed_because') order by array_position('{stands,outcome,finding,closed_because}', a.attname::text) limit 1);
  execute format($q$
    with known as materialized (
      select c.id, %3$s as outcome from %1$I.%2$I c
      where (c.office_id = any ($1) or c.owner_id = any ($2)) and c.restriction_group is null),
    stays as materialized (
      select s.root_id, s.to_state as state, s.entered_at, lead(s.entered_at) over (partition by s.root_id order by s.entered_at, s.id) as left_at,
        row_number() over (partition by s.root_id order by s.entered_at, s.id) = 1 as is_first
      from %1$I.stage s join known k on k.id = s.root_id where s.entered_at < $4),
    standing as (select * from stays where left_at is null and not $5 ? state),
    closing as (select distinct on (root_id) root_id from stays where $5 ? state and entered_at >= $3 order by root_id),
    by_state as (select array_agg(state order by state) as v, array_agg(n order by state) as n
      from (select state, count(*)::int as n from standing group by state) x),
    by_outcome as (select array_agg(outcome order by outcome) as v, array_agg(n order by outcome) as n from (
      select k.outcome, count(*)::int as n from closing c join known k on k.id = c.root_id where k.outcome is not null group by 1) x),
    lasted as (
      select state, count(*)::int as stays, round((percentile_cont(0.5) within group (order by days))::numeric, 1) as half,
        round((percentile_cont(0.9) within group (order by days))::numeric, 1) as slowest
      from (select state, extract(epoch from left_at - entered_at)::float8 / 86400 as days from stays where left_at >= $3) l group by state having count(*) >= 5)
    select jsonb_build_object(
      'open', (select count(*) from standing), 'waiting', (select count(*) from standing where entered_at < $4 - interval '90 days'),
      'opened', (select count(*) from stays where is_first and entered_at >= $3), 'closed', (select count(*) from closing),
      'states', (select cases.told(v, n, $6) from by_state), 'outcomes', (select cases.told(v, n, $6) from by_outcome),
      'record', %5$L::text, 'told_by', %4$L::text, 'times', (select coalesce(jsonb_agg(to_jsonb(lasted) order by state), '[]') from lasted))
    $q$, of_module, d ->> 'record', coalesce('c.' || quote_ident(told_by) || '::text', 'null::text'), told_by, d ->> 'record')
    into found using places, mine, first_day, after_it, d -> 'closed', smallest;
  -- a total that is small hides itself and its parts
  return (select jsonb_object_agg(e.key, case when jsonb_typeof(e.value) <> 'number' or e.value::int = 0 or e.value::int >= smallest then e.value else 'null' end)
    from jsonb_each(found) e);
end $$;
revoke execute on function cases.hidden(int[], int), cases.told(text[], int[], int), cases.told_in_numbers(), cases.figures(text, int, int) from public;
grant execute on function cases.told_in_numbers(), cases.figures(text, int, int) to nansen_app;
