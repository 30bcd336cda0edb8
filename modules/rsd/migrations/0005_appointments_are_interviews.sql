-- The other way round: who puts an appointment for an interview on a file has planned the interview, and who moves it to another hour or officer has moved it.
create function rsd.plan_interview() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into rsd.interview (id, parent_id, individual, kind, status, planned_for, place, officer, language, interpreted, override_because)
    select new.id, new.parent_id, new.individual,
      case when exists (select from rsd.interview i where i.parent_id = new.parent_id and i.individual = new.individual and i.status = 'held'
        and i.withdrawn_at is null) then 'further' else 'first' end,
      'planned', new.starts_at, (select r.name from cases.room r where r.id = new.room), new.officer, new.language,
      case when new.interpreter_sex is not null then true end, new.override_because
    where not exists (select from rsd.interview i where i.id = new.id);
  else
    update rsd.interview i set planned_for = new.starts_at, officer = new.officer, language = new.language, override_because = new.override_because
    where i.id = new.id and i.status = 'planned'
      and (i.planned_for, i.officer, i.language, i.override_because) is distinct from (new.starts_at, new.officer, new.language, new.override_because);
  end if;
  return null;
end $$;
create trigger y_plan_interview after insert or update of starts_at, officer, language, override_because on rsd.appointment for each row
  when (new.kind = 'interview' and new.individual is not null and new.status = 'planned' and current_user = 'nansen_app') execute function rsd.plan_interview();
revoke execute on function rsd.plan_interview() from public;
