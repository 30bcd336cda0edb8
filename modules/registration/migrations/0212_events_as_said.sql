-- The day of a birth, a death, a marriage ... is kept as it was said where that was in another calendar: the words, and the calendar they are of.
-- `happened_on` stays the Gregorian day, and nothing is asked of what was written before.
alter table registration.life_event
  add column happened_as_said text check (char_length(happened_as_said) between 1 and 60),
  add column happened_calendar text check (happened_calendar in ('gregorian', 'ethiopian', 'solar-hijri', 'hijri', 'bikram-sambat')),
  add check ((happened_as_said is null) = (happened_calendar is null));
