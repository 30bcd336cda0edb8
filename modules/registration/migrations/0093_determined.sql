-- A module that determines status writes what it decided through the database: whoever decides there holds nothing in registration, and what they
-- may decide was judged where they did. People who write a status down by hand are judged as before.
drop trigger e_decided on registration.legal_status;
create trigger e_decided before insert on registration.legal_status for each row when (current_user = 'nansen_app')
  execute function registration.judge_legal_status();

-- Writes what a person is in law from a day, unless that is what was written last. For functions of the modules that determine: nobody may call it.
-- `by_module`, `by_case`: where it was decided; the audit says it.
create function registration.determine(person uuid, status text, basis text, category text, on_day date, by_module text, by_case uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  latest registration.legal_status;
  made uuid := cases.new_id();
begin
  if determine.status in ('refugee', 'stateless', 'other-international-protection', 'not-of-concern') and determine.category is null then
    raise exception using errcode = '23502', message = 'who decided, and how, is missing', column = 'category';
  end if;
  if determine.status in ('refugee', 'other-international-protection') and determine.basis is null then
    raise exception using errcode = '23502', message = 'the basis is missing', column = 'basis';
  end if;
  select s.* into latest from registration.legal_status s where s.parent_id = person order by s.effective_on desc, s.created_at desc, s.id desc limit 1;
  if (latest.status, latest.basis, latest.category) is not distinct from (determine.status, determine.basis, determine.category) then return null; end if;
  insert into registration.legal_status (id, parent_id, status, basis, category, effective_on)
  values (made, person, determine.status, determine.basis, determine.category, on_day);
  if auth.staff() is not null then
    perform audit.read('registration', 'change', 'legal_status', array[person, made, by_case], '{status,basis,category}', 'determined in ' || by_module);
  end if;
  return made;
end $$;
revoke execute on function registration.determine(uuid, text, text, text, date, text, uuid) from public;
