-- What a merge would bring, as it will: who leads a family that stays, stays its leader.
create or replace function adjudication.merge_preview(survivor uuid, other uuid) returns table (rel text, col text, rows int, stay int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  both_in_families boolean;
begin
  if not adjudication.may_merge(survivor, other) then return; end if;
  select count(distinct m.individual) = 2 into both_in_families from registration.membership m
  where m.individual in (survivor, other) and m.member_to is null and m.withdrawn_at is null;
  return query
    select h.rel, h.col::text, count(*)::int,
      (count(*) filter (where both_in_families and (h.col = 'focal_point' or (h.rel = 'registration.membership'
        and exists (select from registration.membership m where m.id = h.row_id and m.member_to is null and m.withdrawn_at is null)))))::int
    from registration.hanging_on(other) h group by h.rel, h.col, h.place order by h.place, h.rel;
end $$;
