-- Whether an operation's own question is in force is asked of the clock that everything about cases follows (0031), no longer of the computer's day.

-- As before (0190), by that clock.
create or replace function ref.check_own_fields(of_module text, office uuid, given jsonb, before jsonb) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  field ref.own_field;
  problem text;
  today date := cases.now()::date;
begin
  for one in select key, value from jsonb_each(given) where value is distinct from before -> key loop
    select f.* into field from ref.own_field f join auth.office o on o.country = f.country
    where o.id = office and f.module = of_module and f.name = one.key
      and f.valid_from <= today and (f.valid_to is null or f.valid_to > today);
    problem := case when field.id is null then 'problem.unknown-field' else ref.own_problem(field, one.value) end;
    if problem is not null then
      raise exception using errcode = 'NR006', message = problem, column = 'extra.' || one.key,
        detail = jsonb_build_object('example', field.example, 'max', 200)::text;
    end if;
  end loop;
end $$;

-- As before (0190), by that clock.
create or replace function cases.blocks(of_module text, move text, given jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  today date := cases.now()::date;
  missing text[];
begin
  missing := array(select 'extra.' || f.name from ref.own_field f join auth.office o on o.country = f.country
    where f.module = of_module and o.id = (given ->> 'office_id')::uuid and move = any (f.needed_for)
      and f.valid_from <= coalesce((given ->> 'created_at')::timestamptz::date, today) and f.valid_from <= today
      and (f.valid_to is null or f.valid_to > today) and not given -> 'extra' ? f.name
    order by f.position, f.name);
  return cases.blocks_by_rules(of_module, move, given) || case when missing = '{}' then '[]'::jsonb else
    jsonb_build_array(jsonb_build_object('rule', 'own-fields', 'asks', 'answered', 'of', null, 'fields', to_jsonb(missing), 'count', null)) end;
end $$;
