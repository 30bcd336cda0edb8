-- A sealed note names its readers and has no words in the open: docs/decisions/0046.
create or replace function cases.before_note() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.level = 'ordinary') <> (new.text is not null) then
    raise exception using errcode = '23514', message = 'a note has its words where its level is', column = 'text';
  end if;
  if (new.level = 'sealed') <> (new.sealed_for is not null) then
    raise exception using errcode = '23514', message = 'a sealed note names its readers', column = 'sealed_for';
  end if;
  return new;
end $$;
