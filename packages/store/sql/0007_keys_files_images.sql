-- Keys of persons (wrapped by a key that is not in the database), stored files, sealed images.

-- A person's data key for one class of data, wrapped by the server's key-encryption key. Destroying the row is erasure.
create table store.data_key (
  subject_id uuid not null, -- the root record
  class text not null check (class in ('protected', 'attachment', 'template')),
  wrapped bytea,            -- null: destroyed
  kek text not null,        -- which key-encryption key wraps it
  created_at timestamptz not null default now(),
  destroyed_at timestamptz,
  primary key (subject_id, class),
  check ((wrapped is null) = (destroyed_at is not null))
);
alter table store.data_key enable row level security;
alter table store.data_key force row level security;
create policy keeper on store.data_key to nansen_migrator using (true) with check (true);
create policy server on store.data_key to nansen_app using ((select auth.staff()) is not null) with check ((select auth.staff()) is not null);
create policy matcher on store.data_key for select to nansen_matcher using (class = 'template');
grant select, insert (subject_id, class, wrapped, kek) on store.data_key to nansen_app;
grant select on store.data_key to nansen_matcher;

-- Files, each encrypted under a key of its own. A file is its sender's until a record takes it up (see store.take_up_files); then it is
-- seen by who sees the record, at the level of the field that holds it.
create table store.attachment (
  id uuid primary key,
  module text,
  record text,
  root_id uuid,
  office_id uuid references auth.office,
  owner_id uuid,
  restriction_group uuid,
  level text check (level in ('personal', 'protected')),
  media_type text not null,
  size int not null check (size between 1 and 20 * 1024 * 1024),
  sha256 bytea not null check (octet_length(sha256) = 32), -- of the plain content
  content bytea,                                           -- nonce, ciphertext and tag (AES-256-GCM); null after erasure
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff default auth.staff(),
  check ((root_id is null) = (module is null) and (root_id is null) = (level is null))
);
create index attachment_of_root on store.attachment (root_id);
create index attachment_of_sender on store.attachment (created_by, sha256) where root_id is null;
alter table store.attachment enable row level security;
alter table store.attachment force row level security;
create policy keeper on store.attachment to nansen_migrator using (true) with check (true);
-- Judged by function, not by arrays: files are opened one at a time.
create policy read on store.attachment for select to nansen_app
  using ((root_id is null and created_by = (select auth.staff()))
    or auth.may(module, 'read', level, office_id, owner_id, root_id, restriction_group));
create policy add on store.attachment for insert to nansen_app with check (root_id is null and created_by = (select auth.staff()));
grant select, insert (id, media_type, size, sha256, content) on store.attachment to nansen_app; -- who and when are the database's to say

-- Images sealed in the browser to the centre's public key. The server can add them and cannot read them back; only the process that
-- holds nansen_images and the private key opens one, for a session that may `reveal`, and each opening is in the audit.
create table images.sealed (
  id uuid primary key,
  module text not null,
  record text not null,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid,
  restriction_group uuid,
  modality text not null,
  sha256 bytea not null check (octet_length(sha256) = 32), -- of the sealed bytes
  sealed bytea,                                            -- null after erasure
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff default auth.staff()
);
create index sealed_of_office on images.sealed (office_id, module);
create index sealed_of_root on images.sealed (root_id);
alter table images.sealed enable row level security;
alter table images.sealed force row level security;
create policy keeper on images.sealed to nansen_migrator using (true) with check (true);
create policy add on images.sealed for insert to nansen_app
  with check (auth.may(module, 'create', 'protected', office_id, owner_id, root_id, restriction_group));
create policy open on images.sealed for select to nansen_images
  using (auth.may(module, 'reveal', 'protected', office_id, owner_id, root_id, restriction_group));
grant insert (id, module, record, root_id, office_id, owner_id, restriction_group, modality, sha256, sealed) on images.sealed to nansen_app;
grant select on images.sealed to nansen_images;

create function store.log_file() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me auth.session := auth.current();
begin
  insert into audit.entry (staff_id, session_id, command_id, purpose, module, action, record, ids, fields, outcome, content)
  values (me.staff_id, me.id, nullif(current_setting('nansen.command', true), '')::uuid, auth.purpose_of(me), coalesce(new.module, 'store'),
    case tg_op when 'INSERT' then 'create' else 'change' end, coalesce(new.record, tg_argv[0]), array_remove(array[new.id, new.root_id], null), array[tg_argv[0]], 'allow', sha256(new.sha256));
  return null;
end $$;
create trigger log after insert or update on store.attachment for each row execute function store.log_file('attachment');
create trigger log after insert or update on images.sealed for each row execute function store.log_file('image');
revoke execute on function store.log_file() from public;
