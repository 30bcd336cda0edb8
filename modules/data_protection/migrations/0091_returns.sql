-- Whoever asks what is held about them is told of their return, of what was explained to them, signed and answered about them, and that they left.
insert into data_protection.subject_record (module, record, about) values
  ('return', 'file', 'subject'), ('return', 'member', 'individual'), ('return', 'counselling', 'individual'), ('return', 'signature', 'individual'),
  ('return', 'fitness', 'individual'), ('return', 'clearance', 'individual'), ('return', 'departure', 'individual')
  on conflict do nothing;

-- When everything about a person is erased, their own return goes with all that hangs on it.
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (161, 'return.file', 'subject', 'destroy', 'own-case');
