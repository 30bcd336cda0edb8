-- Generated from the definition of statelessness. Read it, then commit it.

create schema statelessness authorization nansen_migrator;

grant usage on schema statelessness to nansen_app;

create table statelessness.file (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'referred' check (state in ('referred', 'admitted', 'interviewed', 'enquiries-open', 'assessed', 'reviewed', 'decided', 'notified', 'appealed', 'appeal-decided', 'final')),
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
  procedure text not null check (procedure in ('determination', 'birth-registration', 'nationality-confirmation')),
  referred_on date not null,
  referred_by text not null check (referred_by in ('registration', 'status-determination', 'partner', 'person', 'authority', 'other')),
  claim text not null check (claim in ('none', 'pending', 'recognised', 'rejected')),
  informed_on date,
  interview_language text,
  interpreter_sex text check (interpreter_sex in ('female', 'male', 'no-preference')),
  standard text check (standard in ('reasonable-degree', 'other')),
  outcome text check (outcome in ('stateless', 'stateless-refugee', 'not-stateless', 'undetermined')),
  notified_on date,
  notified_how text check (notified_how in ('in-person', 'by-letter', 'by-representative')),
  appeal_filed_on date,
  appeal_late_because text check (char_length(appeal_late_because) between 1 and 2000),
  appeal_outcome text check (appeal_outcome in ('upheld', 'granted', 'sent-back')),
  appeal_notified_on date,
  settled_as text check (settled_as in ('registered', 'confirmed', 'not-possible')),
  closed_because text check (closed_because in ('final', 'settled', 'withdrawn', 'departed', 'died', 'other')),
  reopened_because text check (reopened_because in ('new-evidence', 'law-changed', 'acquired-nationality', 'wrongly-decided')),
  stands text check (stands in ('stateless', 'stateless-refugee', 'not-stateless', 'undetermined')),
  decided_on date,
  decide_by date,
  appeal_until date,
  assessed_by uuid,
  reviewed_by uuid,
  decided_by uuid,
  appeal_decided_by uuid
);
create index on statelessness.file (office_id, id);
create index on statelessness.file (owner_id, id) where owner_id is not null;
create index on statelessness.file (subject);
create index on statelessness.file (assessed_by);
create index on statelessness.file (reviewed_by);
create index on statelessness.file (decided_by);
create index on statelessness.file (appeal_decided_by);
alter table statelessness.file enable row level security;
alter table statelessness.file force row level security;
create policy keeper on statelessness.file to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.file as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.file for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.file for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.file for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on statelessness.file for each row execute function store.check_move('statelessness', 'referred>admitted|change||', 'admitted>interviewed|change||', 'admitted>enquiries-open|change||', 'interviewed>enquiries-open|change||', 'interviewed>assessed|change||standard', 'enquiries-open>assessed|change||standard', 'assessed>reviewed|approve|assessed_by|', 'assessed>interviewed|approve|assessed_by|', 'reviewed>interviewed|approve|assessed_by|', 'reviewed>decided|approve|assessed_by|outcome', 'decided>notified|change||notified_on,notified_how', 'notified>appealed|change||appeal_filed_on', 'appealed>appeal-decided|approve|assessed_by,reviewed_by,decided_by|appeal_outcome', 'appeal-decided>admitted|change||appeal_notified_on', 'admitted>final|change||settled_as', 'enquiries-open>final|change||settled_as', 'notified>final|change||closed_because', 'appeal-decided>final|change||closed_because', 'referred>final|approve||closed_because', 'admitted>final|approve||closed_because', 'interviewed>final|approve||closed_because', 'enquiries-open>final|approve||closed_because', 'assessed>final|approve||closed_because', 'reviewed>final|approve||closed_because', 'appealed>final|approve||closed_because', 'final>admitted|approve||reopened_because');
create trigger e_initial before insert on statelessness.file for each row execute function store.check_initial('referred');
create trigger b_stamp before insert or update on statelessness.file for each row execute function store.stamp();
create trigger c_codes before insert or update on statelessness.file for each row execute function ref.check_codes('interview_language', 'language');
create trigger z_log after insert or update or delete on statelessness.file for each row execute function change.log('statelessness', 'file', 'open');
grant select, insert on statelessness.file to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, form_version, procedure, referred_on, referred_by, claim, informed_on, interview_language, interpreter_sex, standard, outcome, notified_on, notified_how, appeal_filed_on, appeal_late_because, appeal_outcome, appeal_notified_on, settled_as, closed_because, reopened_because, stands, decided_on, decide_by, appeal_until, assessed_by, reviewed_by, decided_by, appeal_decided_by) on statelessness.file to nansen_app;
create table statelessness.file_protected (
  id uuid primary key references statelessness.file,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  account text check (char_length(account) between 1 and 10000),
  recommendation text check (recommendation in ('stateless', 'stateless-refugee', 'not-stateless', 'undetermined')),
  analysis text check (char_length(analysis) between 1 and 10000),
  reasons text check (char_length(reasons) between 1 and 10000),
  appeal_points text check (char_length(appeal_points) between 1 and 10000),
  appeal_reasons text check (char_length(appeal_reasons) between 1 and 10000)
);
create index on statelessness.file_protected (office_id, id);
create index on statelessness.file_protected (root_id);
alter table statelessness.file_protected enable row level security;
alter table statelessness.file_protected force row level security;
create policy keeper on statelessness.file_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.file_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.file_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.file_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create policy change on statelessness.file_protected for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.file_protected for each row execute function store.copy_owner('statelessness.file', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.file_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.file_protected for each row execute function change.log('statelessness', 'file', 'protected');
grant select, insert on statelessness.file_protected to nansen_app;
grant update (change_ct, account, recommendation, analysis, reasons, appeal_points, appeal_reasons) on statelessness.file_protected to nansen_app;

create table statelessness.member (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
  role text not null check (role in ('applicant', 'child', 'spouse', 'parent')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on statelessness.member (office_id, id);
create index on statelessness.member (owner_id, id) where owner_id is not null;
create index on statelessness.member (root_id);
create index on statelessness.member (parent_id);
create index on statelessness.member (individual);
alter table statelessness.member enable row level security;
alter table statelessness.member force row level security;
create policy keeper on statelessness.member to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.member for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.member for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.member for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.member for each row execute function change.log('statelessness', 'member', 'open');
grant select, insert on statelessness.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on statelessness.member to nansen_app;

create table statelessness.task (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.task (office_id, id);
create index on statelessness.task (owner_id, id) where owner_id is not null;
create index on statelessness.task (root_id);
create index on statelessness.task (parent_id);
create index on statelessness.task (for_staff);
create index on statelessness.task (about);
create index on statelessness.task (done_by);
alter table statelessness.task enable row level security;
alter table statelessness.task force row level security;
create policy keeper on statelessness.task to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.task for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.task for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.task for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.task for each row execute function change.log('statelessness', 'task', 'open');
grant select, insert on statelessness.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on statelessness.task to nansen_app;

create table statelessness.note (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.note (office_id, id);
create index on statelessness.note (owner_id, id) where owner_id is not null;
create index on statelessness.note (root_id);
create index on statelessness.note (parent_id);
create index on statelessness.note (sealed_for);
create index on statelessness.note (about);
alter table statelessness.note enable row level security;
alter table statelessness.note force row level security;
create policy keeper on statelessness.note to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.note for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.note for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.note for each row execute function change.log('statelessness', 'note', 'open');
grant select, insert on statelessness.note to nansen_app;
create table statelessness.note_protected (
  id uuid primary key references statelessness.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on statelessness.note_protected (office_id, id);
create index on statelessness.note_protected (root_id);
alter table statelessness.note_protected enable row level security;
alter table statelessness.note_protected force row level security;
create policy keeper on statelessness.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.note_protected for each row execute function store.copy_owner('statelessness.note', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.note_protected for each row execute function change.log('statelessness', 'note', 'protected');
grant select, insert on statelessness.note_protected to nansen_app;
create table statelessness.note_sealed (
  id uuid primary key references statelessness.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on statelessness.note_sealed (office_id, id);
create index on statelessness.note_sealed (root_id);
alter table statelessness.note_sealed enable row level security;
alter table statelessness.note_sealed force row level security;
create policy keeper on statelessness.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.note_sealed for each row execute function store.copy_owner('statelessness.note', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.note_sealed for each row execute function change.log('statelessness', 'note', 'sealed');
grant select, insert on statelessness.note_sealed to nansen_app;

create table statelessness.referral (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.referral (office_id, id);
create index on statelessness.referral (owner_id, id) where owner_id is not null;
create index on statelessness.referral (root_id);
create index on statelessness.referral (parent_id);
create index on statelessness.referral (to_staff);
create index on statelessness.referral (to_office);
create index on statelessness.referral (to_organisation);
create index on statelessness.referral (about);
create index on statelessness.referral (answered_by);
alter table statelessness.referral enable row level security;
alter table statelessness.referral force row level security;
create policy keeper on statelessness.referral to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.referral for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.referral for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.referral for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.referral for each row execute function change.log('statelessness', 'referral', 'open');
grant select, insert on statelessness.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on statelessness.referral to nansen_app;

create table statelessness.handover (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.handover (office_id, id);
create index on statelessness.handover (owner_id, id) where owner_id is not null;
create index on statelessness.handover (root_id);
create index on statelessness.handover (parent_id);
create index on statelessness.handover (from_office);
create index on statelessness.handover (to_office);
create index on statelessness.handover (answered_by);
alter table statelessness.handover enable row level security;
alter table statelessness.handover force row level security;
create policy keeper on statelessness.handover to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.handover for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.handover for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.handover for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.handover for each row execute function change.log('statelessness', 'handover', 'open');
grant select, insert on statelessness.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on statelessness.handover to nansen_app;

create table statelessness.appointment (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.appointment (office_id, id);
create index on statelessness.appointment (owner_id, id) where owner_id is not null;
create index on statelessness.appointment (root_id);
create index on statelessness.appointment (parent_id);
create index on statelessness.appointment (individual);
create index on statelessness.appointment (officer);
create index on statelessness.appointment (room);
alter table statelessness.appointment enable row level security;
alter table statelessness.appointment force row level security;
create policy keeper on statelessness.appointment to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.appointment for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on statelessness.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on statelessness.appointment for each row execute function change.log('statelessness', 'appointment', 'open');
grant select, insert on statelessness.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on statelessness.appointment to nansen_app;
create table statelessness.appointment_protected (
  id uuid primary key references statelessness.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on statelessness.appointment_protected (office_id, id);
create index on statelessness.appointment_protected (root_id);
alter table statelessness.appointment_protected enable row level security;
alter table statelessness.appointment_protected force row level security;
create policy keeper on statelessness.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create policy change on statelessness.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.appointment_protected for each row execute function store.copy_owner('statelessness.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.appointment_protected for each row execute function change.log('statelessness', 'appointment', 'protected');
grant select, insert on statelessness.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on statelessness.appointment_protected to nansen_app;

create table statelessness.transcript (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.transcript (office_id, id);
create index on statelessness.transcript (owner_id, id) where owner_id is not null;
create index on statelessness.transcript (root_id);
create index on statelessness.transcript (parent_id);
create index on statelessness.transcript (appointment);
create index on statelessness.transcript (signed_by);
alter table statelessness.transcript enable row level security;
alter table statelessness.transcript force row level security;
create policy keeper on statelessness.transcript to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.transcript for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.transcript for each row execute function change.log('statelessness', 'transcript', 'open');
grant select, insert on statelessness.transcript to nansen_app;
create table statelessness.transcript_protected (
  id uuid primary key references statelessness.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on statelessness.transcript_protected (office_id, id);
create index on statelessness.transcript_protected (root_id);
alter table statelessness.transcript_protected enable row level security;
alter table statelessness.transcript_protected force row level security;
create policy keeper on statelessness.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.transcript_protected for each row execute function store.copy_owner('statelessness.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.transcript_protected for each row execute function change.log('statelessness', 'transcript', 'protected');
grant select, insert on statelessness.transcript_protected to nansen_app;

create table statelessness.approval (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.approval (office_id, id);
create index on statelessness.approval (owner_id, id) where owner_id is not null;
create index on statelessness.approval (root_id);
create index on statelessness.approval (parent_id);
create index on statelessness.approval (asked_by);
create index on statelessness.approval (decided_by);
alter table statelessness.approval enable row level security;
alter table statelessness.approval force row level security;
create policy keeper on statelessness.approval to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.approval for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.approval for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.approval for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.approval for each row execute function change.log('statelessness', 'approval', 'open');
grant select, insert on statelessness.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on statelessness.approval to nansen_app;

create table statelessness.watcher (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.watcher (office_id, id);
create index on statelessness.watcher (owner_id, id) where owner_id is not null;
create index on statelessness.watcher (root_id);
create index on statelessness.watcher (parent_id);
create index on statelessness.watcher (staff);
alter table statelessness.watcher enable row level security;
alter table statelessness.watcher force row level security;
create policy keeper on statelessness.watcher to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.watcher for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.watcher for each row execute function change.log('statelessness', 'watcher', 'open');
grant select, insert on statelessness.watcher to nansen_app;
grant update (withdrawn_at, staff) on statelessness.watcher to nansen_app;

create table statelessness.link (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.link (office_id, id);
create index on statelessness.link (owner_id, id) where owner_id is not null;
create index on statelessness.link (root_id);
create index on statelessness.link (parent_id);
create index on statelessness.link (to_case);
alter table statelessness.link enable row level security;
alter table statelessness.link force row level security;
create policy keeper on statelessness.link to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.link for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.link for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.link for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.link for each row execute function change.log('statelessness', 'link', 'open');
grant select, insert on statelessness.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on statelessness.link to nansen_app;

create table statelessness.clock (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.clock (office_id, id);
create index on statelessness.clock (owner_id, id) where owner_id is not null;
create index on statelessness.clock (root_id);
create index on statelessness.clock (parent_id);
alter table statelessness.clock enable row level security;
alter table statelessness.clock force row level security;
create policy keeper on statelessness.clock to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.clock for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.clock for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.clock for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.clock for each row execute function change.log('statelessness', 'clock', 'open');
grant select, insert on statelessness.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on statelessness.clock to nansen_app;

create table statelessness.stage (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
create index on statelessness.stage (office_id, id);
create index on statelessness.stage (owner_id, id) where owner_id is not null;
create index on statelessness.stage (root_id);
create index on statelessness.stage (parent_id);
alter table statelessness.stage enable row level security;
alter table statelessness.stage force row level security;
create policy keeper on statelessness.stage to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.stage for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.stage for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.stage for each row execute function change.log('statelessness', 'stage', 'open');
grant select, insert on statelessness.stage to nansen_app;

create table statelessness.nationality (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
  country text not null,
  got_by text not null check (got_by in ('birth-there', 'descent', 'marriage', 'naturalisation', 'succession', 'unknown')),
  got_on ref.partial_date,
  ended_by text not null check (ended_by in ('not-ended', 'lost', 'renounced', 'deprived', 'succession', 'unknown')),
  ended_on ref.partial_date,
  law_article text check (char_length(law_article) between 1 and 200)
);
create index on statelessness.nationality (office_id, id);
create index on statelessness.nationality (owner_id, id) where owner_id is not null;
create index on statelessness.nationality (root_id);
create index on statelessness.nationality (parent_id);
create index on statelessness.nationality (individual);
alter table statelessness.nationality enable row level security;
alter table statelessness.nationality force row level security;
create policy keeper on statelessness.nationality to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.nationality as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.nationality for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.nationality for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.nationality for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.nationality for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.nationality for each row execute function store.stamp();
create trigger c_codes before insert or update on statelessness.nationality for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on statelessness.nationality for each row execute function change.log('statelessness', 'nationality', 'open');
grant select, insert on statelessness.nationality to nansen_app;
grant update (withdrawn_at, individual, country, got_by, got_on, ended_by, ended_on, law_article) on statelessness.nationality to nansen_app;

create table statelessness.examination (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
  country text not null,
  link text not null check (link in ('birth', 'descent', 'marriage', 'residence', 'former-nationality', 'succession')),
  feared boolean not null,
  consent_on date,
  consent_withdrawn_on date,
  law text check (char_length(law) between 1 and 10000),
  practice text check (char_length(practice) between 1 and 10000),
  finding text check (finding in ('national', 'not-national', 'undetermined'))
);
create index on statelessness.examination (office_id, id);
create index on statelessness.examination (owner_id, id) where owner_id is not null;
create index on statelessness.examination (root_id);
create index on statelessness.examination (parent_id);
alter table statelessness.examination enable row level security;
alter table statelessness.examination force row level security;
create policy keeper on statelessness.examination to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.examination as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.examination for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.examination for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.examination for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.examination for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.examination for each row execute function store.stamp();
create trigger c_codes before insert or update on statelessness.examination for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on statelessness.examination for each row execute function change.log('statelessness', 'examination', 'open');
grant select, insert on statelessness.examination to nansen_app;
grant update (withdrawn_at, country, link, feared, consent_on, consent_withdrawn_on, law, practice, finding) on statelessness.examination to nansen_app;
create table statelessness.examination_protected (
  id uuid primary key references statelessness.examination,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  reasons text check (char_length(reasons) between 1 and 10000)
);
create index on statelessness.examination_protected (office_id, id);
create index on statelessness.examination_protected (root_id);
alter table statelessness.examination_protected enable row level security;
alter table statelessness.examination_protected force row level security;
create policy keeper on statelessness.examination_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.examination_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.examination_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.examination_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create policy change on statelessness.examination_protected for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.examination_protected for each row execute function store.copy_owner('statelessness.examination', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.examination_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.examination_protected for each row execute function change.log('statelessness', 'examination', 'protected');
grant select, insert on statelessness.examination_protected to nansen_app;
grant update (change_ct, reasons) on statelessness.examination_protected to nansen_app;

create table statelessness.enquiry (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
  country text not null,
  authority text not null check (char_length(authority) between 1 and 200),
  sent_how text not null check (sent_how in ('letter', 'visit', 'phone', 'through-person', 'through-government')),
  sent_on date not null,
  reply_by date,
  reply text check (reply in ('national', 'not-national', 'cannot-say', 'no-reply')),
  replied_on date
);
create index on statelessness.enquiry (office_id, id);
create index on statelessness.enquiry (owner_id, id) where owner_id is not null;
create index on statelessness.enquiry (root_id);
create index on statelessness.enquiry (parent_id);
alter table statelessness.enquiry enable row level security;
alter table statelessness.enquiry force row level security;
create policy keeper on statelessness.enquiry to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.enquiry as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.enquiry for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.enquiry for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.enquiry for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.enquiry for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.enquiry for each row execute function store.stamp();
create trigger c_codes before insert or update on statelessness.enquiry for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on statelessness.enquiry for each row execute function change.log('statelessness', 'enquiry', 'open');
grant select, insert on statelessness.enquiry to nansen_app;
grant update (withdrawn_at, country, authority, sent_how, sent_on, reply_by, reply, replied_on) on statelessness.enquiry to nansen_app;
create table statelessness.enquiry_protected (
  id uuid primary key references statelessness.enquiry,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  asked text check (char_length(asked) between 1 and 10000),
  reply_words text check (char_length(reply_words) between 1 and 10000)
);
create index on statelessness.enquiry_protected (office_id, id);
create index on statelessness.enquiry_protected (root_id);
alter table statelessness.enquiry_protected enable row level security;
alter table statelessness.enquiry_protected force row level security;
create policy keeper on statelessness.enquiry_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.enquiry_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.enquiry_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.enquiry_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create policy change on statelessness.enquiry_protected for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.enquiry_protected for each row execute function store.copy_owner('statelessness.enquiry', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.enquiry_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.enquiry_protected for each row execute function change.log('statelessness', 'enquiry', 'protected');
grant select, insert on statelessness.enquiry_protected to nansen_app;
grant update (change_ct, asked, reply_words) on statelessness.enquiry_protected to nansen_app;

create table statelessness.interview (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
  individual uuid,
  language text,
  interpreter boolean
);
create index on statelessness.interview (office_id, id);
create index on statelessness.interview (owner_id, id) where owner_id is not null;
create index on statelessness.interview (root_id);
create index on statelessness.interview (parent_id);
create index on statelessness.interview (individual);
alter table statelessness.interview enable row level security;
alter table statelessness.interview force row level security;
create policy keeper on statelessness.interview to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.interview as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.interview for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.interview for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.interview for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.interview for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.interview for each row execute function store.stamp();
create trigger c_codes before insert or update on statelessness.interview for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on statelessness.interview for each row execute function change.log('statelessness', 'interview', 'open');
grant select, insert on statelessness.interview to nansen_app;
grant update (withdrawn_at, held_on, individual, language, interpreter) on statelessness.interview to nansen_app;
create table statelessness.interview_protected (
  id uuid primary key references statelessness.interview,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  record text check (char_length(record) between 1 and 10000)
);
create index on statelessness.interview_protected (office_id, id);
create index on statelessness.interview_protected (root_id);
alter table statelessness.interview_protected enable row level security;
alter table statelessness.interview_protected force row level security;
create policy keeper on statelessness.interview_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.interview_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.interview_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.interview_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create policy change on statelessness.interview_protected for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.interview_protected for each row execute function store.copy_owner('statelessness.interview', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.interview_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.interview_protected for each row execute function change.log('statelessness', 'interview', 'protected');
grant select, insert on statelessness.interview_protected to nansen_app;
grant update (change_ct, record) on statelessness.interview_protected to nansen_app;

create table statelessness.fact (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
  what text not null check (what in ('birth', 'parents', 'marriage', 'residence', 'papers', 'registration', 'loss', 'other')),
  finding text not null check (finding in ('accepted', 'rejected', 'open'))
);
create index on statelessness.fact (office_id, id);
create index on statelessness.fact (owner_id, id) where owner_id is not null;
create index on statelessness.fact (root_id);
create index on statelessness.fact (parent_id);
alter table statelessness.fact enable row level security;
alter table statelessness.fact force row level security;
create policy keeper on statelessness.fact to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.fact as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.fact for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.fact for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.fact for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.fact for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.fact for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.fact for each row execute function change.log('statelessness', 'fact', 'open');
grant select, insert on statelessness.fact to nansen_app;
grant update (withdrawn_at, what, finding) on statelessness.fact to nansen_app;
create table statelessness.fact_protected (
  id uuid primary key references statelessness.fact,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  said text check (char_length(said) between 1 and 10000),
  why text check (char_length(why) between 1 and 10000)
);
create index on statelessness.fact_protected (office_id, id);
create index on statelessness.fact_protected (root_id);
alter table statelessness.fact_protected enable row level security;
alter table statelessness.fact_protected force row level security;
create policy keeper on statelessness.fact_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.fact_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.fact_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.fact_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create policy change on statelessness.fact_protected for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.fact_protected for each row execute function store.copy_owner('statelessness.fact', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.fact_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.fact_protected for each row execute function change.log('statelessness', 'fact', 'protected');
grant select, insert on statelessness.fact_protected to nansen_app;
grant update (change_ct, said, why) on statelessness.fact_protected to nansen_app;

create table statelessness.step (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
  kind text not null check (kind in ('asked-registrar', 'court', 'witnesses', 'hospital-paper', 'fee', 'legal-help', 'proof-received')),
  done_on date not null,
  came_of_it text check (char_length(came_of_it) between 1 and 2000)
);
create index on statelessness.step (office_id, id);
create index on statelessness.step (owner_id, id) where owner_id is not null;
create index on statelessness.step (root_id);
create index on statelessness.step (parent_id);
alter table statelessness.step enable row level security;
alter table statelessness.step force row level security;
create policy keeper on statelessness.step to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.step as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.step for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.step for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.step for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.step for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.step for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.step for each row execute function change.log('statelessness', 'step', 'open');
grant select, insert on statelessness.step to nansen_app;
grant update (withdrawn_at, kind, done_on, came_of_it) on statelessness.step to nansen_app;

create table statelessness.paper (
  id uuid primary key,
  parent_id uuid not null references statelessness.file,
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
  kind text not null check (kind in ('stateless-card', 'travel-document', 'residence-permit', 'birth-certificate', 'nationality-certificate', 'naturalisation')),
  given_on date not null,
  valid_until date,
  given_by text check (char_length(given_by) between 1 and 200)
);
create index on statelessness.paper (office_id, id);
create index on statelessness.paper (owner_id, id) where owner_id is not null;
create index on statelessness.paper (root_id);
create index on statelessness.paper (parent_id);
create index on statelessness.paper (individual);
alter table statelessness.paper enable row level security;
alter table statelessness.paper force row level security;
create policy keeper on statelessness.paper to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.paper as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.paper for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'personal'))::uuid[]));
create policy add on statelessness.paper for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'personal'))::uuid[]));
create policy change on statelessness.paper for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.paper for each row execute function store.copy_owner('statelessness.file', 'parent_id');
create trigger b_stamp before insert or update on statelessness.paper for each row execute function store.stamp();
create trigger z_log after insert or update or delete on statelessness.paper for each row execute function change.log('statelessness', 'paper', 'open');
grant select, insert on statelessness.paper to nansen_app;
grant update (withdrawn_at, individual, kind, given_on, valid_until, given_by) on statelessness.paper to nansen_app;
create table statelessness.paper_protected (
  id uuid primary key references statelessness.paper,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  number text check (char_length(number) between 1 and 60)
);
create index on statelessness.paper_protected (office_id, id);
create index on statelessness.paper_protected (root_id);
alter table statelessness.paper_protected enable row level security;
alter table statelessness.paper_protected force row level security;
create policy keeper on statelessness.paper_protected to nansen_migrator using (true) with check (true);
create policy restricted on statelessness.paper_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on statelessness.paper_protected for select to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[]));
create policy add on statelessness.paper_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('statelessness', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'create', 'protected'))::uuid[]));
create policy change on statelessness.paper_protected for update to nansen_app using (
    office_id = any ((select auth.reach('statelessness', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on statelessness.paper_protected for each row execute function store.copy_owner('statelessness.paper', 'id');
create trigger b_needs_ciphertext before insert or update on statelessness.paper_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on statelessness.paper_protected for each row execute function change.log('statelessness', 'paper', 'protected');
grant select, insert on statelessness.paper_protected to nansen_app;
grant update (change_ct, number) on statelessness.paper_protected to nansen_app;

create function statelessness.file_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.file r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.file_known(uuid[]) from public;
grant execute on function statelessness.file_known(uuid[]) to nansen_app;

create function statelessness.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.member_known(uuid[]) from public;
grant execute on function statelessness.member_known(uuid[]) to nansen_app;

create function statelessness.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.task_known(uuid[]) from public;
grant execute on function statelessness.task_known(uuid[]) to nansen_app;

create function statelessness.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.note_known(uuid[]) from public;
grant execute on function statelessness.note_known(uuid[]) to nansen_app;

create function statelessness.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.referral_known(uuid[]) from public;
grant execute on function statelessness.referral_known(uuid[]) to nansen_app;

create function statelessness.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.handover_known(uuid[]) from public;
grant execute on function statelessness.handover_known(uuid[]) to nansen_app;

create function statelessness.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.appointment_known(uuid[]) from public;
grant execute on function statelessness.appointment_known(uuid[]) to nansen_app;

create function statelessness.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.transcript_known(uuid[]) from public;
grant execute on function statelessness.transcript_known(uuid[]) to nansen_app;

create function statelessness.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.approval_known(uuid[]) from public;
grant execute on function statelessness.approval_known(uuid[]) to nansen_app;

create function statelessness.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.watcher_known(uuid[]) from public;
grant execute on function statelessness.watcher_known(uuid[]) to nansen_app;

create function statelessness.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.link_known(uuid[]) from public;
grant execute on function statelessness.link_known(uuid[]) to nansen_app;

create function statelessness.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.clock_known(uuid[]) from public;
grant execute on function statelessness.clock_known(uuid[]) to nansen_app;

create function statelessness.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.stage_known(uuid[]) from public;
grant execute on function statelessness.stage_known(uuid[]) to nansen_app;

create function statelessness.nationality_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.nationality r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.nationality_known(uuid[]) from public;
grant execute on function statelessness.nationality_known(uuid[]) to nansen_app;

create function statelessness.examination_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.examination r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.examination_known(uuid[]) from public;
grant execute on function statelessness.examination_known(uuid[]) to nansen_app;

create function statelessness.enquiry_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.enquiry r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.enquiry_known(uuid[]) from public;
grant execute on function statelessness.enquiry_known(uuid[]) to nansen_app;

create function statelessness.interview_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.interview r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.interview_known(uuid[]) from public;
grant execute on function statelessness.interview_known(uuid[]) to nansen_app;

create function statelessness.fact_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.fact r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.fact_known(uuid[]) from public;
grant execute on function statelessness.fact_known(uuid[]) to nansen_app;

create function statelessness.step_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.step r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.step_known(uuid[]) from public;
grant execute on function statelessness.step_known(uuid[]) to nansen_app;

create function statelessness.paper_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from statelessness.paper r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('statelessness', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('statelessness', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function statelessness.paper_known(uuid[]) from public;
grant execute on function statelessness.paper_known(uuid[]) to nansen_app;

alter table statelessness.file add foreign key (subject) references registration.individual on delete restrict;
alter table statelessness.file add foreign key (assessed_by) references auth.staff on delete restrict;
alter table statelessness.file add foreign key (reviewed_by) references auth.staff on delete restrict;
alter table statelessness.file add foreign key (decided_by) references auth.staff on delete restrict;
alter table statelessness.file add foreign key (appeal_decided_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on statelessness.file for each row execute function store.check_references('subject', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on statelessness.file for each row execute function store.spread_owner('statelessness.file_protected', 'statelessness.member', 'statelessness.task', 'statelessness.note', 'statelessness.note_protected', 'statelessness.note_sealed', 'statelessness.referral', 'statelessness.handover', 'statelessness.appointment', 'statelessness.appointment_protected', 'statelessness.transcript', 'statelessness.transcript_protected', 'statelessness.approval', 'statelessness.watcher', 'statelessness.link', 'statelessness.clock', 'statelessness.stage', 'statelessness.nationality', 'statelessness.examination', 'statelessness.examination_protected', 'statelessness.enquiry', 'statelessness.enquiry_protected', 'statelessness.interview', 'statelessness.interview_protected', 'statelessness.fact', 'statelessness.fact_protected', 'statelessness.step', 'statelessness.paper', 'statelessness.paper_protected', 'store.attachment');

alter table statelessness.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on statelessness.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table statelessness.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table statelessness.task add foreign key (about) references registration.individual on delete restrict;
alter table statelessness.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on statelessness.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table statelessness.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on statelessness.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table statelessness.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table statelessness.referral add foreign key (to_office) references auth.office on delete restrict;
alter table statelessness.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table statelessness.referral add foreign key (about) references registration.individual on delete restrict;
alter table statelessness.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on statelessness.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table statelessness.handover add foreign key (from_office) references auth.office on delete restrict;
alter table statelessness.handover add foreign key (to_office) references auth.office on delete restrict;
alter table statelessness.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table statelessness.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table statelessness.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on statelessness.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table statelessness.transcript add foreign key (appointment) references statelessness.appointment on delete restrict;
alter table statelessness.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on statelessness.transcript for each row execute function store.check_references('appointment', 'statelessness.appointment_known');

alter table statelessness.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table statelessness.approval add foreign key (decided_by) references auth.staff on delete restrict;

alter table statelessness.watcher add foreign key (staff) references auth.staff on delete restrict;

alter table statelessness.nationality add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on statelessness.nationality for each row execute function store.check_references('individual', 'registration.individual_known');

alter table statelessness.interview add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on statelessness.interview for each row execute function store.check_references('individual', 'registration.individual_known');

alter table statelessness.paper add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on statelessness.paper for each row execute function store.check_references('individual', 'registration.individual_known');

-- What makes it a case: docs/decisions/0045.

create unique index on statelessness.file (number);
create index on statelessness.file (office_id, state, state_since) include (id, owner_id, restriction_group, subject);
create index on statelessness.file (state, state_since);
create trigger c_case_number before insert or update on statelessness.file for each row execute function cases.number_it('statelessness');
create trigger c_case_sign before update on statelessness.file for each row when (current_user = 'nansen_app') execute function cases.sign_it('statelessness');
create trigger f_case_ready before update of state on statelessness.file for each row when (current_user = 'nansen_app') execute function cases.check_ready('statelessness');
create trigger y_case_after after insert or update on statelessness.file for each row when (current_user = 'nansen_app') execute function cases.after_change('statelessness', 'person');
create trigger y_case_after_system after insert or update on statelessness.file for each row when (current_user <> 'nansen_app') execute function cases.after_change('statelessness', 'system');
create trigger e_oneself before insert or update on statelessness.file for each row execute function store.only_oneself('assessed_by', 'reviewed_by', 'decided_by', 'appeal_decided_by');
alter table statelessness.file add check (assessed_by <> reviewed_by);
alter table statelessness.file add check (assessed_by <> decided_by);
alter table statelessness.file add check (appeal_decided_by <> assessed_by);
alter table statelessness.file add check (appeal_decided_by <> reviewed_by);
alter table statelessness.file add check (appeal_decided_by <> decided_by);

create unique index on statelessness.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on statelessness.member for each row execute function cases.after_member('statelessness', 'file', 'registration.individual');
create trigger y_statelessness_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('statelessness', 'file');

create index on statelessness.task (for_staff, due_at) where status = 'open';
create index on statelessness.task (office_id, due_at) where status = 'open';
create index on statelessness.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on statelessness.task for each row when (current_user = 'nansen_app') execute function cases.before_task('statelessness');
create index on statelessness.clock (due_at) where status = 'running';
create unique index on statelessness.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on statelessness.clock, statelessness.stage, statelessness.referral, statelessness.handover from nansen_app;

create policy out_of_sight_subject on statelessness.file as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on statelessness.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on statelessness.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on statelessness.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on statelessness.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on statelessness.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on statelessness.nationality as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on statelessness.interview as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on statelessness.paper as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on statelessness.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on statelessness.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('statelessness', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('statelessness', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('statelessness', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on statelessness.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on statelessness.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from statelessness.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('statelessness', 'note');

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on statelessness.appointment (office_id, starts_at);
create index on statelessness.appointment (officer, starts_at);
alter table statelessness.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on statelessness.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('statelessness');
create trigger y_case_book after insert or update on statelessness.appointment for each row execute function cases.book('statelessness');
create trigger y_case_book after insert or update on statelessness.appointment_protected for each row execute function cases.book('statelessness');
create trigger y_case_no_show after update of status on statelessness.appointment for each row execute function cases.after_no_show('statelessness');
create trigger y_case_unbook after delete on statelessness.appointment for each row execute function cases.unbook();
create unique index on statelessness.transcript (appointment, edition);
create unique index on statelessness.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on statelessness.transcript for each row execute function cases.before_transcript('statelessness');
create trigger c_case_lines before insert or update on statelessness.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on statelessness.transcript deferrable initially deferred for each row execute function cases.signed_has_words('statelessness');
alter table statelessness.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on statelessness.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('statelessness');
create unique index on statelessness.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on statelessness.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('statelessness');
create trigger c_case_link before insert or update on statelessness.link for each row when (current_user = 'nansen_app') execute function cases.before_link('statelessness');
-- A link is told to who may know of both cases, by its history neither.
create policy known on statelessness.link as restrictive for select to nansen_app using (cases.knows(to_module, to_case));
insert into change.kept_apart (module, record) values ('statelessness', 'link') on conflict do nothing;
create trigger y_case_forgotten after delete on statelessness.file for each row execute function cases.forget('statelessness');
