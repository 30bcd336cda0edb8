-- Word of a colleague that another module's work brought up, {office, words}: taken down without a name, so that it goes to investigators alone.
create function complaints.take_on(what jsonb) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid := cases.new_id();
begin
  insert into complaints.complaint (id, office_id, received_on, channel, anonymous, category, about_whom, account)
  values (made, (what ->> 'office')::uuid, cases.now()::date, 'desk', true, 'unauthorised-use', 'colleague', what ->> 'words');
  return made;
end $$;
revoke execute on function complaints.take_on(jsonb) from public;
