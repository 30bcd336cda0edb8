-- Whether a flag of registration still says something: nobody resolved or dismissed the need that came of it. Of a code that is kept apart, never: no list is
-- made by it. It tells nothing to whoever may not read the flag itself.
create function needs.flag_stands(of_flag uuid, need text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not needs.is_confidential(flag_stands.need)
    and exists (select from registration.specific_need s where s.id = of_flag and s.withdrawn_at is null)
    and not exists (select from needs.need n where n.flag = of_flag and n.state in ('resolved', 'not-confirmed', 'lapsed'))
$$;
revoke execute on function needs.flag_stands(uuid, text) from public;
grant execute on function needs.flag_stands(uuid, text) to nansen_app;
