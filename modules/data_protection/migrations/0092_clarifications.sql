-- What is looked into about a person stays until it is over and its time has run, also when everything about them is erased. Nothing of it is in an extract: it
-- would tell who reported it; the person is told by the notice and the decision.
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (171, 'fraud.inquiry', 'subject', 'keep', 'investigation');
