-- Files sealed in a browser to the readers of a sealed note (docs/decisions/0046). What a file is called and what it holds is ciphertext; how large it is about, who sealed it and when is known, to the note's readers alone.
create table sealed.file (
  id uuid primary key,
  module text not null,
  case_id uuid not null,
  note_id uuid not null,
  group_id uuid not null references sealed."group",
  -- Its name.
  about jsonb not null check (about ?& '{group,epoch,key,ciphertext,author,signature}' and pg_column_size(about) < 8000),
  content jsonb not null check (content ?& '{group,epoch,key,ciphertext,author,signature}'),
  -- Of the ciphertext.
  bytes int not null check (bytes between 1 and 10 * 1024 * 1024),
  made_by uuid not null references auth.staff,
  made_at timestamptz not null default now()
);
create index file_of_note on sealed.file (note_id);
create index file_of_case on sealed.file (case_id);
alter table sealed.file alter content set storage external;
alter table sealed.file enable row level security;
alter table sealed.file force row level security;
create policy keeper on sealed.file to nansen_migrator using (true) with check (true);

-- Whether the asker reads what is sealed in a case, as far as that is not the group's word: by the matrix and by restrictions.
create function sealed.opens_case(of_module text, id uuid, action text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb;
begin
  if not exists (select from cases.module m where m.name = of_module) then return false; end if;
  given := cases.root_of(of_module, opens_case.id);
  return given is not null and not cases.names_any(given, auth.hidden())
    and auth.may(of_module, action, 'protected', (given ->> 'office_id')::uuid, (given ->> 'owner_id')::uuid, opens_case.id, (given ->> 'restriction_group')::uuid);
end $$;
create policy readers on sealed.file for select to nansen_app
  using (group_id = any ((select sealed.read_by_me())::uuid[]) and sealed.opens_case(module, case_id, 'read'));
grant select on sealed.file to nansen_app;

-- Files that one note may have. Ours.
create function sealed.most_files() returns int language sql immutable set search_path = pg_catalog, pg_temp as $$ select 10 $$;

-- A file beside a sealed note of one's own, for the note's readers. Refused alike for a note that is not there and for one that is not the asker's.
create function sealed.add_file(id uuid, of_module text, note uuid, about jsonb, content jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  beside record;
begin
  if exists (select from cases.module m where m.name = of_module) then
    execute format('select n.root_id, n.sealed_for, n.created_by from %I.note n where n.id = $1 and n.level = ''sealed'' for update', of_module)
      into beside using add_file.note;
  end if;
  if beside.root_id is null or beside.created_by is distinct from me or not beside.sealed_for = any (sealed.read_by_me())
    or not sealed.opens_case(of_module, beside.root_id, 'create') then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if add_file.about ->> 'group' <> beside.sealed_for::text or add_file.content ->> 'group' <> beside.sealed_for::text
    or add_file.about ->> 'author' <> me::text or add_file.content ->> 'author' <> me::text then
    raise exception using errcode = '23514', message = 'readers', column = 'content';
  end if;
  if (select count(*) from sealed.file f where f.note_id = add_file.note) >= sealed.most_files() then
    raise exception using errcode = '23514', message = 'too many', column = 'content';
  end if;
  insert into sealed.file (id, module, case_id, note_id, group_id, about, content, bytes, made_by)
  values (add_file.id, of_module, beside.root_id, add_file.note, beside.sealed_for, add_file.about, add_file.content,
    octet_length(decode(add_file.content ->> 'ciphertext', 'base64')), me);
  perform sealed.wrote('file.sealed', array[add_file.note, add_file.id]);
end $$;

-- As before (packages/store/sql/0059), and no sealed file of a case outlives it.
create or replace function cases.forget() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update change.entry c set set = null, ct = null, salt = null
  where c.module = 'cases' and c.record = 'alert' and c.salt is not null
    and c.row_id in (select a.id from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id);
  delete from cases.alert a where a.module = tg_argv[0] and a.record_id = old.id;
  delete from cases.left_behind b where b.module = tg_argv[0] and b.case_id = old.id;
  delete from sealed.file f where f.module = tg_argv[0] and f.case_id = old.id;
  return null;
end $$;

revoke execute on function sealed.opens_case(text, uuid, text), sealed.most_files(), sealed.add_file(uuid, text, uuid, jsonb, jsonb) from public;
grant execute on function sealed.opens_case(text, uuid, text), sealed.add_file(uuid, text, uuid, jsonb, jsonb) to nansen_app;
