-- An erasure of everything reaches the rows of other modules. What becomes of each is data: agreed here, and a test compares it with every column
-- of the database that names a person.
create table data_protection.erasure_rule (
  place int primary key,
  -- the table, and its column that names the person; with `via`, the column of `through` that does, and which column of this one refers to it
  relation text not null,
  about text not null,
  through text,
  via text,
  -- destroy: the row and all that hangs on it, with keys and files; remove: the row; blank: its words; keep: nothing, for the reason
  act text not null check (act in ('destroy', 'remove', 'blank', 'keep')),
  -- columns whose words are taken away; one that must hold something holds a dash
  blanks text[] not null default '{}',
  -- columns whose files lose their keys and bytes
  files text[] not null default '{}',
  -- a label: data_protection.erasure-rule.NAME
  why text not null check (why in ('own-case', 'another-seeker', 'two-records', 'investigation', 'appointment', 'stock')),
  unique (relation, about)
);
alter table data_protection.erasure_rule enable row level security;
alter table data_protection.erasure_rule force row level security;
create policy keeper on data_protection.erasure_rule to nansen_migrator using (true) with check (true);
create policy server on data_protection.erasure_rule for select to nansen_app using ((select auth.staff()) is not null);
grant select on data_protection.erasure_rule to nansen_app;

insert into data_protection.erasure_rule (place, relation, about, through, via, act, blanks, files, why) values
  (10, 'tracing.request', 'seeker', null, null, 'destroy', '{}', '{}', 'own-case'),
  (11, 'tracing.notice', 'person', null, null, 'remove', '{}', '{}', 'own-case'),
  (12, 'tracing.match_candidate', 'individual', null, null, 'blank', '{photo_shown}', '{photo_shown}', 'another-seeker'),
  (13, 'tracing.request', 'proposed_match', null, null, 'keep', '{}', '{}', 'another-seeker'),
  (20, 'adjudication.opinion', 'first', 'adjudication.review', 'parent_id', 'blank', '{reasons}', '{}', 'two-records'),
  (21, 'adjudication.opinion', 'second', 'adjudication.review', 'parent_id', 'blank', '{reasons}', '{}', 'two-records'),
  (22, 'adjudication.review', 'first', null, null, 'blank', '{withdrawn_because}', '{}', 'two-records'),
  (23, 'adjudication.review', 'second', null, null, 'blank', '{withdrawn_because}', '{}', 'two-records'),
  (24, 'adjudication.link', 'survivor', null, null, 'blank', '{unlinked_because}', '{}', 'two-records'),
  (25, 'adjudication.link', 'other', null, null, 'blank', '{unlinked_because}', '{}', 'two-records'),
  (26, 'adjudication.record_merge', 'survivor', null, null, 'blank', '{because,answered_because,undone_because}', '{}', 'two-records'),
  (27, 'adjudication.record_merge', 'other', null, null, 'blank', '{because,answered_because,undone_because}', '{}', 'two-records'),
  (28, 'adjudication.referral', 'first', 'adjudication.review', 'review', 'keep', '{}', '{}', 'investigation'),
  (29, 'adjudication.referral', 'second', 'adjudication.review', 'review', 'keep', '{}', '{}', 'investigation'),
  (30, 'papers.appointment', 'individual', null, null, 'remove', '{}', '{}', 'appointment'),
  (31, 'papers.reprint', 'individual', null, null, 'remove', '{}', '{}', 'appointment'),
  (32, 'papers.batch_line', 'individual', null, null, 'keep', '{}', '{}', 'stock'),
  (40, 'needs.need', 'subject', null, null, 'destroy', '{}', '{}', 'own-case');

alter table data_protection.erasure add remains jsonb not null default '{}';

-- The rows of one rule that are about a person.
create function data_protection.rows_of_rule(rule data_protection.erasure_rule, person uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  found uuid[];
  condition text := case when rule.through is null then format('r.%I = $1', rule.about)
    else format('r.%I in (select x.id from %s x where x.%I = $1)', rule.via, rule.through, rule.about) end;
begin
  if to_regclass(rule.relation) is null then return '{}'; end if;
  execute format('select coalesce(array_agg(r.id), ''{}'') from %s r where %s', rule.relation, condition) into found using person;
  return found;
end $$;

-- Files named in these columns lose their keys and their bytes; the row stays with its checksum.
create function data_protection.erase_named_files(relation text, files text[], ids uuid[]) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  named text;
  gone uuid[];
  erased int := 0;
begin
  foreach named in array files loop
    execute format('select coalesce(array_agg(r.%I) filter (where r.%I is not null), ''{}'') from %s r where r.id = any ($1)', named, named, relation)
      into gone using ids;
    update store.data_key k set wrapped = null, destroyed_at = now()
    where k.subject_id = any (gone) and k.class = 'attachment' and k.wrapped is not null;
    update store.attachment a set content = null where a.id = any (gone) and a.content is not null;
    erased := erased + cardinality(gone);
  end loop;
  return erased;
end $$;

-- Whole cases of a module: what hangs on them goes first, then they; their keys, files and what the log kept of their values too.
create function data_protection.destroy_cases(relation text, ids uuid[]) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  owner text := split_part(relation, '.', 1);
  each record;
  gone bigint;
  all_gone bigint := 0;
  files uuid[];
begin
  select coalesce(array_agg(a.id), '{}') into files from store.attachment a where a.module = owner and a.root_id = any (ids);
  update store.data_key k set wrapped = null, destroyed_at = now() where k.subject_id = any (files || ids) and k.wrapped is not null;
  update store.attachment a set content = null where a.id = any (files) and a.content is not null;
  for each in
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = owner and c.relkind = 'r'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'root_id' and not a.attisdropped)
    order by c.relname ~ '_(key|protected|sealed)$' desc,
      (select count(*) from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid in
        (select f.oid from pg_class f where f.relnamespace = n.oid and f.oid <> c.oid and f.oid <> to_regclass(relation))) desc, c.relname
  loop
    execute format('delete from %I.%I where root_id = any ($1)', owner, each.name) using ids;
    get diagnostics gone = row_count;
    all_gone := all_gone + gone;
  end loop;
  execute format('delete from %s where id = any ($1)', relation) using ids;
  get diagnostics gone = row_count;
  update change.entry c set set = null, ct = null, salt = null
  where c.root_id = any (ids) and (c.set is not null or c.ct is not null or c.salt is not null);
  return all_gone + gone;
end $$;

-- The words of these rows: nothing, or a dash where the column must hold something; what stands protected beside them goes.
create function data_protection.blank_rows(relation text, blanks text[], ids uuid[]) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  set_to text;
  gone bigint;
begin
  select string_agg(format('%I = %s', a.attname, case when a.attnotnull then quote_literal('—') else 'null' end), ', ') into set_to
  from pg_attribute a where a.attrelid = to_regclass(relation) and a.attname = any (blanks) and not a.attisdropped;
  if set_to is not null then execute format('update %s set %s where id = any ($1)', relation, set_to) using ids; end if;
  if to_regclass(relation || '_protected') is not null then
    execute format('delete from %s_protected where id = any ($1)', relation) using ids;
  end if;
  update change.entry c set set = null, ct = null, salt = null
  where c.row_id = any (ids) and c.module = split_part(relation, '.', 1) and (c.set is not null or c.ct is not null or c.salt is not null);
  get diagnostics gone = row_count;
  return cardinality(ids);
end $$;

-- Columns that name a person and that no rule speaks of yet: a module that comes later keeps its rows by rules of its own, and that is said.
create function data_protection.unruled() returns table (relation text, about text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select format('%s.%s', n.nspname, c.relname), a.attname::text
  from pg_constraint f
  join pg_class c on c.oid = f.conrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
  where f.contype = 'f' and f.confrelid = 'registration.individual'::regclass
    -- these are gone through by the erasure itself
    and n.nspname <> all (array['registration', 'identity', 'gallery', 'data_protection'])
    and exists (select from pg_attribute k where k.attrelid = f.conrelid and k.attname = 'id' and not k.attisdropped)
    and not exists (select from data_protection.erasure_rule r
      where r.relation = format('%s.%s', n.nspname, c.relname) and r.about = a.attname and r.through is null)
  order by 1, 2
$$;

-- Carries the rules out, in their order. Answers with how many rows each touched, and what was kept and why.
create function data_protection.erase_elsewhere(person uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  rule data_protection.erasure_rule;
  ids uuid[];
  counts jsonb := '{}';
  kept jsonb := '[]';
  touched bigint;
  other record;
begin
  for rule in select * from data_protection.erasure_rule order by place loop
    ids := data_protection.rows_of_rule(rule, person);
    continue when cardinality(ids) = 0;
    touched := cardinality(ids);
    perform data_protection.erase_named_files(rule.relation, rule.files, ids);
    if rule.act = 'destroy' then
      touched := data_protection.destroy_cases(rule.relation, ids);
    elsif rule.act = 'remove' then
      execute format('delete from %s where id = any ($1)', rule.relation) using ids;
      update change.entry c set set = null, ct = null, salt = null where c.row_id = any (ids) and c.module = split_part(rule.relation, '.', 1);
    elsif rule.act = 'blank' then
      touched := data_protection.blank_rows(rule.relation, rule.blanks, ids);
    end if;
    counts := counts || jsonb_build_object(rule.relation || '.' || rule.about, touched);
    if rule.act in ('blank', 'keep') then
      kept := kept || jsonb_build_object('relation', rule.relation, 'rows', cardinality(ids), 'act', rule.act, 'why', rule.why);
    end if;
  end loop;
  for other in select * from data_protection.unruled() loop
    execute format('select count(*) from %s r where r.%I = $1', other.relation, other.about) into touched using person;
    continue when touched = 0;
    kept := kept || jsonb_build_object('relation', other.relation, 'rows', touched, 'act', 'keep', 'why', 'own-rules');
  end loop;
  return jsonb_build_object('counts', counts, 'kept', kept);
end $$;

-- Where copies may be that no erasure reaches: papers in people's hands, offices that were handed the record.
create function data_protection.copies_of(person uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object(
    'papers', (select count(*) from registration.issued_document d where d.root_id = person),
    'offices', (select coalesce(jsonb_agg(distinct o.name), '[]') from registration.transfer t join auth.office o on o.id = t.to_office
      where t.answer = 'accepted' and exists (select from registration.membership m where m.parent_id = t.parent_id and m.individual = person)))
$$;

-- As before; everything includes the rows of other modules, and where copies remain is written down before the rows that say it are gone.
create or replace function data_protection.erase(request uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked data_protection.request;
  counts jsonb := '{}';
  remains jsonb := '{}';
  elsewhere jsonb;
  files int := 0;
  operation text;
  until date;
begin
  select r.* into asked from data_protection.request r where r.id = erase.request for update;
  if asked.id is null or not auth.may('data_protection', 'approve', 'protected', asked.office_id, asked.owner_id, asked.id, asked.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if asked.kind <> 'erasure' or asked.state <> 'approved' or asked.approved_by is null or asked.decided_by is null
    or asked.approved_by = asked.decided_by then
    raise exception using errcode = '42501', message = 'two people approve an erasure';
  end if;
  if asked.erase = 'everything' then remains := data_protection.copies_of(asked.individual); end if;
  if asked.erase in ('everything', 'biometrics') then counts := counts || data_protection.erase_body(asked.individual); end if;
  if asked.erase in ('everything', 'photos') then files := data_protection.erase_files(asked.individual, asked.erase = 'photos'); end if;
  if asked.erase = 'photos' then
    delete from registration.photo p where p.root_id = asked.individual;
    update registration.individual i set thumbnail = null where i.id = asked.individual and i.thumbnail is not null;
    update change.entry c set set = null, ct = null, salt = null
    where c.root_id = asked.individual and c.record = 'photo' and c.salt is not null;
  end if;
  if asked.erase = 'everything' then
    elsewhere := data_protection.erase_elsewhere(asked.individual);
    counts := counts || (elsewhere -> 'counts') || registration.erase(asked.individual);
    remains := remains || jsonb_build_object('kept', elsewhere -> 'kept');
    delete from data_protection.request_protected p where p.root_id in (select q.id from data_protection.request q where q.individual = asked.individual);
    update store.data_key k set wrapped = null, destroyed_at = now()
    where k.subject_id in (select q.id from data_protection.request q where q.individual = asked.individual) and k.wrapped is not null;
    update change.entry c set ct = null, salt = null
    where c.part = 'protected' and c.salt is not null
      and c.root_id in (select q.id from data_protection.request q where q.individual = asked.individual);
    update store.data_key k set wrapped = null, destroyed_at = now()
    where k.subject_id = asked.individual and k.wrapped is not null;
    -- What commands answered, and what the log kept of the values: the tree over the audit holds salted hashes, and stays whole.
    update change.command d set result = null
    where d.result is not null and d.id in (select c.command_id from change.entry c where c.root_id = asked.individual)
      and d.id <> coalesce(nullif(current_setting('nansen.command', true), '')::uuid, d.id);
    update change.entry c set set = null, ct = null, salt = null
    where c.root_id = asked.individual and (c.set is not null or c.ct is not null or c.salt is not null);
  end if;
  counts := counts || jsonb_build_object('file', files);
  select o.country into operation from auth.office o where o.id = asked.office_id;
  until := (now() at time zone 'UTC')::date + data_protection.figure_of(operation, 'backups');
  insert into data_protection.erasure (request, individual, what, counts, backups_until, remains)
  values (asked.id, asked.individual, asked.erase, counts, until, remains);
  update data_protection.request r set state = 'erased', carried_out_on = (now() at time zone 'UTC')::date where r.id = asked.id;
  return jsonb_build_object('counts', counts, 'backupsUntil', until);
end $$;

-- In which language a proposal of retention answers: the person's own, as far as they said; English is ours and not theirs.
create function data_protection.language_of(person uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(i.interview_language,
    (select l.language from registration.language_ability l where l.root_id = i.id and l.withdrawn_at is null
      order by l.mother_tongue desc nulls last, l.id limit 1), i.languages[1], 'eng')
  from registration.individual i where i.id = person
$$;

-- A correction that was granted, and the request for a correction that carries it out: asked by one and agreed to by another, as any other.
create table data_protection.carried_out (
  correction uuid primary key references registration.correction_request on delete cascade,
  request uuid not null references data_protection.request
);
create index on data_protection.carried_out (request);
alter table data_protection.carried_out enable row level security;
alter table data_protection.carried_out force row level security;
create policy keeper on data_protection.carried_out to nansen_migrator using (true) with check (true);
create policy read on data_protection.carried_out for select to nansen_app using (request in (select r.id from data_protection.request r));
create policy add on data_protection.carried_out for insert to nansen_app with check (
  request in (select r.id from data_protection.request r
    where r.kind = 'correction' and r.state = 'decided' and r.decision <> 'refused'
      and r.office_id = any ((select auth.reach('data_protection', 'change', 'personal'))::uuid[]))
  and correction in (select c.id from registration.correction_request c where c.requested_by = (select auth.staff()) and c.state = 'requested'));
grant select, insert on data_protection.carried_out to nansen_app;

-- When the second person has agreed, what was asked is done: the request is answered, in the same transaction.
create function data_protection.close_corrected() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update data_protection.request r set state = 'answered', carried_out_on = (now() at time zone 'UTC')::date
  where r.state = 'decided' and r.id in (select d.request from data_protection.carried_out d where d.correction = new.id);
  return null;
end $$;
create trigger w_close_request after update of state on registration.correction_request
  for each row when (new.state = 'applied' and old.state <> 'applied') execute function data_protection.close_corrected();

revoke execute on function data_protection.rows_of_rule(data_protection.erasure_rule, uuid), data_protection.erase_named_files(text, text[], uuid[]),
  data_protection.destroy_cases(text, uuid[]), data_protection.blank_rows(text, text[], uuid[]), data_protection.erase_elsewhere(uuid),
  data_protection.copies_of(uuid), data_protection.unruled(), data_protection.language_of(uuid), data_protection.close_corrected() from public;
grant execute on function data_protection.language_of(uuid) to nansen_app;
