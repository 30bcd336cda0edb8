-- As before (0192), reading the history only of cases that moved in the quarter or since: whatever stands where it stood before the quarter began was there at
-- its end, in the state that its own row tells, and nothing else is told of it. Offices are counted by their index, what somebody owns elsewhere beside it.
-- One kind of cases in one quarter: how many stood open at its end and in which state, for longer than 90 days, were opened and closed, with which outcome, and
-- how long they stayed in each state. Of offices that the asker's reports reach, or of what they own; never of cases under a restriction.
create or replace function cases.figures(of_module text, of_year int, of_quarter int) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  first_day timestamptz := make_date(of_year, (of_quarter - 1) * 3 + 1, 1);
  after_it timestamptz := first_day + interval '3 months';
  places uuid[] := auth.reach('reports', 'read', 'personal') || auth.reach('reports', 'see', 'summary');
  mine uuid[] := auth.owners('reports', 'read', 'personal');
  -- what one did oneself one knows
  smallest int := case when places = '{}' then 1 else 5 end;
  d jsonb := (select m.definition from cases.module m where m.name = of_module);
  closed_states text[] := array(select jsonb_array_elements_text(d -> 'closed'));
  -- what came of it, by the field that says so in this kind of case
  told_by text;
  found jsonb;
begin
  if after_it > cases.now() or not of_module in (select cases.told_in_numbers()) then return null; end if;
  told_by := (select a.attname from pg_attribute a where a.attrelid = to_regclass(format('%I.%I', of_module, d ->> 'record')) and not a.attisdropped
    and a.attname in ('stands', 'outcome', 'finding', 'closed_because') order by array_position('{stands,outcome,finding,closed_because}', a.attname::text) limit 1);
  execute format($q$
    with still as materialized (
      select c.state, c.state_since from %1$I.%2$I c
      where c.office_id = any ($1) and c.state <> all ($5) and c.state_since < $3 and c.restriction_group is null
      union all
      select c.state, c.state_since from %1$I.%2$I c
      where c.owner_id = any ($2) and c.office_id <> all ($1) and c.state <> all ($5) and c.state_since < $3 and c.restriction_group is null),
    moved as materialized (
      select c.id from %1$I.%2$I c where c.office_id = any ($1) and c.state_since >= $3 and c.restriction_group is null
      union all
      select c.id from %1$I.%2$I c
      where c.owner_id = any ($2) and c.office_id <> all ($1) and c.state_since >= $3 and c.restriction_group is null),
    stays as materialized (
      select s.root_id, s.to_state as state, s.entered_at, lead(s.entered_at) over (partition by s.root_id order by s.entered_at, s.id) as left_at,
        row_number() over (partition by s.root_id order by s.entered_at, s.id) = 1 as is_first
      -- as a list, so that the history is looked up case by case and never read whole
      from %1$I.stage s where s.root_id = any (array(select id from moved)) and s.entered_at < $4),
    standing as (
      select state, count(*)::int as n, (count(*) filter (where since < $4 - interval '90 days'))::int as waiting
      from (select state, state_since as since from still
        union all select state, entered_at from stays where left_at is null and state <> all ($5)) x group by state),
    closing as (select distinct root_id from stays where state = any ($5) and entered_at >= $3),
    by_state as (select array_agg(state order by state) as v, array_agg(n order by state) as n from standing),
    by_outcome as (select array_agg(outcome order by outcome) as v, array_agg(n order by outcome) as n from (
      select %3$s as outcome, count(*)::int as n from %1$I.%2$I c where c.id = any (array(select root_id from closing)) and %3$s is not null group by 1) x),
    lasted as (
      select state, count(*)::int as stays, round((percentile_cont(0.5) within group (order by days))::numeric, 1) as half,
        round((percentile_cont(0.9) within group (order by days))::numeric, 1) as slowest
      from (select state, extract(epoch from left_at - entered_at)::float8 / 86400 as days from stays where left_at >= $3) l group by state having count(*) >= 5)
    select jsonb_build_object(
      'open', (select coalesce(sum(n), 0) from standing), 'waiting', (select coalesce(sum(waiting), 0) from standing),
      'opened', (select count(*) from stays where is_first and entered_at >= $3), 'closed', (select count(*) from closing),
      'states', (select cases.told(v, n, $6) from by_state), 'outcomes', (select cases.told(v, n, $6) from by_outcome),
      'record', %5$L::text, 'told_by', %4$L::text, 'times', (select coalesce(jsonb_agg(to_jsonb(lasted) order by state), '[]') from lasted))
    $q$, of_module, d ->> 'record', coalesce('c.' || quote_ident(told_by) || '::text', 'null::text'), told_by, d ->> 'record')
    into found using places, mine, first_day, after_it, closed_states, smallest;
  -- a total that is small hides itself and its parts
  return (select jsonb_object_agg(e.key, case when jsonb_typeof(e.value) <> 'number' or e.value::int = 0 or e.value::int >= smallest then e.value else 'null' end)
    from jsonb_each(found) e);
end $$;
