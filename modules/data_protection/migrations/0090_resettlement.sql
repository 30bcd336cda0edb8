-- Whoever asks what is held about them is told of the cases in which they are put forward to a state, what is recorded of their own way, and what
-- they said themselves. What another of the family said is not among it.
insert into data_protection.subject_record (module, record, about) values ('resettlement', 'file', 'subject'), ('resettlement', 'member', 'individual'),
  ('resettlement', 'traveller', 'individual'), ('resettlement', 'statement', 'individual') on conflict do nothing;
-- When everything about a person is erased, a case that was opened for them goes with all that hangs on it; of another's case, their way goes.
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (145, 'resettlement.file', 'subject', 'destroy', 'own-case'),
  (146, 'resettlement.identity_check', 'individual', 'remove', 'own-case'),
  (147, 'resettlement.traveller', 'individual', 'remove', 'own-case');
