-- What is asked for somebody's data is asked where their record is kept: who may know a person of another operation by their card does not get to print or
-- erase all that is held about them by taking their request down at an office of one's own.

create function data_protection.of_the_operation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from registration.individual i join auth.office kept on kept.id = i.office_id join auth.office asked on asked.country = kept.country
    where i.id = new.individual and asked.id = new.office_id) then
    raise exception using errcode = '23514', message = 'their record is kept by another operation', column = 'individual';
  end if;
  return new;
end $$;
create trigger d_of_the_operation before insert or update of individual, office_id on data_protection.request for each row
  execute function data_protection.of_the_operation();
create trigger d_of_the_operation before insert or update of individual, office_id on data_protection.limitation for each row
  execute function data_protection.of_the_operation();
revoke execute on function data_protection.of_the_operation() from public;

-- Whether the asker's work reaches the office where somebody's record is kept now: it may have gone elsewhere since.
create function data_protection.reaches(person uuid, action text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from registration.individual i
    where i.id = person and i.office_id = any (auth.reach('data_protection', reaches.action, 'protected')))
$$;
revoke execute on function data_protection.reaches(uuid, text) from public;

do $$
declare
  said text := pg_get_functiondef('data_protection.extract_of(uuid)'::regprocedure);
  asks text := 'asked.office_id, asked.owner_id, asked.id, asked.restriction_group)';
begin
  if position(asks in said) = 0 then raise exception 'extract_of is written otherwise'; end if;
  execute replace(said, asks, asks || ' or not data_protection.reaches(asked.individual, ''export'')');
  said := pg_get_functiondef('data_protection.erase(uuid)'::regprocedure);
  if position(asks || ' then' in said) = 0 then raise exception 'erase is written otherwise'; end if;
  execute replace(said, asks || ' then', asks || ' or not data_protection.reaches(asked.individual, ''approve'') then');
end $$;
