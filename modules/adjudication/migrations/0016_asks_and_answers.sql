-- Whoever asks that two records be made one does not do it: the function refuses it already, and now the table by whatever way.
alter table adjudication.record_merge add check (answered_by <> asked_by);
