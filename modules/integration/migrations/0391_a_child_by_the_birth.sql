-- As before (0390); who may still be a child by what is known of their birth is one, as everywhere else.
create or replace function integration.judge_child() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    with going as (
      select m.individual, registration.last_birthday(i.born, 18) > cases.now()::date as child
      from integration.member m join registration.individual i on i.id = m.individual
      where m.parent_id = new.id and m.until is null and m.withdrawn_at is null)
    select from going g where g.child and not exists (select from going o where not o.child)
      and not exists (select from cases.marker k where k.individual = g.individual and k.name = 'best_interests.bid' and k.value = 'approved')) then
    raise exception using errcode = '23514', message = 'a child alone leaves once it is determined what is best', column = 'departed_on';
  end if;
  return new;
end $$;
