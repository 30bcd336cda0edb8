-- Whoever asks what is held about them is told what was suggested of them and answered; when everything is erased, it goes before the cases of it.
insert into data_protection.subject_record (module, record, about) values ('needs', 'suggestion', 'individual') on conflict do nothing;
insert into data_protection.erasure_rule (place, relation, about, act, why) values (39, 'needs.suggestion', 'individual', 'remove', 'own-case');
