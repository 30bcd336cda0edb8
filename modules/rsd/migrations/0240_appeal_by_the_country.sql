-- How long an appeal may come, and with a reason, by the period of the country (packages/store/sql/0300_periods.sql).

-- What a country says of one of the two itself, for what starts then; null: it says nothing.
create function rsd.own_appeal(clock text, outcome text, office uuid, started timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select cases.period_of('rsd', own_appeal.clock, null, office, started) -> 'of' -> outcome
$$;

-- As before (0002): the six weeks begin with the deadline, whatever weekends and holidays made of it. A country that has a period of its own for coming late is
-- followed, and coming late never ends before coming in time.
create or replace function rsd.keep_tolerance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  deadline timestamptz := (select max(c.due_at) from rsd.clock c where c.parent_id = new.parent_id and c.name = 'appeal' and c.started_at = new.started_at);
  office uuid;
  outcome text;
begin
  select f.office_id, f.outcome into office, outcome from rsd.file f where f.id = new.parent_id;
  new.due_at := case when rsd.own_appeal('late-appeal', outcome, office, new.started_at) is null then coalesce(deadline + interval '42 days', new.due_at)
    else greatest(new.due_at, deadline) end;
  return new;
end $$;

-- For a letter that is printed before the clocks start: both periods as they would be now; `late` null where the six weeks hold.
create function rsd.appeal_periods(outcome text, office uuid) returns table (own jsonb, late jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(rsd.own_appeal('appeal', outcome, office, cases.now()), m.definition -> 'clocks' -> 'appeal' -> 'runs' -> 'of' -> outcome),
    rsd.own_appeal('late-appeal', outcome, office, cases.now())
  from cases.module m where m.name = 'rsd'
$$;
revoke execute on function rsd.own_appeal(text, text, uuid, timestamptz), rsd.appeal_periods(text, uuid) from public;
grant execute on function rsd.appeal_periods(text, uuid) to nansen_app;
