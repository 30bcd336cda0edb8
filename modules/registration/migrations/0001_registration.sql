-- Generated from the definition of registration. Read it, then commit it.

create schema registration authorization nansen_migrator;

grant usage on schema registration to nansen_app;

create table registration.individual (
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
  number text not null check (char_length(number) between 1 and 20),
  display_name text not null check (char_length(display_name) between 1 and 200),
  display_name_native text check (char_length(display_name_native) between 1 and 200),
  sex text not null check (sex in ('male', 'female', 'other', 'unknown')),
  born ref.partial_date,
  born_estimated boolean,
  born_basis text check (born_basis in ('declared', 'documented', 'assessed')),
  born_as_said text check (char_length(born_as_said) between 1 and 60),
  year_of_birth integer,
  birth_town text check (char_length(birth_town) between 1 and 200),
  country_of_birth text,
  nationality text,
  other_nationalities text[],
  country_of_origin text,
  country_of_asylum text,
  marital_status text,
  father_name text check (char_length(father_name) between 1 and 200),
  mother_name text check (char_length(mother_name) between 1 and 200),
  fled_on ref.partial_date,
  arrived_on ref.partial_date,
  arrived_estimated boolean,
  registered_on date not null,
  education_level text,
  occupation text,
  occupation_as_said text check (char_length(occupation_as_said) between 1 and 200),
  languages text[],
  interview_language text,
  interviewer_sex text check (interviewer_sex in ('male', 'female', 'no-preference')),
  registration_level text not null check (registration_level in ('emergency', 'basic')),
  process_status text not null check (process_status in ('active', 'hold', 'inactive', 'closed', 'erroneous')),
  process_status_on date not null,
  thumbnail uuid,
  same_person_as uuid
);
create index on registration.individual (office_id, id);
create index on registration.individual (owner_id, id) where owner_id is not null;
create index on registration.individual (same_person_as);
alter table registration.individual enable row level security;
alter table registration.individual force row level security;
create policy keeper on registration.individual to nansen_migrator using (true) with check (true);
create policy restricted on registration.individual as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.individual for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.individual for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.individual for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger x_take_up_files after insert or update on registration.individual for each row execute function store.take_up_files('registration', 'individual', 'thumbnail', 'personal');
create trigger b_stamp before insert or update on registration.individual for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.individual for each row execute function ref.check_codes('country_of_birth', 'country', 'nationality', 'country', 'other_nationalities', 'country', 'country_of_origin', 'country', 'country_of_asylum', 'country', 'marital_status', 'marital_status', 'education_level', 'education', 'occupation', 'occupation', 'languages', 'language', 'interview_language', 'language');
create trigger z_log after insert or update or delete on registration.individual for each row execute function change.log('registration', 'individual', 'open');
grant select, insert on registration.individual to nansen_app;
grant update (owner_id, extra, number, display_name, display_name_native, sex, born, born_estimated, born_basis, born_as_said, year_of_birth, birth_town, country_of_birth, nationality, other_nationalities, country_of_origin, country_of_asylum, marital_status, father_name, mother_name, fled_on, arrived_on, arrived_estimated, registered_on, education_level, occupation, occupation_as_said, languages, interview_language, interviewer_sex, registration_level, process_status, process_status_on, thumbnail, same_person_as) on registration.individual to nansen_app;
create table registration.individual_protected (
  id uuid primary key references registration.individual,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  religion text,
  ethnicity text
);
create index on registration.individual_protected (office_id, id);
create index on registration.individual_protected (root_id);
alter table registration.individual_protected enable row level security;
alter table registration.individual_protected force row level security;
create policy keeper on registration.individual_protected to nansen_migrator using (true) with check (true);
create policy restricted on registration.individual_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.individual_protected for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'protected'))::uuid[]));
create policy add on registration.individual_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'protected'))::uuid[]));
create policy change on registration.individual_protected for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on registration.individual_protected for each row execute function store.copy_owner('registration.individual', 'id');
create trigger b_needs_ciphertext before insert or update on registration.individual_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on registration.individual_protected for each row execute function change.log('registration', 'individual', 'protected');
grant select, insert on registration.individual_protected to nansen_app;
grant update (change_ct, religion, ethnicity) on registration.individual_protected to nansen_app;
create table registration.individual_key (
  record_id uuid not null references registration.individual on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on registration.individual_key (key, office_id);
create index on registration.individual_key (root_id);
alter table registration.individual_key enable row level security;
alter table registration.individual_key force row level security;
create policy keeper on registration.individual_key to nansen_migrator using (true) with check (true);
create policy restricted on registration.individual_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.individual_key for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
create policy add on registration.individual_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy remove on registration.individual_key for delete to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.individual_key for each row execute function store.copy_owner('registration.individual', 'record_id');
grant select, insert, delete on registration.individual_key to nansen_app;

create table registration.registration_group (
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
  number text not null check (char_length(number) between 1 and 20),
  focal_point uuid,
  size integer not null,
  registration_level text not null check (registration_level in ('emergency', 'basic')),
  registered_on date not null,
  arrived_on ref.partial_date,
  country_of_origin text,
  place ref.place,
  token text check (char_length(token) between 1 and 40),
  process_status text not null check (process_status in ('active', 'hold', 'inactive', 'closed', 'erroneous')),
  searched boolean not null,
  not_searched_because text check (char_length(not_searched_because) between 1 and 500),
  remarks text check (char_length(remarks) between 1 and 10000)
);
create index on registration.registration_group (office_id, id);
create index on registration.registration_group (owner_id, id) where owner_id is not null;
create index on registration.registration_group (focal_point);
alter table registration.registration_group enable row level security;
alter table registration.registration_group force row level security;
create policy keeper on registration.registration_group to nansen_migrator using (true) with check (true);
create policy restricted on registration.registration_group as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.registration_group for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.registration_group for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.registration_group for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on registration.registration_group for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.registration_group for each row execute function ref.check_codes('country_of_origin', 'country');
create trigger z_log after insert or update or delete on registration.registration_group for each row execute function change.log('registration', 'registration_group', 'open');
grant select, insert on registration.registration_group to nansen_app;
grant update (owner_id, extra, number, focal_point, size, registration_level, registered_on, arrived_on, country_of_origin, place, token, process_status, searched, not_searched_because, remarks) on registration.registration_group to nansen_app;
create table registration.registration_group_key (
  record_id uuid not null references registration.registration_group on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on registration.registration_group_key (key, office_id);
create index on registration.registration_group_key (root_id);
alter table registration.registration_group_key enable row level security;
alter table registration.registration_group_key force row level security;
create policy keeper on registration.registration_group_key to nansen_migrator using (true) with check (true);
create policy restricted on registration.registration_group_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.registration_group_key for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
create policy add on registration.registration_group_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy remove on registration.registration_group_key for delete to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.registration_group_key for each row execute function store.copy_owner('registration.registration_group', 'record_id');
grant select, insert, delete on registration.registration_group_key to nansen_app;

create table registration.membership (
  id uuid primary key,
  parent_id uuid not null references registration.registration_group,
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
  relationship text not null,
  focal_point boolean not null,
  sequence integer not null,
  member_from date not null,
  member_to date,
  left_because text check (left_because in ('moved', 'split', 'merged', 'death', 'departure', 'erroneous', 'other'))
);
create index on registration.membership (office_id, id);
create index on registration.membership (owner_id, id) where owner_id is not null;
create index on registration.membership (root_id);
create index on registration.membership (parent_id);
create index on registration.membership (individual);
alter table registration.membership enable row level security;
alter table registration.membership force row level security;
create policy keeper on registration.membership to nansen_migrator using (true) with check (true);
create policy restricted on registration.membership as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.membership for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.membership for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.membership for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.membership for each row execute function store.copy_owner('registration.registration_group', 'parent_id');
create trigger b_stamp before insert or update on registration.membership for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.membership for each row execute function ref.check_codes('relationship', 'relationship');
create trigger z_log after insert or update or delete on registration.membership for each row execute function change.log('registration', 'membership', 'open');
grant select, insert on registration.membership to nansen_app;
grant update (withdrawn_at, individual, relationship, focal_point, sequence, member_from, member_to, left_because) on registration.membership to nansen_app;

create table registration.group_link (
  id uuid primary key,
  parent_id uuid not null references registration.registration_group,
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
  other_group uuid not null,
  reason text not null check (reason in ('split', 'merged', 'polygamous-family', 'adult-children', 'close-relatives', 'other'))
);
create index on registration.group_link (office_id, id);
create index on registration.group_link (owner_id, id) where owner_id is not null;
create index on registration.group_link (root_id);
create index on registration.group_link (parent_id);
create index on registration.group_link (other_group);
alter table registration.group_link enable row level security;
alter table registration.group_link force row level security;
create policy keeper on registration.group_link to nansen_migrator using (true) with check (true);
create policy restricted on registration.group_link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.group_link for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.group_link for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.group_link for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.group_link for each row execute function store.copy_owner('registration.registration_group', 'parent_id');
create trigger b_stamp before insert or update on registration.group_link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.group_link for each row execute function change.log('registration', 'group_link', 'open');
grant select, insert on registration.group_link to nansen_app;
grant update (withdrawn_at, other_group, reason) on registration.group_link to nansen_app;

create table registration.name (
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
  name ref.name_part not null,
  sequence integer not null,
  source text check (source in ('spoken', 'document', 'transliterated'))
);
create index on registration.name (office_id, id);
create index on registration.name (owner_id, id) where owner_id is not null;
create index on registration.name (root_id);
create index on registration.name (parent_id);
alter table registration.name enable row level security;
alter table registration.name force row level security;
create policy keeper on registration.name to nansen_migrator using (true) with check (true);
create policy restricted on registration.name as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.name for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.name for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.name for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.name for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.name for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.name for each row execute function change.log('registration', 'name', 'open');
grant select, insert on registration.name to nansen_app;
grant update (withdrawn_at, name, sequence, source) on registration.name to nansen_app;

create table registration.alias (
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
  name text not null check (char_length(name) between 1 and 200),
  kind text not null check (kind in ('nickname', 'former', 'other-registration', 'other'))
);
create index on registration.alias (office_id, id);
create index on registration.alias (owner_id, id) where owner_id is not null;
create index on registration.alias (root_id);
create index on registration.alias (parent_id);
alter table registration.alias enable row level security;
alter table registration.alias force row level security;
create policy keeper on registration.alias to nansen_migrator using (true) with check (true);
create policy restricted on registration.alias as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.alias for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.alias for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.alias for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.alias for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.alias for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.alias for each row execute function change.log('registration', 'alias', 'open');
grant select, insert on registration.alias to nansen_app;
grant update (withdrawn_at, name, kind) on registration.alias to nansen_app;
create table registration.alias_key (
  record_id uuid not null references registration.alias on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on registration.alias_key (key, office_id);
create index on registration.alias_key (root_id);
alter table registration.alias_key enable row level security;
alter table registration.alias_key force row level security;
create policy keeper on registration.alias_key to nansen_migrator using (true) with check (true);
create policy restricted on registration.alias_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.alias_key for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
create policy add on registration.alias_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy remove on registration.alias_key for delete to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.alias_key for each row execute function store.copy_owner('registration.alias', 'record_id');
grant select, insert, delete on registration.alias_key to nansen_app;

create table registration.other_number (
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
  number text not null check (char_length(number) between 1 and 40),
  issuer text check (char_length(issuer) between 1 and 200),
  kind text not null check (kind in ('earlier-system', 'earlier-group', 'government', 'partner', 'other'))
);
create index on registration.other_number (office_id, id);
create index on registration.other_number (owner_id, id) where owner_id is not null;
create index on registration.other_number (root_id);
create index on registration.other_number (parent_id);
alter table registration.other_number enable row level security;
alter table registration.other_number force row level security;
create policy keeper on registration.other_number to nansen_migrator using (true) with check (true);
create policy restricted on registration.other_number as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.other_number for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.other_number for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.other_number for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.other_number for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.other_number for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.other_number for each row execute function change.log('registration', 'other_number', 'open');
grant select, insert on registration.other_number to nansen_app;
grant update (withdrawn_at, number, issuer, kind) on registration.other_number to nansen_app;
create table registration.other_number_key (
  record_id uuid not null references registration.other_number on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on registration.other_number_key (key, office_id);
create index on registration.other_number_key (root_id);
alter table registration.other_number_key enable row level security;
alter table registration.other_number_key force row level security;
create policy keeper on registration.other_number_key to nansen_migrator using (true) with check (true);
create policy restricted on registration.other_number_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.other_number_key for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
create policy add on registration.other_number_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy remove on registration.other_number_key for delete to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.other_number_key for each row execute function store.copy_owner('registration.other_number', 'record_id');
grant select, insert, delete on registration.other_number_key to nansen_app;

create table registration.address (
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
  kind text not null,
  country text not null,
  place ref.place,
  as_said text check (char_length(as_said) between 1 and 200),
  lived_from ref.partial_date,
  lived_to ref.partial_date
);
create index on registration.address (office_id, id);
create index on registration.address (owner_id, id) where owner_id is not null;
create index on registration.address (root_id);
create index on registration.address (parent_id);
alter table registration.address enable row level security;
alter table registration.address force row level security;
create policy keeper on registration.address to nansen_migrator using (true) with check (true);
create policy restricted on registration.address as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.address for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.address for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.address for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.address for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.address for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.address for each row execute function ref.check_codes('kind', 'address_type', 'country', 'country');
create trigger z_log after insert or update or delete on registration.address for each row execute function change.log('registration', 'address', 'open');
grant select, insert on registration.address to nansen_app;
grant update (withdrawn_at, kind, country, place, as_said, lived_from, lived_to) on registration.address to nansen_app;

create table registration.phone (
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
  number ref.phone not null,
  safe text not null check (safe in ('call', 'message-only', 'no')),
  shared boolean,
  whose text check (char_length(whose) between 1 and 200)
);
create index on registration.phone (office_id, id);
create index on registration.phone (owner_id, id) where owner_id is not null;
create index on registration.phone (root_id);
create index on registration.phone (parent_id);
alter table registration.phone enable row level security;
alter table registration.phone force row level security;
create policy keeper on registration.phone to nansen_migrator using (true) with check (true);
create policy restricted on registration.phone as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.phone for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.phone for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.phone for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.phone for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.phone for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.phone for each row execute function change.log('registration', 'phone', 'open');
grant select, insert on registration.phone to nansen_app;
grant update (withdrawn_at, number, safe, shared, whose) on registration.phone to nansen_app;
create table registration.phone_key (
  record_id uuid not null references registration.phone on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on registration.phone_key (key, office_id);
create index on registration.phone_key (root_id);
alter table registration.phone_key enable row level security;
alter table registration.phone_key force row level security;
create policy keeper on registration.phone_key to nansen_migrator using (true) with check (true);
create policy restricted on registration.phone_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.phone_key for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
create policy add on registration.phone_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy remove on registration.phone_key for delete to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.phone_key for each row execute function store.copy_owner('registration.phone', 'record_id');
grant select, insert, delete on registration.phone_key to nansen_app;

create table registration.document_held (
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
  kind text not null,
  number text check (char_length(number) between 1 and 60),
  issuing_country text,
  issued_on ref.partial_date,
  expires_on ref.partial_date,
  original_seen boolean,
  status text check (status in ('valid', 'expired', 'lost', 'stolen', 'cancelled', 'invalid', 'replaced', 'seized')),
  scan uuid
);
create index on registration.document_held (office_id, id);
create index on registration.document_held (owner_id, id) where owner_id is not null;
create index on registration.document_held (root_id);
create index on registration.document_held (parent_id);
alter table registration.document_held enable row level security;
alter table registration.document_held force row level security;
create policy keeper on registration.document_held to nansen_migrator using (true) with check (true);
create policy restricted on registration.document_held as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.document_held for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.document_held for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.document_held for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.document_held for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger x_take_up_files after insert or update on registration.document_held for each row execute function store.take_up_files('registration', 'document_held', 'scan', 'personal');
create trigger b_stamp before insert or update on registration.document_held for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.document_held for each row execute function ref.check_codes('kind', 'document_type', 'issuing_country', 'country');
create trigger z_log after insert or update or delete on registration.document_held for each row execute function change.log('registration', 'document_held', 'open');
grant select, insert on registration.document_held to nansen_app;
grant update (withdrawn_at, kind, number, issuing_country, issued_on, expires_on, original_seen, status, scan) on registration.document_held to nansen_app;
create table registration.document_held_key (
  record_id uuid not null references registration.document_held on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on registration.document_held_key (key, office_id);
create index on registration.document_held_key (root_id);
alter table registration.document_held_key enable row level security;
alter table registration.document_held_key force row level security;
create policy keeper on registration.document_held_key to nansen_migrator using (true) with check (true);
create policy restricted on registration.document_held_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.document_held_key for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
create policy add on registration.document_held_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy remove on registration.document_held_key for delete to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.document_held_key for each row execute function store.copy_owner('registration.document_held', 'record_id');
grant select, insert, delete on registration.document_held_key to nansen_app;

create table registration.consent (
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
  purpose text not null check (purpose in ('assistance', 'protection-services', 'health', 'education', 'biometrics', 'tracing', 'resettlement', 'voluntary-return', 'government-registration', 'statistics')),
  recipient text not null check (recipient in ('unhcr', 'government-of-asylum', 'un-agency', 'partner-organisation', 'red-cross-red-crescent', 'resettlement-country')),
  recipient_name text check (char_length(recipient_name) between 1 and 200),
  agreed boolean not null,
  given_by text not null check (given_by in ('person', 'parent-or-guardian', 'representative')),
  language text not null,
  interpreted boolean not null,
  interpreter_name text check (char_length(interpreter_name) between 1 and 200),
  decided_on date not null,
  valid_to date,
  receipt_given boolean
);
create index on registration.consent (office_id, id);
create index on registration.consent (owner_id, id) where owner_id is not null;
create index on registration.consent (root_id);
create index on registration.consent (parent_id);
alter table registration.consent enable row level security;
alter table registration.consent force row level security;
create policy keeper on registration.consent to nansen_migrator using (true) with check (true);
create policy restricted on registration.consent as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.consent for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.consent for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.consent for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.consent for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.consent for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on registration.consent for each row execute function change.log('registration', 'consent', 'open');
grant select, insert on registration.consent to nansen_app;

create table registration.legal_status (
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
  status text not null check (status in ('refugee', 'refugee-like', 'asylum-seeker', 'idp', 'idp-like', 'returned-refugee', 'returned-idp', 'stateless', 'other-international-protection', 'other-of-concern', 'host-community', 'not-of-concern')),
  basis text check (basis in ('convention-1951', 'protocol-1967', 'oau-1969', 'cartagena-1984', 'unhcr-mandate', 'prima-facie', 'temporary-protection', 'complementary-protection', 'derivative', 'national-law')),
  category text check (category in ('by-unhcr-individually', 'by-unhcr-as-group', 'by-government-individually', 'by-government-as-group', 'jointly-individually', 'jointly-as-group')),
  effective_on date not null
);
create index on registration.legal_status (office_id, id);
create index on registration.legal_status (owner_id, id) where owner_id is not null;
create index on registration.legal_status (root_id);
create index on registration.legal_status (parent_id);
alter table registration.legal_status enable row level security;
alter table registration.legal_status force row level security;
create policy keeper on registration.legal_status to nansen_migrator using (true) with check (true);
create policy restricted on registration.legal_status as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.legal_status for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.legal_status for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.legal_status for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.legal_status for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.legal_status for each row execute function change.log('registration', 'legal_status', 'open');
grant select, insert on registration.legal_status to nansen_app;

create table registration.status_change (
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
  status text not null check (status in ('active', 'hold', 'inactive', 'closed', 'erroneous')),
  reason text not null check (reason in ('registered', 'reactivated', 're-opened', 'clarified', 'possible-duplicate', 'possible-fraud', 'no-show-pending', 'clarification', 'relocation-departed', 'family-reunification-departed', 'readmission-departed', 'return-departed', 'humanitarian-visa', 'labour-mobility', 'private-sponsorship', 'education-pathway', 'resettlement-departed', 'voluntary-repatriation', 'self-organised-return', 'no-show', 'spontaneous-departure', 'no-contact', 'death', 'other', 'rejected-final', 'naturalised', 'cancelled', 'cessation', 'not-of-concern', 'duplicate', 'registered-by-mistake', 'test-record')),
  effective_on date not null,
  remarks text check (char_length(remarks) between 1 and 10000)
);
create index on registration.status_change (office_id, id);
create index on registration.status_change (owner_id, id) where owner_id is not null;
create index on registration.status_change (root_id);
create index on registration.status_change (parent_id);
alter table registration.status_change enable row level security;
alter table registration.status_change force row level security;
create policy keeper on registration.status_change to nansen_migrator using (true) with check (true);
create policy restricted on registration.status_change as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.status_change for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.status_change for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.status_change for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.status_change for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.status_change for each row execute function change.log('registration', 'status_change', 'open');
grant select, insert on registration.status_change to nansen_app;

create table registration.specific_need (
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
  identified_on date not null
);
create index on registration.specific_need (office_id, id);
create index on registration.specific_need (owner_id, id) where owner_id is not null;
create index on registration.specific_need (root_id);
create index on registration.specific_need (parent_id);
alter table registration.specific_need enable row level security;
alter table registration.specific_need force row level security;
create policy keeper on registration.specific_need to nansen_migrator using (true) with check (true);
create policy restricted on registration.specific_need as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.specific_need for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.specific_need for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.specific_need for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.specific_need for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.specific_need for each row execute function change.log('registration', 'specific_need', 'open');
grant select, insert on registration.specific_need to nansen_app;
create table registration.specific_need_protected (
  id uuid primary key references registration.specific_need,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  need text not null,
  told_by text check (told_by in ('person', 'relative', 'staff', 'partner')),
  remarks text check (char_length(remarks) between 1 and 10000)
);
create index on registration.specific_need_protected (office_id, id);
create index on registration.specific_need_protected (root_id);
alter table registration.specific_need_protected enable row level security;
alter table registration.specific_need_protected force row level security;
create policy keeper on registration.specific_need_protected to nansen_migrator using (true) with check (true);
create policy restricted on registration.specific_need_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.specific_need_protected for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'protected'))::uuid[]));
create policy add on registration.specific_need_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on registration.specific_need_protected for each row execute function store.copy_owner('registration.specific_need', 'id');
create trigger b_needs_ciphertext before insert or update on registration.specific_need_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on registration.specific_need_protected for each row execute function change.log('registration', 'specific_need', 'protected');
grant select, insert on registration.specific_need_protected to nansen_app;

create table registration.photo (
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
  image uuid not null,
  taken_on date not null
);
create index on registration.photo (office_id, id);
create index on registration.photo (owner_id, id) where owner_id is not null;
create index on registration.photo (root_id);
create index on registration.photo (parent_id);
alter table registration.photo enable row level security;
alter table registration.photo force row level security;
create policy keeper on registration.photo to nansen_migrator using (true) with check (true);
create policy restricted on registration.photo as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.photo for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.photo for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.photo for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger x_take_up_files after insert or update on registration.photo for each row execute function store.take_up_files('registration', 'photo', 'image', 'personal');
create trigger b_stamp before insert or update on registration.photo for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.photo for each row execute function change.log('registration', 'photo', 'open');
grant select, insert on registration.photo to nansen_app;

create table registration.attachment (
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
  description text not null check (char_length(description) between 1 and 200),
  file uuid not null,
  about text not null check (about in ('identity', 'family', 'other'))
);
create index on registration.attachment (office_id, id);
create index on registration.attachment (owner_id, id) where owner_id is not null;
create index on registration.attachment (root_id);
create index on registration.attachment (parent_id);
alter table registration.attachment enable row level security;
alter table registration.attachment force row level security;
create policy keeper on registration.attachment to nansen_migrator using (true) with check (true);
create policy restricted on registration.attachment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.attachment for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.attachment for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.attachment for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.attachment for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger x_take_up_files after insert or update on registration.attachment for each row execute function store.take_up_files('registration', 'attachment', 'file', 'personal');
create trigger b_stamp before insert or update on registration.attachment for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.attachment for each row execute function change.log('registration', 'attachment', 'open');
grant select, insert on registration.attachment to nansen_app;
grant update (withdrawn_at, description, file, about) on registration.attachment to nansen_app;

create table registration.note (
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
  about text not null check (about in ('contact', 'family', 'identity', 'other')),
  text text not null check (char_length(text) between 1 and 10000)
);
create index on registration.note (office_id, id);
create index on registration.note (owner_id, id) where owner_id is not null;
create index on registration.note (root_id);
create index on registration.note (parent_id);
alter table registration.note enable row level security;
alter table registration.note force row level security;
create policy keeper on registration.note to nansen_migrator using (true) with check (true);
create policy restricted on registration.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.note for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.note for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.note for each row execute function change.log('registration', 'note', 'open');
grant select, insert on registration.note to nansen_app;

create table registration.issued_document (
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
  template text not null check (char_length(template) between 1 and 60),
  template_version integer not null,
  language text not null check (language in ('en', 'fr', 'ar')),
  number text not null check (char_length(number) between 1 and 40),
  file uuid not null,
  sha256 text not null check (char_length(sha256) between 1 and 64),
  issued_on date not null,
  expires_on date
);
create index on registration.issued_document (office_id, id);
create index on registration.issued_document (owner_id, id) where owner_id is not null;
create index on registration.issued_document (root_id);
create index on registration.issued_document (parent_id);
alter table registration.issued_document enable row level security;
alter table registration.issued_document force row level security;
create policy keeper on registration.issued_document to nansen_migrator using (true) with check (true);
create policy restricted on registration.issued_document as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.issued_document for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.issued_document for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.issued_document for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger x_take_up_files after insert or update on registration.issued_document for each row execute function store.take_up_files('registration', 'issued_document', 'file', 'personal');
create trigger b_stamp before insert or update on registration.issued_document for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.issued_document for each row execute function change.log('registration', 'issued_document', 'open');
grant select, insert on registration.issued_document to nansen_app;
create table registration.issued_document_key (
  record_id uuid not null references registration.issued_document on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on registration.issued_document_key (key, office_id);
create index on registration.issued_document_key (root_id);
alter table registration.issued_document_key enable row level security;
alter table registration.issued_document_key force row level security;
create policy keeper on registration.issued_document_key to nansen_migrator using (true) with check (true);
create policy restricted on registration.issued_document_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.issued_document_key for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
create policy add on registration.issued_document_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy remove on registration.issued_document_key for delete to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.issued_document_key for each row execute function store.copy_owner('registration.issued_document', 'record_id');
grant select, insert, delete on registration.issued_document_key to nansen_app;

create table registration.correction_request (
  id uuid primary key,
  parent_id uuid not null references registration.individual,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'requested' check (state in ('requested', 'applied', 'refused', 'withdrawn')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  withdrawn_at timestamptz,
  what text not null check (what in ('name', 'sex', 'born', 'nationality', 'country_of_origin')),
  value_before text check (char_length(value_before) between 1 and 1000),
  value_after text not null check (char_length(value_after) between 1 and 1000),
  because text not null check (because in ('clerical-error', 'new-document', 'age-assessment', 'person-corrected', 'court-order')),
  evidence text not null check (char_length(evidence) between 1 and 10000),
  requested_by uuid not null,
  decided_by uuid,
  decided_because text check (char_length(decided_because) between 1 and 10000)
);
create index on registration.correction_request (office_id, id);
create index on registration.correction_request (owner_id, id) where owner_id is not null;
create index on registration.correction_request (root_id);
create index on registration.correction_request (parent_id);
create index on registration.correction_request (requested_by);
create index on registration.correction_request (decided_by);
alter table registration.correction_request enable row level security;
alter table registration.correction_request force row level security;
create policy keeper on registration.correction_request to nansen_migrator using (true) with check (true);
create policy restricted on registration.correction_request as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.correction_request for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.correction_request for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.correction_request for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.correction_request for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger e_moves before update of state on registration.correction_request for each row execute function store.check_move('registration', 'requested>applied|approve|requested_by|decided_by', 'requested>refused|approve|requested_by|decided_by,decided_because', 'requested>withdrawn|change||');
create trigger e_initial before insert on registration.correction_request for each row execute function store.check_initial('requested');
create trigger b_stamp before insert or update on registration.correction_request for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.correction_request for each row execute function change.log('registration', 'correction_request', 'open');
grant select, insert on registration.correction_request to nansen_app;
grant update (withdrawn_at, state, what, value_before, value_after, because, evidence, requested_by, decided_by, decided_because) on registration.correction_request to nansen_app;

create function registration.individual_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.individual r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.individual_known(uuid[]) from public;
grant execute on function registration.individual_known(uuid[]) to nansen_app;

create function registration.registration_group_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.registration_group r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.registration_group_known(uuid[]) from public;
grant execute on function registration.registration_group_known(uuid[]) to nansen_app;

create function registration.membership_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.membership r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.membership_known(uuid[]) from public;
grant execute on function registration.membership_known(uuid[]) to nansen_app;

create function registration.group_link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.group_link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.group_link_known(uuid[]) from public;
grant execute on function registration.group_link_known(uuid[]) to nansen_app;

create function registration.name_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.name r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.name_known(uuid[]) from public;
grant execute on function registration.name_known(uuid[]) to nansen_app;

create function registration.alias_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.alias r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.alias_known(uuid[]) from public;
grant execute on function registration.alias_known(uuid[]) to nansen_app;

create function registration.other_number_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.other_number r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.other_number_known(uuid[]) from public;
grant execute on function registration.other_number_known(uuid[]) to nansen_app;

create function registration.address_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.address r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.address_known(uuid[]) from public;
grant execute on function registration.address_known(uuid[]) to nansen_app;

create function registration.phone_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.phone r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.phone_known(uuid[]) from public;
grant execute on function registration.phone_known(uuid[]) to nansen_app;

create function registration.document_held_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.document_held r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.document_held_known(uuid[]) from public;
grant execute on function registration.document_held_known(uuid[]) to nansen_app;

create function registration.consent_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.consent r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.consent_known(uuid[]) from public;
grant execute on function registration.consent_known(uuid[]) to nansen_app;

create function registration.legal_status_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.legal_status r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.legal_status_known(uuid[]) from public;
grant execute on function registration.legal_status_known(uuid[]) to nansen_app;

create function registration.status_change_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.status_change r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.status_change_known(uuid[]) from public;
grant execute on function registration.status_change_known(uuid[]) to nansen_app;

create function registration.specific_need_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.specific_need r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.specific_need_known(uuid[]) from public;
grant execute on function registration.specific_need_known(uuid[]) to nansen_app;

create function registration.photo_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.photo r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.photo_known(uuid[]) from public;
grant execute on function registration.photo_known(uuid[]) to nansen_app;

create function registration.attachment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.attachment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.attachment_known(uuid[]) from public;
grant execute on function registration.attachment_known(uuid[]) to nansen_app;

create function registration.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.note_known(uuid[]) from public;
grant execute on function registration.note_known(uuid[]) to nansen_app;

create function registration.issued_document_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.issued_document r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.issued_document_known(uuid[]) from public;
grant execute on function registration.issued_document_known(uuid[]) to nansen_app;

create function registration.correction_request_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.correction_request r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.correction_request_known(uuid[]) from public;
grant execute on function registration.correction_request_known(uuid[]) to nansen_app;

alter table registration.individual add foreign key (same_person_as) references registration.individual on delete restrict;
create trigger d_references before insert or update on registration.individual for each row execute function store.check_references('same_person_as', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on registration.individual for each row execute function store.spread_owner('registration.individual_protected', 'registration.individual_key', 'registration.name', 'registration.alias', 'registration.alias_key', 'registration.other_number', 'registration.other_number_key', 'registration.address', 'registration.phone', 'registration.phone_key', 'registration.document_held', 'registration.document_held_key', 'registration.consent', 'registration.legal_status', 'registration.status_change', 'registration.specific_need', 'registration.specific_need_protected', 'registration.photo', 'registration.attachment', 'registration.note', 'registration.issued_document', 'registration.issued_document_key', 'registration.correction_request', 'store.attachment');

alter table registration.registration_group add foreign key (focal_point) references registration.individual on delete restrict;
create trigger d_references before insert or update on registration.registration_group for each row execute function store.check_references('focal_point', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on registration.registration_group for each row execute function store.spread_owner('registration.registration_group_key', 'registration.membership', 'registration.group_link');

alter table registration.membership add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on registration.membership for each row execute function store.check_references('individual', 'registration.individual_known');

alter table registration.group_link add foreign key (other_group) references registration.registration_group on delete restrict;
create trigger d_references before insert or update on registration.group_link for each row execute function store.check_references('other_group', 'registration.registration_group_known');

alter table registration.correction_request add foreign key (requested_by) references auth.staff on delete restrict;
alter table registration.correction_request add foreign key (decided_by) references auth.staff on delete restrict;
