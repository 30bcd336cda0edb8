-- What an event wrote over is kept, so that it can be taken back exactly; and two people, not one, take back that two records are one person.

-- The marital status that the end of this marriage wrote over: a death that proves to be none gives it back.
alter table registration.marriage add status_before text;
drop trigger c_codes on registration.marriage;
create trigger c_codes before insert or update on registration.marriage
  for each row execute function ref.check_codes('country', 'country', 'status_before', 'marital_status');
grant update (status_before) on registration.marriage to nansen_app;

-- Who said that two records are one person does not take it back alone: the second look is another's.
create or replace function registration.judge_same_person() returns trigger
language plpgsql security invoker set search_path = pg_catalog, pg_temp as $$
begin
  if current_user <> 'nansen_app' or new.same_person_as is not distinct from old.same_person_as then return new; end if;
  if new.same_person_as = new.id then
    raise exception using errcode = '23514', message = 'nobody is the same person as their own record', column = 'same_person_as';
  end if;
  if not auth.may('registration', 'approve', 'personal', new.office_id, new.owner_id, new.id, new.restriction_group) then
    raise exception using errcode = '42501', message = 'a supervisor says that two records are one person', column = 'same_person_as';
  end if;
  if new.same_person_as is null and (
    select e.created_by from registration.life_event e
    where e.parent_id = new.id and e.kind = 'duplicate' and e.withdrawn_at is null order by e.created_at desc limit 1) = auth.staff() then
    raise exception using errcode = '42501', message = 'somebody else takes back what you said', column = 'same_person_as';
  end if;
  return new;
end $$;

-- A newborn beside their twin is another child of one mother and one day: neither face, nor age, nor family tells them apart yet.
alter table registration.other_than drop constraint other_than_because_check,
  add constraint other_than_because_check check (because in ('face', 'age', 'family', 'twin', 'known', 'papers', 'other'));
