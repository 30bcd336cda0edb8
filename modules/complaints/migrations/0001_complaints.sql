-- Generated from the definition of complaints. Read it, then commit it.

create schema complaints authorization nansen_migrator;

grant usage on schema complaints to nansen_app;

create table complaints.complaint (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'received' check (state in ('received', 'triaged', 'in-work', 'answered', 'closed')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  subject uuid,
  number text check (char_length(number) between 1 and 40),
  team text check (char_length(team) between 1 and 80),
  state_since timestamptz,
  form_version integer,
  received_on date not null,
  channel text not null check (channel in ('desk', 'box', 'hotline', 'message', 'web', 'partner', 'community')),
  anonymous boolean not null,
  complainant_name text check (char_length(complainant_name) between 1 and 120),
  complainant_phone ref.phone,
  how_to_answer text check (how_to_answer in ('in-person', 'phone', 'message', 'through-somebody', 'no-answer')),
  category text not null check (category in ('payment', 'service-provider', 'registration', 'partner', 'data-change', 'positive-feedback', 'negative-feedback', 'other', 'data-breach', 'bribery', 'fraud-forgery', 'fraud-misuse', 'harassment', 'inappropriate-conduct', 'unauthorised-use', 'conflict-of-interest', 'mismanagement', 'sexual-exploitation', 'sexual-harassment')),
  about_whom text not null check (about_whom in ('nobody', 'colleague', 'office', 'partner', 'registered-person')),
  about_name text check (char_length(about_name) between 1 and 200),
  happened_on date,
  account text not null check (char_length(account) between 1 and 10000),
  wish text check (char_length(wish) between 1 and 2000),
  priority text check (priority in ('urgent', 'soon', 'usual')),
  acknowledged_on date,
  findings text check (char_length(findings) between 1 and 10000),
  outcome text check (outcome in ('put-right', 'explained', 'substantiated', 'partly-substantiated', 'not-substantiated', 'referred', 'noted')),
  feedback_on date,
  feedback text check (char_length(feedback) between 1 and 2000),
  withdrawn_because text check (withdrawn_because in ('by-complainant', 'mistaken', 'twice')),
  reopened_because text check (reopened_because in ('new-information', 'not-content', 'closed-wrongly')),
  route text check (route in ('ordinary', 'apart', 'investigators')),
  about_staff uuid,
  about_office uuid,
  about_organisation uuid,
  triaged_by uuid,
  answered_by uuid,
  closed_by uuid
);
create index on complaints.complaint (office_id, id);
create index on complaints.complaint (owner_id, id) where owner_id is not null;
create index on complaints.complaint (subject);
create index on complaints.complaint (about_staff);
create index on complaints.complaint (about_office);
create index on complaints.complaint (about_organisation);
create index on complaints.complaint (triaged_by);
create index on complaints.complaint (answered_by);
create index on complaints.complaint (closed_by);
alter table complaints.complaint enable row level security;
alter table complaints.complaint force row level security;
create policy keeper on complaints.complaint to nansen_migrator using (true) with check (true);
create policy restricted on complaints.complaint as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.complaint for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.complaint for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.complaint for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on complaints.complaint for each row execute function store.check_move('complaints', 'received>triaged|change||priority', 'triaged>in-work|change||', 'triaged>answered|change||outcome', 'in-work>answered|change||outcome', 'answered>closed|change||', 'received>closed|change||withdrawn_because', 'triaged>closed|change||withdrawn_because', 'in-work>closed|change||withdrawn_because', 'closed>in-work|change||reopened_because');
create trigger e_initial before insert on complaints.complaint for each row execute function store.check_initial('received');
create trigger b_stamp before insert or update on complaints.complaint for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.complaint for each row execute function change.log('complaints', 'complaint', 'open');
grant select, insert on complaints.complaint to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, form_version, received_on, channel, anonymous, complainant_name, complainant_phone, how_to_answer, category, about_whom, about_name, happened_on, account, wish, priority, acknowledged_on, findings, outcome, feedback_on, feedback, withdrawn_because, reopened_because, route, about_staff, about_office, about_organisation, triaged_by, answered_by, closed_by) on complaints.complaint to nansen_app;

create table complaints.member (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
  role text not null check (role in ('complainant', 'affected', 'witness')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on complaints.member (office_id, id);
create index on complaints.member (owner_id, id) where owner_id is not null;
create index on complaints.member (root_id);
create index on complaints.member (parent_id);
create index on complaints.member (individual);
alter table complaints.member enable row level security;
alter table complaints.member force row level security;
create policy keeper on complaints.member to nansen_migrator using (true) with check (true);
create policy restricted on complaints.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.member for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.member for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.member for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.member for each row execute function change.log('complaints', 'member', 'open');
grant select, insert on complaints.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on complaints.member to nansen_app;

create table complaints.task (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.task (office_id, id);
create index on complaints.task (owner_id, id) where owner_id is not null;
create index on complaints.task (root_id);
create index on complaints.task (parent_id);
create index on complaints.task (for_staff);
create index on complaints.task (about);
create index on complaints.task (done_by);
alter table complaints.task enable row level security;
alter table complaints.task force row level security;
create policy keeper on complaints.task to nansen_migrator using (true) with check (true);
create policy restricted on complaints.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.task for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.task for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.task for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.task for each row execute function change.log('complaints', 'task', 'open');
grant select, insert on complaints.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on complaints.task to nansen_app;

create table complaints.note (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.note (office_id, id);
create index on complaints.note (owner_id, id) where owner_id is not null;
create index on complaints.note (root_id);
create index on complaints.note (parent_id);
create index on complaints.note (sealed_for);
create index on complaints.note (about);
alter table complaints.note enable row level security;
alter table complaints.note force row level security;
create policy keeper on complaints.note to nansen_migrator using (true) with check (true);
create policy restricted on complaints.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.note for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.note for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.note for each row execute function change.log('complaints', 'note', 'open');
grant select, insert on complaints.note to nansen_app;
create table complaints.note_protected (
  id uuid primary key references complaints.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on complaints.note_protected (office_id, id);
create index on complaints.note_protected (root_id);
alter table complaints.note_protected enable row level security;
alter table complaints.note_protected force row level security;
create policy keeper on complaints.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on complaints.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'protected'))::uuid[]));
create policy add on complaints.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on complaints.note_protected for each row execute function store.copy_owner('complaints.note', 'id');
create trigger b_needs_ciphertext before insert or update on complaints.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on complaints.note_protected for each row execute function change.log('complaints', 'note', 'protected');
grant select, insert on complaints.note_protected to nansen_app;
create table complaints.note_sealed (
  id uuid primary key references complaints.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on complaints.note_sealed (office_id, id);
create index on complaints.note_sealed (root_id);
alter table complaints.note_sealed enable row level security;
alter table complaints.note_sealed force row level security;
create policy keeper on complaints.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on complaints.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'protected'))::uuid[]));
create policy add on complaints.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on complaints.note_sealed for each row execute function store.copy_owner('complaints.note', 'id');
create trigger b_needs_ciphertext before insert or update on complaints.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on complaints.note_sealed for each row execute function change.log('complaints', 'note', 'sealed');
grant select, insert on complaints.note_sealed to nansen_app;

create table complaints.referral (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.referral (office_id, id);
create index on complaints.referral (owner_id, id) where owner_id is not null;
create index on complaints.referral (root_id);
create index on complaints.referral (parent_id);
create index on complaints.referral (to_staff);
create index on complaints.referral (to_office);
create index on complaints.referral (to_organisation);
create index on complaints.referral (about);
create index on complaints.referral (answered_by);
alter table complaints.referral enable row level security;
alter table complaints.referral force row level security;
create policy keeper on complaints.referral to nansen_migrator using (true) with check (true);
create policy restricted on complaints.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.referral for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.referral for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.referral for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.referral for each row execute function change.log('complaints', 'referral', 'open');
grant select, insert on complaints.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on complaints.referral to nansen_app;

create table complaints.handover (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.handover (office_id, id);
create index on complaints.handover (owner_id, id) where owner_id is not null;
create index on complaints.handover (root_id);
create index on complaints.handover (parent_id);
create index on complaints.handover (from_office);
create index on complaints.handover (to_office);
create index on complaints.handover (answered_by);
alter table complaints.handover enable row level security;
alter table complaints.handover force row level security;
create policy keeper on complaints.handover to nansen_migrator using (true) with check (true);
create policy restricted on complaints.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.handover for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.handover for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.handover for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.handover for each row execute function change.log('complaints', 'handover', 'open');
grant select, insert on complaints.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on complaints.handover to nansen_app;

create table complaints.appointment (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.appointment (office_id, id);
create index on complaints.appointment (owner_id, id) where owner_id is not null;
create index on complaints.appointment (root_id);
create index on complaints.appointment (parent_id);
create index on complaints.appointment (individual);
create index on complaints.appointment (officer);
create index on complaints.appointment (room);
alter table complaints.appointment enable row level security;
alter table complaints.appointment force row level security;
create policy keeper on complaints.appointment to nansen_migrator using (true) with check (true);
create policy restricted on complaints.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.appointment for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on complaints.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on complaints.appointment for each row execute function change.log('complaints', 'appointment', 'open');
grant select, insert on complaints.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on complaints.appointment to nansen_app;
create table complaints.appointment_protected (
  id uuid primary key references complaints.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on complaints.appointment_protected (office_id, id);
create index on complaints.appointment_protected (root_id);
alter table complaints.appointment_protected enable row level security;
alter table complaints.appointment_protected force row level security;
create policy keeper on complaints.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on complaints.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'protected'))::uuid[]));
create policy add on complaints.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'protected'))::uuid[]));
create policy change on complaints.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on complaints.appointment_protected for each row execute function store.copy_owner('complaints.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on complaints.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on complaints.appointment_protected for each row execute function change.log('complaints', 'appointment', 'protected');
grant select, insert on complaints.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on complaints.appointment_protected to nansen_app;

create table complaints.transcript (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.transcript (office_id, id);
create index on complaints.transcript (owner_id, id) where owner_id is not null;
create index on complaints.transcript (root_id);
create index on complaints.transcript (parent_id);
create index on complaints.transcript (appointment);
create index on complaints.transcript (signed_by);
alter table complaints.transcript enable row level security;
alter table complaints.transcript force row level security;
create policy keeper on complaints.transcript to nansen_migrator using (true) with check (true);
create policy restricted on complaints.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.transcript for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.transcript for each row execute function change.log('complaints', 'transcript', 'open');
grant select, insert on complaints.transcript to nansen_app;
create table complaints.transcript_protected (
  id uuid primary key references complaints.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on complaints.transcript_protected (office_id, id);
create index on complaints.transcript_protected (root_id);
alter table complaints.transcript_protected enable row level security;
alter table complaints.transcript_protected force row level security;
create policy keeper on complaints.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on complaints.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'protected'))::uuid[]));
create policy add on complaints.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on complaints.transcript_protected for each row execute function store.copy_owner('complaints.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on complaints.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on complaints.transcript_protected for each row execute function change.log('complaints', 'transcript', 'protected');
grant select, insert on complaints.transcript_protected to nansen_app;

create table complaints.approval (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.approval (office_id, id);
create index on complaints.approval (owner_id, id) where owner_id is not null;
create index on complaints.approval (root_id);
create index on complaints.approval (parent_id);
create index on complaints.approval (asked_by);
create index on complaints.approval (decided_by);
alter table complaints.approval enable row level security;
alter table complaints.approval force row level security;
create policy keeper on complaints.approval to nansen_migrator using (true) with check (true);
create policy restricted on complaints.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.approval for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.approval for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.approval for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.approval for each row execute function change.log('complaints', 'approval', 'open');
grant select, insert on complaints.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on complaints.approval to nansen_app;

create table complaints.watcher (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.watcher (office_id, id);
create index on complaints.watcher (owner_id, id) where owner_id is not null;
create index on complaints.watcher (root_id);
create index on complaints.watcher (parent_id);
create index on complaints.watcher (staff);
alter table complaints.watcher enable row level security;
alter table complaints.watcher force row level security;
create policy keeper on complaints.watcher to nansen_migrator using (true) with check (true);
create policy restricted on complaints.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.watcher for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.watcher for each row execute function change.log('complaints', 'watcher', 'open');
grant select, insert on complaints.watcher to nansen_app;
grant update (withdrawn_at, staff) on complaints.watcher to nansen_app;

create table complaints.link (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.link (office_id, id);
create index on complaints.link (owner_id, id) where owner_id is not null;
create index on complaints.link (root_id);
create index on complaints.link (parent_id);
create index on complaints.link (to_case);
alter table complaints.link enable row level security;
alter table complaints.link force row level security;
create policy keeper on complaints.link to nansen_migrator using (true) with check (true);
create policy restricted on complaints.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.link for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.link for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.link for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.link for each row execute function change.log('complaints', 'link', 'open');
grant select, insert on complaints.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on complaints.link to nansen_app;

create table complaints.clock (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.clock (office_id, id);
create index on complaints.clock (owner_id, id) where owner_id is not null;
create index on complaints.clock (root_id);
create index on complaints.clock (parent_id);
alter table complaints.clock enable row level security;
alter table complaints.clock force row level security;
create policy keeper on complaints.clock to nansen_migrator using (true) with check (true);
create policy restricted on complaints.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.clock for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.clock for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.clock for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.clock for each row execute function change.log('complaints', 'clock', 'open');
grant select, insert on complaints.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on complaints.clock to nansen_app;

create table complaints.stage (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
create index on complaints.stage (office_id, id);
create index on complaints.stage (owner_id, id) where owner_id is not null;
create index on complaints.stage (root_id);
create index on complaints.stage (parent_id);
alter table complaints.stage enable row level security;
alter table complaints.stage force row level security;
create policy keeper on complaints.stage to nansen_migrator using (true) with check (true);
create policy restricted on complaints.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.stage for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.stage for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.stage for each row execute function change.log('complaints', 'stage', 'open');
grant select, insert on complaints.stage to nansen_app;

create table complaints.step (
  id uuid primary key,
  parent_id uuid not null references complaints.complaint,
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
  kind text not null check (kind in ('spoke', 'looked-at', 'asked-office', 'asked-partner', 'referred-on', 'put-right')),
  done_on date not null,
  came_of_it text not null check (char_length(came_of_it) between 1 and 2000)
);
create index on complaints.step (office_id, id);
create index on complaints.step (owner_id, id) where owner_id is not null;
create index on complaints.step (root_id);
create index on complaints.step (parent_id);
alter table complaints.step enable row level security;
alter table complaints.step force row level security;
create policy keeper on complaints.step to nansen_migrator using (true) with check (true);
create policy restricted on complaints.step as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on complaints.step for select to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'personal'))::uuid[]));
create policy add on complaints.step for insert to nansen_app with check (
    office_id = any ((select auth.reach('complaints', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'create', 'personal'))::uuid[]));
create policy change on complaints.step for update to nansen_app using (
    office_id = any ((select auth.reach('complaints', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on complaints.step for each row execute function store.copy_owner('complaints.complaint', 'parent_id');
create trigger b_stamp before insert or update on complaints.step for each row execute function store.stamp();
create trigger z_log after insert or update or delete on complaints.step for each row execute function change.log('complaints', 'step', 'open');
grant select, insert on complaints.step to nansen_app;
grant update (withdrawn_at, kind, done_on, came_of_it) on complaints.step to nansen_app;

create function complaints.complaint_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.complaint r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.complaint_known(uuid[]) from public;
grant execute on function complaints.complaint_known(uuid[]) to nansen_app;

create function complaints.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.member_known(uuid[]) from public;
grant execute on function complaints.member_known(uuid[]) to nansen_app;

create function complaints.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.task_known(uuid[]) from public;
grant execute on function complaints.task_known(uuid[]) to nansen_app;

create function complaints.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.note_known(uuid[]) from public;
grant execute on function complaints.note_known(uuid[]) to nansen_app;

create function complaints.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.referral_known(uuid[]) from public;
grant execute on function complaints.referral_known(uuid[]) to nansen_app;

create function complaints.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.handover_known(uuid[]) from public;
grant execute on function complaints.handover_known(uuid[]) to nansen_app;

create function complaints.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.appointment_known(uuid[]) from public;
grant execute on function complaints.appointment_known(uuid[]) to nansen_app;

create function complaints.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.transcript_known(uuid[]) from public;
grant execute on function complaints.transcript_known(uuid[]) to nansen_app;

create function complaints.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.approval_known(uuid[]) from public;
grant execute on function complaints.approval_known(uuid[]) to nansen_app;

create function complaints.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.watcher_known(uuid[]) from public;
grant execute on function complaints.watcher_known(uuid[]) to nansen_app;

create function complaints.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.link_known(uuid[]) from public;
grant execute on function complaints.link_known(uuid[]) to nansen_app;

create function complaints.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.clock_known(uuid[]) from public;
grant execute on function complaints.clock_known(uuid[]) to nansen_app;

create function complaints.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.stage_known(uuid[]) from public;
grant execute on function complaints.stage_known(uuid[]) to nansen_app;

create function complaints.step_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from complaints.step r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('complaints', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('complaints', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function complaints.step_known(uuid[]) from public;
grant execute on function complaints.step_known(uuid[]) to nansen_app;

alter table complaints.complaint add foreign key (subject) references registration.individual on delete restrict;
alter table complaints.complaint add foreign key (about_staff) references auth.staff on delete restrict;
alter table complaints.complaint add foreign key (about_office) references auth.office on delete restrict;
alter table complaints.complaint add foreign key (about_organisation) references auth.organisation on delete restrict;
alter table complaints.complaint add foreign key (triaged_by) references auth.staff on delete restrict;
alter table complaints.complaint add foreign key (answered_by) references auth.staff on delete restrict;
alter table complaints.complaint add foreign key (closed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on complaints.complaint for each row execute function store.check_references('subject', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on complaints.complaint for each row execute function store.spread_owner('complaints.member', 'complaints.task', 'complaints.note', 'complaints.note_protected', 'complaints.note_sealed', 'complaints.referral', 'complaints.handover', 'complaints.appointment', 'complaints.appointment_protected', 'complaints.transcript', 'complaints.transcript_protected', 'complaints.approval', 'complaints.watcher', 'complaints.link', 'complaints.clock', 'complaints.stage', 'complaints.step', 'store.attachment');

alter table complaints.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on complaints.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table complaints.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table complaints.task add foreign key (about) references registration.individual on delete restrict;
alter table complaints.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on complaints.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table complaints.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on complaints.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table complaints.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table complaints.referral add foreign key (to_office) references auth.office on delete restrict;
alter table complaints.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table complaints.referral add foreign key (about) references registration.individual on delete restrict;
alter table complaints.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on complaints.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table complaints.handover add foreign key (from_office) references auth.office on delete restrict;
alter table complaints.handover add foreign key (to_office) references auth.office on delete restrict;
alter table complaints.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table complaints.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table complaints.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on complaints.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table complaints.transcript add foreign key (appointment) references complaints.appointment on delete restrict;
alter table complaints.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on complaints.transcript for each row execute function store.check_references('appointment', 'complaints.appointment_known');

alter table complaints.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table complaints.approval add foreign key (decided_by) references auth.staff on delete restrict;

alter table complaints.watcher add foreign key (staff) references auth.staff on delete restrict;

-- What makes it a case: docs/decisions/0045.

create unique index on complaints.complaint (number);
create index on complaints.complaint (office_id, state, state_since);
create trigger c_case_number before insert or update on complaints.complaint for each row execute function cases.number_it('complaints');
create trigger c_case_sign before update on complaints.complaint for each row when (current_user = 'nansen_app') execute function cases.sign_it('complaints');
create trigger f_case_ready before update of state on complaints.complaint for each row when (current_user = 'nansen_app') execute function cases.check_ready('complaints');
create trigger y_case_after after insert or update on complaints.complaint for each row when (current_user = 'nansen_app') execute function cases.after_change('complaints', 'person');
create trigger y_case_after_system after insert or update on complaints.complaint for each row when (current_user <> 'nansen_app') execute function cases.after_change('complaints', 'system');
create trigger e_oneself before insert or update on complaints.complaint for each row execute function store.only_oneself('triaged_by', 'answered_by', 'closed_by');

create unique index on complaints.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on complaints.member for each row execute function cases.after_member('complaints', 'complaint', 'registration.individual');
create trigger y_complaints_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('complaints', 'complaint');

create index on complaints.task (for_staff, due_at) where status = 'open';
create index on complaints.task (office_id, due_at) where status = 'open';
create index on complaints.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on complaints.task for each row when (current_user = 'nansen_app') execute function cases.before_task('complaints');
create index on complaints.clock (due_at) where status = 'running';
create unique index on complaints.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on complaints.clock, complaints.stage, complaints.referral, complaints.handover from nansen_app;

create policy out_of_sight_subject on complaints.complaint as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on complaints.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on complaints.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on complaints.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on complaints.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on complaints.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on complaints.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on complaints.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('complaints', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('complaints', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('complaints', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on complaints.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on complaints.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from complaints.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('complaints', 'note');

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on complaints.appointment (office_id, starts_at);
create index on complaints.appointment (officer, starts_at);
alter table complaints.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on complaints.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('complaints');
create trigger y_case_book after insert or update on complaints.appointment for each row execute function cases.book('complaints');
create trigger y_case_book after insert or update on complaints.appointment_protected for each row execute function cases.book('complaints');
create trigger y_case_no_show after update of status on complaints.appointment for each row execute function cases.after_no_show('complaints');
create trigger y_case_unbook after delete on complaints.appointment for each row execute function cases.unbook();
create unique index on complaints.transcript (appointment, edition);
create unique index on complaints.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on complaints.transcript for each row execute function cases.before_transcript('complaints');
create trigger c_case_lines before insert or update on complaints.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on complaints.transcript deferrable initially deferred for each row execute function cases.signed_has_words('complaints');
alter table complaints.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on complaints.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('complaints');
create unique index on complaints.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on complaints.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('complaints');
create trigger c_case_link before insert or update on complaints.link for each row when (current_user = 'nansen_app') execute function cases.before_link('complaints');
create trigger y_case_forgotten after delete on complaints.complaint for each row execute function cases.forget('complaints');
