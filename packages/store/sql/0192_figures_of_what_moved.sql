-- As before (0142), without the history of cases that were over before the quarter began, which are most in an office of some years.
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
      where (c.office_id = any ($1) or c.owner_id = any ($2)) and c.restriction_group is null
        -- what was closed before the quarter and stayed so is told by no number
        and (not $5 ? c.state or c.state_since >= $3)),
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
