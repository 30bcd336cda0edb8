-- What the slip of a case's appointment says, for who may read the case: when, where and what to bring; neither the kind of case nor why.
create function cases.slip_of(of_module text, id uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  given jsonb;
begin
  if not exists (select from cases.module m where m.name = of_module) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  execute format('select a.* from %I.appointment a where a.id = $1 and a.withdrawn_at is null', of_module) into one using slip_of.id;
  if one.id is null or one.individual = any (auth.hidden()) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  given := cases.mine(of_module, one.root_id, 'read');
  return jsonb_build_object('caseId', one.root_id, 'record', (select m.definition ->> 'record' from cases.module m where m.name = of_module),
    'individual', one.individual, 'status', one.status, 'said', one.said,
    'place', (select r.name from cases.room r where r.id = one.room),
    'on_day', (one.starts_at at time zone cases.zone_of(one.office_id))::date::text,
    'at_time', to_char(one.starts_at at time zone cases.zone_of(one.office_id), 'HH24:MI'),
    'office', (select o.name from auth.office o where o.id = one.office_id),
    'country', (select o.country from auth.office o where o.id = one.office_id),
    'languages', (select to_jsonb(i.languages) from registration.individual i where i.id = one.individual));
end $$;
revoke execute on function cases.slip_of(text, uuid) from public;
grant execute on function cases.slip_of(text, uuid) to nansen_app;
