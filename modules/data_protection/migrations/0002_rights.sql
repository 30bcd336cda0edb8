-- What the definition cannot say: clocks, figures, four eyes of an erasure, what an extract may hold, and the erasure itself.

-- What an operation works with until it decides otherwise. Days to answer: common practice under the policy of 2015; months of keeping are
-- proposals for the operation's records schedule; `backups`: how long a copy of an older day may still hold what was erased.
create table data_protection.default_figure (
  figure text primary key,
  amount int not null check (amount between 1 and 1200),
  unit text not null check (unit in ('days', 'months')),
  starts text not null check (starts in ('received', 'case-closed', 'erased'))
);
insert into data_protection.default_figure values
  ('answer-within', 30, 'days', 'received'), ('extend-by', 30, 'days', 'received'), ('backups', 35, 'days', 'erased'),
  ('case-file', 300, 'months', 'case-closed'), ('contact', 24, 'months', 'case-closed'), ('biometrics', 24, 'months', 'case-closed'),
  ('photo', 120, 'months', 'case-closed'), ('working-list', 12, 'months', 'case-closed'), ('rights', 72, 'months', 'case-closed'),
  ('oversight', 84, 'months', 'received');
alter table data_protection.default_figure enable row level security;
alter table data_protection.default_figure force row level security;
create policy keeper on data_protection.default_figure to nansen_migrator using (true) with check (true);
create policy server on data_protection.default_figure for select to nansen_app using ((select auth.staff()) is not null);
grant select on data_protection.default_figure to nansen_app;

-- A figure of an operation: the latest it decided, or the default.
create function data_protection.figure_of(operation text, name text) returns interval
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select make_interval(days => case when f.unit = 'days' then f.amount else 0 end, months => case when f.unit = 'months' then f.amount else 0 end)
  from (
    select d.amount, d.unit, 0 as decided, null::timestamptz as at from data_protection.default_figure d where d.figure = name
    union all
    select x.amount, x.unit, 1, x.created_at from data_protection.figure x
    where x.figure = name and x.country = operation
    order by decided desc, at desc limit 1
  ) f
$$;

-- Only who approves decides on figures and limitations: who takes a request in does not.
create policy deciders on data_protection.figure as restrictive for insert to nansen_app
  with check (office_id = any ((select auth.reach('data_protection', 'approve', 'personal'))::uuid[]));
create policy deciders on data_protection.limitation as restrictive for insert to nansen_app
  with check (office_id = any ((select auth.reach('data_protection', 'approve', 'personal'))::uuid[]));
create policy lifters on data_protection.limitation as restrictive for update to nansen_app
  using (office_id = any ((select auth.reach('data_protection', 'approve', 'personal'))::uuid[]));

-- The clock of a request starts with the day it was received, and is put off once, with a reason.
create function data_protection.keep_clock() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  operation text := (select o.country from auth.office o where o.id = new.office_id);
begin
  if tg_op = 'INSERT' then
    if new.received_on > (now() at time zone 'UTC')::date + 1 then
      raise exception using errcode = '23514', message = 'not received yet', column = 'received_on';
    end if;
    if (new.kind = 'erasure') <> (new.erase is not null) then
      raise exception using errcode = case when new.erase is null then '23502' else '23514' end, column = 'erase';
    end if;
    if new.kind = 'restriction' and coalesce(cardinality(new.uses), 0) = 0 then
      raise exception using errcode = '23502', column = 'uses';
    end if;
    new.due_on := new.received_on + data_protection.figure_of(operation, 'answer-within');
    new.extended_on := null;
    return new;
  end if;
  if (new.individual, new.kind, new.received_on, new.erase) is distinct from (old.individual, old.kind, old.received_on, old.erase)
    and old.state <> 'received' then
    raise exception using errcode = '42501', message = 'a request that was taken up stays what it was', column = 'kind';
  end if;
  new.due_on := old.due_on;
  if new.received_on <> old.received_on then
    new.due_on := new.received_on + data_protection.figure_of(operation, 'answer-within');
  end if;
  if new.extended_on is distinct from old.extended_on then
    if old.extended_on is not null or new.extended_because is null then
      raise exception using errcode = '23514', message = 'put off once, with a reason', column = 'extended_on';
    end if;
    new.due_on := old.due_on + data_protection.figure_of(operation, 'extend-by');
  end if;
  if old.state = 'decided' and new.state = 'approved' and (new.kind <> 'erasure' or new.decision = 'refused') then
    raise exception using errcode = '23514', message = 'only an erasure needs a second person', column = 'kind';
  end if;
  if old.state = 'decided' and new.state = 'answered' and new.kind = 'erasure' and new.decision <> 'refused' then
    raise exception using errcode = '23514', message = 'an erasure is answered when it was carried out', column = 'kind';
  end if;
  return new;
end $$;
create trigger d_clock before insert or update on data_protection.request for each row execute function data_protection.keep_clock();
create trigger e_oneself before insert or update on data_protection.request
  for each row execute function store.only_oneself('decided_by', 'approved_by');

-- Uses that are stopped for a person now.
create function data_protection.stopped(person uuid) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct use), '{}') from data_protection.limitation l, unnest(l.uses) use
  where l.individual = person and l.lifted_on is null
$$;

-- A stopped use is refused by the database, whoever asks: a transfer of a group with such a person, a paper for theirs.
create function data_protection.stop_use() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  groups uuid[] := case tg_argv[0] when 'transfer' then array[new.parent_id] else array(
    select m.parent_id from registration.membership m where m.individual = new.parent_id and m.member_to is null) end;
begin
  if exists (
    select from registration.membership m
    where m.parent_id = any (groups) and m.member_to is null and tg_argv[0] = any (data_protection.stopped(m.individual))
  ) then
    raise exception using errcode = '42501', message = 'this use of the record is stopped';
  end if;
  return new;
end $$;
create trigger e_limited before insert on registration.transfer for each row execute function data_protection.stop_use('transfer');
create trigger e_limited before insert on registration.issued_document for each row execute function data_protection.stop_use('papers');

-- What an extract may hold: agreed here, compared with the register by a test. `about`: the column that names the person; `root`: the row
-- hangs on a row whose `root_about` does, or on the person.
create table data_protection.subject_record (
  module text not null,
  record text not null,
  about text not null,
  root text,        -- for `root`: the record it hangs on at last; null: the person
  root_about text,  -- the column of that one that names the person
  primary key (module, record)
);
insert into data_protection.subject_record (module, record, about)
select 'registration', r, 'root' from unnest(array['individual', 'name', 'alias', 'other_number', 'address', 'phone', 'document_held', 'consent',
  'legal_status', 'status_change', 'specific_need', 'language_ability', 'education', 'skill', 'work', 'wish', 'marriage', 'relative', 'flight',
  'flight_leg', 'flight_incident', 'intention', 'not_answered', 'photo', 'issued_document', 'correction_request', 'finding_confirmed',
  'life_event']) r;
insert into data_protection.subject_record values
  ('registration', 'membership', 'individual', null, null),
  ('identity', 'enrolment', 'individual', null, null),
  ('identity', 'capture', 'root', 'enrolment', 'individual'),
  ('identity', 'exception', 'root', 'enrolment', 'individual'),
  ('identity', 'renewal', 'root', 'enrolment', 'individual'),
  ('identity', 'verification', 'individual', null, null),
  ('tracing', 'request', 'seeker', null, null),
  ('data_protection', 'request', 'individual', null, null),
  ('data_protection', 'limitation', 'individual', null, null);
alter table data_protection.subject_record enable row level security;
alter table data_protection.subject_record force row level security;
create policy keeper on data_protection.subject_record to nansen_migrator using (true) with check (true);

-- The request an extract is made for, if the asker may make it: an access request in work or decided, by who exports.
create function data_protection.extract_of(request uuid) returns data_protection.request
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked data_protection.request;
begin
  select r.* into asked from data_protection.request r where r.id = extract_of.request;
  if asked.id is null or asked.kind <> 'access' or asked.state not in ('in-work', 'decided')
    or not auth.may('data_protection', 'export', 'protected', asked.office_id, asked.owner_id, asked.id, asked.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  return asked;
end $$;

-- Every row of an agreed record that is about the person of the request, its protected answers beside the others. Nothing sealed, nothing
-- withdrawn, nothing that a restriction group keeps among its members.
create function data_protection.held(request uuid, module text, record text) returns setof jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked data_protection.request := data_protection.extract_of(request);
  rule data_protection.subject_record;
  companion text := '';
  condition text;
begin
  select s.* into rule from data_protection.subject_record s where s.module = held.module and s.record = held.record;
  if rule.module is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if to_regclass(format('%I.%I', module, record)) is null then return; end if;
  if to_regclass(format('%I.%I', module, record || '_protected')) is not null then
    companion := format(' || coalesce((select to_jsonb(p) - array[''change_ct'', ''id'', ''root_id''] from %I.%I p where p.id = r.id), ''{}'')', module, record || '_protected');
  end if;
  condition := case
    when rule.about <> 'root' then format('r.%I = $1', rule.about)
    when rule.root is not null then format('r.root_id in (select x.id from %I.%I x where x.%I = $1)', module, rule.root, rule.root_about)
    when record = 'individual' then 'r.id = $1'
    else 'r.root_id = $1' end;
  return query execute format(
    'select to_jsonb(r)%s from %I.%I r where %s and r.restriction_group is null and to_jsonb(r) ->> ''withdrawn_at'' is null order by r.created_at, r.id',
    companion, module, record, condition) using asked.individual;
end $$;

-- Who saw or changed it: by role and office, never by name. Modules of investigation, and the audit itself, are not told.
create function data_protection.seen(request uuid)
returns table (role text, office text, action text, module text, times bigint, first_on date, last_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked data_protection.request := data_protection.extract_of(request);
begin
  return query
    select a.role, o.name, case when e.action in ('create', 'change', 'delete', 'print', 'export', 'reveal') then e.action else 'read' end as did,
      e.module, count(*), min((e.at at time zone 'UTC')::date), max((e.at at time zone 'UTC')::date)
    from audit.entry e
    left join lateral (
      select x.role, x.office_id from auth.assignment x
      where x.staff_id = e.staff_id and x.valid_from <= (e.at at time zone 'UTC')::date and (x.valid_to is null or x.valid_to >= (e.at at time zone 'UTC')::date)
        and x.role not in ('fraud_focal_point', 'auditor', 'gbv_caseworker')
      order by x.valid_from desc, x.id limit 1
    ) a on true
    left join auth.office o on o.id = a.office_id
    where e.ids && array[asked.individual] and e.outcome = 'allow' and a.role is not null
      and e.module = any (array['registration', 'identity', 'tracing', 'data_protection'])
    group by 1, 2, 3, 4
    order by 7 desc, 1, 2, 3, 4;
end $$;

-- With whom it was shared: offices a group of theirs was handed to, and papers printed from their record.
create function data_protection.shared(request uuid) returns table (kind text, with_whom text, on_day date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked data_protection.request := data_protection.extract_of(request);
begin
  return query
    select 'transfer', o.name, (t.changed_at at time zone 'UTC')::date
    from registration.transfer t join auth.office o on o.id = t.to_office
    where t.answer = 'accepted' and t.withdrawn_at is null
      and exists (select from registration.membership m where m.parent_id = t.parent_id and m.individual = asked.individual)
    union all
    select 'paper', d.number, d.issued_on from registration.issued_document d where d.root_id = asked.individual
    order by 3 desc;
end $$;

-- An extract holds protected answers: it is read by who reads those, and not by everybody who sees the request.
create function data_protection.keep_apart(request uuid, file uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked data_protection.request := data_protection.extract_of(request);
begin
  update store.attachment a set level = 'protected'
  where a.id = keep_apart.file and a.module = 'data_protection' and a.root_id = asked.id and a.created_by = auth.staff();
  if not found then raise exception using errcode = 'P0002', message = 'not found'; end if;
end $$;

-- What an erasure did, and which copies may remain. Beside the request for whoever reads that.
create table data_protection.erasure (
  request uuid primary key references data_protection.request,
  individual uuid not null references registration.individual,
  erased_at timestamptz not null default now(),
  what text not null,
  counts jsonb not null,
  backups_until date not null
);
alter table data_protection.erasure enable row level security;
alter table data_protection.erasure force row level security;
create policy keeper on data_protection.erasure to nansen_migrator using (true) with check (true);
create policy read on data_protection.erasure for select to nansen_app using (request in (select r.id from data_protection.request r));
grant select on data_protection.erasure to nansen_app;

-- Fingers and eyes: templates and the jobs that made them go, sealed images lose their bytes, sittings and comparisons are deleted.
create function data_protection.erase_body(person uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  sittings uuid[];
  aliases uuid[];
  counts jsonb;
  gone bigint;
begin
  if to_regclass('identity.enrolment') is null then return '{}'; end if;
  select coalesce(array_agg(e.id), '{}'), coalesce(array_agg(e.gallery_alias::uuid), '{}') into sittings, aliases
  from identity.enrolment e where e.individual = person;
  delete from gallery.template t where t.alias = any (aliases);
  get diagnostics gone = row_count;
  counts := jsonb_build_object('template', gone);
  delete from gallery.job j where j.id = any (sittings);
  delete from gallery.contradiction c where c.enrolment = any (sittings) or c.individual = person;
  update images.sealed s set sealed = null where s.root_id = any (sittings) and s.sealed is not null;
  get diagnostics gone = row_count;
  counts := counts || jsonb_build_object('image', gone);
  delete from identity.capture c where c.root_id = any (sittings);
  delete from identity.exception x where x.root_id = any (sittings);
  delete from identity.renewal n where n.root_id = any (sittings);
  delete from identity.verification v where v.individual = person;
  delete from identity.enrolment e where e.id = any (sittings);
  update store.data_key k set wrapped = null, destroyed_at = now()
  where k.subject_id = any (sittings || person) and k.class = 'template' and k.wrapped is not null;
  update change.entry c set set = null, ct = null, salt = null where c.root_id = any (sittings) and (c.set is not null or c.ct is not null or c.salt is not null);
  return counts || jsonb_build_object('enrolment', cardinality(sittings));
end $$;

-- Files: their keys are destroyed and their bytes go. The row stays with its checksum, so that the audit still says what was there.
create function data_protection.erase_files(person uuid, only_photos boolean) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  files uuid[];
begin
  select coalesce(array_agg(a.id), '{}') into files from store.attachment a
  where (a.root_id = person and a.module = 'registration'
      or not only_photos and a.module = 'data_protection' and a.root_id in (select q.id from data_protection.request q where q.individual = person))
    and (not only_photos
    or a.id in (select p.image from registration.photo p where p.root_id = person)
    or a.id in (select i.thumbnail from registration.individual i where i.id = person and i.thumbnail is not null));
  update store.data_key k set wrapped = null, destroyed_at = now()
  where k.subject_id = any (files) and k.class = 'attachment' and k.wrapped is not null;
  update store.attachment a set content = null where a.id = any (files) and a.content is not null;
  return cardinality(files);
end $$;

-- Carries out an erasure that one decided and another approved; the third act may be of either. Runs as whoever asks, and judges them.
create function data_protection.erase(request uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked data_protection.request;
  counts jsonb := '{}';
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
  if asked.erase in ('everything', 'biometrics') then counts := counts || data_protection.erase_body(asked.individual); end if;
  if asked.erase in ('everything', 'photos') then files := data_protection.erase_files(asked.individual, asked.erase = 'photos'); end if;
  if asked.erase = 'photos' then
    delete from registration.photo p where p.root_id = asked.individual;
    update registration.individual i set thumbnail = null where i.id = asked.individual and i.thumbnail is not null;
    update change.entry c set set = null, ct = null, salt = null
    where c.root_id = asked.individual and c.record = 'photo' and c.salt is not null;
  end if;
  if asked.erase = 'everything' then
    counts := counts || registration.erase(asked.individual);
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
  insert into data_protection.erasure (request, individual, what, counts, backups_until)
  values (asked.id, asked.individual, asked.erase, counts, until);
  update data_protection.request r set state = 'erased', carried_out_on = (now() at time zone 'UTC')::date where r.id = asked.id;
  return jsonb_build_object('counts', counts, 'backupsUntil', until);
end $$;

-- Whose record is due by the operation's rules, the longest due first: a list for people, who propose, decide and approve. Nothing runs alone.
create function data_protection.due(today date, most int)
returns table (individual uuid, number text, office_id uuid, rule text, closed_on date, due_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    with reached as (select unnest(auth.reach('data_protection', 'approve', 'personal')) as office),
    rules as (
      select distinct o.country, f.rule, data_protection.figure_of(o.country, f.rule) as kept
      from auth.office o cross join unnest(array['case-file', 'biometrics', 'photo']) f(rule) where o.id in (select office from reached)
    ),
    ended as (
      select i.id, i.number, i.office_id, o.country, i.process_status_on
      from registration.individual i join auth.office o on o.id = i.office_id
      where i.office_id in (select office from reached) and i.process_status in ('inactive', 'closed', 'erroneous') and i.restriction_group is null
        and not exists (select from registration.erased e where e.individual = i.id)
    )
    select e.id, e.number, e.office_id, r.rule, e.process_status_on, (e.process_status_on + r.kept)::date
    from ended e join rules r on r.country = e.country
    where (e.process_status_on + r.kept)::date <= today
      and (r.rule <> 'biometrics' or exists (select from identity.enrolment n where n.individual = e.id))
      and (r.rule <> 'photo' or exists (select from registration.photo p where p.root_id = e.id))
      and not exists (select from data_protection.request q where q.individual = e.id and q.kind = 'erasure'
        and q.state not in ('answered', 'withdrawn'))
    order by 6, 2, 4 limit most;
end $$;

revoke execute on all functions in schema data_protection from public;
grant execute on function data_protection.held(uuid, text, text), data_protection.seen(uuid), data_protection.shared(uuid), data_protection.keep_apart(uuid, uuid),
  data_protection.erase(uuid), data_protection.due(date, int), data_protection.stopped(uuid), data_protection.figure_of(text, text) to nansen_app;
