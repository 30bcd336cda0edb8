-- Whom a complaint is about is said when it is taken down, or found out once. Whoever reads it does not turn it to another, nor take the name away: the
-- circle of readers would follow.
create function complaints.keep_who_is_meant() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'nansen_app' and old.about_whom in ('colleague', 'office', 'partner') then
    raise exception using errcode = '42501', message = 'whom it is about is not changed', column = 'about_name';
  end if;
  return new;
end $$;
revoke execute on function complaints.keep_who_is_meant() from public;
create trigger a_who_is_meant before update of about_whom, about_name on complaints.complaint for each row
  when ((old.about_whom, old.about_name) is distinct from (new.about_whom, new.about_name)) execute function complaints.keep_who_is_meant();
