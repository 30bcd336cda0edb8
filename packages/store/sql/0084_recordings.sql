-- A recording of what was said may stand beside a transcript, or in its place where nobody typed. It is no other kind of file, and is as fixed as the words.
create or replace function cases.before_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  -- of modules that keep recordings
  recording uuid := (to_jsonb(new) ->> 'recording')::uuid;
begin
  if tg_op = 'UPDATE' then
    if (new.lines, new.attendees) is distinct from (old.lines, old.attendees) or recording is distinct from (to_jsonb(old) ->> 'recording')::uuid then
      raise exception using errcode = '42501', message = 'an edition does not change';
    end if;
    return new;
  end if;
  if recording is not null and not exists (select from store.attachment a where a.id = recording and a.media_type like 'audio/%') then
    raise exception using errcode = '23514', message = 'no recording', column = 'recording';
  end if;
  if new.lines is null then return new; end if;
  if not new.lines is json array or exists (select from jsonb_array_elements(new.lines::jsonb) l
    where coalesce(l ->> 'kind', '') not in ('question', 'answer', 'remark', 'break', 'read-back') or coalesce(jsonb_typeof(l -> 'words'), '') <> 'string') then
    raise exception using errcode = '23514', message = 'rows of a transcript', column = 'lines';
  end if;
  return new;
end $$;

-- As before (0055): nobody signs nothing; a recording is something.
create or replace function cases.signed_has_words() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  said jsonb;
begin
  if not new.signed then return null; end if;
  execute format('select to_jsonb(p) from %I.transcript_protected p where p.id = $1', tg_argv[0]) into said using new.id;
  if coalesce(jsonb_array_length((said ->> 'lines')::jsonb), 0) = 0 and said ->> 'recording' is null then
    raise exception using errcode = '23502', message = 'nothing was written', column = 'lines';
  end if;
  return null;
end $$;
