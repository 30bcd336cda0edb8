-- Who becomes five, eighteen or sixty is told to the cases they are in, once, by the day.
create table registration.birthday_told (day date primary key);
alter table registration.birthday_told enable row level security;
alter table registration.birthday_told force row level security;
create policy keeper on registration.birthday_told to nansen_migrator using (true) with check (true);

-- The last day that is meant by what is known of a birth: who may still be a child is one.
create function registration.last_birthday(born text, age int) returns date
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select (case length(born)
    when 4 then make_date(left(born, 4)::int, 12, 31)
    when 7 then ((born || '-01')::date + interval '1 month' - interval '1 day')::date
    else born::date end + make_interval(years => age))::date
$$;

-- Tells every day that was not told yet, up to today, the first time only today. Returns how many people it told of.
create function registration.tell_birthdays(today date) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  since date;
  years int;
  people uuid[];
  told int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('nansen birthdays')); -- one server tells
  since := coalesce((select max(t.day) from registration.birthday_told t), today - 1);
  if since >= today then return 0; end if;
  foreach years in array '{5,18,60}'::int[] loop
    people := array(
      select i.id from registration.individual i
      where left(i.born, 4) in (select (extract(year from today)::int - years - back)::text from generate_series(0, 1 + (today - since) / 365) back)
        and i.process_status in ('active', 'hold')
        and registration.last_birthday(i.born, years) > since and registration.last_birthday(i.born, years) <= today);
    if people <> '{}' then perform cases.tell_all('registration.age-' || years, people, today); end if;
    told := told + cardinality(people);
  end loop;
  insert into registration.birthday_told values (today);
  return told;
end $$;
revoke execute on function registration.last_birthday(text, int), registration.tell_birthdays(date) from public;
grant execute on function registration.tell_birthdays(date) to nansen_sync;
