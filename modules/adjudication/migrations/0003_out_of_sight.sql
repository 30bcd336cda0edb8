-- A pair with somebody under a restriction is judged, and known, by who may see both.
create policy out_of_sight on adjudication.review as restrictive to nansen_app
  using (sha256(uuid_send(first)) <> all ((select auth.out_of_sight())::bytea[])
    and sha256(uuid_send(second)) <> all ((select auth.out_of_sight())::bytea[]));
create policy out_of_sight on adjudication.link as restrictive to nansen_app
  using (sha256(uuid_send(survivor)) <> all ((select auth.out_of_sight())::bytea[])
    and sha256(uuid_send(other)) <> all ((select auth.out_of_sight())::bytea[]));

create or replace function adjudication.may_judge(review uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select auth.may('adjudication', 'approve', 'personal', r.office_id, r.owner_id, r.id, r.restriction_group)
    and adjudication.stands_apart(array[r.first, r.second])
    and r.first <> all (auth.hidden()) and r.second <> all (auth.hidden())
  from adjudication.review r where r.id = may_judge.review
$$;
