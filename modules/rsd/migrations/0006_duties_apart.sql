-- Who registered somebody does not decide whether they are a refugee, and who heard them in the first instance does not decide the appeal.
insert into auth.duties_apart (name, place, who, link, before_place, before_who, before_key, only_where) values
  ('registers-and-decides', 'rsd.file', 'decided_by', 'subject', 'registration.individual', 'created_by', 'id', null),
  ('hears-and-decides-appeal', 'rsd.file', 'appeal_decided_by', 'id', 'rsd.interview', 'officer', 'root_id', '{"kind": ["first", "private", "further"], "status": ["held"]}');
-- After the signature is written (c_case_sign).
create trigger f_duties before insert or update of state, decided_by, appeal_decided_by on rsd.file for each row execute function auth.keep_duties_apart();
