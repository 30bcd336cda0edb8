-- Asking the audit: by person (any record's identifier), colleague, office, time, module, action. Whoever asks is written down too.
create index entry_of_time on audit.entry (at);

create function audit.search(person uuid, staff uuid, office uuid, since timestamptz, until timestamptz, in_module text, done text,
  came_out text, before bigint, how_many int)
returns table (seq bigint, at timestamptz, staff_id uuid, staff_name text, purpose text, module text, action text, record text,
  ids uuid[], fields text[], outcome text, reason text, command_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.can('oversight', 'read', 'protected') then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  perform audit.read('oversight', 'read', 'audit', array_remove(array[person, staff, office], null), '{}',
    concat_ws(' ', 'since ' || since, 'until ' || until, in_module, done, came_out));
  return query
    select e.seq, e.at, e.staff_id, p.display_name, e.purpose, e.module, e.action, e.record, e.ids, e.fields, e.outcome, e.reason,
      e.command_id
    from audit.entry e left join auth.staff p on p.id = e.staff_id
    where (person is null or e.ids @> array[person])
      and (staff is null or e.staff_id = staff)
      and (office is null or exists (
        select from auth.assignment a join auth.office_closure c on c.ancestor = office and c.descendant = a.office_id
        where a.staff_id = e.staff_id and a.valid_from <= (e.at at time zone 'UTC')::date
          and (a.valid_to is null or a.valid_to >= (e.at at time zone 'UTC')::date)))
      and (since is null or e.at >= since) and (until is null or e.at < until)
      and (in_module is null or e.module = in_module) and (done is null or e.action = done)
      and (came_out is null or e.outcome = came_out)
      and (before is null or e.seq < before)
    order by e.seq desc
    limit least(how_many, 500);
end $$;
revoke execute on function audit.search(uuid, uuid, uuid, timestamptz, timestamptz, text, text, text, bigint, int) from public;
grant execute on function audit.search(uuid, uuid, uuid, timestamptz, timestamptz, text, text, text, bigint, int) to nansen_app;
