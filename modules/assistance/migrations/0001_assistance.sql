-- Generated from the definition of assistance. Read it, then commit it.

create schema assistance authorization nansen_migrator;

grant usage on schema assistance to nansen_app;

create table assistance.programme (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  name text not null check (char_length(name) between 1 and 200),
  kind text not null check (kind in ('food', 'household-items', 'hygiene', 'shelter', 'fuel', 'cash', 'other')),
  partner text check (char_length(partner) between 1 and 200),
  running boolean not null
);
create index on assistance.programme (office_id, id);
create index on assistance.programme (owner_id, id) where owner_id is not null;
alter table assistance.programme enable row level security;
alter table assistance.programme force row level security;
create policy keeper on assistance.programme to nansen_migrator using (true) with check (true);
create policy restricted on assistance.programme as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.programme for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create policy add on assistance.programme for insert to nansen_app with check (
    office_id = any ((select auth.reach('assistance', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'create', 'personal'))::uuid[]));
create policy change on assistance.programme for update to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on assistance.programme for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.programme for each row execute function change.log('assistance', 'programme', 'open');
grant select, insert on assistance.programme to nansen_app;
grant update (owner_id, extra, name, kind, partner, running) on assistance.programme to nansen_app;

create table assistance.entitlement (
  id uuid primary key,
  parent_id uuid not null references assistance.programme,
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
  item text not null check (char_length(item) between 1 and 60),
  measure text not null check (measure in ('kilogram', 'litre', 'piece', 'currency')),
  quantity numeric not null,
  per text not null check (per in ('person', 'family')),
  age_from integer,
  age_to integer,
  sex text check (sex in ('female', 'male')),
  size_from integer,
  size_to integer,
  most numeric
);
create index on assistance.entitlement (office_id, id);
create index on assistance.entitlement (owner_id, id) where owner_id is not null;
create index on assistance.entitlement (root_id);
create index on assistance.entitlement (parent_id);
alter table assistance.entitlement enable row level security;
alter table assistance.entitlement force row level security;
create policy keeper on assistance.entitlement to nansen_migrator using (true) with check (true);
create policy restricted on assistance.entitlement as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.entitlement for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create policy add on assistance.entitlement for insert to nansen_app with check (
    office_id = any ((select auth.reach('assistance', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('assistance', 'create', 'personal'))::uuid[]));
create policy change on assistance.entitlement for update to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('assistance', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on assistance.entitlement for each row execute function store.copy_owner('assistance.programme', 'parent_id');
create trigger b_stamp before insert or update on assistance.entitlement for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.entitlement for each row execute function change.log('assistance', 'entitlement', 'open');
grant select, insert on assistance.entitlement to nansen_app;
grant update (withdrawn_at, item, measure, quantity, per, age_from, age_to, sex, size_from, size_to, most) on assistance.entitlement to nansen_app;

create table assistance.cycle (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'planned' check (state in ('planned', 'frozen', 'distributing', 'closed', 'reconciled', 'dropped')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  programme uuid not null,
  period date not null,
  cut_off date not null,
  families integer,
  people integer,
  sha256 text check (char_length(sha256) between 1 and 64),
  frozen_by uuid,
  closed_by uuid
);
create index on assistance.cycle (office_id, id);
create index on assistance.cycle (owner_id, id) where owner_id is not null;
create index on assistance.cycle (programme);
create index on assistance.cycle (frozen_by);
create index on assistance.cycle (closed_by);
alter table assistance.cycle enable row level security;
alter table assistance.cycle force row level security;
create policy keeper on assistance.cycle to nansen_migrator using (true) with check (true);
create policy restricted on assistance.cycle as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.cycle for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create policy add on assistance.cycle for insert to nansen_app with check (
    office_id = any ((select auth.reach('assistance', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'create', 'personal'))::uuid[]));
create policy change on assistance.cycle for update to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on assistance.cycle for each row execute function store.check_move('assistance', 'planned>frozen|change||frozen_by,sha256', 'planned>dropped|change||', 'frozen>distributing|approve|frozen_by|', 'distributing>closed|change||', 'closed>distributing|approve||', 'closed>reconciled|approve|closed_by|');
create trigger e_initial before insert on assistance.cycle for each row execute function store.check_initial('planned');
create trigger b_stamp before insert or update on assistance.cycle for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.cycle for each row execute function change.log('assistance', 'cycle', 'open');
grant select, insert on assistance.cycle to nansen_app;
grant update (owner_id, extra, state, programme, period, cut_off, families, people, sha256, frozen_by, closed_by) on assistance.cycle to nansen_app;

create table assistance.point (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  cycle uuid not null,
  place text not null check (char_length(place) between 1 and 60),
  on_day date not null,
  lanes integer not null,
  open boolean not null
);
create index on assistance.point (office_id, id);
create index on assistance.point (owner_id, id) where owner_id is not null;
create index on assistance.point (cycle);
alter table assistance.point enable row level security;
alter table assistance.point force row level security;
create policy keeper on assistance.point to nansen_migrator using (true) with check (true);
create policy restricted on assistance.point as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.point for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create policy add on assistance.point for insert to nansen_app with check (
    office_id = any ((select auth.reach('assistance', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'create', 'personal'))::uuid[]));
create policy change on assistance.point for update to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on assistance.point for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.point for each row execute function change.log('assistance', 'point', 'open');
grant select, insert on assistance.point to nansen_app;
grant update (owner_id, extra, cycle, place, on_day, lanes, open) on assistance.point to nansen_app;

create table assistance.stock (
  id uuid primary key,
  parent_id uuid not null references assistance.point,
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
  act text not null check (act in ('received', 'returned', 'lost', 'counted')),
  item text not null check (char_length(item) between 1 and 60),
  measure text not null check (measure in ('kilogram', 'litre', 'piece', 'currency')),
  quantity numeric not null,
  remarks text check (char_length(remarks) between 1 and 1000)
);
create index on assistance.stock (office_id, id);
create index on assistance.stock (owner_id, id) where owner_id is not null;
create index on assistance.stock (root_id);
create index on assistance.stock (parent_id);
alter table assistance.stock enable row level security;
alter table assistance.stock force row level security;
create policy keeper on assistance.stock to nansen_migrator using (true) with check (true);
create policy restricted on assistance.stock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.stock for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create policy add on assistance.stock for insert to nansen_app with check (
    office_id = any ((select auth.reach('assistance', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('assistance', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on assistance.stock for each row execute function store.copy_owner('assistance.point', 'parent_id');
create trigger b_stamp before insert or update on assistance.stock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.stock for each row execute function change.log('assistance', 'stock', 'open');
grant select, insert on assistance.stock to nansen_app;

create table assistance.collection (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  cycle uuid not null,
  point uuid not null,
  entry text not null check (char_length(entry) between 1 and 36),
  family_number text not null check (char_length(family_number) between 1 and 40),
  collector uuid not null,
  taken_by text not null check (taken_by in ('collector', 'alternate', 'other')),
  verified text not null check (verified in ('card', 'number', 'finger', 'iris')),
  partial boolean not null,
  given_at timestamptz not null,
  annulled_by uuid,
  annulled_because text check (char_length(annulled_because) between 1 and 1000)
);
create index on assistance.collection (office_id, id);
create index on assistance.collection (owner_id, id) where owner_id is not null;
create index on assistance.collection (cycle);
create index on assistance.collection (point);
create index on assistance.collection (collector);
create index on assistance.collection (annulled_by);
alter table assistance.collection enable row level security;
alter table assistance.collection force row level security;
create policy keeper on assistance.collection to nansen_migrator using (true) with check (true);
create policy restricted on assistance.collection as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.collection for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create policy add on assistance.collection for insert to nansen_app with check (
    office_id = any ((select auth.reach('assistance', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'create', 'personal'))::uuid[]));
create policy change on assistance.collection for update to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on assistance.collection for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.collection for each row execute function change.log('assistance', 'collection', 'open');
grant select, insert on assistance.collection to nansen_app;
grant update (owner_id, extra, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at, annulled_by, annulled_because) on assistance.collection to nansen_app;

create table assistance.given (
  id uuid primary key,
  parent_id uuid not null references assistance.collection,
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
  item text not null check (char_length(item) between 1 and 60),
  measure text not null check (measure in ('kilogram', 'litre', 'piece', 'currency')),
  quantity numeric not null
);
create index on assistance.given (office_id, id);
create index on assistance.given (owner_id, id) where owner_id is not null;
create index on assistance.given (root_id);
create index on assistance.given (parent_id);
alter table assistance.given enable row level security;
alter table assistance.given force row level security;
create policy keeper on assistance.given to nansen_migrator using (true) with check (true);
create policy restricted on assistance.given as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.given for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create policy add on assistance.given for insert to nansen_app with check (
    office_id = any ((select auth.reach('assistance', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('assistance', 'create', 'personal'))::uuid[]));
create policy change on assistance.given for update to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('assistance', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on assistance.given for each row execute function store.copy_owner('assistance.collection', 'parent_id');
create trigger b_stamp before insert or update on assistance.given for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.given for each row execute function change.log('assistance', 'given', 'open');
grant select, insert on assistance.given to nansen_app;
grant update (withdrawn_at, item, measure, quantity) on assistance.given to nansen_app;

create table assistance.desk (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  point uuid not null,
  reason text not null check (reason in ('not-listed', 'wrong-card', 'not-collector', 'not-recognised', 'other-size', 'collected', 'collector-gone', 'other')),
  said text check (char_length(said) between 1 and 40),
  entry text check (char_length(entry) between 1 and 36),
  remarks text check (char_length(remarks) between 1 and 1000),
  outcome text check (outcome in ('serve-now', 'next-cycle', 'refer-to-registration', 'refuse')),
  decided_by uuid
);
create index on assistance.desk (office_id, id);
create index on assistance.desk (owner_id, id) where owner_id is not null;
create index on assistance.desk (point);
create index on assistance.desk (decided_by);
alter table assistance.desk enable row level security;
alter table assistance.desk force row level security;
create policy keeper on assistance.desk to nansen_migrator using (true) with check (true);
create policy restricted on assistance.desk as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.desk for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create policy add on assistance.desk for insert to nansen_app with check (
    office_id = any ((select auth.reach('assistance', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'create', 'personal'))::uuid[]));
create policy change on assistance.desk for update to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on assistance.desk for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.desk for each row execute function change.log('assistance', 'desk', 'open');
grant select, insert on assistance.desk to nansen_app;
grant update (owner_id, extra, point, reason, said, entry, remarks, outcome, decided_by) on assistance.desk to nansen_app;

create function assistance.programme_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.programme r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.programme_known(uuid[]) from public;
grant execute on function assistance.programme_known(uuid[]) to nansen_app;

create function assistance.entitlement_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.entitlement r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.entitlement_known(uuid[]) from public;
grant execute on function assistance.entitlement_known(uuid[]) to nansen_app;

create function assistance.cycle_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.cycle r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.cycle_known(uuid[]) from public;
grant execute on function assistance.cycle_known(uuid[]) to nansen_app;

create function assistance.point_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.point r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.point_known(uuid[]) from public;
grant execute on function assistance.point_known(uuid[]) to nansen_app;

create function assistance.stock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.stock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.stock_known(uuid[]) from public;
grant execute on function assistance.stock_known(uuid[]) to nansen_app;

create function assistance.collection_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.collection r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.collection_known(uuid[]) from public;
grant execute on function assistance.collection_known(uuid[]) to nansen_app;

create function assistance.given_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.given r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.given_known(uuid[]) from public;
grant execute on function assistance.given_known(uuid[]) to nansen_app;

create function assistance.desk_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.desk r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.desk_known(uuid[]) from public;
grant execute on function assistance.desk_known(uuid[]) to nansen_app;

create trigger y_spread_owner after update of office_id, owner_id, restriction_group on assistance.programme for each row execute function store.spread_owner('assistance.entitlement');

alter table assistance.cycle add foreign key (programme) references assistance.programme on delete restrict;
alter table assistance.cycle add foreign key (frozen_by) references auth.staff on delete restrict;
alter table assistance.cycle add foreign key (closed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on assistance.cycle for each row execute function store.check_references('programme', 'assistance.programme_known');

alter table assistance.point add foreign key (cycle) references assistance.cycle on delete restrict;
create trigger d_references before insert or update on assistance.point for each row execute function store.check_references('cycle', 'assistance.cycle_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on assistance.point for each row execute function store.spread_owner('assistance.stock');

alter table assistance.collection add foreign key (cycle) references assistance.cycle on delete restrict;
alter table assistance.collection add foreign key (point) references assistance.point on delete restrict;
alter table assistance.collection add foreign key (collector) references registration.individual on delete restrict;
alter table assistance.collection add foreign key (annulled_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on assistance.collection for each row execute function store.check_references('cycle', 'assistance.cycle_known', 'point', 'assistance.point_known', 'collector', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on assistance.collection for each row execute function store.spread_owner('assistance.given');

alter table assistance.desk add foreign key (point) references assistance.point on delete restrict;
alter table assistance.desk add foreign key (decided_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on assistance.desk for each row execute function store.check_references('point', 'assistance.point_known');
