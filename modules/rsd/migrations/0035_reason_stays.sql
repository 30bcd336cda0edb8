-- As before (0004), but the reason for which two things were put at one time stays as long as neither the time nor the officer changes: who is brought
-- over from another record of the same person does not have to give it anew.
create or replace function rsd.keep_appointment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  became text := case new.status when 'planned' then 'planned' when 'held' then 'came' when 'no-show' then 'no-show' else 'postponed' end;
begin
  insert into rsd.appointment as a (id, parent_id, individual, kind, starts_at, minutes, officer, language, status, no_show_because, next_step,
    override_because, withdrawn_at)
  values (new.id, new.parent_id, new.individual, 'interview', new.planned_for, 120, new.officer, new.language, became,
    case became when 'no-show' then 'not-known' end, case became when 'no-show' then 'none' end,
    coalesce(new.override_because, case when auth.staff() is null then '—' end), new.withdrawn_at)
  on conflict (id) do update set individual = excluded.individual, starts_at = excluded.starts_at, officer = excluded.officer, language = excluded.language,
    status = excluded.status, no_show_because = coalesce(a.no_show_because, excluded.no_show_because), next_step = coalesce(a.next_step, excluded.next_step),
    override_because = coalesce(excluded.override_because, case when (a.starts_at, a.officer) is not distinct from (excluded.starts_at, excluded.officer) then a.override_because end),
    withdrawn_at = excluded.withdrawn_at
  where (a.individual, a.starts_at, a.officer, a.language, a.status, a.override_because, a.withdrawn_at) is distinct from
    (excluded.individual, excluded.starts_at, excluded.officer, excluded.language, excluded.status, coalesce(excluded.override_because, a.override_because), excluded.withdrawn_at);
  return null;
end $$;
