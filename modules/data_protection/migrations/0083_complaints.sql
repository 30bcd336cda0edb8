-- What somebody complained of goes with them when everything about them is erased; what investigators look into stays until they are through.
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (151, 'complaints.complaint', 'subject', 'keep', 'investigation');
