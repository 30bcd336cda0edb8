-- A birth told in another calendar is kept as it was said: the words (`born_as_said`, which were free text and stay), the calendar they are
-- of, and the first and last Gregorian day they can mean. `born` is to the precision that the Gregorian calendar allows.
alter table registration.individual
  add column born_calendar text check (born_calendar in ('gregorian', 'ethiopian', 'solar-hijri', 'hijri', 'bikram-sambat')),
  add column born_from date,
  add column born_to date,
  add check ((born_from is null) = (born_to is null)),
  -- a year of any calendar, and a day on either side for a moon that was seen earlier or later
  add check (born_to - born_from between 0 and 386),
  add check (born_from is null or (born_calendar is not null and born_as_said is not null));
grant insert (born_calendar, born_from, born_to), update (born_calendar, born_from, born_to) on registration.individual to nansen_app;

-- A date that is changed alone leaves behind what was said of the one before. The new day is among those that were said.
create function registration.keep_said() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.born is distinct from old.born
    and new.born_as_said is not distinct from old.born_as_said and new.born_from is not distinct from old.born_from then
    new.born_calendar := null;
    new.born_from := null;
    new.born_to := null;
    if old.born_from is not null then new.born_as_said := null; end if;
  end if;
  if new.born_from is not null and (new.born is null
    or left(new.born, 10) < left(new.born_from::text, length(new.born)) or left(new.born, 10) > left(new.born_to::text, length(new.born))) then
    raise exception using errcode = '23514', message = 'the date is not among those that were said', column = 'born_as_said';
  end if;
  return new;
end $$;
create trigger c_said before insert or update of born, born_as_said, born_calendar, born_from, born_to on registration.individual
  for each row execute function registration.keep_said();
