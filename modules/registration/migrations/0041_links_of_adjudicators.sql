-- Adjudication links two records through functions of its own, which know who may: the rule holds for whoever writes the row directly.
-- Not `security definer`: within such a function the current user is its owner, and outside it is the login.
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
  return new;
end $$;
