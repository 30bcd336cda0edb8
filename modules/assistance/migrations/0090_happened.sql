-- What somebody's family collected, for the page of everything about them: to whom the history of lists tells it.
create function assistance.happened_to(person uuid) returns table (id uuid, at timestamptz, what text, said text)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select h.entry, h.given_at, h.state, h.programme from assistance.history(person) h where h.given_at is not null
$$;
revoke execute on function assistance.happened_to(uuid) from public;
grant execute on function assistance.happened_to(uuid) to nansen_app;
