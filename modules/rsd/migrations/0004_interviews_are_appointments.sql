-- An interview is an appointment of its file, under the same identifier: its officer is booked once across all modules, it stands in the day of its office
-- and among those to be reminded, its slip is printed, and what is said is written as the transcript of that appointment. The note that was its transcript is
-- kept where it was filled, and asked no more.
alter table rsd.interview add column override_because text check (char_length(override_because) between 1 and 500);
grant update (override_because) on rsd.interview to nansen_app;

-- Minutes that an interview is given in the office's day, until its appointment says otherwise: ours.
create function rsd.keep_appointment() returns trigger
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
    override_because = excluded.override_because, withdrawn_at = excluded.withdrawn_at
  where (a.individual, a.starts_at, a.officer, a.language, a.status, a.override_because, a.withdrawn_at) is distinct from
    (excluded.individual, excluded.starts_at, excluded.officer, excluded.language, excluded.status, excluded.override_because, excluded.withdrawn_at);
  return null;
end $$;
create trigger y_appointment after insert or update on rsd.interview for each row execute function rsd.keep_appointment();

-- Who did not come, or is called another day, did not come to the interview either. That it was held is said of the interview: by whom, and how.
create function rsd.keep_interview() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update rsd.interview i set status = case new.status when 'no-show' then 'no-show' else 'postponed' end
  where i.id = new.id and i.status = 'planned' and new.status in ('no-show', 'postponed', 'cancelled');
  return null;
end $$;
create trigger y_interview after update of status on rsd.appointment for each row when (old.status = 'planned') execute function rsd.keep_interview();
revoke execute on function rsd.keep_appointment(), rsd.keep_interview() from public;

insert into rsd.appointment (id, parent_id, individual, kind, starts_at, minutes, officer, language, status, no_show_because, next_step, override_because, withdrawn_at)
select i.id, i.parent_id, i.individual, 'interview', i.planned_for, 120, i.officer, i.language,
  case i.status when 'planned' then 'planned' when 'held' then 'came' when 'no-show' then 'no-show' else 'postponed' end,
  case i.status when 'no-show' then 'not-known' end, case i.status when 'no-show' then 'none' end, '—', i.withdrawn_at
from rsd.interview i;
