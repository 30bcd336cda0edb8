-- How many scanners an operation has is for whoever reads its staff, as `auth.holders` is; not for everybody who is signed in.
create or replace function auth.devices_of(operation text) returns table (devices bigint, last_seen timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform auth.require_admin('read');
  if to_regclass('identity.capture') is null then return query select 0::bigint, null::timestamptz; return; end if;
  return query execute 'select count(distinct c.device), max(c.created_at) from identity.capture c
    join auth.office o on o.id = c.office_id where o.country = $1 and c.created_at > now() - interval ''90 days''' using operation;
end $$;
