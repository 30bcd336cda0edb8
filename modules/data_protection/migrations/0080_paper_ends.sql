-- An extract tells of a person's papers also what ended them.
insert into data_protection.subject_record (module, record, about) values ('registration', 'paper_end', 'root') on conflict do nothing;
