-- What waits for an answer in a country, by what it is: each is answered on a screen of its own.
drop function oversight.waiting_in(text);
create function oversight.waiting_in(of_country text) returns table (codes int, calendars int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (select count(*)::int from ref.code_version v where v.country = of_country and v.state = 'asked'),
    (select count(*)::int from cases.calendar_version v where v.country = of_country and v.state = 'asked')
  where oversight.may_in(of_country, 'read') or (select auth.can('admin', 'create', 'personal'))
$$;
revoke execute on function oversight.waiting_in(text) from public;
grant execute on function oversight.waiting_in(text) to nansen_app;
