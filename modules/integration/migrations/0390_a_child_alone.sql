-- A child whom no grown-up of the case accompanies leaves by a pathway only once it was determined that this is best for them: a child without any file is
-- stopped like one whose file waits. domain.md 5.1.
create function integration.judge_child() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  grown date := (cases.now() - interval '18 years')::date;
begin
  if exists (
    with going as (
      select m.individual, rpad(i.born, 10, case length(i.born) when 4 then '-01-01' else '-01' end)::date > grown as child
      from integration.member m join registration.individual i on i.id = m.individual
      where m.parent_id = new.id and m.until is null and m.withdrawn_at is null)
    select from going g where g.child and not exists (select from going o where not o.child)
      and not exists (select from cases.marker k where k.individual = g.individual and k.name = 'best_interests.bid' and k.value = 'approved')) then
    raise exception using errcode = '23514', message = 'a child alone leaves once it is determined what is best', column = 'departed_on';
  end if;
  return new;
end $$;
create trigger f_child before update of state on integration.file for each row
  when (new.state = 'closed' and old.state <> 'closed' and new.departed_on is not null and current_user = 'nansen_app') execute function integration.judge_child();
revoke execute on function integration.judge_child() from public;
