-- A paper may be printed again because somebody needs it in another language.
alter table registration.issued_document drop constraint issued_document_reason_check;
alter table registration.issued_document add constraint issued_document_reason_check check (reason in ('lost', 'stolen', 'damaged', 'data-changed', 'other-language', 'expired'));
alter table registration.paper_end drop constraint paper_end_because_check;
alter table registration.paper_end add constraint paper_end_because_check
  check (because in ('lost', 'stolen', 'damaged', 'data-changed', 'other-language', 'expired', 'misprint', 'printer-fault', 'no-longer-entitled', 'other'));
