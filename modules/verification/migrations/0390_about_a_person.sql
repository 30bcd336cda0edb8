-- What an extract shows of somebody, and what becomes of it when everything about them is erased: that somebody passed a station stays, without a word of them.
insert into data_protection.subject_record (module, record, about) values ('verification', 'mark', 'individual') on conflict do nothing;
insert into data_protection.erasure_rule (place, relation, about, act, blanks, why) values
  (390, 'verification.mark', 'individual', 'blank', '{remarks}', 'own-case') on conflict do nothing;
