-- Whoever asks what is held about them is told of the programmes that they were put forward for, and of the families they were counted with.
insert into data_protection.subject_record (module, record, about) values ('partner_services', 'enrolment', 'subject'), ('partner_services', 'member', 'individual')
  on conflict do nothing;
