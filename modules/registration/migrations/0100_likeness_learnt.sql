-- What likeness is judged by, learnt on an operation's own records: kept as versions, proposed by one colleague and put into force by another. The
-- program's own weights count where no version is in force. Nothing here names a person: shares of words are kept from five bearers on.
create table registration.likeness_version (
  id uuid primary key default gen_random_uuid(),
  number int generated always as identity unique,
  -- shares of levels among one person and among strangers, by origin and script; shares of words by part of the name
  model jsonb not null,
  -- how many people, pairs and judgements it was learnt from, and what it finds before and after
  evidence jsonb not null,
  learnt_at timestamptz not null default now(),
  learnt_by uuid not null references auth.staff,
  put_at timestamptz,
  put_by uuid references auth.staff,
  because text check (char_length(because) between 10 and 1000),
  check ((put_at is null) = (put_by is null) and (put_at is null) = (because is null)),
  check (put_by <> learnt_by)
);
create index on registration.likeness_version (put_at desc) where put_at is not null;
alter table registration.likeness_version enable row level security;
alter table registration.likeness_version force row level security;
create policy keeper on registration.likeness_version to nansen_migrator using (true) with check (true);
create policy read on registration.likeness_version for select to nansen_app using ((select auth.can('registration', 'see', 'summary')));
create trigger z_log after insert or update or delete on registration.likeness_version
  for each row execute function change.log('registration', 'likeness_version', 'open');
grant select on registration.likeness_version to nansen_app;

-- What was learnt, who learnt it and from what stay as they were written; only the putting into force is added, once.
create function registration.keep_likeness_version() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' or old.put_at is not null or (new.id, new.number, new.model, new.evidence, new.learnt_at, new.learnt_by)
    is distinct from (old.id, old.number, old.model, old.evidence, old.learnt_at, old.learnt_by) then
    raise exception using errcode = '23514', message = 'a version is kept as it is: learn another';
  end if;
  return new;
end $$;
create trigger a_keep before update or delete on registration.likeness_version
  for each row execute function registration.keep_likeness_version();
revoke execute on function registration.keep_likeness_version() from public;
