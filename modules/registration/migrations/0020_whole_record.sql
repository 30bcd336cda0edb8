-- The whole record: languages, schools, skills, work, wishes, marriages, relatives elsewhere, flight, intentions, and questions that were asked
-- and not answered; and people who were counted on arrival, before anybody is registered.
-- Tables, references and the list of what hangs on a root are as the definitions say; what follows them no definition can say.

create table registration.pre_registration (
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
  focal_point_name text not null check (char_length(focal_point_name) between 1 and 200),
  token text check (char_length(token) between 1 and 40),
  female_0_4 integer,
  male_0_4 integer,
  female_5_11 integer,
  male_5_11 integer,
  female_12_17 integer,
  male_12_17 integer,
  female_18_59 integer,
  male_18_59 integer,
  female_60 integer,
  male_60 integer,
  country_of_origin text,
  arrived_on ref.partial_date,
  place ref.place,
  phone ref.phone,
  in_need integer,
  remarks text check (char_length(remarks) between 1 and 10000),
  became uuid
);
create index on registration.pre_registration (office_id, id);
create index on registration.pre_registration (owner_id, id) where owner_id is not null;
create index on registration.pre_registration (became);
alter table registration.pre_registration enable row level security;
alter table registration.pre_registration force row level security;
create policy keeper on registration.pre_registration to nansen_migrator using (true) with check (true);
create policy restricted on registration.pre_registration as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.pre_registration for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.pre_registration for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.pre_registration for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on registration.pre_registration for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.pre_registration for each row execute function ref.check_codes('country_of_origin', 'country');
create trigger z_log after insert or update or delete on registration.pre_registration for each row execute function change.log('registration', 'pre_registration', 'open');
grant select, insert on registration.pre_registration to nansen_app;
grant update (owner_id, extra, focal_point_name, token, female_0_4, male_0_4, female_5_11, male_5_11, female_12_17, male_12_17, female_18_59, male_18_59, female_60, male_60, country_of_origin, arrived_on, place, phone, in_need, remarks, became) on registration.pre_registration to nansen_app;
create table registration.pre_registration_key (
  record_id uuid not null references registration.pre_registration on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on registration.pre_registration_key (key, office_id);
create index on registration.pre_registration_key (root_id);
alter table registration.pre_registration_key enable row level security;
alter table registration.pre_registration_key force row level security;
create policy keeper on registration.pre_registration_key to nansen_migrator using (true) with check (true);
create policy restricted on registration.pre_registration_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.pre_registration_key for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
create policy add on registration.pre_registration_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy remove on registration.pre_registration_key for delete to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.pre_registration_key for each row execute function store.copy_owner('registration.pre_registration', 'record_id');
grant select, insert, delete on registration.pre_registration_key to nansen_app;

create table registration.language_ability (
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
  language text not null,
  mother_tongue boolean,
  speaks text check (speaks in ('easily', 'not-easily', 'none', 'unknown')),
  understands text check (understands in ('easily', 'not-easily', 'none', 'unknown')),
  reads text check (reads in ('easily', 'not-easily', 'none', 'unknown')),
  writes text check (writes in ('easily', 'not-easily', 'none', 'unknown'))
);
create index on registration.language_ability (office_id, id);
create index on registration.language_ability (owner_id, id) where owner_id is not null;
create index on registration.language_ability (root_id);
create index on registration.language_ability (parent_id);
alter table registration.language_ability enable row level security;
alter table registration.language_ability force row level security;
create policy keeper on registration.language_ability to nansen_migrator using (true) with check (true);
create policy restricted on registration.language_ability as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.language_ability for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.language_ability for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.language_ability for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.language_ability for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.language_ability for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.language_ability for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on registration.language_ability for each row execute function change.log('registration', 'language_ability', 'open');
grant select, insert on registration.language_ability to nansen_app;
grant update (withdrawn_at, language, mother_tongue, speaks, understands, reads, writes) on registration.language_ability to nansen_app;

create table registration.education (
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
  grade text,
  isced text check (isced in ('0', '1', '2', '3', '4', '5', '6', '7', '8')),
  subject text check (char_length(subject) between 1 and 200),
  school text check (char_length(school) between 1 and 200),
  country text,
  attending boolean,
  completed boolean,
  certificate text check (certificate in ('seen', 'held', 'lost', 'none')),
  studied_from ref.partial_date,
  studied_to ref.partial_date
);
create index on registration.education (office_id, id);
create index on registration.education (owner_id, id) where owner_id is not null;
create index on registration.education (root_id);
create index on registration.education (parent_id);
alter table registration.education enable row level security;
alter table registration.education force row level security;
create policy keeper on registration.education to nansen_migrator using (true) with check (true);
create policy restricted on registration.education as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.education for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.education for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.education for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.education for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.education for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.education for each row execute function ref.check_codes('grade', 'education', 'country', 'country');
create trigger z_log after insert or update or delete on registration.education for each row execute function change.log('registration', 'education', 'open');
grant select, insert on registration.education to nansen_app;
grant update (withdrawn_at, grade, isced, subject, school, country, attending, completed, certificate, studied_from, studied_to) on registration.education to nansen_app;

create table registration.skill (
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
  occupation text not null,
  as_said text check (char_length(as_said) between 1 and 200),
  ability text check (ability in ('learning', 'with-help', 'alone', 'teaches')),
  years integer,
  certificate boolean
);
create index on registration.skill (office_id, id);
create index on registration.skill (owner_id, id) where owner_id is not null;
create index on registration.skill (root_id);
create index on registration.skill (parent_id);
alter table registration.skill enable row level security;
alter table registration.skill force row level security;
create policy keeper on registration.skill to nansen_migrator using (true) with check (true);
create policy restricted on registration.skill as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.skill for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.skill for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.skill for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.skill for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.skill for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.skill for each row execute function ref.check_codes('occupation', 'occupation');
create trigger z_log after insert or update or delete on registration.skill for each row execute function change.log('registration', 'skill', 'open');
grant select, insert on registration.skill to nansen_app;
grant update (withdrawn_at, occupation, as_said, ability, years, certificate) on registration.skill to nansen_app;

create table registration.work (
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
  occupation text not null,
  as_said text check (char_length(as_said) between 1 and 200),
  kind text check (kind in ('employed', 'self-employed', 'family-work', 'apprentice', 'unpaid')),
  employer text check (char_length(employer) between 1 and 200),
  country text,
  place_as_said text check (char_length(place_as_said) between 1 and 200),
  worked_from ref.partial_date,
  worked_to ref.partial_date
);
create index on registration.work (office_id, id);
create index on registration.work (owner_id, id) where owner_id is not null;
create index on registration.work (root_id);
create index on registration.work (parent_id);
alter table registration.work enable row level security;
alter table registration.work force row level security;
create policy keeper on registration.work to nansen_migrator using (true) with check (true);
create policy restricted on registration.work as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.work for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.work for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.work for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.work for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.work for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.work for each row execute function ref.check_codes('occupation', 'occupation', 'country', 'country');
create trigger z_log after insert or update or delete on registration.work for each row execute function change.log('registration', 'work', 'open');
grant select, insert on registration.work to nansen_app;
grant update (withdrawn_at, occupation, as_said, kind, employer, country, place_as_said, worked_from, worked_to) on registration.work to nansen_app;

create table registration.wish (
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
  kind text not null check (kind in ('paid-work', 'own-business', 'vocational-training', 'school', 'catch-up-classes', 'literacy-course', 'language-course', 'university')),
  occupation text,
  remarks text check (char_length(remarks) between 1 and 200),
  said_on date not null
);
create index on registration.wish (office_id, id);
create index on registration.wish (owner_id, id) where owner_id is not null;
create index on registration.wish (root_id);
create index on registration.wish (parent_id);
alter table registration.wish enable row level security;
alter table registration.wish force row level security;
create policy keeper on registration.wish to nansen_migrator using (true) with check (true);
create policy restricted on registration.wish as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.wish for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.wish for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.wish for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.wish for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.wish for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.wish for each row execute function ref.check_codes('occupation', 'occupation');
create trigger z_log after insert or update or delete on registration.wish for each row execute function change.log('registration', 'wish', 'open');
grant select, insert on registration.wish to nansen_app;
grant update (withdrawn_at, kind, occupation, remarks, said_on) on registration.wish to nansen_app;

create table registration.marriage (
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
  spouse_name text check (char_length(spouse_name) between 1 and 200),
  spouse uuid,
  kind text check (kind in ('civil', 'religious', 'customary', 'common-law', 'partnership')),
  married_on ref.partial_date,
  country text,
  place_as_said text check (char_length(place_as_said) between 1 and 200),
  documented boolean,
  ended_because text check (ended_because in ('divorce', 'death', 'separation', 'annulment')),
  ended_on ref.partial_date
);
create index on registration.marriage (office_id, id);
create index on registration.marriage (owner_id, id) where owner_id is not null;
create index on registration.marriage (root_id);
create index on registration.marriage (parent_id);
create index on registration.marriage (spouse);
alter table registration.marriage enable row level security;
alter table registration.marriage force row level security;
create policy keeper on registration.marriage to nansen_migrator using (true) with check (true);
create policy restricted on registration.marriage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.marriage for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.marriage for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.marriage for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.marriage for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.marriage for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.marriage for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on registration.marriage for each row execute function change.log('registration', 'marriage', 'open');
grant select, insert on registration.marriage to nansen_app;
grant update (withdrawn_at, spouse_name, spouse, kind, married_on, country, place_as_said, documented, ended_because, ended_on) on registration.marriage to nansen_app;

create table registration.relative (
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
  relationship text not null,
  sex text check (sex in ('male', 'female', 'other', 'unknown')),
  born ref.partial_date,
  life text not null check (life in ('alive', 'dead', 'unknown')),
  whereabouts text check (whereabouts in ('country-of-origin', 'country-of-asylum', 'elsewhere', 'unknown')),
  country text,
  place_as_said text check (char_length(place_as_said) between 1 and 200),
  lost text check (lost in ('died', 'separated', 'taken', 'missing')),
  lost_on ref.partial_date,
  lost_at text check (char_length(lost_at) between 1 and 200),
  registered_as uuid
);
create index on registration.relative (office_id, id);
create index on registration.relative (owner_id, id) where owner_id is not null;
create index on registration.relative (root_id);
create index on registration.relative (parent_id);
create index on registration.relative (registered_as);
alter table registration.relative enable row level security;
alter table registration.relative force row level security;
create policy keeper on registration.relative to nansen_migrator using (true) with check (true);
create policy restricted on registration.relative as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.relative for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.relative for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.relative for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.relative for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.relative for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.relative for each row execute function ref.check_codes('relationship', 'relationship', 'country', 'country');
create trigger z_log after insert or update or delete on registration.relative for each row execute function change.log('registration', 'relative', 'open');
grant select, insert on registration.relative to nansen_app;
grant update (withdrawn_at, name, relationship, sex, born, life, whereabouts, country, place_as_said, lost, lost_on, lost_at, registered_as) on registration.relative to nansen_app;

create table registration.flight (
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
  left_on ref.partial_date,
  left_country text,
  left_place text check (char_length(left_place) between 1 and 200),
  arrived_on ref.partial_date,
  arrived_at text check (char_length(arrived_at) between 1 and 200),
  entered text check (entered in ('border-post', 'elsewhere-by-land', 'by-air', 'by-water'))
);
create index on registration.flight (office_id, id);
create index on registration.flight (owner_id, id) where owner_id is not null;
create index on registration.flight (root_id);
create index on registration.flight (parent_id);
alter table registration.flight enable row level security;
alter table registration.flight force row level security;
create policy keeper on registration.flight to nansen_migrator using (true) with check (true);
create policy restricted on registration.flight as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.flight for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.flight for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.flight for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.flight for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.flight for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.flight for each row execute function ref.check_codes('left_country', 'country');
create trigger z_log after insert or update or delete on registration.flight for each row execute function change.log('registration', 'flight', 'open');
grant select, insert on registration.flight to nansen_app;
grant update (withdrawn_at, left_on, left_country, left_place, arrived_on, arrived_at, entered) on registration.flight to nansen_app;
create table registration.flight_protected (
  id uuid primary key references registration.flight,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  causes text[] check (causes <@ array['war', 'general-violence', 'race-or-ethnicity', 'religion', 'nationality', 'political-opinion', 'social-group', 'forced-recruitment', 'sexual-or-gender-based-violence', 'detention-or-torture', 'loss-of-home-or-land', 'family', 'disaster', 'other']),
  reasons text check (char_length(reasons) between 1 and 10000)
);
create index on registration.flight_protected (office_id, id);
create index on registration.flight_protected (root_id);
alter table registration.flight_protected enable row level security;
alter table registration.flight_protected force row level security;
create policy keeper on registration.flight_protected to nansen_migrator using (true) with check (true);
create policy restricted on registration.flight_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.flight_protected for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'protected'))::uuid[]));
create policy add on registration.flight_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'protected'))::uuid[]));
create policy change on registration.flight_protected for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on registration.flight_protected for each row execute function store.copy_owner('registration.flight', 'id');
create trigger b_needs_ciphertext before insert or update on registration.flight_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on registration.flight_protected for each row execute function change.log('registration', 'flight', 'protected');
grant select, insert on registration.flight_protected to nansen_app;
grant update (change_ct, causes, reasons) on registration.flight_protected to nansen_app;

create table registration.flight_leg (
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
  sequence integer not null,
  country text not null,
  place_as_said text check (char_length(place_as_said) between 1 and 200),
  means text check (means in ('on-foot', 'animal', 'car-or-truck', 'bus', 'train', 'boat', 'air', 'other')),
  arrived_on ref.partial_date,
  left_on ref.partial_date
);
create index on registration.flight_leg (office_id, id);
create index on registration.flight_leg (owner_id, id) where owner_id is not null;
create index on registration.flight_leg (root_id);
create index on registration.flight_leg (parent_id);
alter table registration.flight_leg enable row level security;
alter table registration.flight_leg force row level security;
create policy keeper on registration.flight_leg to nansen_migrator using (true) with check (true);
create policy restricted on registration.flight_leg as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.flight_leg for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.flight_leg for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.flight_leg for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.flight_leg for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.flight_leg for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.flight_leg for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on registration.flight_leg for each row execute function change.log('registration', 'flight_leg', 'open');
grant select, insert on registration.flight_leg to nansen_app;
grant update (withdrawn_at, sequence, country, place_as_said, means, arrived_on, left_on) on registration.flight_leg to nansen_app;

create table registration.flight_incident (
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
  happened_on ref.partial_date,
  country text,
  place_as_said text check (char_length(place_as_said) between 1 and 200)
);
create index on registration.flight_incident (office_id, id);
create index on registration.flight_incident (owner_id, id) where owner_id is not null;
create index on registration.flight_incident (root_id);
create index on registration.flight_incident (parent_id);
alter table registration.flight_incident enable row level security;
alter table registration.flight_incident force row level security;
create policy keeper on registration.flight_incident to nansen_migrator using (true) with check (true);
create policy restricted on registration.flight_incident as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.flight_incident for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.flight_incident for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.flight_incident for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.flight_incident for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.flight_incident for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.flight_incident for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on registration.flight_incident for each row execute function change.log('registration', 'flight_incident', 'open');
grant select, insert on registration.flight_incident to nansen_app;
grant update (withdrawn_at, happened_on, country, place_as_said) on registration.flight_incident to nansen_app;
create table registration.flight_incident_protected (
  id uuid primary key references registration.flight_incident,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  kind text not null check (kind in ('robbery', 'extortion', 'violence', 'sexual-violence', 'detention', 'kidnapping', 'trafficking', 'pushback', 'shipwreck', 'accident', 'separation', 'death-of-a-companion', 'other')),
  what text check (char_length(what) between 1 and 10000)
);
create index on registration.flight_incident_protected (office_id, id);
create index on registration.flight_incident_protected (root_id);
alter table registration.flight_incident_protected enable row level security;
alter table registration.flight_incident_protected force row level security;
create policy keeper on registration.flight_incident_protected to nansen_migrator using (true) with check (true);
create policy restricted on registration.flight_incident_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.flight_incident_protected for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'protected'))::uuid[]));
create policy add on registration.flight_incident_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'protected'))::uuid[]));
create policy change on registration.flight_incident_protected for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on registration.flight_incident_protected for each row execute function store.copy_owner('registration.flight_incident', 'id');
create trigger b_needs_ciphertext before insert or update on registration.flight_incident_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on registration.flight_incident_protected for each row execute function change.log('registration', 'flight_incident', 'protected');
grant select, insert on registration.flight_incident_protected to nansen_app;
grant update (change_ct, kind, what) on registration.flight_incident_protected to nansen_app;

create table registration.intention (
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
  solution text not null check (solution in ('return', 'stay', 'resettlement', 'join-family', 'another-country', 'undecided')),
  country text,
  by_when text check (by_when in ('now', 'when-it-is-safe', 'later', 'not-known')),
  conditions text check (char_length(conditions) between 1 and 10000),
  said_on date not null
);
create index on registration.intention (office_id, id);
create index on registration.intention (owner_id, id) where owner_id is not null;
create index on registration.intention (root_id);
create index on registration.intention (parent_id);
alter table registration.intention enable row level security;
alter table registration.intention force row level security;
create policy keeper on registration.intention to nansen_migrator using (true) with check (true);
create policy restricted on registration.intention as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.intention for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.intention for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.intention for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.intention for each row execute function store.stamp();
create trigger c_codes before insert or update on registration.intention for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on registration.intention for each row execute function change.log('registration', 'intention', 'open');
grant select, insert on registration.intention to nansen_app;

create table registration.not_answered (
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
  question text not null check (char_length(question) between 1 and 60),
  because text not null check (because in ('refused', 'does-not-know', 'nothing', 'not-applicable')),
  asked_on date not null
);
create index on registration.not_answered (office_id, id);
create index on registration.not_answered (owner_id, id) where owner_id is not null;
create index on registration.not_answered (root_id);
create index on registration.not_answered (parent_id);
alter table registration.not_answered enable row level security;
alter table registration.not_answered force row level security;
create policy keeper on registration.not_answered to nansen_migrator using (true) with check (true);
create policy restricted on registration.not_answered as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.not_answered for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.not_answered for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.not_answered for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.not_answered for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.not_answered for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.not_answered for each row execute function change.log('registration', 'not_answered', 'open');
grant select, insert on registration.not_answered to nansen_app;
grant update (withdrawn_at, question, because, asked_on) on registration.not_answered to nansen_app;

create function registration.pre_registration_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.pre_registration r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.pre_registration_known(uuid[]) from public;
grant execute on function registration.pre_registration_known(uuid[]) to nansen_app;

create function registration.language_ability_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.language_ability r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.language_ability_known(uuid[]) from public;
grant execute on function registration.language_ability_known(uuid[]) to nansen_app;

create function registration.education_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.education r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.education_known(uuid[]) from public;
grant execute on function registration.education_known(uuid[]) to nansen_app;

create function registration.skill_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.skill r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.skill_known(uuid[]) from public;
grant execute on function registration.skill_known(uuid[]) to nansen_app;

create function registration.work_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.work r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.work_known(uuid[]) from public;
grant execute on function registration.work_known(uuid[]) to nansen_app;

create function registration.wish_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.wish r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.wish_known(uuid[]) from public;
grant execute on function registration.wish_known(uuid[]) to nansen_app;

create function registration.marriage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.marriage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.marriage_known(uuid[]) from public;
grant execute on function registration.marriage_known(uuid[]) to nansen_app;

create function registration.relative_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.relative r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.relative_known(uuid[]) from public;
grant execute on function registration.relative_known(uuid[]) to nansen_app;

create function registration.flight_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.flight r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.flight_known(uuid[]) from public;
grant execute on function registration.flight_known(uuid[]) to nansen_app;

create function registration.flight_leg_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.flight_leg r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.flight_leg_known(uuid[]) from public;
grant execute on function registration.flight_leg_known(uuid[]) to nansen_app;

create function registration.flight_incident_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.flight_incident r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.flight_incident_known(uuid[]) from public;
grant execute on function registration.flight_incident_known(uuid[]) to nansen_app;

create function registration.intention_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.intention r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.intention_known(uuid[]) from public;
grant execute on function registration.intention_known(uuid[]) to nansen_app;

create function registration.not_answered_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.not_answered r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.not_answered_known(uuid[]) from public;
grant execute on function registration.not_answered_known(uuid[]) to nansen_app;

alter table registration.pre_registration add foreign key (became) references registration.registration_group on delete restrict;
create trigger d_references before insert or update on registration.pre_registration for each row execute function store.check_references('became', 'registration.registration_group_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on registration.pre_registration for each row execute function store.spread_owner('registration.pre_registration_key');

alter table registration.marriage add foreign key (spouse) references registration.individual on delete restrict;
create trigger d_references before insert or update on registration.marriage for each row execute function store.check_references('spouse', 'registration.individual_known');

alter table registration.relative add foreign key (registered_as) references registration.individual on delete restrict;
create trigger d_references before insert or update on registration.relative for each row execute function store.check_references('registered_as', 'registration.individual_known');

drop trigger y_spread_owner on registration.individual;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on registration.individual for each row execute function store.spread_owner('registration.individual_protected', 'registration.individual_key', 'registration.name', 'registration.alias', 'registration.alias_key', 'registration.other_number', 'registration.other_number_key', 'registration.other_than', 'registration.address', 'registration.phone', 'registration.phone_key', 'registration.document_held', 'registration.document_held_key', 'registration.consent', 'registration.legal_status', 'registration.status_change', 'registration.specific_need', 'registration.specific_need_protected', 'registration.language_ability', 'registration.education', 'registration.skill', 'registration.work', 'registration.wish', 'registration.marriage', 'registration.relative', 'registration.flight', 'registration.flight_protected', 'registration.flight_leg', 'registration.flight_incident', 'registration.flight_incident_protected', 'registration.intention', 'registration.not_answered', 'registration.photo', 'registration.attachment', 'registration.note', 'registration.issued_document', 'registration.issued_document_key', 'registration.correction_request', 'store.attachment');

-- As for every child since 0012: what is written beside a person while they change offices goes with them.
do $$
declare
  child text;
begin
  foreach child in array '{language_ability,education,skill,work,wish,marriage,relative,flight,flight_leg,flight_incident,intention,not_answered}'::text[]
  loop
    execute format('create trigger a_0_hold before insert on registration.%I for each row when (session_user = ''nansen_app'')
      execute function registration.hold_root(%L)', child, 'individual');
  end loop;
end $$;

-- A relative or a spouse who is registered is named to nobody whom a restriction keeps from them.
create policy out_of_sight on registration.relative as restrictive to nansen_app
  using (registered_as is null or sha256(uuid_send(registered_as)) <> all ((select auth.out_of_sight())::bytea[]));
create policy out_of_sight on registration.marriage as restrictive to nansen_app
  using (spouse is null or sha256(uuid_send(spouse)) <> all ((select auth.out_of_sight())::bytea[]));

-- Nobody is counted less than not at all.
alter table registration.pre_registration add check (least(female_0_4, male_0_4, female_5_11, male_5_11, female_12_17, male_12_17,
  female_18_59, male_18_59, female_60, male_60, in_need) >= 0);
alter table registration.pre_registration add check (greatest(female_0_4, male_0_4, female_5_11, male_5_11, female_12_17, male_12_17,
  female_18_59, male_18_59, female_60, male_60, in_need) <= 100000);
alter table registration.skill add check (years between 0 and 90);

-- Which questions of a person have an answer that the asker may write and not read: that there is one, never what it is.
create function registration.answered_unseen(person uuid) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select array_remove(array[case when p.religion is not null then 'religion' end, case when p.ethnicity is not null then 'ethnicity' end], null)
    from registration.individual i join registration.individual_protected p on p.id = i.id
    where i.id = person and auth.may('registration', 'read', 'personal', i.office_id, i.owner_id, i.id, i.restriction_group));
end $$;
revoke execute on function registration.answered_unseen(uuid) from public;
grant execute on function registration.answered_unseen(uuid) to nansen_app;
