-- Whoever asks what is held about them is told of their own file on statelessness, of what they said of their nationalities, and of their papers.
insert into data_protection.subject_record (module, record, about) values
  ('statelessness', 'file', 'subject'), ('statelessness', 'member', 'individual')
  on conflict do nothing;
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (172, 'statelessness.file', 'subject', 'destroy', 'own-case');
