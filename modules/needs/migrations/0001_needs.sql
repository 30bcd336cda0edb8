-- Generated from the definition of needs. Read it, then commit it.

create schema needs authorization nansen_migrator;

grant usage on schema needs to nansen_app;

create table needs.need (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'flagged' check (state in ('flagged', 'confirmed', 'resolved', 'not-confirmed', 'lapsed')),
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
  need text,
  priority boolean,
  list_version text check (char_length(list_version) between 1 and 40),
  found_by text not null check (found_by in ('registration', 'protection', 'partner', 'person', 'suggested-by-data', 'imported')),
  identified_on date not null,
  severity text check (severity in ('urgent', 'high', 'medium', 'low')),
  what_is_needed text check (char_length(what_is_needed) between 1 and 10000),
  assessed_by uuid,
  resolved_by uuid,
  outcome text check (outcome in ('addressed', 'no-longer-there', 'not-confirmed', 'said-in-error', 'left-the-operation'))
);
create index on needs.need (office_id, id);
create index on needs.need (owner_id, id) where owner_id is not null;
create index on needs.need (subject);
create index on needs.need (assessed_by);
create index on needs.need (resolved_by);
alter table needs.need enable row level security;
alter table needs.need force row level security;
create policy keeper on needs.need to nansen_migrator using (true) with check (true);
create policy restricted on needs.need as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.need for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.need for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.need for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on needs.need for each row execute function store.check_move('needs', 'flagged>confirmed|change||severity', 'flagged>not-confirmed|change||outcome', 'confirmed>resolved|change||outcome', 'resolved>flagged|change||', 'not-confirmed>flagged|change||', 'lapsed>flagged|change||', 'flagged>lapsed|system||', 'confirmed>lapsed|system||');
create trigger e_initial before insert on needs.need for each row execute function store.check_initial('flagged', 'lapsed');
create trigger b_stamp before insert or update on needs.need for each row execute function store.stamp();
create trigger c_codes before insert or update on needs.need for each row execute function ref.check_codes('need', 'need');
create trigger z_log after insert or update or delete on needs.need for each row execute function change.log('needs', 'need', 'open');
grant select, insert on needs.need to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, need, priority, list_version, found_by, identified_on, severity, what_is_needed, assessed_by, resolved_by, outcome) on needs.need to nansen_app;
create table needs.need_protected (
  id uuid primary key references needs.need,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  confidential_need text,
  remarks text check (char_length(remarks) between 1 and 10000),
  outcome_remarks text check (char_length(outcome_remarks) between 1 and 10000)
);
create index on needs.need_protected (office_id, id);
create index on needs.need_protected (root_id);
alter table needs.need_protected enable row level security;
alter table needs.need_protected force row level security;
create policy keeper on needs.need_protected to nansen_migrator using (true) with check (true);
create policy restricted on needs.need_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.need_protected for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'protected'))::uuid[]));
create policy add on needs.need_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'protected'))::uuid[]));
create policy change on needs.need_protected for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on needs.need_protected for each row execute function store.copy_owner('needs.need', 'id');
create trigger b_needs_ciphertext before insert or update on needs.need_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on needs.need_protected for each row execute function change.log('needs', 'need', 'protected');
grant select, insert on needs.need_protected to nansen_app;
grant update (change_ct, confidential_need, remarks, outcome_remarks) on needs.need_protected to nansen_app;

create table needs.member (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
  role text not null check (role in ('person')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on needs.member (office_id, id);
create index on needs.member (owner_id, id) where owner_id is not null;
create index on needs.member (root_id);
create index on needs.member (parent_id);
create index on needs.member (individual);
alter table needs.member enable row level security;
alter table needs.member force row level security;
create policy keeper on needs.member to nansen_migrator using (true) with check (true);
create policy restricted on needs.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.member for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.member for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.member for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.member for each row execute function change.log('needs', 'member', 'open');
grant select, insert on needs.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on needs.member to nansen_app;

create table needs.task (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.task (office_id, id);
create index on needs.task (owner_id, id) where owner_id is not null;
create index on needs.task (root_id);
create index on needs.task (parent_id);
create index on needs.task (for_staff);
create index on needs.task (about);
create index on needs.task (done_by);
alter table needs.task enable row level security;
alter table needs.task force row level security;
create policy keeper on needs.task to nansen_migrator using (true) with check (true);
create policy restricted on needs.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.task for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.task for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.task for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.task for each row execute function change.log('needs', 'task', 'open');
grant select, insert on needs.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on needs.task to nansen_app;

create table needs.note (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.note (office_id, id);
create index on needs.note (owner_id, id) where owner_id is not null;
create index on needs.note (root_id);
create index on needs.note (parent_id);
create index on needs.note (sealed_for);
create index on needs.note (about);
alter table needs.note enable row level security;
alter table needs.note force row level security;
create policy keeper on needs.note to nansen_migrator using (true) with check (true);
create policy restricted on needs.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.note for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.note for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.note for each row execute function change.log('needs', 'note', 'open');
grant select, insert on needs.note to nansen_app;
create table needs.note_protected (
  id uuid primary key references needs.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on needs.note_protected (office_id, id);
create index on needs.note_protected (root_id);
alter table needs.note_protected enable row level security;
alter table needs.note_protected force row level security;
create policy keeper on needs.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on needs.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'protected'))::uuid[]));
create policy add on needs.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on needs.note_protected for each row execute function store.copy_owner('needs.note', 'id');
create trigger b_needs_ciphertext before insert or update on needs.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on needs.note_protected for each row execute function change.log('needs', 'note', 'protected');
grant select, insert on needs.note_protected to nansen_app;
create table needs.note_sealed (
  id uuid primary key references needs.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on needs.note_sealed (office_id, id);
create index on needs.note_sealed (root_id);
alter table needs.note_sealed enable row level security;
alter table needs.note_sealed force row level security;
create policy keeper on needs.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on needs.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'protected'))::uuid[]));
create policy add on needs.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on needs.note_sealed for each row execute function store.copy_owner('needs.note', 'id');
create trigger b_needs_ciphertext before insert or update on needs.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on needs.note_sealed for each row execute function change.log('needs', 'note', 'sealed');
grant select, insert on needs.note_sealed to nansen_app;

create table needs.referral (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.referral (office_id, id);
create index on needs.referral (owner_id, id) where owner_id is not null;
create index on needs.referral (root_id);
create index on needs.referral (parent_id);
create index on needs.referral (to_staff);
create index on needs.referral (to_office);
create index on needs.referral (to_organisation);
create index on needs.referral (about);
create index on needs.referral (answered_by);
alter table needs.referral enable row level security;
alter table needs.referral force row level security;
create policy keeper on needs.referral to nansen_migrator using (true) with check (true);
create policy restricted on needs.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.referral for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.referral for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.referral for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.referral for each row execute function change.log('needs', 'referral', 'open');
grant select, insert on needs.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on needs.referral to nansen_app;

create table needs.handover (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.handover (office_id, id);
create index on needs.handover (owner_id, id) where owner_id is not null;
create index on needs.handover (root_id);
create index on needs.handover (parent_id);
create index on needs.handover (from_office);
create index on needs.handover (to_office);
create index on needs.handover (answered_by);
alter table needs.handover enable row level security;
alter table needs.handover force row level security;
create policy keeper on needs.handover to nansen_migrator using (true) with check (true);
create policy restricted on needs.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.handover for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.handover for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.handover for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.handover for each row execute function change.log('needs', 'handover', 'open');
grant select, insert on needs.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on needs.handover to nansen_app;

create table needs.watcher (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.watcher (office_id, id);
create index on needs.watcher (owner_id, id) where owner_id is not null;
create index on needs.watcher (root_id);
create index on needs.watcher (parent_id);
create index on needs.watcher (staff);
alter table needs.watcher enable row level security;
alter table needs.watcher force row level security;
create policy keeper on needs.watcher to nansen_migrator using (true) with check (true);
create policy restricted on needs.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.watcher for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.watcher for each row execute function change.log('needs', 'watcher', 'open');
grant select, insert on needs.watcher to nansen_app;
grant update (withdrawn_at, staff) on needs.watcher to nansen_app;

create table needs.link (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.link (office_id, id);
create index on needs.link (owner_id, id) where owner_id is not null;
create index on needs.link (root_id);
create index on needs.link (parent_id);
create index on needs.link (to_case);
alter table needs.link enable row level security;
alter table needs.link force row level security;
create policy keeper on needs.link to nansen_migrator using (true) with check (true);
create policy restricted on needs.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.link for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.link for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.link for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.link for each row execute function change.log('needs', 'link', 'open');
grant select, insert on needs.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on needs.link to nansen_app;

create table needs.clock (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.clock (office_id, id);
create index on needs.clock (owner_id, id) where owner_id is not null;
create index on needs.clock (root_id);
create index on needs.clock (parent_id);
alter table needs.clock enable row level security;
alter table needs.clock force row level security;
create policy keeper on needs.clock to nansen_migrator using (true) with check (true);
create policy restricted on needs.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.clock for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.clock for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.clock for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.clock for each row execute function change.log('needs', 'clock', 'open');
grant select, insert on needs.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on needs.clock to nansen_app;

create table needs.stage (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.stage (office_id, id);
create index on needs.stage (owner_id, id) where owner_id is not null;
create index on needs.stage (root_id);
create index on needs.stage (parent_id);
alter table needs.stage enable row level security;
alter table needs.stage force row level security;
create policy keeper on needs.stage to nansen_migrator using (true) with check (true);
create policy restricted on needs.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.stage for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.stage for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.stage for each row execute function change.log('needs', 'stage', 'open');
grant select, insert on needs.stage to nansen_app;

create table needs.step (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
  kind text not null check (kind in ('visit', 'counselling', 'referral', 'medical-care', 'safe-shelter', 'assistive-device', 'material-help', 'family-contact', 'legal-help', 'other')),
  done_on date not null,
  done_by uuid,
  came_of_it text check (char_length(came_of_it) between 1 and 10000)
);
create index on needs.step (office_id, id);
create index on needs.step (owner_id, id) where owner_id is not null;
create index on needs.step (root_id);
create index on needs.step (parent_id);
create index on needs.step (done_by);
alter table needs.step enable row level security;
alter table needs.step force row level security;
create policy keeper on needs.step to nansen_migrator using (true) with check (true);
create policy restricted on needs.step as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.step for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.step for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.step for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.step for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.step for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.step for each row execute function change.log('needs', 'step', 'open');
grant select, insert on needs.step to nansen_app;
grant update (withdrawn_at, kind, done_on, done_by, came_of_it) on needs.step to nansen_app;

create function needs.need_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.need r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.need_known(uuid[]) from public;
grant execute on function needs.need_known(uuid[]) to nansen_app;

create function needs.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.member_known(uuid[]) from public;
grant execute on function needs.member_known(uuid[]) to nansen_app;

create function needs.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.task_known(uuid[]) from public;
grant execute on function needs.task_known(uuid[]) to nansen_app;

create function needs.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.note_known(uuid[]) from public;
grant execute on function needs.note_known(uuid[]) to nansen_app;

create function needs.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.referral_known(uuid[]) from public;
grant execute on function needs.referral_known(uuid[]) to nansen_app;

create function needs.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.handover_known(uuid[]) from public;
grant execute on function needs.handover_known(uuid[]) to nansen_app;

create function needs.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.watcher_known(uuid[]) from public;
grant execute on function needs.watcher_known(uuid[]) to nansen_app;

create function needs.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.link_known(uuid[]) from public;
grant execute on function needs.link_known(uuid[]) to nansen_app;

create function needs.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.clock_known(uuid[]) from public;
grant execute on function needs.clock_known(uuid[]) to nansen_app;

create function needs.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.stage_known(uuid[]) from public;
grant execute on function needs.stage_known(uuid[]) to nansen_app;

create function needs.step_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.step r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.step_known(uuid[]) from public;
grant execute on function needs.step_known(uuid[]) to nansen_app;

alter table needs.need add foreign key (subject) references registration.individual on delete restrict;
alter table needs.need add foreign key (assessed_by) references auth.staff on delete restrict;
alter table needs.need add foreign key (resolved_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on needs.need for each row execute function store.check_references('subject', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on needs.need for each row execute function store.spread_owner('needs.need_protected', 'needs.member', 'needs.task', 'needs.note', 'needs.note_protected', 'needs.note_sealed', 'needs.referral', 'needs.handover', 'needs.watcher', 'needs.link', 'needs.clock', 'needs.stage', 'needs.step', 'store.attachment');

alter table needs.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on needs.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table needs.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table needs.task add foreign key (about) references registration.individual on delete restrict;
alter table needs.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on needs.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table needs.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on needs.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table needs.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table needs.referral add foreign key (to_office) references auth.office on delete restrict;
alter table needs.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table needs.referral add foreign key (about) references registration.individual on delete restrict;
alter table needs.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on needs.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table needs.handover add foreign key (from_office) references auth.office on delete restrict;
alter table needs.handover add foreign key (to_office) references auth.office on delete restrict;
alter table needs.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table needs.watcher add foreign key (staff) references auth.staff on delete restrict;

alter table needs.step add foreign key (done_by) references auth.staff on delete restrict;

-- What makes it a case: docs/decisions/0045.

create unique index on needs.need (number);
create index on needs.need (office_id, state, state_since);
create trigger c_case_number before insert or update on needs.need for each row execute function cases.number_it('needs');
create trigger c_case_sign before update on needs.need for each row when (current_user = 'nansen_app') execute function cases.sign_it('needs');
create trigger f_case_ready before update of state on needs.need for each row when (current_user = 'nansen_app') execute function cases.check_ready('needs');
create trigger y_case_after after insert or update on needs.need for each row when (current_user = 'nansen_app') execute function cases.after_change('needs', 'person');
create trigger y_case_after_system after insert or update on needs.need for each row when (current_user <> 'nansen_app') execute function cases.after_change('needs', 'system');
create trigger e_oneself before insert or update on needs.need for each row execute function store.only_oneself('assessed_by', 'resolved_by');

create unique index on needs.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on needs.member for each row execute function cases.after_member('needs', 'need', 'registration.individual');
create trigger y_needs_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('needs', 'need');

create index on needs.task (for_staff, due_at) where status = 'open';
create index on needs.task (office_id, due_at) where status = 'open';
create index on needs.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on needs.task for each row when (current_user = 'nansen_app') execute function cases.before_task('needs');
create index on needs.clock (due_at) where status = 'running';
create unique index on needs.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on needs.clock, needs.stage, needs.referral, needs.handover from nansen_app;

create policy out_of_sight_subject on needs.need as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on needs.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on needs.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on needs.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on needs.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on needs.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on needs.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('needs', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on needs.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on needs.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from needs.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('needs', 'note');
