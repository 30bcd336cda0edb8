-- A date can keep the words it was told in, where they were of another calendar: `issued_on` and `issued_on_as_said`. Words of a date that becomes
-- another go with it, unless others come in their place. Tables say which dates they mean.
create function store.words_of_dates() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  was jsonb := to_jsonb(old);
  now jsonb := to_jsonb(new);
  gone jsonb := '{}';
  field text;
  words text;
begin
  foreach field in array tg_argv loop
    words := field || '_as_said';
    if was -> field is distinct from now -> field and was -> words is not distinct from now -> words then
      gone := gone || jsonb_build_object(words, null);
    end if;
  end loop;
  return jsonb_populate_record(new, gone);
end $$;
