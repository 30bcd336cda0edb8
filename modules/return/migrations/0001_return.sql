-- Generated from the definition of return. Read it, then commit it.

create schema return authorization nansen_migrator;

grant usage on schema return to nansen_app;

create table return.file (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'interested' check (state in ('interested', 'counselled', 'signed', 'verified', 'cleared', 'scheduled', 'on-hold', 'departed', 'arrived', 'monitored', 'withdrawn', 'refused')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  subject uuid not null,
  number text check (char_length(number) between 1 and 40),
  team text check (char_length(team) between 1 and 80),
  state_since timestamptz,
  form_version integer,
  interest_on date not null,
  interest_how text not null check (interest_how in ('in-person', 'phone', 'hotline', 'survey', 'community', 'partner', 'go-and-see')),
  kind text not null check (kind in ('facilitated', 'promoted')),
  to_country text,
  to_province text check (char_length(to_province) between 1 and 120),
  to_district text check (char_length(to_district) between 1 and 120),
  to_place text check (char_length(to_place) between 1 and 120),
  goods text check (char_length(goods) between 1 and 1000),
  needs_on_the_way text check (char_length(needs_on_the_way) between 1 and 1000),
  exit_debts text check (exit_debts in ('none', 'settled', 'open')),
  convoy uuid,
  reconfirmed_on date,
  departed_on date,
  arrived_on date,
  arrived_at text check (char_length(arrived_at) between 1 and 120),
  hold_because text check (hold_because in ('child', 'procedure-open', 'clearance', 'health', 'security', 'documents', 'person-asks', 'other')),
  refused_because text check (refused_because in ('not-voluntary', 'clearance-rejected', 'not-best-for-child', 'not-safe', 'other')),
  held_from text check (char_length(held_from) between 1 and 40),
  counselled_by uuid,
  signed_by uuid,
  verified_by uuid,
  departure_by uuid,
  refused_by uuid
);
create index on return.file (office_id, id);
create index on return.file (owner_id, id) where owner_id is not null;
create index on return.file (subject);
create index on return.file (convoy);
create index on return.file (counselled_by);
create index on return.file (signed_by);
create index on return.file (verified_by);
create index on return.file (departure_by);
create index on return.file (refused_by);
alter table return.file enable row level security;
alter table return.file force row level security;
create policy keeper on return.file to nansen_migrator using (true) with check (true);
create policy restricted on return.file as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.file for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.file for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.file for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on return.file for each row execute function store.check_move('return', 'interested>counselled|change||', 'counselled>signed|change||', 'signed>verified|approve|signed_by,counselled_by|', 'signed>counselled|approve||', 'verified>cleared|change||', 'cleared>scheduled|change||', 'scheduled>departed|change||reconfirmed_on,departed_on', 'scheduled>cleared|change||', 'departed>arrived|change||arrived_on', 'arrived>monitored|change||', 'interested>on-hold|change||hold_because', 'counselled>on-hold|change||hold_because', 'signed>on-hold|change||hold_because', 'verified>on-hold|change||hold_because', 'cleared>on-hold|change||hold_because', 'scheduled>on-hold|change||hold_because', 'on-hold>interested|change||', 'interested>withdrawn|change||', 'counselled>withdrawn|change||', 'signed>withdrawn|change||', 'verified>withdrawn|change||', 'cleared>withdrawn|change||', 'scheduled>withdrawn|change||', 'on-hold>withdrawn|change||', 'interested>refused|approve||refused_because', 'counselled>refused|approve||refused_because', 'signed>refused|approve||refused_because', 'verified>refused|approve||refused_because', 'cleared>refused|approve||refused_because', 'scheduled>refused|approve||refused_because', 'on-hold>refused|approve||refused_because', 'withdrawn>interested|change||', 'refused>interested|change||', 'signed>counselled|system||', 'verified>counselled|system||', 'cleared>counselled|system||', 'scheduled>counselled|system||', 'interested>withdrawn|system||', 'counselled>withdrawn|system||', 'signed>withdrawn|system||', 'verified>withdrawn|system||', 'cleared>withdrawn|system||', 'scheduled>withdrawn|system||', 'on-hold>withdrawn|system||');
create trigger e_initial before insert on return.file for each row execute function store.check_initial('interested', 'withdrawn');
create trigger b_stamp before insert or update on return.file for each row execute function store.stamp();
create trigger c_codes before insert or update on return.file for each row execute function ref.check_codes('to_country', 'country');
create trigger z_log after insert or update or delete on return.file for each row execute function change.log('return', 'file', 'open');
grant select, insert on return.file to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, form_version, interest_on, interest_how, kind, to_country, to_province, to_district, to_place, goods, needs_on_the_way, exit_debts, convoy, reconfirmed_on, departed_on, arrived_on, arrived_at, hold_because, refused_because, held_from, counselled_by, signed_by, verified_by, departure_by, refused_by) on return.file to nansen_app;
create table return.file_protected (
  id uuid primary key references return.file,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  contact_there text check (char_length(contact_there) between 1 and 1000),
  withdrawn_because text check (char_length(withdrawn_because) between 1 and 2000)
);
create index on return.file_protected (office_id, id);
create index on return.file_protected (root_id);
alter table return.file_protected enable row level security;
alter table return.file_protected force row level security;
create policy keeper on return.file_protected to nansen_migrator using (true) with check (true);
create policy restricted on return.file_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.file_protected for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.file_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create policy change on return.file_protected for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.file_protected for each row execute function store.copy_owner('return.file', 'id');
create trigger b_needs_ciphertext before insert or update on return.file_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.file_protected for each row execute function change.log('return', 'file', 'protected');
grant select, insert on return.file_protected to nansen_app;
grant update (change_ct, contact_there, withdrawn_because) on return.file_protected to nansen_app;

create table return.member (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  role text not null check (role in ('head', 'adult', 'child', 'unaccompanied-child')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on return.member (office_id, id);
create index on return.member (owner_id, id) where owner_id is not null;
create index on return.member (root_id);
create index on return.member (parent_id);
create index on return.member (individual);
alter table return.member enable row level security;
alter table return.member force row level security;
create policy keeper on return.member to nansen_migrator using (true) with check (true);
create policy restricted on return.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.member for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.member for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.member for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.member for each row execute function change.log('return', 'member', 'open');
grant select, insert on return.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on return.member to nansen_app;

create table return.task (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  kind text not null check (char_length(kind) between 1 and 60),
  what text check (char_length(what) between 1 and 2000),
  for_staff uuid,
  about uuid,
  due_at timestamptz,
  status text not null check (status in ('open', 'done', 'withdrawn')),
  cause text not null check (cause in ('person', 'clock', 'event', 'referral')),
  because text check (char_length(because) between 1 and 100),
  escalated_at timestamptz,
  done_by uuid,
  done_at timestamptz,
  result text check (char_length(result) between 1 and 2000)
);
create index on return.task (office_id, id);
create index on return.task (owner_id, id) where owner_id is not null;
create index on return.task (root_id);
create index on return.task (parent_id);
create index on return.task (for_staff);
create index on return.task (about);
create index on return.task (done_by);
alter table return.task enable row level security;
alter table return.task force row level security;
create policy keeper on return.task to nansen_migrator using (true) with check (true);
create policy restricted on return.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.task for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.task for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.task for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.task for each row execute function change.log('return', 'task', 'open');
grant select, insert on return.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on return.task to nansen_app;

create table return.note (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  level text not null check (level in ('ordinary', 'restricted', 'sealed')),
  text text check (char_length(text) between 1 and 10000),
  sealed_for uuid,
  about uuid
);
create index on return.note (office_id, id);
create index on return.note (owner_id, id) where owner_id is not null;
create index on return.note (root_id);
create index on return.note (parent_id);
create index on return.note (sealed_for);
create index on return.note (about);
alter table return.note enable row level security;
alter table return.note force row level security;
create policy keeper on return.note to nansen_migrator using (true) with check (true);
create policy restricted on return.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.note for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.note for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.note for each row execute function change.log('return', 'note', 'open');
grant select, insert on return.note to nansen_app;
create table return.note_protected (
  id uuid primary key references return.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on return.note_protected (office_id, id);
create index on return.note_protected (root_id);
alter table return.note_protected enable row level security;
alter table return.note_protected force row level security;
create policy keeper on return.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on return.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.note_protected for each row execute function store.copy_owner('return.note', 'id');
create trigger b_needs_ciphertext before insert or update on return.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.note_protected for each row execute function change.log('return', 'note', 'protected');
grant select, insert on return.note_protected to nansen_app;
create table return.note_sealed (
  id uuid primary key references return.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on return.note_sealed (office_id, id);
create index on return.note_sealed (root_id);
alter table return.note_sealed enable row level security;
alter table return.note_sealed force row level security;
create policy keeper on return.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on return.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.note_sealed for each row execute function store.copy_owner('return.note', 'id');
create trigger b_needs_ciphertext before insert or update on return.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.note_sealed for each row execute function change.log('return', 'note', 'sealed');
grant select, insert on return.note_sealed to nansen_app;

create table return.referral (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  to_staff uuid,
  to_role text check (char_length(to_role) between 1 and 60),
  to_office uuid,
  to_organisation uuid,
  about uuid,
  service text not null check (char_length(service) between 1 and 120),
  reason text not null check (char_length(reason) between 1 and 2000),
  priority text not null check (priority in ('urgent', 'soon', 'usual')),
  due_at timestamptz,
  status text not null check (status in ('sent', 'acknowledged', 'accepted', 'rejected', 'done', 'unsuccessful', 'withdrawn')),
  answer text check (char_length(answer) between 1 and 2000),
  answered_by uuid,
  answered_at timestamptz,
  outcome text check (char_length(outcome) between 1 and 2000),
  revoked_at timestamptz
);
create index on return.referral (office_id, id);
create index on return.referral (owner_id, id) where owner_id is not null;
create index on return.referral (root_id);
create index on return.referral (parent_id);
create index on return.referral (to_staff);
create index on return.referral (to_office);
create index on return.referral (to_organisation);
create index on return.referral (about);
create index on return.referral (answered_by);
alter table return.referral enable row level security;
alter table return.referral force row level security;
create policy keeper on return.referral to nansen_migrator using (true) with check (true);
create policy restricted on return.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.referral for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.referral for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.referral for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.referral for each row execute function change.log('return', 'referral', 'open');
grant select, insert on return.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on return.referral to nansen_app;

create table return.handover (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  from_office uuid not null,
  to_office uuid not null,
  because text not null check (char_length(because) between 1 and 2000),
  status text not null check (status in ('asked', 'accepted', 'refused', 'withdrawn')),
  answer text check (char_length(answer) between 1 and 2000),
  answered_by uuid,
  answered_at timestamptz,
  arrived text check (char_length(arrived) between 1 and 400)
);
create index on return.handover (office_id, id);
create index on return.handover (owner_id, id) where owner_id is not null;
create index on return.handover (root_id);
create index on return.handover (parent_id);
create index on return.handover (from_office);
create index on return.handover (to_office);
create index on return.handover (answered_by);
alter table return.handover enable row level security;
alter table return.handover force row level security;
create policy keeper on return.handover to nansen_migrator using (true) with check (true);
create policy restricted on return.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.handover for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.handover for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.handover for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.handover for each row execute function change.log('return', 'handover', 'open');
grant select, insert on return.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on return.handover to nansen_app;

create table return.appointment (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  individual uuid,
  kind text not null check (kind in ('interview', 'counselling', 'assessment', 'home-visit', 'panel', 'other')),
  starts_at timestamptz not null,
  minutes integer not null,
  officer uuid,
  unit text check (char_length(unit) between 1 and 80),
  room uuid,
  language text,
  interpreter_sex text check (interpreter_sex in ('female', 'male')),
  said text check (char_length(said) between 1 and 300),
  override_because text check (char_length(override_because) between 1 and 500),
  status text not null check (status in ('planned', 'came', 'no-show', 'cancelled', 'postponed')),
  no_show_because text check (no_show_because in ('not-reached', 'ill', 'no-transport', 'afraid', 'moved', 'other', 'not-known')),
  next_step text check (next_step in ('book-again', 'call', 'visit', 'none')),
  reminded_at timestamptz,
  reminded_by text check (reminded_by in ('call', 'message', 'in-person', 'letter'))
);
create index on return.appointment (office_id, id);
create index on return.appointment (owner_id, id) where owner_id is not null;
create index on return.appointment (root_id);
create index on return.appointment (parent_id);
create index on return.appointment (individual);
create index on return.appointment (officer);
create index on return.appointment (room);
alter table return.appointment enable row level security;
alter table return.appointment force row level security;
create policy keeper on return.appointment to nansen_migrator using (true) with check (true);
create policy restricted on return.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.appointment for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on return.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on return.appointment for each row execute function change.log('return', 'appointment', 'open');
grant select, insert on return.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on return.appointment to nansen_app;
create table return.appointment_protected (
  id uuid primary key references return.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on return.appointment_protected (office_id, id);
create index on return.appointment_protected (root_id);
alter table return.appointment_protected enable row level security;
alter table return.appointment_protected force row level security;
create policy keeper on return.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on return.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create policy change on return.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.appointment_protected for each row execute function store.copy_owner('return.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on return.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.appointment_protected for each row execute function change.log('return', 'appointment', 'protected');
grant select, insert on return.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on return.appointment_protected to nansen_app;

create table return.transcript (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  appointment uuid not null,
  edition integer not null,
  began_at timestamptz,
  ended_at timestamptz,
  read_back boolean not null,
  not_read_back_because text check (char_length(not_read_back_because) between 1 and 500),
  signed boolean not null,
  signed_by uuid,
  signed_at timestamptz
);
create index on return.transcript (office_id, id);
create index on return.transcript (owner_id, id) where owner_id is not null;
create index on return.transcript (root_id);
create index on return.transcript (parent_id);
create index on return.transcript (appointment);
create index on return.transcript (signed_by);
alter table return.transcript enable row level security;
alter table return.transcript force row level security;
create policy keeper on return.transcript to nansen_migrator using (true) with check (true);
create policy restricted on return.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.transcript for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.transcript for each row execute function change.log('return', 'transcript', 'open');
grant select, insert on return.transcript to nansen_app;
create table return.transcript_protected (
  id uuid primary key references return.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on return.transcript_protected (office_id, id);
create index on return.transcript_protected (root_id);
alter table return.transcript_protected enable row level security;
alter table return.transcript_protected force row level security;
create policy keeper on return.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on return.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.transcript_protected for each row execute function store.copy_owner('return.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on return.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.transcript_protected for each row execute function change.log('return', 'transcript', 'protected');
grant select, insert on return.transcript_protected to nansen_app;

create table return.approval (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  kind text not null check (char_length(kind) between 1 and 60),
  why text not null check (char_length(why) between 1 and 2000),
  asked_by uuid,
  status text not null check (status in ('asked', 'agreed', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  answer text check (char_length(answer) between 1 and 2000)
);
create index on return.approval (office_id, id);
create index on return.approval (owner_id, id) where owner_id is not null;
create index on return.approval (root_id);
create index on return.approval (parent_id);
create index on return.approval (asked_by);
create index on return.approval (decided_by);
alter table return.approval enable row level security;
alter table return.approval force row level security;
create policy keeper on return.approval to nansen_migrator using (true) with check (true);
create policy restricted on return.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.approval for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.approval for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.approval for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.approval for each row execute function change.log('return', 'approval', 'open');
grant select, insert on return.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on return.approval to nansen_app;

create table return.watcher (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  staff uuid not null
);
create index on return.watcher (office_id, id);
create index on return.watcher (owner_id, id) where owner_id is not null;
create index on return.watcher (root_id);
create index on return.watcher (parent_id);
create index on return.watcher (staff);
alter table return.watcher enable row level security;
alter table return.watcher force row level security;
create policy keeper on return.watcher to nansen_migrator using (true) with check (true);
create policy restricted on return.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.watcher for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.watcher for each row execute function change.log('return', 'watcher', 'open');
grant select, insert on return.watcher to nansen_app;
grant update (withdrawn_at, staff) on return.watcher to nansen_app;

create table return.link (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  kind text not null check (char_length(kind) between 1 and 60),
  to_module text not null check (char_length(to_module) between 1 and 60),
  to_case uuid not null
);
create index on return.link (office_id, id);
create index on return.link (owner_id, id) where owner_id is not null;
create index on return.link (root_id);
create index on return.link (parent_id);
create index on return.link (to_case);
alter table return.link enable row level security;
alter table return.link force row level security;
create policy keeper on return.link to nansen_migrator using (true) with check (true);
create policy restricted on return.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.link for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.link for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.link for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.link for each row execute function change.log('return', 'link', 'open');
grant select, insert on return.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on return.link to nansen_app;

create table return.clock (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  name text not null check (char_length(name) between 1 and 60),
  started_at timestamptz not null,
  due_at timestamptz not null,
  status text not null check (status in ('running', 'paused', 'met', 'expired', 'ended')),
  paused_at timestamptz,
  ended_at timestamptz
);
create index on return.clock (office_id, id);
create index on return.clock (owner_id, id) where owner_id is not null;
create index on return.clock (root_id);
create index on return.clock (parent_id);
alter table return.clock enable row level security;
alter table return.clock force row level security;
create policy keeper on return.clock to nansen_migrator using (true) with check (true);
create policy restricted on return.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.clock for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.clock for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.clock for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.clock for each row execute function change.log('return', 'clock', 'open');
grant select, insert on return.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on return.clock to nansen_app;

create table return.stage (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  from_state text check (char_length(from_state) between 1 and 60),
  to_state text not null check (char_length(to_state) between 1 and 60),
  entered_at timestamptz not null,
  by_system boolean not null
);
create index on return.stage (office_id, id);
create index on return.stage (owner_id, id) where owner_id is not null;
create index on return.stage (root_id);
create index on return.stage (parent_id);
alter table return.stage enable row level security;
alter table return.stage force row level security;
create policy keeper on return.stage to nansen_migrator using (true) with check (true);
create policy restricted on return.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.stage for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.stage for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.stage for each row execute function change.log('return', 'stage', 'open');
grant select, insert on return.stage to nansen_app;

create table return.counselling (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  held_on date not null,
  apart boolean not null,
  language text,
  topics text[] not null check (topics <@ array['safety-there', 'land-and-houses', 'amnesty', 'papers', 'mines', 'schools-and-health', 'help-on-the-way', 'right-to-stay', 'may-change-mind', 'status-ends'])
);
create index on return.counselling (office_id, id);
create index on return.counselling (owner_id, id) where owner_id is not null;
create index on return.counselling (root_id);
create index on return.counselling (parent_id);
create index on return.counselling (individual);
alter table return.counselling enable row level security;
alter table return.counselling force row level security;
create policy keeper on return.counselling to nansen_migrator using (true) with check (true);
create policy restricted on return.counselling as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.counselling for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.counselling for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.counselling for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.counselling for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.counselling for each row execute function store.stamp();
create trigger c_codes before insert or update on return.counselling for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on return.counselling for each row execute function change.log('return', 'counselling', 'open');
grant select, insert on return.counselling to nansen_app;
grant update (withdrawn_at, individual, held_on, apart, language, topics) on return.counselling to nansen_app;
create table return.counselling_protected (
  id uuid primary key references return.counselling,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter text check (char_length(interpreter) between 1 and 120),
  asked text check (char_length(asked) between 1 and 2000)
);
create index on return.counselling_protected (office_id, id);
create index on return.counselling_protected (root_id);
alter table return.counselling_protected enable row level security;
alter table return.counselling_protected force row level security;
create policy keeper on return.counselling_protected to nansen_migrator using (true) with check (true);
create policy restricted on return.counselling_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.counselling_protected for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.counselling_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create policy change on return.counselling_protected for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.counselling_protected for each row execute function store.copy_owner('return.counselling', 'id');
create trigger b_needs_ciphertext before insert or update on return.counselling_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.counselling_protected for each row execute function change.log('return', 'counselling', 'protected');
grant select, insert on return.counselling_protected to nansen_app;
grant update (change_ct, interpreter, asked) on return.counselling_protected to nansen_app;

create table return.interview (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  held_on date not null,
  alone boolean not null,
  finding text not null check (finding in ('voluntary', 'not-voluntary', 'unsure')),
  newest boolean not null
);
create index on return.interview (office_id, id);
create index on return.interview (owner_id, id) where owner_id is not null;
create index on return.interview (root_id);
create index on return.interview (parent_id);
create index on return.interview (individual);
alter table return.interview enable row level security;
alter table return.interview force row level security;
create policy keeper on return.interview to nansen_migrator using (true) with check (true);
create policy restricted on return.interview as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.interview for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.interview for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.interview for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.interview for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.interview for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.interview for each row execute function change.log('return', 'interview', 'open');
grant select, insert on return.interview to nansen_app;
grant update (withdrawn_at, individual, held_on, alone, finding, newest) on return.interview to nansen_app;
create table return.interview_protected (
  id uuid primary key references return.interview,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  pressures text[] check (pressures <@ array['authorities', 'community', 'family', 'less-help', 'not-safe-here', 'debt', 'rumours', 'armed-group']),
  in_their_words text check (char_length(in_their_words) between 1 and 10000),
  reasons text check (char_length(reasons) between 1 and 10000)
);
create index on return.interview_protected (office_id, id);
create index on return.interview_protected (root_id);
alter table return.interview_protected enable row level security;
alter table return.interview_protected force row level security;
create policy keeper on return.interview_protected to nansen_migrator using (true) with check (true);
create policy restricted on return.interview_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.interview_protected for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.interview_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create policy change on return.interview_protected for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.interview_protected for each row execute function store.copy_owner('return.interview', 'id');
create trigger b_needs_ciphertext before insert or update on return.interview_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.interview_protected for each row execute function change.log('return', 'interview', 'protected');
grant select, insert on return.interview_protected to nansen_app;
grant update (change_ct, pressures, in_their_words, reasons) on return.interview_protected to nansen_app;

create table return.form (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  edition integer not null,
  made_on date not null,
  people integer not null,
  composition text not null check (char_length(composition) between 1 and 10000),
  void_on date,
  void_because text check (void_because in ('other-people', 'newborn', 'new-edition', 'withdrawn'))
);
create index on return.form (office_id, id);
create index on return.form (owner_id, id) where owner_id is not null;
create index on return.form (root_id);
create index on return.form (parent_id);
alter table return.form enable row level security;
alter table return.form force row level security;
create policy keeper on return.form to nansen_migrator using (true) with check (true);
create policy restricted on return.form as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.form for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.form for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.form for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.form for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.form for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.form for each row execute function change.log('return', 'form', 'open');
grant select, insert on return.form to nansen_app;
grant update (withdrawn_at, edition, made_on, people, composition, void_on, void_because) on return.form to nansen_app;

create table return.signature (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  signed_on date not null,
  how text not null check (how in ('signature', 'thumbprint', 'by-guardian')),
  guardian text check (char_length(guardian) between 1 and 120),
  read_out boolean not null,
  edition integer not null,
  void_on date
);
create index on return.signature (office_id, id);
create index on return.signature (owner_id, id) where owner_id is not null;
create index on return.signature (root_id);
create index on return.signature (parent_id);
create index on return.signature (individual);
alter table return.signature enable row level security;
alter table return.signature force row level security;
create policy keeper on return.signature to nansen_migrator using (true) with check (true);
create policy restricted on return.signature as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.signature for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.signature for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.signature for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.signature for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.signature for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.signature for each row execute function change.log('return', 'signature', 'open');
grant select, insert on return.signature to nansen_app;
grant update (withdrawn_at, individual, signed_on, how, guardian, read_out, edition, void_on) on return.signature to nansen_app;

create table return.fitness (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  seen_on date not null,
  result text not null check (result in ('fit', 'fit-with-care', 'not-fit')),
  care text check (care in ('escort', 'medical-escort', 'seat', 'ambulance', 'medicine')),
  newest boolean not null
);
create index on return.fitness (office_id, id);
create index on return.fitness (owner_id, id) where owner_id is not null;
create index on return.fitness (root_id);
create index on return.fitness (parent_id);
create index on return.fitness (individual);
alter table return.fitness enable row level security;
alter table return.fitness force row level security;
create policy keeper on return.fitness to nansen_migrator using (true) with check (true);
create policy restricted on return.fitness as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.fitness for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.fitness for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.fitness for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.fitness for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.fitness for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.fitness for each row execute function change.log('return', 'fitness', 'open');
grant select, insert on return.fitness to nansen_app;
grant update (withdrawn_at, individual, seen_on, result, care, newest) on return.fitness to nansen_app;
create table return.fitness_protected (
  id uuid primary key references return.fitness,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  remarks text check (char_length(remarks) between 1 and 2000)
);
create index on return.fitness_protected (office_id, id);
create index on return.fitness_protected (root_id);
alter table return.fitness_protected enable row level security;
alter table return.fitness_protected force row level security;
create policy keeper on return.fitness_protected to nansen_migrator using (true) with check (true);
create policy restricted on return.fitness_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.fitness_protected for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.fitness_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create policy change on return.fitness_protected for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.fitness_protected for each row execute function store.copy_owner('return.fitness', 'id');
create trigger b_needs_ciphertext before insert or update on return.fitness_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.fitness_protected for each row execute function change.log('return', 'fitness', 'protected');
grant select, insert on return.fitness_protected to nansen_app;
grant update (change_ct, remarks) on return.fitness_protected to nansen_app;

create table return.clearance (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  asked_on date not null,
  answer text check (answer in ('accepted', 'rejected', 'query')),
  answered_on date,
  number text check (char_length(number) between 1 and 60),
  newest boolean not null,
  remarks text check (char_length(remarks) between 1 and 2000)
);
create index on return.clearance (office_id, id);
create index on return.clearance (owner_id, id) where owner_id is not null;
create index on return.clearance (root_id);
create index on return.clearance (parent_id);
create index on return.clearance (individual);
alter table return.clearance enable row level security;
alter table return.clearance force row level security;
create policy keeper on return.clearance to nansen_migrator using (true) with check (true);
create policy restricted on return.clearance as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.clearance for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.clearance for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.clearance for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.clearance for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.clearance for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.clearance for each row execute function change.log('return', 'clearance', 'open');
grant select, insert on return.clearance to nansen_app;
grant update (withdrawn_at, individual, asked_on, answer, answered_on, number, newest, remarks) on return.clearance to nansen_app;

create table return.departure (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  outcome text not null check (outcome in ('left', 'did-not-come', 'changed-mind', 'stopped')),
  known_by text check (known_by in ('finger', 'eye', 'face', 'paper', 'exception')),
  known_because text check (char_length(known_because) between 1 and 300),
  papers_taken boolean,
  school_and_health_papers_given boolean
);
create index on return.departure (office_id, id);
create index on return.departure (owner_id, id) where owner_id is not null;
create index on return.departure (root_id);
create index on return.departure (parent_id);
create index on return.departure (individual);
alter table return.departure enable row level security;
alter table return.departure force row level security;
create policy keeper on return.departure to nansen_migrator using (true) with check (true);
create policy restricted on return.departure as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.departure for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.departure for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.departure for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.departure for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.departure for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.departure for each row execute function change.log('return', 'departure', 'open');
grant select, insert on return.departure to nansen_app;
grant update (withdrawn_at, individual, outcome, known_by, known_because, papers_taken, school_and_health_papers_given) on return.departure to nansen_app;

create table return.help (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  kind text not null check (kind in ('cash', 'transport', 'food', 'kit', 'papers', 'medical', 'other')),
  given_on date not null,
  amount ref.money,
  remarks text check (char_length(remarks) between 1 and 300)
);
create index on return.help (office_id, id);
create index on return.help (owner_id, id) where owner_id is not null;
create index on return.help (root_id);
create index on return.help (parent_id);
alter table return.help enable row level security;
alter table return.help force row level security;
create policy keeper on return.help to nansen_migrator using (true) with check (true);
create policy restricted on return.help as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.help for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.help for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.help for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.help for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.help for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.help for each row execute function change.log('return', 'help', 'open');
grant select, insert on return.help to nansen_app;
grant update (withdrawn_at, kind, given_on, amount, remarks) on return.help to nansen_app;

create table return.visit (
  id uuid primary key,
  parent_id uuid not null references return.file,
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
  seen_on date not null,
  how text not null check (how in ('visit', 'phone', 'partner', 'border-post', 'relative')),
  where_they_live text check (where_they_live in ('own-home', 'with-relatives', 'rented', 'camp', 'in-the-open', 'unknown')),
  papers text check (papers in ('all', 'some', 'none')),
  land text check (land in ('got-back', 'disputed', 'lost', 'had-none')),
  children_at_school text check (children_at_school in ('all', 'some', 'none', 'no-children')),
  safe boolean
);
create index on return.visit (office_id, id);
create index on return.visit (owner_id, id) where owner_id is not null;
create index on return.visit (root_id);
create index on return.visit (parent_id);
alter table return.visit enable row level security;
alter table return.visit force row level security;
create policy keeper on return.visit to nansen_migrator using (true) with check (true);
create policy restricted on return.visit as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.visit for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.visit for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.visit for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.visit for each row execute function store.copy_owner('return.file', 'parent_id');
create trigger b_stamp before insert or update on return.visit for each row execute function store.stamp();
create trigger z_log after insert or update or delete on return.visit for each row execute function change.log('return', 'visit', 'open');
grant select, insert on return.visit to nansen_app;
grant update (withdrawn_at, seen_on, how, where_they_live, papers, land, children_at_school, safe) on return.visit to nansen_app;
create table return.visit_protected (
  id uuid primary key references return.visit,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  account text check (char_length(account) between 1 and 10000)
);
create index on return.visit_protected (office_id, id);
create index on return.visit_protected (root_id);
alter table return.visit_protected enable row level security;
alter table return.visit_protected force row level security;
create policy keeper on return.visit_protected to nansen_migrator using (true) with check (true);
create policy restricted on return.visit_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.visit_protected for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[]));
create policy add on return.visit_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'protected'))::uuid[]));
create policy change on return.visit_protected for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on return.visit_protected for each row execute function store.copy_owner('return.visit', 'id');
create trigger b_needs_ciphertext before insert or update on return.visit_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on return.visit_protected for each row execute function change.log('return', 'visit', 'protected');
grant select, insert on return.visit_protected to nansen_app;
grant update (change_ct, account) on return.visit_protected to nansen_app;

create table return.convoy (
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
  name text not null check (char_length(name) between 1 and 120),
  leaves_on date not null,
  from_place text not null check (char_length(from_place) between 1 and 120),
  crossing text check (char_length(crossing) between 1 and 120),
  to_country text not null,
  to_place text not null check (char_length(to_place) between 1 and 120),
  travel text not null check (travel in ('bus', 'truck', 'aeroplane', 'boat', 'train', 'car', 'on-foot')),
  seats integer not null,
  luggage_kilograms integer,
  escort text check (char_length(escort) between 1 and 200),
  status text not null check (status in ('planned', 'left', 'cancelled'))
);
create index on return.convoy (office_id, id);
create index on return.convoy (owner_id, id) where owner_id is not null;
alter table return.convoy enable row level security;
alter table return.convoy force row level security;
create policy keeper on return.convoy to nansen_migrator using (true) with check (true);
create policy restricted on return.convoy as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.convoy for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('return', 'read', 'personal'))::uuid[]));
create policy add on return.convoy for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy change on return.convoy for update to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on return.convoy for each row execute function store.stamp();
create trigger c_codes before insert or update on return.convoy for each row execute function ref.check_codes('to_country', 'country');
create trigger z_log after insert or update or delete on return.convoy for each row execute function change.log('return', 'convoy', 'open');
grant select, insert on return.convoy to nansen_app;
grant update (owner_id, extra, name, leaves_on, from_place, crossing, to_country, to_place, travel, seats, luggage_kilograms, escort, status) on return.convoy to nansen_app;
create table return.convoy_key (
  record_id uuid not null references return.convoy on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on return.convoy_key (key, office_id);
create index on return.convoy_key (root_id);
alter table return.convoy_key enable row level security;
alter table return.convoy_key force row level security;
create policy keeper on return.convoy_key to nansen_migrator using (true) with check (true);
create policy restricted on return.convoy_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on return.convoy_key for select to nansen_app using (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
create policy add on return.convoy_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('return', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'create', 'personal'))::uuid[]));
create policy remove on return.convoy_key for delete to nansen_app using (
    office_id = any ((select auth.reach('return', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('return', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on return.convoy_key for each row execute function store.copy_owner('return.convoy', 'record_id');
grant select, insert, delete on return.convoy_key to nansen_app;

create function return.file_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.file r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.file_known(uuid[]) from public;
grant execute on function return.file_known(uuid[]) to nansen_app;

create function return.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.member_known(uuid[]) from public;
grant execute on function return.member_known(uuid[]) to nansen_app;

create function return.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.task_known(uuid[]) from public;
grant execute on function return.task_known(uuid[]) to nansen_app;

create function return.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.note_known(uuid[]) from public;
grant execute on function return.note_known(uuid[]) to nansen_app;

create function return.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.referral_known(uuid[]) from public;
grant execute on function return.referral_known(uuid[]) to nansen_app;

create function return.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.handover_known(uuid[]) from public;
grant execute on function return.handover_known(uuid[]) to nansen_app;

create function return.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.appointment_known(uuid[]) from public;
grant execute on function return.appointment_known(uuid[]) to nansen_app;

create function return.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.transcript_known(uuid[]) from public;
grant execute on function return.transcript_known(uuid[]) to nansen_app;

create function return.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.approval_known(uuid[]) from public;
grant execute on function return.approval_known(uuid[]) to nansen_app;

create function return.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.watcher_known(uuid[]) from public;
grant execute on function return.watcher_known(uuid[]) to nansen_app;

create function return.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.link_known(uuid[]) from public;
grant execute on function return.link_known(uuid[]) to nansen_app;

create function return.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.clock_known(uuid[]) from public;
grant execute on function return.clock_known(uuid[]) to nansen_app;

create function return.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.stage_known(uuid[]) from public;
grant execute on function return.stage_known(uuid[]) to nansen_app;

create function return.counselling_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.counselling r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.counselling_known(uuid[]) from public;
grant execute on function return.counselling_known(uuid[]) to nansen_app;

create function return.interview_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.interview r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.interview_known(uuid[]) from public;
grant execute on function return.interview_known(uuid[]) to nansen_app;

create function return.form_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.form r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.form_known(uuid[]) from public;
grant execute on function return.form_known(uuid[]) to nansen_app;

create function return.signature_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.signature r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.signature_known(uuid[]) from public;
grant execute on function return.signature_known(uuid[]) to nansen_app;

create function return.fitness_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.fitness r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.fitness_known(uuid[]) from public;
grant execute on function return.fitness_known(uuid[]) to nansen_app;

create function return.clearance_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.clearance r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.clearance_known(uuid[]) from public;
grant execute on function return.clearance_known(uuid[]) to nansen_app;

create function return.departure_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.departure r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.departure_known(uuid[]) from public;
grant execute on function return.departure_known(uuid[]) to nansen_app;

create function return.help_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.help r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.help_known(uuid[]) from public;
grant execute on function return.help_known(uuid[]) to nansen_app;

create function return.visit_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.visit r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.visit_known(uuid[]) from public;
grant execute on function return.visit_known(uuid[]) to nansen_app;

create function return.convoy_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from return.convoy r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('return', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('return', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function return.convoy_known(uuid[]) from public;
grant execute on function return.convoy_known(uuid[]) to nansen_app;

alter table return.file add foreign key (subject) references registration.individual on delete restrict;
alter table return.file add foreign key (convoy) references return.convoy on delete restrict;
alter table return.file add foreign key (counselled_by) references auth.staff on delete restrict;
alter table return.file add foreign key (signed_by) references auth.staff on delete restrict;
alter table return.file add foreign key (verified_by) references auth.staff on delete restrict;
alter table return.file add foreign key (departure_by) references auth.staff on delete restrict;
alter table return.file add foreign key (refused_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on return.file for each row execute function store.check_references('subject', 'registration.individual_known', 'convoy', 'return.convoy_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on return.file for each row execute function store.spread_owner('return.file_protected', 'return.member', 'return.task', 'return.note', 'return.note_protected', 'return.note_sealed', 'return.referral', 'return.handover', 'return.appointment', 'return.appointment_protected', 'return.transcript', 'return.transcript_protected', 'return.approval', 'return.watcher', 'return.link', 'return.clock', 'return.stage', 'return.counselling', 'return.counselling_protected', 'return.interview', 'return.interview_protected', 'return.form', 'return.signature', 'return.fitness', 'return.fitness_protected', 'return.clearance', 'return.departure', 'return.help', 'return.visit', 'return.visit_protected');

alter table return.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on return.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table return.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table return.task add foreign key (about) references registration.individual on delete restrict;
alter table return.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on return.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table return.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on return.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table return.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table return.referral add foreign key (to_office) references auth.office on delete restrict;
alter table return.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table return.referral add foreign key (about) references registration.individual on delete restrict;
alter table return.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on return.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table return.handover add foreign key (from_office) references auth.office on delete restrict;
alter table return.handover add foreign key (to_office) references auth.office on delete restrict;
alter table return.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table return.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table return.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on return.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table return.transcript add foreign key (appointment) references return.appointment on delete restrict;
alter table return.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on return.transcript for each row execute function store.check_references('appointment', 'return.appointment_known');

alter table return.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table return.approval add foreign key (decided_by) references auth.staff on delete restrict;

alter table return.watcher add foreign key (staff) references auth.staff on delete restrict;

alter table return.counselling add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on return.counselling for each row execute function store.check_references('individual', 'registration.individual_known');

alter table return.interview add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on return.interview for each row execute function store.check_references('individual', 'registration.individual_known');

alter table return.signature add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on return.signature for each row execute function store.check_references('individual', 'registration.individual_known');

alter table return.fitness add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on return.fitness for each row execute function store.check_references('individual', 'registration.individual_known');

alter table return.clearance add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on return.clearance for each row execute function store.check_references('individual', 'registration.individual_known');

alter table return.departure add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on return.departure for each row execute function store.check_references('individual', 'registration.individual_known');

create trigger y_spread_owner after update of office_id, owner_id, restriction_group on return.convoy for each row execute function store.spread_owner('return.convoy_key');

-- What makes it a case: docs/decisions/0045.

create unique index on return.file (number);
create index on return.file (office_id, state, state_since) include (id, owner_id, restriction_group, subject);
create index on return.file (state, state_since);
create trigger c_case_number before insert or update on return.file for each row execute function cases.number_it('return');
create trigger c_case_sign before update on return.file for each row when (current_user = 'nansen_app') execute function cases.sign_it('return');
create trigger f_case_ready before update of state on return.file for each row when (current_user = 'nansen_app') execute function cases.check_ready('return');
create trigger y_case_after after insert or update on return.file for each row when (current_user = 'nansen_app') execute function cases.after_change('return', 'person');
create trigger y_case_after_system after insert or update on return.file for each row when (current_user <> 'nansen_app') execute function cases.after_change('return', 'system');
create trigger e_oneself before insert or update on return.file for each row execute function store.only_oneself('counselled_by', 'signed_by', 'verified_by', 'departure_by', 'refused_by');
alter table return.file add check (signed_by <> verified_by);
alter table return.file add check (counselled_by <> verified_by);

create unique index on return.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on return.member for each row execute function cases.after_member('return', 'file', 'registration.individual');
create trigger y_return_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('return', 'file');

create index on return.task (for_staff, due_at) where status = 'open';
create index on return.task (office_id, due_at) where status = 'open';
create index on return.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on return.task for each row when (current_user = 'nansen_app') execute function cases.before_task('return');
create index on return.clock (due_at) where status = 'running';
create unique index on return.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on return.clock, return.stage, return.referral, return.handover from nansen_app;

create policy out_of_sight_subject on return.file as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on return.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on return.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on return.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on return.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on return.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on return.counselling as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on return.interview as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on return.signature as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on return.fitness as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on return.clearance as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on return.departure as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on return.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on return.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('return', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('return', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('return', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on return.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on return.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from return.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('return', 'note');

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on return.appointment (office_id, starts_at);
create index on return.appointment (officer, starts_at);
alter table return.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on return.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('return');
create trigger y_case_book after insert or update on return.appointment for each row execute function cases.book('return');
create trigger y_case_book after insert or update on return.appointment_protected for each row execute function cases.book('return');
create trigger y_case_no_show after update of status on return.appointment for each row execute function cases.after_no_show('return');
create trigger y_case_unbook after delete on return.appointment for each row execute function cases.unbook();
create unique index on return.transcript (appointment, edition);
create unique index on return.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on return.transcript for each row execute function cases.before_transcript('return');
create trigger c_case_lines before insert or update on return.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on return.transcript deferrable initially deferred for each row execute function cases.signed_has_words('return');
alter table return.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on return.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('return');
create unique index on return.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on return.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('return');
create trigger c_case_link before insert or update on return.link for each row when (current_user = 'nansen_app') execute function cases.before_link('return');
-- A link is told to who may know of both cases, by its history neither.
create policy known on return.link as restrictive for select to nansen_app using (cases.knows(to_module, to_case));
insert into change.kept_apart (module, record) values ('return', 'link') on conflict do nothing;
create trigger y_case_forgotten after delete on return.file for each row execute function cases.forget('return');
