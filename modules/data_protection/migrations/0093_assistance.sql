-- Whoever collected for a family is told so. That goods were given out stays in the account of a point when somebody is erased; it names them no longer.
insert into data_protection.subject_record (module, record, about, root, root_about) values
  ('assistance', 'collection', 'collector', null, null),
  ('assistance', 'given', 'root', 'collection', 'collector');
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (153, 'assistance.collection', 'collector', 'keep', 'stock');
