-- How fast the steps of a file follow each other, in one word that the clocks run by (decision 0311). An accelerated procedure is one whatever the priority.
alter table rsd.file add column pace text check (pace in ('ordinary', 'complex', 'urgent', 'urgent-complex', 'accelerated'));

create function rsd.pace_of(modality text, priority text, complexity text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case when modality = 'accelerated' then 'accelerated'
    when priority <> 'ordinary' then case complexity when 'complex' then 'urgent-complex' else 'urgent' end
    else complexity end
$$;

create function rsd.keep_pace() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.pace := rsd.pace_of(new.modality, new.priority, new.complexity);
  return new;
end $$;
create trigger g_pace before insert or update on rsd.file for each row execute function rsd.keep_pace();

-- What a database of before holds: what it was told is said in another word, which is no act of anybody's.
alter table rsd.file disable trigger user;
update rsd.file set pace = rsd.pace_of(modality, priority, complexity);
alter table rsd.file enable trigger user;
revoke execute on function rsd.pace_of(text, text, text), rsd.keep_pace() from public;
