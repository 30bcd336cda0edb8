-- When everything about a person is erased, their own best interests file goes with all that hangs on it.
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (141, 'best_interests.file', 'subject', 'destroy', 'own-case');
