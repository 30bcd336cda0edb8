-- A summary shows a face: whoever may see the summary of a person may open the picture on it, and no other file of theirs.
create function registration.is_portrait(attachment uuid, person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from registration.individual i where i.id = is_portrait.person and i.thumbnail = is_portrait.attachment)
$$;
revoke execute on function registration.is_portrait(uuid, uuid) from public;
grant execute on function registration.is_portrait(uuid, uuid) to nansen_app;

create policy portraits on store.attachment for select to nansen_app
  using (module = 'registration'
    and auth.may('registration', 'see', 'summary', office_id, owner_id, root_id, restriction_group)
    and registration.is_portrait(id, root_id));
