-- An interview may be recorded (packages/store/sql/0084).
alter table rsd.transcript_protected add column recording uuid;
create trigger x_take_up_files after insert or update on rsd.transcript_protected for each row
  execute function store.take_up_files('rsd', 'transcript', 'recording', 'protected');
