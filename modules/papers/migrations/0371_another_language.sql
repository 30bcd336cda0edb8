-- A paper may be printed again because somebody needs it in another language. It counts among the reprints of a year, as all do but for those that expired.
alter table papers.batch drop constraint batch_reason_check;
alter table papers.batch add constraint batch_reason_check check (reason in ('lost', 'stolen', 'damaged', 'data-changed', 'other-language', 'expired'));
alter table papers.reprint drop constraint reprint_reason_check;
alter table papers.reprint add constraint reprint_reason_check check (reason in ('lost', 'stolen', 'damaged', 'data-changed', 'other-language', 'expired'));
