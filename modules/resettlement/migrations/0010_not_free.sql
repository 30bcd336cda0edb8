-- Who of these people is in a resettlement case that is open, is on the way elsewhere, or is held by somebody: one answer, without which of them it is. Asked of
-- people whom the asker may put forward, and of nobody else.
create function resettlement.not_free(people uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(i.id), '{}') from registration.individual i
  where i.id = any (people) and i.office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    and (exists (select from cases.marker k where k.individual = i.id and k.name = any
        ('{resettlement.going,return.going,return.gone,integration.going,fraud.hold,rsd.hold}'::text[]))
      or exists (select from resettlement.member m join resettlement.file f on f.id = m.parent_id and f.state not in ('closed', 'departed')
        where m.individual = i.id and m.until is null and m.withdrawn_at is null))
$$;
revoke execute on function resettlement.not_free(uuid[]) from public;
grant execute on function resettlement.not_free(uuid[]) to nansen_app;
