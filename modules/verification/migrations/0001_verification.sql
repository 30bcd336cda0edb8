-- Generated from the definition of verification. Read it, then commit it.

create schema verification authorization nansen_migrator;

grant usage on schema verification to nansen_app;

create table verification.campaign (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'drafted' check (state in ('drafted', 'frozen', 'running', 'grace', 'closed', 'cancelled')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  name text not null check (char_length(name) between 1 and 120),
  place ref.place,
  size_from integer,
  size_to integer,
  arrived_from date,
  arrived_until date,
  with_needs boolean,
  counted_on date not null,
  starts_on date not null,
  ends_on date not null,
  grace_until date not null,
  families integer,
  people integer,
  sha256 text check (char_length(sha256) between 1 and 64),
  frozen_by uuid
);
create index on verification.campaign (office_id, id);
create index on verification.campaign (owner_id, id) where owner_id is not null;
create index on verification.campaign (frozen_by);
alter table verification.campaign enable row level security;
alter table verification.campaign force row level security;
create policy keeper on verification.campaign to nansen_migrator using (true) with check (true);
create policy restricted on verification.campaign as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on verification.campaign for select to nansen_app using (
    office_id = any ((select auth.reach('verification', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'read', 'personal'))::uuid[]));
create policy add on verification.campaign for insert to nansen_app with check (
    office_id = any ((select auth.reach('verification', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'create', 'personal'))::uuid[]));
create policy change on verification.campaign for update to nansen_app using (
    office_id = any ((select auth.reach('verification', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on verification.campaign for each row execute function store.check_move('verification', 'drafted>frozen|change||frozen_by,sha256', 'frozen>running|approve|frozen_by|', 'running>grace|change||', 'grace>closed|approve||', 'drafted>cancelled|approve||', 'frozen>cancelled|approve||');
create trigger e_initial before insert on verification.campaign for each row execute function store.check_initial('drafted');
create trigger b_stamp before insert or update on verification.campaign for each row execute function store.stamp();
create trigger z_log after insert or update or delete on verification.campaign for each row execute function change.log('verification', 'campaign', 'open');
grant select, insert on verification.campaign to nansen_app;
grant update (owner_id, extra, state, name, place, size_from, size_to, arrived_from, arrived_until, with_needs, counted_on, starts_on, ends_on, grace_until, families, people, sha256, frozen_by) on verification.campaign to nansen_app;

create table verification.station (
  id uuid primary key,
  parent_id uuid not null references verification.campaign,
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
  position integer not null,
  kind text not null check (kind in ('reception', 'biometric-verification', 'interview', 'photo', 'biometrics', 'litigation-desk', 'card-printing', 'exit', 'home-visit')),
  desks integer not null
);
create index on verification.station (office_id, id);
create index on verification.station (owner_id, id) where owner_id is not null;
create index on verification.station (root_id);
create index on verification.station (parent_id);
alter table verification.station enable row level security;
alter table verification.station force row level security;
create policy keeper on verification.station to nansen_migrator using (true) with check (true);
create policy restricted on verification.station as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on verification.station for select to nansen_app using (
    office_id = any ((select auth.reach('verification', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('verification', 'read', 'personal'))::uuid[]));
create policy add on verification.station for insert to nansen_app with check (
    office_id = any ((select auth.reach('verification', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('verification', 'create', 'personal'))::uuid[]));
create policy change on verification.station for update to nansen_app using (
    office_id = any ((select auth.reach('verification', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('verification', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on verification.station for each row execute function store.copy_owner('verification.campaign', 'parent_id');
create trigger b_stamp before insert or update on verification.station for each row execute function store.stamp();
create trigger z_log after insert or update or delete on verification.station for each row execute function change.log('verification', 'station', 'open');
grant select, insert on verification.station to nansen_app;
grant update (withdrawn_at, position, kind, desks) on verification.station to nansen_app;

create table verification.day (
  id uuid primary key,
  parent_id uuid not null references verification.campaign,
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
  on_day date not null,
  capacity integer not null,
  place ref.place
);
create index on verification.day (office_id, id);
create index on verification.day (owner_id, id) where owner_id is not null;
create index on verification.day (root_id);
create index on verification.day (parent_id);
alter table verification.day enable row level security;
alter table verification.day force row level security;
create policy keeper on verification.day to nansen_migrator using (true) with check (true);
create policy restricted on verification.day as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on verification.day for select to nansen_app using (
    office_id = any ((select auth.reach('verification', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('verification', 'read', 'personal'))::uuid[]));
create policy add on verification.day for insert to nansen_app with check (
    office_id = any ((select auth.reach('verification', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('verification', 'create', 'personal'))::uuid[]));
create policy change on verification.day for update to nansen_app using (
    office_id = any ((select auth.reach('verification', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('verification', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on verification.day for each row execute function store.copy_owner('verification.campaign', 'parent_id');
create trigger b_stamp before insert or update on verification.day for each row execute function store.stamp();
create trigger z_log after insert or update or delete on verification.day for each row execute function change.log('verification', 'day', 'open');
grant select, insert on verification.day to nansen_app;
grant update (withdrawn_at, on_day, capacity, place) on verification.day to nansen_app;

create table verification.arrival (
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
  campaign uuid not null,
  family_number text not null check (char_length(family_number) between 1 and 40),
  token text not null check (char_length(token) between 1 and 20),
  arrived_at timestamptz not null
);
create index on verification.arrival (office_id, id);
create index on verification.arrival (owner_id, id) where owner_id is not null;
create index on verification.arrival (campaign);
alter table verification.arrival enable row level security;
alter table verification.arrival force row level security;
create policy keeper on verification.arrival to nansen_migrator using (true) with check (true);
create policy restricted on verification.arrival as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on verification.arrival for select to nansen_app using (
    office_id = any ((select auth.reach('verification', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'read', 'personal'))::uuid[]));
create policy add on verification.arrival for insert to nansen_app with check (
    office_id = any ((select auth.reach('verification', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'create', 'personal'))::uuid[]));
create policy change on verification.arrival for update to nansen_app using (
    office_id = any ((select auth.reach('verification', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on verification.arrival for each row execute function store.stamp();
create trigger z_log after insert or update or delete on verification.arrival for each row execute function change.log('verification', 'arrival', 'open');
grant select, insert on verification.arrival to nansen_app;
grant update (owner_id, extra, campaign, family_number, token, arrived_at) on verification.arrival to nansen_app;

create table verification.mark (
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
  campaign uuid not null,
  individual uuid not null,
  family_number text not null check (char_length(family_number) between 1 and 40),
  station text not null check (station in ('reception', 'biometric-verification', 'interview', 'photo', 'biometrics', 'litigation-desk', 'card-printing', 'exit', 'home-visit')),
  outcome text not null check (outcome in ('verified', 'updated', 'photo-new', 'done', 'litigation', 'absent')),
  reason text check (reason in ('immobile', 'hospital', 'boarding-school', 'detained', 'at-work', 'travelling', 'unknown')),
  known_by text check (known_by in ('number', 'finger', 'iris')),
  found_at timestamptz not null,
  remarks text check (char_length(remarks) between 1 and 1000)
);
create index on verification.mark (office_id, id);
create index on verification.mark (owner_id, id) where owner_id is not null;
create index on verification.mark (campaign);
create index on verification.mark (individual);
alter table verification.mark enable row level security;
alter table verification.mark force row level security;
create policy keeper on verification.mark to nansen_migrator using (true) with check (true);
create policy restricted on verification.mark as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on verification.mark for select to nansen_app using (
    office_id = any ((select auth.reach('verification', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'read', 'personal'))::uuid[]));
create policy add on verification.mark for insert to nansen_app with check (
    office_id = any ((select auth.reach('verification', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'create', 'personal'))::uuid[]));
create policy change on verification.mark for update to nansen_app using (
    office_id = any ((select auth.reach('verification', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('verification', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on verification.mark for each row execute function store.stamp();
create trigger z_log after insert or update or delete on verification.mark for each row execute function change.log('verification', 'mark', 'open');
grant select, insert on verification.mark to nansen_app;
grant update (owner_id, extra, campaign, individual, family_number, station, outcome, reason, known_by, found_at, remarks) on verification.mark to nansen_app;

create function verification.campaign_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from verification.campaign r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('verification', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('verification', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function verification.campaign_known(uuid[]) from public;
grant execute on function verification.campaign_known(uuid[]) to nansen_app;

create function verification.station_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from verification.station r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('verification', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('verification', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function verification.station_known(uuid[]) from public;
grant execute on function verification.station_known(uuid[]) to nansen_app;

create function verification.day_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from verification.day r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('verification', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('verification', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function verification.day_known(uuid[]) from public;
grant execute on function verification.day_known(uuid[]) to nansen_app;

create function verification.arrival_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from verification.arrival r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('verification', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('verification', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function verification.arrival_known(uuid[]) from public;
grant execute on function verification.arrival_known(uuid[]) to nansen_app;

create function verification.mark_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from verification.mark r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('verification', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('verification', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('verification', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function verification.mark_known(uuid[]) from public;
grant execute on function verification.mark_known(uuid[]) to nansen_app;

alter table verification.campaign add foreign key (frozen_by) references auth.staff on delete restrict;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on verification.campaign for each row execute function store.spread_owner('verification.station', 'verification.day');

alter table verification.arrival add foreign key (campaign) references verification.campaign on delete restrict;
create trigger d_references before insert or update on verification.arrival for each row execute function store.check_references('campaign', 'verification.campaign_known');

alter table verification.mark add foreign key (campaign) references verification.campaign on delete restrict;
alter table verification.mark add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on verification.mark for each row execute function store.check_references('campaign', 'verification.campaign_known', 'individual', 'registration.individual_known');
