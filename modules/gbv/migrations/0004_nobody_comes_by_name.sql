-- Who comes to an appointment or is heard is nobody registered, as with everything of an incident: what the platform has added since stays empty too.
do $$
declare
  one record;
begin
  for one in
    select c.conrelid::regclass as place, a.attname from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.connamespace = 'gbv'::regnamespace and c.confrelid = 'registration.individual'::regclass
      and not exists (select from pg_constraint k
        where k.conrelid = c.conrelid and k.contype = 'c' and k.conname = 'names_nobody_' || a.attname)
  loop
    execute format('update %s set %I = null where %I is not null', one.place, one.attname, one.attname);
    execute format('alter table %s add constraint names_nobody_%s check (%I is null)', one.place, one.attname, one.attname);
  end loop;
end $$;
