-- Dates of papers, of the flight, of relatives, marriages, work, schools and addresses, of leaving and arriving, keep the words they were told in, as births
-- and events do: `packages/store/sql/0120`. Nothing is asked of what was written before.
alter table registration.document_held
  add column issued_on_as_said text check (char_length(issued_on_as_said) between 1 and 60) check (issued_on_as_said is null or issued_on is not null),
  add column expires_on_as_said text check (char_length(expires_on_as_said) between 1 and 60) check (expires_on_as_said is null or expires_on is not null);
grant update (issued_on_as_said, expires_on_as_said) on registration.document_held to nansen_app;
create trigger a_words before update on registration.document_held for each row when (old.issued_on is distinct from new.issued_on or old.expires_on is distinct from new.expires_on) execute function store.words_of_dates('issued_on', 'expires_on');

alter table registration.flight
  add column left_on_as_said text check (char_length(left_on_as_said) between 1 and 60) check (left_on_as_said is null or left_on is not null),
  add column arrived_on_as_said text check (char_length(arrived_on_as_said) between 1 and 60) check (arrived_on_as_said is null or arrived_on is not null);
grant update (left_on_as_said, arrived_on_as_said) on registration.flight to nansen_app;
create trigger a_words before update on registration.flight for each row when (old.left_on is distinct from new.left_on or old.arrived_on is distinct from new.arrived_on) execute function store.words_of_dates('left_on', 'arrived_on');

alter table registration.flight_leg
  add column arrived_on_as_said text check (char_length(arrived_on_as_said) between 1 and 60) check (arrived_on_as_said is null or arrived_on is not null),
  add column left_on_as_said text check (char_length(left_on_as_said) between 1 and 60) check (left_on_as_said is null or left_on is not null);
grant update (arrived_on_as_said, left_on_as_said) on registration.flight_leg to nansen_app;
create trigger a_words before update on registration.flight_leg for each row when (old.arrived_on is distinct from new.arrived_on or old.left_on is distinct from new.left_on) execute function store.words_of_dates('arrived_on', 'left_on');

alter table registration.flight_incident
  add column happened_on_as_said text check (char_length(happened_on_as_said) between 1 and 60) check (happened_on_as_said is null or happened_on is not null);
grant update (happened_on_as_said) on registration.flight_incident to nansen_app;
create trigger a_words before update on registration.flight_incident for each row when (old.happened_on is distinct from new.happened_on) execute function store.words_of_dates('happened_on');

alter table registration.relative
  add column born_as_said text check (char_length(born_as_said) between 1 and 60) check (born_as_said is null or born is not null),
  add column lost_on_as_said text check (char_length(lost_on_as_said) between 1 and 60) check (lost_on_as_said is null or lost_on is not null);
grant update (born_as_said, lost_on_as_said) on registration.relative to nansen_app;
create trigger a_words before update on registration.relative for each row when (old.born is distinct from new.born or old.lost_on is distinct from new.lost_on) execute function store.words_of_dates('born', 'lost_on');

alter table registration.marriage
  add column married_on_as_said text check (char_length(married_on_as_said) between 1 and 60) check (married_on_as_said is null or married_on is not null),
  add column ended_on_as_said text check (char_length(ended_on_as_said) between 1 and 60) check (ended_on_as_said is null or ended_on is not null);
grant update (married_on_as_said, ended_on_as_said) on registration.marriage to nansen_app;
create trigger a_words before update on registration.marriage for each row when (old.married_on is distinct from new.married_on or old.ended_on is distinct from new.ended_on) execute function store.words_of_dates('married_on', 'ended_on');

alter table registration.work
  add column worked_from_as_said text check (char_length(worked_from_as_said) between 1 and 60) check (worked_from_as_said is null or worked_from is not null),
  add column worked_to_as_said text check (char_length(worked_to_as_said) between 1 and 60) check (worked_to_as_said is null or worked_to is not null);
grant update (worked_from_as_said, worked_to_as_said) on registration.work to nansen_app;
create trigger a_words before update on registration.work for each row when (old.worked_from is distinct from new.worked_from or old.worked_to is distinct from new.worked_to) execute function store.words_of_dates('worked_from', 'worked_to');

alter table registration.education
  add column studied_from_as_said text check (char_length(studied_from_as_said) between 1 and 60) check (studied_from_as_said is null or studied_from is not null),
  add column studied_to_as_said text check (char_length(studied_to_as_said) between 1 and 60) check (studied_to_as_said is null or studied_to is not null);
grant update (studied_from_as_said, studied_to_as_said) on registration.education to nansen_app;
create trigger a_words before update on registration.education for each row when (old.studied_from is distinct from new.studied_from or old.studied_to is distinct from new.studied_to) execute function store.words_of_dates('studied_from', 'studied_to');

alter table registration.address
  add column lived_from_as_said text check (char_length(lived_from_as_said) between 1 and 60) check (lived_from_as_said is null or lived_from is not null),
  add column lived_to_as_said text check (char_length(lived_to_as_said) between 1 and 60) check (lived_to_as_said is null or lived_to is not null);
grant update (lived_from_as_said, lived_to_as_said) on registration.address to nansen_app;
create trigger a_words before update on registration.address for each row when (old.lived_from is distinct from new.lived_from or old.lived_to is distinct from new.lived_to) execute function store.words_of_dates('lived_from', 'lived_to');

alter table registration.pre_registration
  add column arrived_on_as_said text check (char_length(arrived_on_as_said) between 1 and 60) check (arrived_on_as_said is null or arrived_on is not null);
grant update (arrived_on_as_said) on registration.pre_registration to nansen_app;
create trigger a_words before update on registration.pre_registration for each row when (old.arrived_on is distinct from new.arrived_on) execute function store.words_of_dates('arrived_on');

alter table registration.registration_group
  add column arrived_on_as_said text check (char_length(arrived_on_as_said) between 1 and 60) check (arrived_on_as_said is null or arrived_on is not null);
grant update (arrived_on_as_said) on registration.registration_group to nansen_app;
create trigger a_words before update on registration.registration_group for each row when (old.arrived_on is distinct from new.arrived_on) execute function store.words_of_dates('arrived_on');

alter table registration.individual
  add column fled_on_as_said text check (char_length(fled_on_as_said) between 1 and 60) check (fled_on_as_said is null or fled_on is not null),
  add column arrived_on_as_said text check (char_length(arrived_on_as_said) between 1 and 60) check (arrived_on_as_said is null or arrived_on is not null);
grant update (fled_on_as_said, arrived_on_as_said) on registration.individual to nansen_app;
create trigger a_words before update on registration.individual for each row when (old.fled_on is distinct from new.fled_on or old.arrived_on is distinct from new.arrived_on) execute function store.words_of_dates('fled_on', 'arrived_on');
