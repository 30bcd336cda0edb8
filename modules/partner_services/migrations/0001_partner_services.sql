-- Generated from the definition of partner_services. Read it, then commit it.

create schema partner_services authorization nansen_migrator;

grant usage on schema partner_services to nansen_app;

create table partner_services.enrolment (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'asked' check (state in ('asked', 'waiting', 'taking-part', 'completed', 'left', 'declined', 'lapsed')),
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
  programme uuid not null,
  asked_on date not null,
  asked_by text not null check (asked_by in ('unhcr', 'partner', 'other-partner', 'person')),
  agreed_on date,
  because text check (char_length(because) between 1 and 2000),
  shared_need text,
  shared_skill text,
  reached_by text check (char_length(reached_by) between 1 and 120),
  began_on date,
  declined_because text check (declined_because in ('no-place', 'not-for-them', 'not-reached', 'person-does-not-want', 'goes-elsewhere')),
  left_because text check (left_because in ('moved', 'work', 'care-at-home', 'health', 'not-content', 'asked-to-leave', 'unknown')),
  ended_on date,
  outcome text check (outcome in ('reached', 'partly-reached', 'not-reached', 'found-work', 'goes-on-learning')),
  hours_present integer,
  accepted_by uuid,
  ended_by uuid
);
create index on partner_services.enrolment (office_id, id);
create index on partner_services.enrolment (owner_id, id) where owner_id is not null;
create index on partner_services.enrolment (subject);
create index on partner_services.enrolment (programme);
create index on partner_services.enrolment (accepted_by);
create index on partner_services.enrolment (ended_by);
alter table partner_services.enrolment enable row level security;
alter table partner_services.enrolment force row level security;
create policy keeper on partner_services.enrolment to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.enrolment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.enrolment for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.enrolment for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.enrolment for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on partner_services.enrolment for each row execute function store.check_move('partner_services', 'asked>taking-part|change||began_on', 'waiting>taking-part|change||began_on', 'asked>waiting|change||', 'asked>declined|change||declined_because', 'waiting>declined|change||declined_because', 'taking-part>completed|change||ended_on,outcome', 'taking-part>left|change||ended_on,left_because', 'left>taking-part|change||', 'lapsed>taking-part|change||', 'declined>asked|change||', 'asked>lapsed|system||', 'waiting>lapsed|system||', 'taking-part>lapsed|system||');
create trigger e_initial before insert on partner_services.enrolment for each row execute function store.check_initial('asked', 'lapsed');
create trigger b_stamp before insert or update on partner_services.enrolment for each row execute function store.stamp();
create trigger c_codes before insert or update on partner_services.enrolment for each row execute function ref.check_codes('shared_need', 'need', 'shared_skill', 'occupation');
create trigger z_log after insert or update or delete on partner_services.enrolment for each row execute function change.log('partner_services', 'enrolment', 'open');
grant select, insert on partner_services.enrolment to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, form_version, programme, asked_on, asked_by, agreed_on, because, shared_need, shared_skill, reached_by, began_on, declined_because, left_because, ended_on, outcome, hours_present, accepted_by, ended_by) on partner_services.enrolment to nansen_app;
create table partner_services.enrolment_protected (
  id uuid primary key references partner_services.enrolment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  remarks text check (char_length(remarks) between 1 and 10000)
);
create index on partner_services.enrolment_protected (office_id, id);
create index on partner_services.enrolment_protected (root_id);
alter table partner_services.enrolment_protected enable row level security;
alter table partner_services.enrolment_protected force row level security;
create policy keeper on partner_services.enrolment_protected to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.enrolment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.enrolment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'protected'))::uuid[]));
create policy add on partner_services.enrolment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'protected'))::uuid[]));
create policy change on partner_services.enrolment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.enrolment_protected for each row execute function store.copy_owner('partner_services.enrolment', 'id');
create trigger b_needs_ciphertext before insert or update on partner_services.enrolment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on partner_services.enrolment_protected for each row execute function change.log('partner_services', 'enrolment', 'protected');
grant select, insert on partner_services.enrolment_protected to nansen_app;
grant update (change_ct, remarks) on partner_services.enrolment_protected to nansen_app;

create table partner_services.member (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
  role text not null check (role in ('participant', 'guardian')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on partner_services.member (office_id, id);
create index on partner_services.member (owner_id, id) where owner_id is not null;
create index on partner_services.member (root_id);
create index on partner_services.member (parent_id);
create index on partner_services.member (individual);
alter table partner_services.member enable row level security;
alter table partner_services.member force row level security;
create policy keeper on partner_services.member to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.member for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.member for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.member for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.member for each row execute function change.log('partner_services', 'member', 'open');
grant select, insert on partner_services.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on partner_services.member to nansen_app;

create table partner_services.task (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.task (office_id, id);
create index on partner_services.task (owner_id, id) where owner_id is not null;
create index on partner_services.task (root_id);
create index on partner_services.task (parent_id);
create index on partner_services.task (for_staff);
create index on partner_services.task (about);
create index on partner_services.task (done_by);
alter table partner_services.task enable row level security;
alter table partner_services.task force row level security;
create policy keeper on partner_services.task to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.task for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.task for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.task for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.task for each row execute function change.log('partner_services', 'task', 'open');
grant select, insert on partner_services.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on partner_services.task to nansen_app;

create table partner_services.note (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.note (office_id, id);
create index on partner_services.note (owner_id, id) where owner_id is not null;
create index on partner_services.note (root_id);
create index on partner_services.note (parent_id);
create index on partner_services.note (sealed_for);
create index on partner_services.note (about);
alter table partner_services.note enable row level security;
alter table partner_services.note force row level security;
create policy keeper on partner_services.note to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.note for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.note for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.note for each row execute function change.log('partner_services', 'note', 'open');
grant select, insert on partner_services.note to nansen_app;
create table partner_services.note_protected (
  id uuid primary key references partner_services.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on partner_services.note_protected (office_id, id);
create index on partner_services.note_protected (root_id);
alter table partner_services.note_protected enable row level security;
alter table partner_services.note_protected force row level security;
create policy keeper on partner_services.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'protected'))::uuid[]));
create policy add on partner_services.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.note_protected for each row execute function store.copy_owner('partner_services.note', 'id');
create trigger b_needs_ciphertext before insert or update on partner_services.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on partner_services.note_protected for each row execute function change.log('partner_services', 'note', 'protected');
grant select, insert on partner_services.note_protected to nansen_app;
create table partner_services.note_sealed (
  id uuid primary key references partner_services.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on partner_services.note_sealed (office_id, id);
create index on partner_services.note_sealed (root_id);
alter table partner_services.note_sealed enable row level security;
alter table partner_services.note_sealed force row level security;
create policy keeper on partner_services.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'protected'))::uuid[]));
create policy add on partner_services.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.note_sealed for each row execute function store.copy_owner('partner_services.note', 'id');
create trigger b_needs_ciphertext before insert or update on partner_services.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on partner_services.note_sealed for each row execute function change.log('partner_services', 'note', 'sealed');
grant select, insert on partner_services.note_sealed to nansen_app;

create table partner_services.referral (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.referral (office_id, id);
create index on partner_services.referral (owner_id, id) where owner_id is not null;
create index on partner_services.referral (root_id);
create index on partner_services.referral (parent_id);
create index on partner_services.referral (to_staff);
create index on partner_services.referral (to_office);
create index on partner_services.referral (to_organisation);
create index on partner_services.referral (about);
create index on partner_services.referral (answered_by);
alter table partner_services.referral enable row level security;
alter table partner_services.referral force row level security;
create policy keeper on partner_services.referral to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.referral for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.referral for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.referral for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.referral for each row execute function change.log('partner_services', 'referral', 'open');
grant select, insert on partner_services.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on partner_services.referral to nansen_app;

create table partner_services.handover (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.handover (office_id, id);
create index on partner_services.handover (owner_id, id) where owner_id is not null;
create index on partner_services.handover (root_id);
create index on partner_services.handover (parent_id);
create index on partner_services.handover (from_office);
create index on partner_services.handover (to_office);
create index on partner_services.handover (answered_by);
alter table partner_services.handover enable row level security;
alter table partner_services.handover force row level security;
create policy keeper on partner_services.handover to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.handover for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.handover for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.handover for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.handover for each row execute function change.log('partner_services', 'handover', 'open');
grant select, insert on partner_services.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on partner_services.handover to nansen_app;

create table partner_services.appointment (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.appointment (office_id, id);
create index on partner_services.appointment (owner_id, id) where owner_id is not null;
create index on partner_services.appointment (root_id);
create index on partner_services.appointment (parent_id);
create index on partner_services.appointment (individual);
create index on partner_services.appointment (officer);
create index on partner_services.appointment (room);
alter table partner_services.appointment enable row level security;
alter table partner_services.appointment force row level security;
create policy keeper on partner_services.appointment to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.appointment for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on partner_services.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on partner_services.appointment for each row execute function change.log('partner_services', 'appointment', 'open');
grant select, insert on partner_services.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on partner_services.appointment to nansen_app;
create table partner_services.appointment_protected (
  id uuid primary key references partner_services.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on partner_services.appointment_protected (office_id, id);
create index on partner_services.appointment_protected (root_id);
alter table partner_services.appointment_protected enable row level security;
alter table partner_services.appointment_protected force row level security;
create policy keeper on partner_services.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'protected'))::uuid[]));
create policy add on partner_services.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'protected'))::uuid[]));
create policy change on partner_services.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.appointment_protected for each row execute function store.copy_owner('partner_services.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on partner_services.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on partner_services.appointment_protected for each row execute function change.log('partner_services', 'appointment', 'protected');
grant select, insert on partner_services.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on partner_services.appointment_protected to nansen_app;

create table partner_services.transcript (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.transcript (office_id, id);
create index on partner_services.transcript (owner_id, id) where owner_id is not null;
create index on partner_services.transcript (root_id);
create index on partner_services.transcript (parent_id);
create index on partner_services.transcript (appointment);
create index on partner_services.transcript (signed_by);
alter table partner_services.transcript enable row level security;
alter table partner_services.transcript force row level security;
create policy keeper on partner_services.transcript to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.transcript for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.transcript for each row execute function change.log('partner_services', 'transcript', 'open');
grant select, insert on partner_services.transcript to nansen_app;
create table partner_services.transcript_protected (
  id uuid primary key references partner_services.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on partner_services.transcript_protected (office_id, id);
create index on partner_services.transcript_protected (root_id);
alter table partner_services.transcript_protected enable row level security;
alter table partner_services.transcript_protected force row level security;
create policy keeper on partner_services.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'protected'))::uuid[]));
create policy add on partner_services.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.transcript_protected for each row execute function store.copy_owner('partner_services.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on partner_services.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on partner_services.transcript_protected for each row execute function change.log('partner_services', 'transcript', 'protected');
grant select, insert on partner_services.transcript_protected to nansen_app;

create table partner_services.approval (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.approval (office_id, id);
create index on partner_services.approval (owner_id, id) where owner_id is not null;
create index on partner_services.approval (root_id);
create index on partner_services.approval (parent_id);
create index on partner_services.approval (asked_by);
create index on partner_services.approval (decided_by);
alter table partner_services.approval enable row level security;
alter table partner_services.approval force row level security;
create policy keeper on partner_services.approval to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.approval for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.approval for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.approval for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.approval for each row execute function change.log('partner_services', 'approval', 'open');
grant select, insert on partner_services.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on partner_services.approval to nansen_app;

create table partner_services.watcher (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.watcher (office_id, id);
create index on partner_services.watcher (owner_id, id) where owner_id is not null;
create index on partner_services.watcher (root_id);
create index on partner_services.watcher (parent_id);
create index on partner_services.watcher (staff);
alter table partner_services.watcher enable row level security;
alter table partner_services.watcher force row level security;
create policy keeper on partner_services.watcher to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.watcher for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.watcher for each row execute function change.log('partner_services', 'watcher', 'open');
grant select, insert on partner_services.watcher to nansen_app;
grant update (withdrawn_at, staff) on partner_services.watcher to nansen_app;

create table partner_services.link (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.link (office_id, id);
create index on partner_services.link (owner_id, id) where owner_id is not null;
create index on partner_services.link (root_id);
create index on partner_services.link (parent_id);
create index on partner_services.link (to_case);
alter table partner_services.link enable row level security;
alter table partner_services.link force row level security;
create policy keeper on partner_services.link to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.link for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.link for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.link for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.link for each row execute function change.log('partner_services', 'link', 'open');
grant select, insert on partner_services.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on partner_services.link to nansen_app;

create table partner_services.clock (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.clock (office_id, id);
create index on partner_services.clock (owner_id, id) where owner_id is not null;
create index on partner_services.clock (root_id);
create index on partner_services.clock (parent_id);
alter table partner_services.clock enable row level security;
alter table partner_services.clock force row level security;
create policy keeper on partner_services.clock to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.clock for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.clock for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.clock for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.clock for each row execute function change.log('partner_services', 'clock', 'open');
grant select, insert on partner_services.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on partner_services.clock to nansen_app;

create table partner_services.stage (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
create index on partner_services.stage (office_id, id);
create index on partner_services.stage (owner_id, id) where owner_id is not null;
create index on partner_services.stage (root_id);
create index on partner_services.stage (parent_id);
alter table partner_services.stage enable row level security;
alter table partner_services.stage force row level security;
create policy keeper on partner_services.stage to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.stage for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.stage for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.stage for each row execute function change.log('partner_services', 'stage', 'open');
grant select, insert on partner_services.stage to nansen_app;

create table partner_services.attendance (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
  session uuid not null,
  presence text not null check (presence in ('present', 'late', 'excused', 'absent'))
);
create index on partner_services.attendance (office_id, id);
create index on partner_services.attendance (owner_id, id) where owner_id is not null;
create index on partner_services.attendance (root_id);
create index on partner_services.attendance (parent_id);
create index on partner_services.attendance (session);
alter table partner_services.attendance enable row level security;
alter table partner_services.attendance force row level security;
create policy keeper on partner_services.attendance to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.attendance as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.attendance for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.attendance for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.attendance for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.attendance for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.attendance for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.attendance for each row execute function change.log('partner_services', 'attendance', 'open');
grant select, insert on partner_services.attendance to nansen_app;
grant update (withdrawn_at, session, presence) on partner_services.attendance to nansen_app;

create table partner_services.service (
  id uuid primary key,
  parent_id uuid not null references partner_services.enrolment,
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
  done_on date not null,
  what text not null check (char_length(what) between 1 and 200),
  hours integer
);
create index on partner_services.service (office_id, id);
create index on partner_services.service (owner_id, id) where owner_id is not null;
create index on partner_services.service (root_id);
create index on partner_services.service (parent_id);
alter table partner_services.service enable row level security;
alter table partner_services.service force row level security;
create policy keeper on partner_services.service to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.service as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.service for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.service for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.service for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.service for each row execute function store.copy_owner('partner_services.enrolment', 'parent_id');
create trigger b_stamp before insert or update on partner_services.service for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.service for each row execute function change.log('partner_services', 'service', 'open');
grant select, insert on partner_services.service to nansen_app;
grant update (withdrawn_at, done_on, what, hours) on partner_services.service to nansen_app;
create table partner_services.service_protected (
  id uuid primary key references partner_services.service,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  came_of_it text check (char_length(came_of_it) between 1 and 2000)
);
create index on partner_services.service_protected (office_id, id);
create index on partner_services.service_protected (root_id);
alter table partner_services.service_protected enable row level security;
alter table partner_services.service_protected force row level security;
create policy keeper on partner_services.service_protected to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.service_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.service_protected for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'protected'))::uuid[]));
create policy add on partner_services.service_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'protected'))::uuid[]));
create policy change on partner_services.service_protected for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.service_protected for each row execute function store.copy_owner('partner_services.service', 'id');
create trigger b_needs_ciphertext before insert or update on partner_services.service_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on partner_services.service_protected for each row execute function change.log('partner_services', 'service', 'protected');
grant select, insert on partner_services.service_protected to nansen_app;
grant update (change_ct, came_of_it) on partner_services.service_protected to nansen_app;

create table partner_services.programme (
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
  kind text not null check (kind in ('education', 'vocational-training', 'language-course', 'livelihood', 'cash-for-work', 'health', 'mental-health', 'nutrition', 'rehabilitation', 'legal-help', 'community', 'other')),
  where_held text check (char_length(where_held) between 1 and 120),
  starts_on date,
  ends_on date,
  places integer,
  age_from integer,
  age_to integer,
  answers_need text,
  teaches text,
  takes_in boolean not null
);
create index on partner_services.programme (office_id, id);
create index on partner_services.programme (owner_id, id) where owner_id is not null;
alter table partner_services.programme enable row level security;
alter table partner_services.programme force row level security;
create policy keeper on partner_services.programme to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.programme as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.programme for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.programme for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.programme for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on partner_services.programme for each row execute function store.stamp();
create trigger c_codes before insert or update on partner_services.programme for each row execute function ref.check_codes('answers_need', 'need', 'teaches', 'occupation');
create trigger z_log after insert or update or delete on partner_services.programme for each row execute function change.log('partner_services', 'programme', 'open');
grant select, insert on partner_services.programme to nansen_app;
grant update (owner_id, extra, name, kind, where_held, starts_on, ends_on, places, age_from, age_to, answers_need, teaches, takes_in) on partner_services.programme to nansen_app;
create table partner_services.programme_key (
  record_id uuid not null references partner_services.programme on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on partner_services.programme_key (key, office_id);
create index on partner_services.programme_key (root_id);
alter table partner_services.programme_key enable row level security;
alter table partner_services.programme_key force row level security;
create policy keeper on partner_services.programme_key to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.programme_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.programme_key for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
create policy add on partner_services.programme_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy remove on partner_services.programme_key for delete to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.programme_key for each row execute function store.copy_owner('partner_services.programme', 'record_id');
grant select, insert, delete on partner_services.programme_key to nansen_app;

create table partner_services.session (
  id uuid primary key,
  parent_id uuid not null references partner_services.programme,
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
  held_on date not null,
  topic text not null check (char_length(topic) between 1 and 200),
  hours integer not null
);
create index on partner_services.session (office_id, id);
create index on partner_services.session (owner_id, id) where owner_id is not null;
create index on partner_services.session (root_id);
create index on partner_services.session (parent_id);
alter table partner_services.session enable row level security;
alter table partner_services.session force row level security;
create policy keeper on partner_services.session to nansen_migrator using (true) with check (true);
create policy restricted on partner_services.session as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on partner_services.session for select to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'personal'))::uuid[]));
create policy add on partner_services.session for insert to nansen_app with check (
    office_id = any ((select auth.reach('partner_services', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'create', 'personal'))::uuid[]));
create policy change on partner_services.session for update to nansen_app using (
    office_id = any ((select auth.reach('partner_services', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on partner_services.session for each row execute function store.copy_owner('partner_services.programme', 'parent_id');
create trigger b_stamp before insert or update on partner_services.session for each row execute function store.stamp();
create trigger z_log after insert or update or delete on partner_services.session for each row execute function change.log('partner_services', 'session', 'open');
grant select, insert on partner_services.session to nansen_app;
grant update (withdrawn_at, held_on, topic, hours) on partner_services.session to nansen_app;

create function partner_services.enrolment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.enrolment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.enrolment_known(uuid[]) from public;
grant execute on function partner_services.enrolment_known(uuid[]) to nansen_app;

create function partner_services.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.member_known(uuid[]) from public;
grant execute on function partner_services.member_known(uuid[]) to nansen_app;

create function partner_services.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.task_known(uuid[]) from public;
grant execute on function partner_services.task_known(uuid[]) to nansen_app;

create function partner_services.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.note_known(uuid[]) from public;
grant execute on function partner_services.note_known(uuid[]) to nansen_app;

create function partner_services.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.referral_known(uuid[]) from public;
grant execute on function partner_services.referral_known(uuid[]) to nansen_app;

create function partner_services.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.handover_known(uuid[]) from public;
grant execute on function partner_services.handover_known(uuid[]) to nansen_app;

create function partner_services.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.appointment_known(uuid[]) from public;
grant execute on function partner_services.appointment_known(uuid[]) to nansen_app;

create function partner_services.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.transcript_known(uuid[]) from public;
grant execute on function partner_services.transcript_known(uuid[]) to nansen_app;

create function partner_services.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.approval_known(uuid[]) from public;
grant execute on function partner_services.approval_known(uuid[]) to nansen_app;

create function partner_services.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.watcher_known(uuid[]) from public;
grant execute on function partner_services.watcher_known(uuid[]) to nansen_app;

create function partner_services.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.link_known(uuid[]) from public;
grant execute on function partner_services.link_known(uuid[]) to nansen_app;

create function partner_services.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.clock_known(uuid[]) from public;
grant execute on function partner_services.clock_known(uuid[]) to nansen_app;

create function partner_services.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.stage_known(uuid[]) from public;
grant execute on function partner_services.stage_known(uuid[]) to nansen_app;

create function partner_services.attendance_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.attendance r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.attendance_known(uuid[]) from public;
grant execute on function partner_services.attendance_known(uuid[]) to nansen_app;

create function partner_services.service_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.service r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.service_known(uuid[]) from public;
grant execute on function partner_services.service_known(uuid[]) to nansen_app;

create function partner_services.programme_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.programme r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.programme_known(uuid[]) from public;
grant execute on function partner_services.programme_known(uuid[]) to nansen_app;

create function partner_services.session_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from partner_services.session r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('partner_services', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('partner_services', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function partner_services.session_known(uuid[]) from public;
grant execute on function partner_services.session_known(uuid[]) to nansen_app;

alter table partner_services.enrolment add foreign key (subject) references registration.individual on delete restrict;
alter table partner_services.enrolment add foreign key (programme) references partner_services.programme on delete restrict;
alter table partner_services.enrolment add foreign key (accepted_by) references auth.staff on delete restrict;
alter table partner_services.enrolment add foreign key (ended_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on partner_services.enrolment for each row execute function store.check_references('subject', 'registration.individual_known', 'programme', 'partner_services.programme_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on partner_services.enrolment for each row execute function store.spread_owner('partner_services.enrolment_protected', 'partner_services.member', 'partner_services.task', 'partner_services.note', 'partner_services.note_protected', 'partner_services.note_sealed', 'partner_services.referral', 'partner_services.handover', 'partner_services.appointment', 'partner_services.appointment_protected', 'partner_services.transcript', 'partner_services.transcript_protected', 'partner_services.approval', 'partner_services.watcher', 'partner_services.link', 'partner_services.clock', 'partner_services.stage', 'partner_services.attendance', 'partner_services.service', 'partner_services.service_protected');

alter table partner_services.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on partner_services.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table partner_services.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table partner_services.task add foreign key (about) references registration.individual on delete restrict;
alter table partner_services.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on partner_services.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table partner_services.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on partner_services.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table partner_services.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table partner_services.referral add foreign key (to_office) references auth.office on delete restrict;
alter table partner_services.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table partner_services.referral add foreign key (about) references registration.individual on delete restrict;
alter table partner_services.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on partner_services.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table partner_services.handover add foreign key (from_office) references auth.office on delete restrict;
alter table partner_services.handover add foreign key (to_office) references auth.office on delete restrict;
alter table partner_services.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table partner_services.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table partner_services.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on partner_services.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table partner_services.transcript add foreign key (appointment) references partner_services.appointment on delete restrict;
alter table partner_services.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on partner_services.transcript for each row execute function store.check_references('appointment', 'partner_services.appointment_known');

alter table partner_services.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table partner_services.approval add foreign key (decided_by) references auth.staff on delete restrict;

alter table partner_services.watcher add foreign key (staff) references auth.staff on delete restrict;

alter table partner_services.attendance add foreign key (session) references partner_services.session on delete restrict;
create trigger d_references before insert or update on partner_services.attendance for each row execute function store.check_references('session', 'partner_services.session_known');

create trigger y_spread_owner after update of office_id, owner_id, restriction_group on partner_services.programme for each row execute function store.spread_owner('partner_services.programme_key', 'partner_services.session');

-- What makes it a case: docs/decisions/0045.

create unique index on partner_services.enrolment (number);
create index on partner_services.enrolment (office_id, state, state_since);
create trigger c_case_number before insert or update on partner_services.enrolment for each row execute function cases.number_it('partner_services');
create trigger c_case_sign before update on partner_services.enrolment for each row when (current_user = 'nansen_app') execute function cases.sign_it('partner_services');
create trigger f_case_ready before update of state on partner_services.enrolment for each row when (current_user = 'nansen_app') execute function cases.check_ready('partner_services');
create trigger y_case_after after insert or update on partner_services.enrolment for each row when (current_user = 'nansen_app') execute function cases.after_change('partner_services', 'person');
create trigger y_case_after_system after insert or update on partner_services.enrolment for each row when (current_user <> 'nansen_app') execute function cases.after_change('partner_services', 'system');
create trigger e_oneself before insert or update on partner_services.enrolment for each row execute function store.only_oneself('accepted_by', 'ended_by');

create unique index on partner_services.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on partner_services.member for each row execute function cases.after_member('partner_services', 'enrolment', 'registration.individual');
create trigger y_partner_services_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('partner_services', 'enrolment');

create index on partner_services.task (for_staff, due_at) where status = 'open';
create index on partner_services.task (office_id, due_at) where status = 'open';
create index on partner_services.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on partner_services.task for each row when (current_user = 'nansen_app') execute function cases.before_task('partner_services');
create index on partner_services.clock (due_at) where status = 'running';
create unique index on partner_services.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on partner_services.clock, partner_services.stage, partner_services.referral, partner_services.handover from nansen_app;

create policy out_of_sight_subject on partner_services.enrolment as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on partner_services.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on partner_services.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on partner_services.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on partner_services.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on partner_services.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on partner_services.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on partner_services.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('partner_services', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('partner_services', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('partner_services', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on partner_services.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on partner_services.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from partner_services.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('partner_services', 'note');

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on partner_services.appointment (office_id, starts_at);
create index on partner_services.appointment (officer, starts_at);
alter table partner_services.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on partner_services.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('partner_services');
create trigger y_case_book after insert or update on partner_services.appointment for each row execute function cases.book('partner_services');
create trigger y_case_book after insert or update on partner_services.appointment_protected for each row execute function cases.book('partner_services');
create trigger y_case_no_show after update of status on partner_services.appointment for each row execute function cases.after_no_show('partner_services');
create trigger y_case_unbook after delete on partner_services.appointment for each row execute function cases.unbook();
create unique index on partner_services.transcript (appointment, edition);
create unique index on partner_services.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on partner_services.transcript for each row execute function cases.before_transcript('partner_services');
create trigger c_case_lines before insert or update on partner_services.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on partner_services.transcript deferrable initially deferred for each row execute function cases.signed_has_words('partner_services');
alter table partner_services.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on partner_services.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('partner_services');
create unique index on partner_services.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on partner_services.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('partner_services');
create trigger c_case_link before insert or update on partner_services.link for each row when (current_user = 'nansen_app') execute function cases.before_link('partner_services');
create trigger y_case_forgotten after delete on partner_services.enrolment for each row execute function cases.forget('partner_services');
