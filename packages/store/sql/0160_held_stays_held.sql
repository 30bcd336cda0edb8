-- What an appointment holds already is not judged anew when something else of it changes: a record of the same person may be brought over, though
-- another appointment was put beside this one with a reason since.

create function cases.holds(held cases.booking[], kind text, resource uuid, starts timestamptz) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select exists (select from unnest(held) h where h.kind = holds.kind and h.resource = holds.resource and h.starts_at = holds.starts)
$$;

create function cases.keep_or_take(held cases.booking[], of_module text, appointment uuid, kind text, resource uuid, starts timestamptz,
  ends timestamptz, overridden boolean) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from unnest(held) h where h.kind = keep_or_take.kind and h.resource = keep_or_take.resource
      and h.starts_at = starts and h.ends_at >= ends) then
    insert into cases.booking values (of_module, keep_or_take.appointment, keep_or_take.kind, keep_or_take.resource, starts, ends, overridden);
  else
    perform cases.take(of_module, keep_or_take.appointment, keep_or_take.kind, keep_or_take.resource, starts, ends, overridden);
  end if;
end $$;

revoke execute on function cases.holds(cases.booking[], text, uuid, timestamptz),
  cases.keep_or_take(cases.booking[], text, uuid, text, uuid, timestamptz, timestamptz, boolean) from public;

-- As before (0082), keeping what is held.
create or replace function cases.book() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  who uuid;
  ends timestamptz;
  free boolean;
  held cases.booking[];
begin
  execute format('select a.*, p.interpreter as interpreted_by from %I.appointment a left join %I.appointment_protected p on p.id = a.id where a.id = $1',
    tg_argv[0], tg_argv[0]) into one using new.id;
  if tg_op = 'UPDATE' and tg_table_name = 'appointment' and
    (to_jsonb(new) - '{version,changed_at,changed_by,office_id,owner_id,restriction_group,said,reminded_at,reminded_by}'::text[])
    = (to_jsonb(old) - '{version,changed_at,changed_by,office_id,owner_id,restriction_group,said,reminded_at,reminded_by}'::text[]) then return null; end if;
  -- Without its reason it is judged like any other.
  if not (tg_op = 'UPDATE' and tg_table_name = 'appointment' and to_jsonb(old) ->> 'override_because' is not null and one.override_because is null) then
    select array_agg(b) into held from cases.booking b where b.appointment = one.id;
  end if;
  delete from cases.booking b where b.appointment = one.id;
  if one.status <> 'planned' or one.withdrawn_at is not null then return null; end if;
  ends := one.starts_at + make_interval(mins => one.minutes);
  free := one.override_because is not null;
  if one.officer is not null then perform cases.keep_or_take(held, tg_argv[0], one.id, 'officer', one.officer, one.starts_at, ends, free); end if;
  if one.room is not null then
    perform cases.keep_or_take(held, tg_argv[0], one.id, 'room', one.room, one.starts_at, ends, free);
    if not free and not cases.holds(held, 'room', one.room, one.starts_at) then
      perform cases.fits_in_day('room', r.id, r.office_id, one.id, one.starts_at, r.a_day, 'room') from cases.room r where r.id = one.room;
    end if;
  end if;
  if one.interpreted_by is not null then
    select i.id into who from cases.interpreter i where i.id = one.interpreted_by and i.active and i.undertaking_on is not null;
    if who is null then raise exception using errcode = '23503', message = 'no such interpreter', column = 'interpreter'; end if;
    -- against this no reason helps
    if cases.objected(who, case when one.individual is null then cases.present_in(tg_argv[0], one.parent_id) else array[one.individual] end) then
      raise exception using errcode = 'NR003', message = 'this interpreter does not interpret here', column = 'interpreter';
    end if;
    perform cases.keep_or_take(held, tg_argv[0], one.id, 'interpreter', who, one.starts_at, ends, free);
  end if;
  if not free and not cases.holds(held, 'office', one.office_id, one.starts_at) then
    perform cases.fits_in_day('office', one.office_id, one.office_id, one.id, one.starts_at, d.a_day, 'starts_at')
    from cases.day_capacity d where d.office_id = one.office_id;
  end if;
  insert into cases.booking values (tg_argv[0], one.id, 'office', one.office_id, one.starts_at, ends, free);
  return null;
end $$;
