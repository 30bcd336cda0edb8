-- What the register says is shown to the person is agreed with the extract: without this no extract was printed at all.
insert into data_protection.subject_record (module, record, about) values ('needs', 'need', 'subject'), ('needs', 'member', 'individual')
  on conflict do nothing;
