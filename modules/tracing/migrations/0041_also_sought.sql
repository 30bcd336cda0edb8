-- Several people are missed by one seeker, and an age is often all that is known of a birth. Who may be found is asked of their consent.

alter table tracing.request add column sought_born_earliest integer, add column sought_born_latest integer;
grant update (sought_born_earliest, sought_born_latest) on tracing.request to nansen_app;

create table tracing.also_sought (
  id uuid primary key,
  parent_id uuid not null references tracing.request,
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
  name text not null check (char_length(name) between 1 and 200),
  relation text not null check (relation in ('parent', 'child', 'spouse', 'sibling', 'grandparent', 'grandchild', 'other')),
  sex text not null check (sex in ('male', 'female', 'other', 'unknown')),
  born_earliest integer,
  born_latest integer,
  last_seen_at text check (char_length(last_seen_at) between 1 and 200)
);
create index on tracing.also_sought (office_id, id);
create index on tracing.also_sought (owner_id, id) where owner_id is not null;
create index on tracing.also_sought (root_id);
create index on tracing.also_sought (parent_id);
alter table tracing.also_sought enable row level security;
alter table tracing.also_sought force row level security;
create policy keeper on tracing.also_sought to nansen_migrator using (true) with check (true);
create policy restricted on tracing.also_sought as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.also_sought for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'personal'))::uuid[]));
create policy add on tracing.also_sought for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy change on tracing.also_sought for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.also_sought for each row execute function store.copy_owner('tracing.request', 'parent_id');
create trigger b_stamp before insert or update on tracing.also_sought for each row execute function store.stamp();
create trigger z_log after insert or update or delete on tracing.also_sought for each row execute function change.log('tracing', 'also_sought', 'open');
grant select, insert on tracing.also_sought to nansen_app;
grant update (withdrawn_at, name, relation, sex, born_earliest, born_latest, last_seen_at) on tracing.also_sought to nansen_app;
create table tracing.also_sought_key (
  record_id uuid not null references tracing.also_sought on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on tracing.also_sought_key (key, office_id);
create index on tracing.also_sought_key (root_id);
alter table tracing.also_sought_key enable row level security;
alter table tracing.also_sought_key force row level security;
create policy keeper on tracing.also_sought_key to nansen_migrator using (true) with check (true);
create policy restricted on tracing.also_sought_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.also_sought_key for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
create policy add on tracing.also_sought_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy remove on tracing.also_sought_key for delete to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.also_sought_key for each row execute function store.copy_owner('tracing.also_sought', 'record_id');
grant select, insert, delete on tracing.also_sought_key to nansen_app;

create function tracing.also_sought_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from tracing.also_sought r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function tracing.also_sought_known(uuid[]) from public;
grant execute on function tracing.also_sought_known(uuid[]) to nansen_app;
create trigger y_spread_owner_also_sought after update of office_id, owner_id, restriction_group on tracing.request
  for each row execute function store.spread_owner('tracing.also_sought', 'tracing.also_sought_key');

-- What tracing knows of people whom a search found, besides their summaries: their nationality, and the newest thing they said about being found.
-- Who refused or whose word ran out did not agree. Only people whom the asker may see a summary of, and no others' requests.
create function tracing.facts_of(ids uuid[], today date)
returns table (id uuid, nationality text, agreed boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.can('tracing', 'change', 'personal') then return; end if;
  return query
    select i.id, i.nationality::text, (
      select c.agreed and (c.valid_to is null or c.valid_to >= today)
      from registration.consent c
      where c.parent_id = i.id and c.purpose = 'tracing' and c.recipient = 'unhcr' and c.withdrawn_at is null
      order by c.decided_on desc, c.created_at desc, c.id desc limit 1)
    from registration.individual i
    where i.id = any (ids) and auth.may('registration', 'see', 'summary', i.office_id, i.owner_id, i.id, i.restriction_group)
      and i.id <> all (auth.hidden());
end $$;

-- Whom these people seek themselves, at any office, where they agreed that we search. Its answer is compared and not shown: that somebody seeks is
-- said of those only who agreed to be found, or whom the asker reads.
create function tracing.sought_by(people uuid[], today date)
returns table (seeker uuid, name text, sex text, born text, earliest int, latest int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select s.seeker, s.name, s.sex, s.born, s.earliest, s.latest
    from tracing.facts_of(people, today) f
    join (
      select r.seeker, r.sought_name as name, r.sought_sex as sex, r.sought_born::text as born,
        r.sought_born_earliest as earliest, r.sought_born_latest as latest, r.consents, r.state, r.restriction_group
      from tracing.request r
      union all
      select r.seeker, a.name, a.sex, null, a.born_earliest, a.born_latest, r.consents, r.state, r.restriction_group
      from tracing.request r join tracing.also_sought a on a.parent_id = r.id and a.withdrawn_at is null
    ) s on s.seeker = f.id
    join registration.individual i on i.id = f.id
    where (f.agreed or f.agreed is null and auth.may('registration', 'read', 'personal', i.office_id, i.owner_id, i.id, i.restriction_group))
      and s.state <> 'closed' and 'search-here' = any (s.consents)
      and (s.restriction_group is null or s.restriction_group = any ((select auth.groups())::uuid[]))
    limit 500;
end $$;
revoke execute on function tracing.facts_of(uuid[], date), tracing.sought_by(uuid[], date) from public;
grant execute on function tracing.facts_of(uuid[], date), tracing.sought_by(uuid[], date) to nansen_app;
