-- Who may log in to the database, and where things stand. Staff are not database logins: see auth.staff.
-- Passwords are set by whoever installs (nansen migrate); here the logins only come to exist.
do $$
declare
  login text;
begin
  foreach login in array array[
    'nansen_migrator', -- owns everything; only `migrate`, backup and restore act as it
    'nansen_app',      -- the server: owns nothing, sees rows only through a live session
    'nansen_sync',     -- the sequencer: positions, audit tree, checkpoints
    'nansen_audit',    -- writes denials; reads nothing
    'nansen_matcher',  -- biometric templates only
    'nansen_images',   -- opens sealed images only
    'nansen_login'     -- the login library's own tables, and opening of sessions
  ] loop
    -- Logins belong to the cluster: another database may have made them, and may be making them at this moment.
    begin
      continue when exists (select from pg_roles where rolname = login);
      execute format('create role %I login noinherit nocreatedb nocreaterole', login);
      execute format('alter role %I set timezone = ''UTC''', login);
      continue when login <> 'nansen_app';
      -- A request that dies must not hold locks, nor hold the sequencer back.
      alter role nansen_app set idle_in_transaction_session_timeout = '10s';
      alter role nansen_app set statement_timeout = '60s';
      alter role nansen_app set search_path = pg_catalog, public;
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
end $$;

do $$
begin
  -- Whoever installs acts as the owner from here on; a superuser may already.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant nansen_migrator to %I', current_user);
  end if;
  execute format('revoke all on database %I from public', current_database());
  execute format('grant create, connect, temporary on database %I to nansen_migrator', current_database());
  execute format('grant connect on database %I to nansen_app, nansen_sync, nansen_audit, nansen_matcher, nansen_images, nansen_login', current_database());
end $$;
revoke all on schema public from public;
grant usage on schema public to public; -- operators and functions of extensions
grant create on schema public to nansen_migrator;

-- PostgreSQL lets everybody keep large objects, which no policy or audit sees, and take any advisory lock, the gallery's among them. Ours
-- do neither beyond their work. Only a superuser can take this back: a managed database keeps these two doors, to whoever has SQL already.
do $$
declare
  door regprocedure;
  locks boolean;
begin
  for door, locks in
    select p.oid::regprocedure, p.proname like '%advisory%' from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname like 'pg\_%advisory%' or p.proname like 'lo\_%' or p.proname in ('loread', 'lowrite'))
  loop
    execute format('revoke execute on function %s from public', door);
    if locks then execute format('grant execute on function %s to nansen_migrator, nansen_sync, nansen_matcher, %I', door, current_user); end if;
  end loop;
  -- nor are the names of planned statements read: see statementName
  revoke select on pg_catalog.pg_prepared_statements from public;
  revoke execute on function pg_catalog.pg_prepared_statement() from public;
exception when insufficient_privilege then null;
end $$;

create extension if not exists pg_trgm schema public;
create extension if not exists btree_gist schema public;

create schema auth authorization nansen_migrator;   -- who may do what
create schema ref authorization nansen_migrator;    -- lists and kinds of values
create schema audit authorization nansen_migrator;  -- what was done and read, provably
create schema change authorization nansen_migrator; -- every change, for timelines and for sites
create schema store authorization nansen_migrator;  -- keys, attachments, and what all tables share
create schema images authorization nansen_migrator; -- sealed images
create schema jobs authorization nansen_migrator;   -- work that waits
create schema login authorization nansen_migrator;  -- the login library's tables

grant usage on schema auth, ref, audit, change, store, images, jobs to nansen_app;
grant usage on schema auth, audit, change to nansen_sync;
grant usage on schema auth, audit to nansen_audit;
grant usage on schema auth, images, audit to nansen_images;
grant usage on schema auth, store to nansen_matcher;
grant usage, create on schema login to nansen_login;
grant usage on schema auth to nansen_login;
