-- As before; a clock that ends while it rests rests no more. Found by chance: packages/cases/src/server/cases.prop.test.ts, seed "cases long 48".
create or replace function cases.keep_clocks(of_module text, d jsonb, before_row jsonb, given jsonb, entered boolean, closed boolean) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  root uuid := (given ->> 'id')::uuid;
  office uuid := (given ->> 'office_id')::uuid;
  state text := given ->> 'state';
  name text;
  rule jsonb;
  span jsonb;
  field text;
  starting timestamptz;
  one record;
  was text;
begin
  for name, rule in select key, value from jsonb_each(d -> 'clocks') loop
    execute format('select * from %I.clock c where c.parent_id = $1 and c.name = $2 and c.status in (''running'', ''paused'') for update', of_module)
      into one using root, name;
    starting := null;
    field := rule -> 'starts' ->> 'answered';
    if field is null then
      -- one that runs or rests goes on
      if entered and one.id is null and rule -> 'starts' -> 'entering' ? state then starting := cases.now(); end if;
    elsif given ->> field is not null and given -> field is distinct from before_row -> field then
      starting := (given ->> field)::timestamptz;
    end if;
    span := cases.span_of(rule, given);
    was := case when one.id is null then null
      when entered and rule -> 'metBy' ? state then 'met'
      when (entered and closed) or starting is not null or span is null then 'ended' end;
    if was is not null then
      execute format('update %I.clock set status = $2, ended_at = cases.now(), paused_at = null where id = $1', of_module) using one.id, was;
    end if;
    if starting is not null and span is not null then
      execute format('insert into %I.clock (id, parent_id, name, started_at, due_at, status, paused_at)
        values (cases.new_id(), $1, $2, $3, $4, $5, $6)', of_module)
        using root, name, starting, cases.due(starting, span, office, coalesce((rule ->> 'toWorkingDay')::boolean, false)),
          case when rule -> 'pausedIn' ? state then 'paused' else 'running' end,
          case when rule -> 'pausedIn' ? state then cases.now() end;
    elsif one.id is not null and was is null then
      perform cases.turn_clock(of_module, one.id, rule, span, before_row, given);
    end if;
  end loop;
end $$;
