-- A birth that is corrected in the words of another calendar keeps them, as a birth that is registered does (0035).
alter table registration.correction_request
  add column said_as text check (char_length(said_as) between 1 and 200),
  add column said_calendar text check (said_calendar in ('gregorian', 'ethiopian', 'solar-hijri', 'hijri', 'bikram-sambat')),
  add column said_from date,
  add column said_to date,
  add check (num_nulls(said_as, said_calendar, said_from, said_to) in (0, 4) and (said_as is null or what = 'born'));
