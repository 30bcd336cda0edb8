-- Data quality: what a record lacks or contradicts, judged by the rules of modules/registration/quality. A change notes whom it touched in its own
-- transaction; a duty of the server judges them soon after and takes the note away with what it found: neither is ever without the other.

-- That a finding was looked at and is right. Kept for good; it counts as long as the facts it was said of are the same.
create table registration.finding_confirmed (
  id uuid primary key,
  parent_id uuid not null references registration.individual,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  withdrawn_at timestamptz,
  rule text not null check (char_length(rule) between 1 and 60),
  facts text not null check (char_length(facts) between 1 and 64),
  because text not null check (char_length(because) between 1 and 10000)
);
create index on registration.finding_confirmed (office_id, id);
create index on registration.finding_confirmed (owner_id, id) where owner_id is not null;
create index on registration.finding_confirmed (root_id);
create index on registration.finding_confirmed (parent_id);
alter table registration.finding_confirmed enable row level security;
alter table registration.finding_confirmed force row level security;
create policy keeper on registration.finding_confirmed to nansen_migrator using (true) with check (true);
create policy restricted on registration.finding_confirmed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.finding_confirmed for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.finding_confirmed for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.finding_confirmed for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger a_0_hold before insert on registration.finding_confirmed for each row when (session_user = 'nansen_app') execute function registration.hold_root('individual');
create trigger b_stamp before insert or update on registration.finding_confirmed for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.finding_confirmed for each row execute function change.log('registration', 'finding_confirmed', 'open');
grant select, insert on registration.finding_confirmed to nansen_app;
create function registration.finding_confirmed_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.finding_confirmed r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.finding_confirmed_known(uuid[]) from public;
grant execute on function registration.finding_confirmed_known(uuid[]) to nansen_app;

-- Who waits to be judged. Only ever added to and taken from: no change waits for another here.
create table registration.quality_due (id bigint generated always as identity primary key, root_id uuid not null);
alter table registration.quality_due enable row level security;
alter table registration.quality_due force row level security;
create policy keeper on registration.quality_due to nansen_migrator using (true) with check (true);

-- How a person's record stands, and each thing that is amiss with it.
create table registration.quality (
  root_id uuid primary key references registration.individual on delete cascade,
  level text not null,
  -- questions that their level asks of somebody of their age, and those that have an answer
  asked int not null,
  answered int not null,
  judged_on date not null,
  rules text not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group
);
create index on registration.quality (office_id, level) include (asked, answered);
create index on registration.quality (judged_on);
create table registration.quality_finding (
  root_id uuid not null references registration.individual on delete cascade,
  rule text not null,
  severity text not null check (severity in ('critical', 'warning', 'information')),
  -- what the rule looked at, as a hash: a confirmation holds for these and no others
  facts text not null,
  since timestamptz not null default now(),
  confirmed boolean not null default false,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (root_id, rule)
);
create index on registration.quality_finding (office_id, rule, since, root_id) where not confirmed;
do $$
declare
  told text;
begin
  foreach told in array array['quality', 'quality_finding'] loop
    execute format('alter table registration.%I enable row level security', told);
    execute format('alter table registration.%I force row level security', told);
    execute format('create policy keeper on registration.%I to nansen_migrator using (true) with check (true)', told);
    execute format('create policy restricted on registration.%I as restrictive to nansen_app using (
      restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]))', told);
    execute format('create policy read on registration.%I for select to nansen_app using (
      office_id = any ((select auth.reach(''registration'', ''read'', ''personal''))::uuid[])
      or owner_id = any ((select auth.owners(''registration'', ''read'', ''personal''))::uuid[])
      or root_id = any ((select auth.cases(''registration'', ''read'', ''personal''))::uuid[]))', told);
    execute format('grant select on registration.%I to nansen_app', told);
  end loop;
end $$;
create trigger y_spread_quality after update of office_id, owner_id, restriction_group on registration.individual
  for each row execute function store.spread_owner('registration.finding_confirmed', 'registration.quality', 'registration.quality_finding');

-- Whom a statement touched. Argument: the column that names the person.
create function registration.note_quality() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('insert into registration.quality_due (root_id) select distinct t.%I from touched t where t.%I is not null', tg_argv[0], tg_argv[0]);
  return null;
end $$;
do $$
declare
  watched text;
  act text;
begin
  foreach watched in array array['individual', 'membership', 'name', 'address', 'document_held', 'photo', 'consent', 'legal_status', 'finding_confirmed'] loop
    foreach act in array array['insert', 'update', 'delete'] loop
      continue when watched = 'individual' and act = 'delete';
      execute format('create trigger x_quality_%s after %s on registration.%I referencing %s table as touched
        for each statement execute function registration.note_quality(%L)',
        act, act, watched, case act when 'delete' then 'old' else 'new' end,
        case watched when 'individual' then 'id' when 'membership' then 'individual' else 'root_id' end);
    end loop;
  end loop;
end $$;

-- Takes notes for this transaction and names whom to judge: those noted and, because a household is judged whole, who lives with them. With no
-- notes, those last judged longest ago: what was not so then may be so by now.
create function registration.quality_next(most int, today date) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  noted uuid[];
begin
  with taken as (
    delete from registration.quality_due d
    where d.id in (select w.id from registration.quality_due w order by w.id limit most for update skip locked)
    returning d.root_id
  )
  select array_agg(distinct t.root_id) into noted from taken t;
  if noted is null then
    select array_agg(o.root_id) into noted
    from (select q.root_id from registration.quality q where q.judged_on < today - 30 order by q.judged_on limit most) o;
  end if;
  return query
    select n.id from unnest(noted) n(id)
    union
    select other.individual
    from registration.membership mine
    join registration.membership other on other.parent_id = mine.parent_id and other.member_to is null and other.withdrawn_at is null
    where mine.individual = any (noted);
end $$;

-- What the rules look at: days, codes and whether there is an answer. No name, number or place leaves by this door.
create function registration.quality_facts(ids uuid[]) returns setof jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select jsonb_build_object(
    'id', i.id, 'level', i.registration_level, 'counted', i.process_status in ('active', 'hold'), 'sex', i.sex,
    'born', i.born, 'bornFrom', i.born_from, 'bornTo', i.born_to, 'estimated', coalesce(i.born_estimated, false),
    'fledOn', i.fled_on, 'arrivedOn', i.arrived_on, 'registeredOn', i.registered_on, 'statusOn', i.process_status_on,
    'maritalStatus', i.marital_status, 'nationality', i.nationality, 'origin', i.country_of_origin, 'asylum', i.country_of_asylum,
    'birthCountry', i.country_of_birth,
    'answers', (select coalesce(jsonb_agg(a.key), '[]') from jsonb_each(to_jsonb(i)) a where a.value not in ('null', '[]', '""')),
    'ownScript', exists (select from registration.name n where n.root_id = i.id and n.withdrawn_at is null and n.name ->> 'script' <> 'Latn'),
    'photo', i.thumbnail is not null,
    'consent', exists (select from registration.consent c where c.root_id = i.id and c.withdrawn_at is null),
    'addresses', (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'from', a.lived_from, 'to', a.lived_to) order by a.id), '[]')
      from registration.address a where a.root_id = i.id and a.withdrawn_at is null),
    'papers', (select coalesce(jsonb_agg(jsonb_build_object('issued', d.issued_on, 'expires', d.expires_on, 'status', d.status) order by d.id), '[]')
      from registration.document_held d where d.root_id = i.id and d.withdrawn_at is null),
    'statuses', (select coalesce(jsonb_agg(l.effective_on order by l.effective_on), '[]')
      from registration.legal_status l where l.root_id = i.id and l.withdrawn_at is null),
    'group', m.parent_id, 'relationship', m.relationship, 'sequence', m.sequence)
  from registration.individual i
  left join registration.membership m on m.individual = i.id and m.member_to is null and m.withdrawn_at is null
  where i.id = any (ids);
end $$;

-- Keeps what was found: [{"id", "level", "asked", "answered", "findings": [{"rule", "severity", "facts"}]}]; of somebody no longer counted, nothing.
create function registration.quality_keep(judged jsonb, counted uuid[], all_of uuid[], today date, rules text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from registration.quality q where q.root_id = any (all_of) and q.root_id <> all (counted);
  insert into registration.quality as q (root_id, level, asked, answered, judged_on, rules, office_id, owner_id, restriction_group)
  select i.id, p.level, p.asked, p.answered, today, quality_keep.rules, i.office_id, i.owner_id, i.restriction_group
  from jsonb_to_recordset(judged) p(id uuid, level text, asked int, answered int)
  join registration.individual i on i.id = p.id order by i.id
  on conflict (root_id) do update set level = excluded.level, asked = excluded.asked, answered = excluded.answered,
    judged_on = excluded.judged_on, rules = excluded.rules;
  delete from registration.quality_finding q
  where q.root_id = any (all_of) and not exists (
    select from jsonb_to_recordset(judged) p(id uuid, findings jsonb), jsonb_to_recordset(p.findings) f(rule text)
    where p.id = q.root_id and f.rule = q.rule);
  insert into registration.quality_finding as q (root_id, rule, severity, facts, confirmed, office_id, owner_id, restriction_group)
  select p.id, f.rule, f.severity, f.facts,
    exists (select from registration.finding_confirmed c
      where c.root_id = p.id and c.rule = f.rule and c.facts = f.facts and c.withdrawn_at is null),
    i.office_id, i.owner_id, i.restriction_group
  from jsonb_to_recordset(judged) p(id uuid, findings jsonb)
  cross join lateral jsonb_to_recordset(p.findings) f(rule text, severity text, facts text)
  join registration.individual i on i.id = p.id order by p.id, f.rule
  on conflict (root_id, rule) do update set severity = excluded.severity, facts = excluded.facts, confirmed = excluded.confirmed,
    since = case when q.facts = excluded.facts then q.since else now() end;
end $$;

-- Notes everybody whom these rules have not judged yet: after an update of the program, and once for people who were here before.
create function registration.quality_renew(rules text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  noted bigint;
begin
  if exists (select from registration.quality_due) then return 0; end if;
  insert into registration.quality_due (root_id)
  select i.id from registration.individual i left join registration.quality q on q.root_id = i.id
  where i.process_status in ('active', 'hold') and q.rules is distinct from quality_renew.rules;
  get diagnostics noted = row_count;
  return noted;
end $$;

-- How many wait to be judged, for the screens: a number and nobody.
create function registration.quality_waiting() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from (select from registration.quality_due limit 10000) w
$$;

-- A confirmation shows at once, before the duty comes by.
create function registration.confirm_finding() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update registration.quality_finding q set confirmed = true
  where q.root_id = new.root_id and q.rule = new.rule and q.facts = new.facts;
  return null;
end $$;
create trigger x_confirm after insert on registration.finding_confirmed for each row execute function registration.confirm_finding();

revoke execute on function registration.keep_said(), registration.note_quality(), registration.confirm_finding(), registration.quality_waiting(),
  registration.quality_next(int, date), registration.quality_facts(uuid[]), registration.quality_keep(jsonb, uuid[], uuid[], date, text),
  registration.quality_renew(text) from public;
grant execute on function registration.quality_waiting() to nansen_app;
grant usage on schema registration to nansen_sync;
grant execute on function registration.quality_next(int, date), registration.quality_facts(uuid[]),
  registration.quality_keep(jsonb, uuid[], uuid[], date, text), registration.quality_renew(text) to nansen_sync;
