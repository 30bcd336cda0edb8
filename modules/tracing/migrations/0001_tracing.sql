-- Generated from the definition of tracing. Read it, then commit it.

create schema tracing authorization nansen_migrator;

grant usage on schema tracing to nansen_app;

create table tracing.request (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'open' check (state in ('open', 'proposed', 'confirmed', 'reunited', 'closed')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  seeker uuid not null,
  relation text not null check (relation in ('parent', 'child', 'spouse', 'sibling', 'grandparent', 'grandchild', 'other')),
  sought_name text not null check (char_length(sought_name) between 1 and 200),
  sought_sex text not null check (sought_sex in ('male', 'female', 'other', 'unknown')),
  sought_born ref.partial_date,
  sought_nationality text,
  sought_languages text[],
  last_seen_at text check (char_length(last_seen_at) between 1 and 200),
  last_seen_on ref.partial_date,
  separated_because text check (separated_because in ('flight', 'fighting', 'arrest', 'journey', 'entrusted-to-others', 'other', 'unknown')),
  consents text[] not null check (consents <@ array['search-here', 'search-other-operations', 'share-red-cross-red-crescent', 'publish-name', 'publish-photo']),
  proposed_match uuid,
  proposed_by uuid,
  confirmed_by uuid,
  outcome text check (outcome in ('reunited', 'in-contact', 'deceased', 'not-found', 'withdrawn')),
  closed_on date
);
create index on tracing.request (office_id, id);
create index on tracing.request (owner_id, id) where owner_id is not null;
create index on tracing.request (seeker);
create index on tracing.request (proposed_match);
create index on tracing.request (proposed_by);
create index on tracing.request (confirmed_by);
alter table tracing.request enable row level security;
alter table tracing.request force row level security;
create policy keeper on tracing.request to nansen_migrator using (true) with check (true);
create policy restricted on tracing.request as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.request for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('tracing', 'read', 'personal'))::uuid[]));
create policy add on tracing.request for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy change on tracing.request for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on tracing.request for each row execute function store.check_move('tracing', 'open>proposed|change||proposed_match,proposed_by', 'proposed>confirmed|approve|proposed_by|proposed_match,confirmed_by', 'proposed>open|approve||', 'confirmed>reunited|change||', 'open>closed|change||outcome', 'confirmed>closed|change||outcome', 'reunited>closed|change||outcome');
create trigger e_initial before insert on tracing.request for each row execute function store.check_initial('open');
create trigger b_stamp before insert or update on tracing.request for each row execute function store.stamp();
create trigger c_codes before insert or update on tracing.request for each row execute function ref.check_codes('sought_nationality', 'country', 'sought_languages', 'language');
create trigger z_log after insert or update or delete on tracing.request for each row execute function change.log('tracing', 'request', 'open');
grant select, insert on tracing.request to nansen_app;
grant update (owner_id, extra, state, seeker, relation, sought_name, sought_sex, sought_born, sought_nationality, sought_languages, last_seen_at, last_seen_on, separated_because, consents, proposed_match, proposed_by, confirmed_by, outcome, closed_on) on tracing.request to nansen_app;
create table tracing.request_protected (
  id uuid primary key references tracing.request,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  circumstances text check (char_length(circumstances) between 1 and 10000),
  verification text check (char_length(verification) between 1 and 10000)
);
create index on tracing.request_protected (office_id, id);
create index on tracing.request_protected (root_id);
alter table tracing.request_protected enable row level security;
alter table tracing.request_protected force row level security;
create policy keeper on tracing.request_protected to nansen_migrator using (true) with check (true);
create policy restricted on tracing.request_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.request_protected for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'protected'))::uuid[]));
create policy add on tracing.request_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'protected'))::uuid[]));
create policy change on tracing.request_protected for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on tracing.request_protected for each row execute function store.copy_owner('tracing.request', 'id');
create trigger b_needs_ciphertext before insert or update on tracing.request_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on tracing.request_protected for each row execute function change.log('tracing', 'request', 'protected');
grant select, insert on tracing.request_protected to nansen_app;
grant update (change_ct, circumstances, verification) on tracing.request_protected to nansen_app;
create table tracing.request_key (
  record_id uuid not null references tracing.request on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on tracing.request_key (key, office_id);
create index on tracing.request_key (root_id);
alter table tracing.request_key enable row level security;
alter table tracing.request_key force row level security;
create policy keeper on tracing.request_key to nansen_migrator using (true) with check (true);
create policy restricted on tracing.request_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.request_key for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
create policy add on tracing.request_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy remove on tracing.request_key for delete to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.request_key for each row execute function store.copy_owner('tracing.request', 'record_id');
grant select, insert, delete on tracing.request_key to nansen_app;

create table tracing.other_name (
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
  name ref.name_part not null,
  sequence integer not null,
  kind text not null check (kind in ('spoken', 'document', 'nickname'))
);
create index on tracing.other_name (office_id, id);
create index on tracing.other_name (owner_id, id) where owner_id is not null;
create index on tracing.other_name (root_id);
create index on tracing.other_name (parent_id);
alter table tracing.other_name enable row level security;
alter table tracing.other_name force row level security;
create policy keeper on tracing.other_name to nansen_migrator using (true) with check (true);
create policy restricted on tracing.other_name as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.other_name for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'personal'))::uuid[]));
create policy add on tracing.other_name for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy change on tracing.other_name for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.other_name for each row execute function store.copy_owner('tracing.request', 'parent_id');
create trigger b_stamp before insert or update on tracing.other_name for each row execute function store.stamp();
create trigger z_log after insert or update or delete on tracing.other_name for each row execute function change.log('tracing', 'other_name', 'open');
grant select, insert on tracing.other_name to nansen_app;
grant update (withdrawn_at, name, sequence, kind) on tracing.other_name to nansen_app;
create table tracing.other_name_key (
  record_id uuid not null references tracing.other_name on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on tracing.other_name_key (key, office_id);
create index on tracing.other_name_key (root_id);
alter table tracing.other_name_key enable row level security;
alter table tracing.other_name_key force row level security;
create policy keeper on tracing.other_name_key to nansen_migrator using (true) with check (true);
create policy restricted on tracing.other_name_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.other_name_key for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
create policy add on tracing.other_name_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy remove on tracing.other_name_key for delete to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.other_name_key for each row execute function store.copy_owner('tracing.other_name', 'record_id');
grant select, insert, delete on tracing.other_name_key to nansen_app;

create table tracing.match_candidate (
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
  individual uuid not null,
  found_by text check (found_by in ('search', 'seeker', 'partner', 'photo', 'community')),
  judgement text not null check (judgement in ('possible', 'proposed', 'confirmed', 'ruled-out')),
  photo_shown uuid
);
create index on tracing.match_candidate (office_id, id);
create index on tracing.match_candidate (owner_id, id) where owner_id is not null;
create index on tracing.match_candidate (root_id);
create index on tracing.match_candidate (parent_id);
create index on tracing.match_candidate (individual);
alter table tracing.match_candidate enable row level security;
alter table tracing.match_candidate force row level security;
create policy keeper on tracing.match_candidate to nansen_migrator using (true) with check (true);
create policy restricted on tracing.match_candidate as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.match_candidate for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'personal'))::uuid[]));
create policy add on tracing.match_candidate for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy change on tracing.match_candidate for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.match_candidate for each row execute function store.copy_owner('tracing.request', 'parent_id');
create trigger x_take_up_files after insert or update on tracing.match_candidate for each row execute function store.take_up_files('tracing', 'match_candidate', 'photo_shown', 'personal');
create trigger b_stamp before insert or update on tracing.match_candidate for each row execute function store.stamp();
create trigger z_log after insert or update or delete on tracing.match_candidate for each row execute function change.log('tracing', 'match_candidate', 'open');
grant select, insert on tracing.match_candidate to nansen_app;
grant update (withdrawn_at, individual, found_by, judgement, photo_shown) on tracing.match_candidate to nansen_app;
create table tracing.match_candidate_protected (
  id uuid primary key references tracing.match_candidate,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  ruled_out_because text check (char_length(ruled_out_because) between 1 and 10000)
);
create index on tracing.match_candidate_protected (office_id, id);
create index on tracing.match_candidate_protected (root_id);
alter table tracing.match_candidate_protected enable row level security;
alter table tracing.match_candidate_protected force row level security;
create policy keeper on tracing.match_candidate_protected to nansen_migrator using (true) with check (true);
create policy restricted on tracing.match_candidate_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.match_candidate_protected for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'protected'))::uuid[]));
create policy add on tracing.match_candidate_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'protected'))::uuid[]));
create policy change on tracing.match_candidate_protected for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on tracing.match_candidate_protected for each row execute function store.copy_owner('tracing.match_candidate', 'id');
create trigger b_needs_ciphertext before insert or update on tracing.match_candidate_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on tracing.match_candidate_protected for each row execute function change.log('tracing', 'match_candidate', 'protected');
grant select, insert on tracing.match_candidate_protected to nansen_app;
grant update (change_ct, ruled_out_because) on tracing.match_candidate_protected to nansen_app;

create function tracing.request_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from tracing.request r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function tracing.request_known(uuid[]) from public;
grant execute on function tracing.request_known(uuid[]) to nansen_app;

create function tracing.other_name_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from tracing.other_name r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function tracing.other_name_known(uuid[]) from public;
grant execute on function tracing.other_name_known(uuid[]) to nansen_app;

create function tracing.match_candidate_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from tracing.match_candidate r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function tracing.match_candidate_known(uuid[]) from public;
grant execute on function tracing.match_candidate_known(uuid[]) to nansen_app;

alter table tracing.request add foreign key (seeker) references registration.individual on delete restrict;
alter table tracing.request add foreign key (proposed_match) references registration.individual on delete restrict;
alter table tracing.request add foreign key (proposed_by) references auth.staff on delete restrict;
alter table tracing.request add foreign key (confirmed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on tracing.request for each row execute function store.check_references('seeker', 'registration.individual_known', 'proposed_match', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on tracing.request for each row execute function store.spread_owner('tracing.request_protected', 'tracing.request_key', 'tracing.other_name', 'tracing.other_name_key', 'tracing.match_candidate', 'tracing.match_candidate_protected', 'store.attachment');

alter table tracing.match_candidate add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on tracing.match_candidate for each row execute function store.check_references('individual', 'registration.individual_known');
