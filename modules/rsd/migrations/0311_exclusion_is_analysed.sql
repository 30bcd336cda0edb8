-- Where something speaks for exclusion it is analysed before anybody assesses: the answer alone is not enough. domain.md 3.
create function rsd.judge_exclusion() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from rsd.file_protected p where p.id = new.id and p.exclusion_trigger = 'yes' and nullif(btrim(p.exclusion_analysis), '') is null) then
    raise exception using errcode = '23502', message = 'exclusion is analysed first', column = 'exclusion_analysis';
  end if;
  return new;
end $$;
create trigger g_exclusion before update of state on rsd.file for each row
  when (new.state in ('assessed', 'decided') and new.state <> old.state and current_user = 'nansen_app') execute function rsd.judge_exclusion();
revoke execute on function rsd.judge_exclusion() from public;
