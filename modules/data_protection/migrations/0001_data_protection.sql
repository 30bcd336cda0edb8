-- Generated from the definition of data_protection. Read it, then commit it.

create schema data_protection authorization nansen_migrator;

grant usage on schema data_protection to nansen_app;

create table data_protection.request (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'received' check (state in ('received', 'in-work', 'decided', 'approved', 'erased', 'answered', 'withdrawn')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  individual uuid not null,
  kind text not null check (kind in ('access', 'correction', 'objection', 'restriction', 'erasure')),
  received_on date not null,
  asked_by text not null check (asked_by in ('person', 'parent-or-guardian', 'representative', 'retention')),
  asked_how text not null check (asked_how in ('in-person', 'telephone', 'written', 'found-due')),
  identity_checked text not null check (identity_checked in ('finger-or-eye', 'document', 'known-to-staff', 'not-needed')),
  language text not null,
  uses text[] check (uses <@ array['transfer', 'papers']),
  erase text check (erase in ('everything', 'biometrics', 'photos')),
  due_on date,
  extended_on date,
  extended_because text check (char_length(extended_because) between 1 and 1000),
  decision text check (decision in ('granted', 'granted-in-part', 'refused')),
  decided_because text check (char_length(decided_because) between 1 and 4000),
  decided_by uuid,
  decided_on date,
  approved_by uuid,
  carried_out_on date
);
create index on data_protection.request (office_id, id);
create index on data_protection.request (owner_id, id) where owner_id is not null;
create index on data_protection.request (individual);
create index on data_protection.request (decided_by);
create index on data_protection.request (approved_by);
alter table data_protection.request enable row level security;
alter table data_protection.request force row level security;
create policy keeper on data_protection.request to nansen_migrator using (true) with check (true);
create policy restricted on data_protection.request as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on data_protection.request for select to nansen_app using (
    office_id = any ((select auth.reach('data_protection', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('data_protection', 'read', 'personal'))::uuid[]));
create policy add on data_protection.request for insert to nansen_app with check (
    office_id = any ((select auth.reach('data_protection', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('data_protection', 'create', 'personal'))::uuid[]));
create policy change on data_protection.request for update to nansen_app using (
    office_id = any ((select auth.reach('data_protection', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('data_protection', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on data_protection.request for each row execute function store.check_move('data_protection', 'received>in-work|change||', 'in-work>decided|approve||decision,decided_because,decided_by', 'decided>approved|approve|decided_by|approved_by', 'decided>in-work|approve|decided_by|', 'approved>erased|system||', 'decided>answered|change||', 'erased>answered|change||', 'received>withdrawn|change||', 'in-work>withdrawn|change||');
create trigger e_initial before insert on data_protection.request for each row execute function store.check_initial('received');
create trigger b_stamp before insert or update on data_protection.request for each row execute function store.stamp();
create trigger c_codes before insert or update on data_protection.request for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on data_protection.request for each row execute function change.log('data_protection', 'request', 'open');
grant select, insert on data_protection.request to nansen_app;
grant update (owner_id, extra, state, individual, kind, received_on, asked_by, asked_how, identity_checked, language, uses, erase, due_on, extended_on, extended_because, decision, decided_because, decided_by, decided_on, approved_by, carried_out_on) on data_protection.request to nansen_app;
create table data_protection.request_protected (
  id uuid primary key references data_protection.request,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  asked text check (char_length(asked) between 1 and 4000)
);
create index on data_protection.request_protected (office_id, id);
create index on data_protection.request_protected (root_id);
alter table data_protection.request_protected enable row level security;
alter table data_protection.request_protected force row level security;
create policy keeper on data_protection.request_protected to nansen_migrator using (true) with check (true);
create policy restricted on data_protection.request_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on data_protection.request_protected for select to nansen_app using (
    office_id = any ((select auth.reach('data_protection', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('data_protection', 'read', 'protected'))::uuid[]));
create policy add on data_protection.request_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('data_protection', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('data_protection', 'create', 'protected'))::uuid[]));
create policy change on data_protection.request_protected for update to nansen_app using (
    office_id = any ((select auth.reach('data_protection', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('data_protection', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on data_protection.request_protected for each row execute function store.copy_owner('data_protection.request', 'id');
create trigger b_needs_ciphertext before insert or update on data_protection.request_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on data_protection.request_protected for each row execute function change.log('data_protection', 'request', 'protected');
grant select, insert on data_protection.request_protected to nansen_app;
grant update (change_ct, asked) on data_protection.request_protected to nansen_app;

create table data_protection.limitation (
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
  request uuid not null,
  uses text[] not null check (uses <@ array['transfer', 'papers']),
  from_on date not null,
  lifted_on date,
  lifted_because text check (char_length(lifted_because) between 1 and 1000)
);
create index on data_protection.limitation (office_id, id);
create index on data_protection.limitation (owner_id, id) where owner_id is not null;
create index on data_protection.limitation (individual);
create index on data_protection.limitation (request);
alter table data_protection.limitation enable row level security;
alter table data_protection.limitation force row level security;
create policy keeper on data_protection.limitation to nansen_migrator using (true) with check (true);
create policy restricted on data_protection.limitation as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on data_protection.limitation for select to nansen_app using (
    office_id = any ((select auth.reach('data_protection', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('data_protection', 'read', 'personal'))::uuid[]));
create policy add on data_protection.limitation for insert to nansen_app with check (
    office_id = any ((select auth.reach('data_protection', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('data_protection', 'create', 'personal'))::uuid[]));
create policy change on data_protection.limitation for update to nansen_app using (
    office_id = any ((select auth.reach('data_protection', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('data_protection', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on data_protection.limitation for each row execute function store.stamp();
create trigger z_log after insert or update or delete on data_protection.limitation for each row execute function change.log('data_protection', 'limitation', 'open');
grant select, insert on data_protection.limitation to nansen_app;
grant update (owner_id, extra, individual, request, uses, from_on, lifted_on, lifted_because) on data_protection.limitation to nansen_app;

create table data_protection.figure (
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
  country text not null,
  figure text not null check (figure in ('answer-within', 'extend-by', 'backups', 'case-file', 'contact', 'biometrics', 'photo', 'working-list', 'rights', 'oversight')),
  amount integer not null,
  unit text not null check (unit in ('days', 'months')),
  because text not null check (char_length(because) between 1 and 1000)
);
create index on data_protection.figure (office_id, id);
create index on data_protection.figure (owner_id, id) where owner_id is not null;
alter table data_protection.figure enable row level security;
alter table data_protection.figure force row level security;
create policy keeper on data_protection.figure to nansen_migrator using (true) with check (true);
create policy restricted on data_protection.figure as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on data_protection.figure for select to nansen_app using (
    office_id = any ((select auth.reach('data_protection', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('data_protection', 'read', 'personal'))::uuid[]));
create policy add on data_protection.figure for insert to nansen_app with check (
    office_id = any ((select auth.reach('data_protection', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('data_protection', 'create', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on data_protection.figure for each row execute function store.stamp();
create trigger c_codes before insert or update on data_protection.figure for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on data_protection.figure for each row execute function change.log('data_protection', 'figure', 'open');
grant select, insert on data_protection.figure to nansen_app;

create function data_protection.request_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from data_protection.request r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('data_protection', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('data_protection', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function data_protection.request_known(uuid[]) from public;
grant execute on function data_protection.request_known(uuid[]) to nansen_app;

create function data_protection.limitation_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from data_protection.limitation r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('data_protection', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('data_protection', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function data_protection.limitation_known(uuid[]) from public;
grant execute on function data_protection.limitation_known(uuid[]) to nansen_app;

create function data_protection.figure_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from data_protection.figure r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('data_protection', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('data_protection', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('data_protection', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function data_protection.figure_known(uuid[]) from public;
grant execute on function data_protection.figure_known(uuid[]) to nansen_app;

alter table data_protection.request add foreign key (individual) references registration.individual on delete restrict;
alter table data_protection.request add foreign key (decided_by) references auth.staff on delete restrict;
alter table data_protection.request add foreign key (approved_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on data_protection.request for each row execute function store.check_references('individual', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on data_protection.request for each row execute function store.spread_owner('data_protection.request_protected');

alter table data_protection.limitation add foreign key (individual) references registration.individual on delete restrict;
alter table data_protection.limitation add foreign key (request) references data_protection.request on delete restrict;
create trigger d_references before insert or update on data_protection.limitation for each row execute function store.check_references('individual', 'registration.individual_known', 'request', 'data_protection.request_known');
