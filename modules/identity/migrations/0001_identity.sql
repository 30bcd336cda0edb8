-- Generated from the definition of identity. Read it, then commit it.

create schema identity authorization nansen_migrator;

grant usage on schema identity to nansen_app;

create table identity.enrolment (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'captured' check (state in ('captured', 'unique', 'possible-duplicate', 'same-person', 'different-people', 'poor-quality', 'excepted')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  individual uuid not null,
  gallery_alias text not null check (char_length(gallery_alias) between 1 and 36),
  captured_at timestamptz not null,
  sites_captured integer not null,
  sites_excepted integer not null,
  lowest_quality integer,
  searched_at timestamptz,
  people_searched integer
);
create index on identity.enrolment (office_id, id);
create index on identity.enrolment (owner_id, id) where owner_id is not null;
create index on identity.enrolment (individual);
alter table identity.enrolment enable row level security;
alter table identity.enrolment force row level security;
create policy keeper on identity.enrolment to nansen_migrator using (true) with check (true);
create policy restricted on identity.enrolment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on identity.enrolment for select to nansen_app using (
    office_id = any ((select auth.reach('identity', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('identity', 'read', 'personal'))::uuid[]));
create policy add on identity.enrolment for insert to nansen_app with check (
    office_id = any ((select auth.reach('identity', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('identity', 'create', 'personal'))::uuid[]));
create policy change on identity.enrolment for update to nansen_app using (
    office_id = any ((select auth.reach('identity', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('identity', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on identity.enrolment for each row execute function store.check_move('identity', 'captured>unique|system||', 'captured>possible-duplicate|system||', 'captured>excepted|system||', 'possible-duplicate>same-person|system||', 'different-people>same-person|system||', 'possible-duplicate>different-people|system||', 'same-person>different-people|system||', 'possible-duplicate>poor-quality|system||');
create trigger e_initial before insert on identity.enrolment for each row execute function store.check_initial('captured', 'unique', 'possible-duplicate', 'excepted');
create trigger b_stamp before insert or update on identity.enrolment for each row execute function store.stamp();
create trigger z_log after insert or update or delete on identity.enrolment for each row execute function change.log('identity', 'enrolment', 'open');
grant select, insert on identity.enrolment to nansen_app;
grant update (owner_id, extra, state, individual, gallery_alias, captured_at, sites_captured, sites_excepted, lowest_quality, searched_at, people_searched) on identity.enrolment to nansen_app;

create table identity.capture (
  id uuid primary key,
  parent_id uuid not null references identity.enrolment,
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
  site text not null check (site in ('finger-1', 'finger-2', 'finger-3', 'finger-4', 'finger-5', 'finger-6', 'finger-7', 'finger-8', 'finger-9', 'finger-10', 'iris-left', 'iris-right')),
  quality integer not null,
  advice text[] not null check (advice <@ array['good', 'dry', 'wet', 'too-light', 'too-dark', 'partial', 'moved', 'off-centre', 'too-small', 'no-finger', 'wrong-resolution', 'eyelid', 'blur', 'gaze', 'dilation', 'glasses', 'no-eye']),
  tries integer not null,
  image text not null check (char_length(image) between 1 and 36)
);
create index on identity.capture (office_id, id);
create index on identity.capture (owner_id, id) where owner_id is not null;
create index on identity.capture (root_id);
create index on identity.capture (parent_id);
alter table identity.capture enable row level security;
alter table identity.capture force row level security;
create policy keeper on identity.capture to nansen_migrator using (true) with check (true);
create policy restricted on identity.capture as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on identity.capture for select to nansen_app using (
    office_id = any ((select auth.reach('identity', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('identity', 'read', 'personal'))::uuid[]));
create policy add on identity.capture for insert to nansen_app with check (
    office_id = any ((select auth.reach('identity', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('identity', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on identity.capture for each row execute function store.copy_owner('identity.enrolment', 'parent_id');
create trigger b_stamp before insert or update on identity.capture for each row execute function store.stamp();
create trigger z_log after insert or update or delete on identity.capture for each row execute function change.log('identity', 'capture', 'open');
grant select, insert on identity.capture to nansen_app;

create table identity.exception (
  id uuid primary key,
  parent_id uuid not null references identity.enrolment,
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
  site text not null check (site in ('finger-1', 'finger-2', 'finger-3', 'finger-4', 'finger-5', 'finger-6', 'finger-7', 'finger-8', 'finger-9', 'finger-10', 'iris-left', 'iris-right')),
  reason text not null check (reason in ('missing', 'injured', 'bandaged', 'worn', 'cannot-open', 'cataract', 'too-poor', 'refused-religion', 'refused-fear', 'refused-other', 'equipment')),
  lasting boolean not null,
  remarks text check (char_length(remarks) between 1 and 500)
);
create index on identity.exception (office_id, id);
create index on identity.exception (owner_id, id) where owner_id is not null;
create index on identity.exception (root_id);
create index on identity.exception (parent_id);
alter table identity.exception enable row level security;
alter table identity.exception force row level security;
create policy keeper on identity.exception to nansen_migrator using (true) with check (true);
create policy restricted on identity.exception as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on identity.exception for select to nansen_app using (
    office_id = any ((select auth.reach('identity', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('identity', 'read', 'personal'))::uuid[]));
create policy add on identity.exception for insert to nansen_app with check (
    office_id = any ((select auth.reach('identity', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('identity', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on identity.exception for each row execute function store.copy_owner('identity.enrolment', 'parent_id');
create trigger b_stamp before insert or update on identity.exception for each row execute function store.stamp();
create trigger z_log after insert or update or delete on identity.exception for each row execute function change.log('identity', 'exception', 'open');
grant select, insert on identity.exception to nansen_app;

create table identity.verification (
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
  individual uuid not null,
  verified_at timestamptz not null,
  sites text[] not null check (sites <@ array['finger-1', 'finger-2', 'finger-3', 'finger-4', 'finger-5', 'finger-6', 'finger-7', 'finger-8', 'finger-9', 'finger-10', 'iris-left', 'iris-right']),
  outcome text not null check (outcome in ('same-person', 'not-the-same', 'look')),
  evidence numeric not null,
  occasion text not null check (occasion in ('desk', 'card', 'interview', 'distribution', 'departure', 'other'))
);
create index on identity.verification (office_id, id);
create index on identity.verification (owner_id, id) where owner_id is not null;
create index on identity.verification (individual);
alter table identity.verification enable row level security;
alter table identity.verification force row level security;
create policy keeper on identity.verification to nansen_migrator using (true) with check (true);
create policy restricted on identity.verification as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on identity.verification for select to nansen_app using (
    office_id = any ((select auth.reach('identity', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('identity', 'read', 'personal'))::uuid[]));
create policy add on identity.verification for insert to nansen_app with check (
    office_id = any ((select auth.reach('identity', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('identity', 'create', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on identity.verification for each row execute function store.stamp();
create trigger z_log after insert or update or delete on identity.verification for each row execute function change.log('identity', 'verification', 'open');
grant select, insert on identity.verification to nansen_app;

create function identity.enrolment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from identity.enrolment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('identity', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('identity', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function identity.enrolment_known(uuid[]) from public;
grant execute on function identity.enrolment_known(uuid[]) to nansen_app;

create function identity.capture_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from identity.capture r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('identity', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('identity', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function identity.capture_known(uuid[]) from public;
grant execute on function identity.capture_known(uuid[]) to nansen_app;

create function identity.exception_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from identity.exception r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('identity', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('identity', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function identity.exception_known(uuid[]) from public;
grant execute on function identity.exception_known(uuid[]) to nansen_app;

create function identity.verification_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from identity.verification r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('identity', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('identity', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function identity.verification_known(uuid[]) from public;
grant execute on function identity.verification_known(uuid[]) to nansen_app;

alter table identity.enrolment add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on identity.enrolment for each row execute function store.check_references('individual', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on identity.enrolment for each row execute function store.spread_owner('identity.capture', 'identity.exception');

alter table identity.verification add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on identity.verification for each row execute function store.check_references('individual', 'registration.individual_known');
