-- Generated from the definition of resettlement. Read it, then commit it.

create schema resettlement authorization nansen_migrator;

grant usage on schema resettlement to nansen_app;

create table resettlement.file (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'identified' check (state in ('identified', 'assessment', 'checking', 'interviewing', 'drafting', 'recommended', 'reviewed', 'submitted', 'with-state', 'accepted', 'departing', 'rejected', 'departed', 'closed')),
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
  found_by text not null check (found_by in ('needs', 'vulnerability', 'status-determination', 'partner', 'registration', 'family', 'list')),
  found_on date not null,
  put_forward_by text check (char_length(put_forward_by) between 1 and 120),
  processing_priority text not null check (processing_priority in ('emergency', 'urgent', 'normal')),
  primary_category text check (primary_category in ('LPN', 'SVT', 'MED', 'AWR', 'FAM', 'CHL', 'LFDS')),
  secondary_category text check (secondary_category in ('LPN', 'SVT', 'MED', 'AWR', 'FAM', 'CHL', 'LFDS')),
  submission_priority text check (submission_priority in ('emergency', 'urgent', 'normal')),
  willing_on date,
  hold_because text check (hold_because in ('fraud-inquiry', 'data-unclear', 'family-unclear', 'best-interests', 'security', 'other')),
  quota uuid,
  share uuid,
  state_reference text check (char_length(state_reference) between 1 and 60),
  acknowledged_on date,
  seen_by text check (seen_by in ('dossier', 'mission')),
  mission_on date,
  decided_on date,
  refused_because text[] check (refused_because <@ array['criteria', 'credibility', 'security', 'medical', 'polygamy', 'family-elsewhere', 'integration', 'quota-full', 'no-show', 'changed-mind', 'returned-home', 'died', 'fraud', 'sent-back', 'no-decision']),
  departed_on date,
  closed_because text check (closed_because in ('not-contactable', 'not-willing', 'no-need', 'other-solution', 'not-recommended', 'integrity', 'withdrew', 'returned', 'died', 'no-state-left', 'other')),
  hold text check (hold in ('yes')),
  often_refused text check (often_refused in ('yes')),
  form_outdated text check (form_outdated in ('yes')),
  assessed_by uuid,
  cleared_by uuid,
  recommended_by uuid,
  reviewed_by uuid,
  submitted_by uuid,
  confirmed_by uuid
);
create index on resettlement.file (office_id, id);
create index on resettlement.file (owner_id, id) where owner_id is not null;
create index on resettlement.file (subject);
create index on resettlement.file (quota);
create index on resettlement.file (share);
create index on resettlement.file (assessed_by);
create index on resettlement.file (cleared_by);
create index on resettlement.file (recommended_by);
create index on resettlement.file (reviewed_by);
create index on resettlement.file (submitted_by);
create index on resettlement.file (confirmed_by);
alter table resettlement.file enable row level security;
alter table resettlement.file force row level security;
create policy keeper on resettlement.file to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.file as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.file for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.file for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.file for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on resettlement.file for each row execute function store.check_move('resettlement', 'identified>assessment|change||', 'assessment>checking|change||', 'checking>interviewing|approve|assessed_by|', 'interviewing>drafting|change||', 'drafting>recommended|change||', 'recommended>drafting|approve|recommended_by|', 'recommended>reviewed|approve|recommended_by|', 'recommended>closed|approve|recommended_by|closed_because', 'reviewed>drafting|change||', 'reviewed>submitted|change||', 'submitted>with-state|change||acknowledged_on', 'with-state>accepted|change||decided_on', 'submitted>rejected|change||decided_on,refused_because', 'with-state>rejected|change||decided_on,refused_because', 'accepted>rejected|change||decided_on,refused_because', 'departing>rejected|change||decided_on,refused_because', 'rejected>drafting|change||', 'accepted>departing|change||', 'departing>accepted|change||', 'departing>departed|change||departed_on', 'identified>closed|change||closed_because', 'assessment>closed|change||closed_because', 'checking>closed|change||closed_because', 'interviewing>closed|change||closed_because', 'drafting>closed|change||closed_because', 'reviewed>closed|change||closed_because', 'rejected>closed|change||closed_because', 'submitted>closed|change||closed_because', 'with-state>closed|change||closed_because', 'accepted>closed|change||closed_because', 'departing>closed|change||closed_because', 'closed>assessment|approve||');
create trigger e_initial before insert on resettlement.file for each row execute function store.check_initial('identified');
create trigger b_stamp before insert or update on resettlement.file for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.file for each row execute function change.log('resettlement', 'file', 'open');
grant select, insert on resettlement.file to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, form_version, found_by, found_on, put_forward_by, processing_priority, primary_category, secondary_category, submission_priority, willing_on, hold_because, quota, share, state_reference, acknowledged_on, seen_by, mission_on, decided_on, refused_because, departed_on, closed_because, hold, often_refused, form_outdated, assessed_by, cleared_by, recommended_by, reviewed_by, submitted_by, confirmed_by) on resettlement.file to nansen_app;
create table resettlement.file_protected (
  id uuid primary key references resettlement.file,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  put_forward_because text check (char_length(put_forward_because) between 1 and 10000),
  why_not_return text check (char_length(why_not_return) between 1 and 10000),
  why_not_stay text check (char_length(why_not_stay) between 1 and 10000),
  need text check (char_length(need) between 1 and 10000),
  specific_needs text check (char_length(specific_needs) between 1 and 10000),
  travels_with text check (char_length(travels_with) between 1 and 10000),
  remarks text check (char_length(remarks) between 1 and 10000),
  closed_remarks text check (char_length(closed_remarks) between 1 and 10000)
);
create index on resettlement.file_protected (office_id, id);
create index on resettlement.file_protected (root_id);
alter table resettlement.file_protected enable row level security;
alter table resettlement.file_protected force row level security;
create policy keeper on resettlement.file_protected to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.file_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.file_protected for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'protected'))::uuid[]));
create policy add on resettlement.file_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'protected'))::uuid[]));
create policy change on resettlement.file_protected for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.file_protected for each row execute function store.copy_owner('resettlement.file', 'id');
create trigger b_needs_ciphertext before insert or update on resettlement.file_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on resettlement.file_protected for each row execute function change.log('resettlement', 'file', 'protected');
grant select, insert on resettlement.file_protected to nansen_app;
grant update (change_ct, put_forward_because, why_not_return, why_not_stay, need, specific_needs, travels_with, remarks, closed_remarks) on resettlement.file_protected to nansen_app;

create table resettlement.member (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
  role text not null check (role in ('principal', 'member')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on resettlement.member (office_id, id);
create index on resettlement.member (owner_id, id) where owner_id is not null;
create index on resettlement.member (root_id);
create index on resettlement.member (parent_id);
create index on resettlement.member (individual);
alter table resettlement.member enable row level security;
alter table resettlement.member force row level security;
create policy keeper on resettlement.member to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.member for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.member for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.member for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.member for each row execute function change.log('resettlement', 'member', 'open');
grant select, insert on resettlement.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on resettlement.member to nansen_app;

create table resettlement.task (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.task (office_id, id);
create index on resettlement.task (owner_id, id) where owner_id is not null;
create index on resettlement.task (root_id);
create index on resettlement.task (parent_id);
create index on resettlement.task (for_staff);
create index on resettlement.task (about);
create index on resettlement.task (done_by);
alter table resettlement.task enable row level security;
alter table resettlement.task force row level security;
create policy keeper on resettlement.task to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.task for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.task for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.task for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.task for each row execute function change.log('resettlement', 'task', 'open');
grant select, insert on resettlement.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on resettlement.task to nansen_app;

create table resettlement.note (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.note (office_id, id);
create index on resettlement.note (owner_id, id) where owner_id is not null;
create index on resettlement.note (root_id);
create index on resettlement.note (parent_id);
create index on resettlement.note (sealed_for);
create index on resettlement.note (about);
alter table resettlement.note enable row level security;
alter table resettlement.note force row level security;
create policy keeper on resettlement.note to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.note for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.note for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.note for each row execute function change.log('resettlement', 'note', 'open');
grant select, insert on resettlement.note to nansen_app;
create table resettlement.note_protected (
  id uuid primary key references resettlement.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on resettlement.note_protected (office_id, id);
create index on resettlement.note_protected (root_id);
alter table resettlement.note_protected enable row level security;
alter table resettlement.note_protected force row level security;
create policy keeper on resettlement.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'protected'))::uuid[]));
create policy add on resettlement.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.note_protected for each row execute function store.copy_owner('resettlement.note', 'id');
create trigger b_needs_ciphertext before insert or update on resettlement.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on resettlement.note_protected for each row execute function change.log('resettlement', 'note', 'protected');
grant select, insert on resettlement.note_protected to nansen_app;
create table resettlement.note_sealed (
  id uuid primary key references resettlement.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on resettlement.note_sealed (office_id, id);
create index on resettlement.note_sealed (root_id);
alter table resettlement.note_sealed enable row level security;
alter table resettlement.note_sealed force row level security;
create policy keeper on resettlement.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'protected'))::uuid[]));
create policy add on resettlement.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.note_sealed for each row execute function store.copy_owner('resettlement.note', 'id');
create trigger b_needs_ciphertext before insert or update on resettlement.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on resettlement.note_sealed for each row execute function change.log('resettlement', 'note', 'sealed');
grant select, insert on resettlement.note_sealed to nansen_app;

create table resettlement.referral (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.referral (office_id, id);
create index on resettlement.referral (owner_id, id) where owner_id is not null;
create index on resettlement.referral (root_id);
create index on resettlement.referral (parent_id);
create index on resettlement.referral (to_staff);
create index on resettlement.referral (to_office);
create index on resettlement.referral (to_organisation);
create index on resettlement.referral (about);
create index on resettlement.referral (answered_by);
alter table resettlement.referral enable row level security;
alter table resettlement.referral force row level security;
create policy keeper on resettlement.referral to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.referral for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.referral for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.referral for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.referral for each row execute function change.log('resettlement', 'referral', 'open');
grant select, insert on resettlement.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on resettlement.referral to nansen_app;

create table resettlement.handover (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.handover (office_id, id);
create index on resettlement.handover (owner_id, id) where owner_id is not null;
create index on resettlement.handover (root_id);
create index on resettlement.handover (parent_id);
create index on resettlement.handover (from_office);
create index on resettlement.handover (to_office);
create index on resettlement.handover (answered_by);
alter table resettlement.handover enable row level security;
alter table resettlement.handover force row level security;
create policy keeper on resettlement.handover to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.handover for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.handover for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.handover for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.handover for each row execute function change.log('resettlement', 'handover', 'open');
grant select, insert on resettlement.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on resettlement.handover to nansen_app;

create table resettlement.appointment (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.appointment (office_id, id);
create index on resettlement.appointment (owner_id, id) where owner_id is not null;
create index on resettlement.appointment (root_id);
create index on resettlement.appointment (parent_id);
create index on resettlement.appointment (individual);
create index on resettlement.appointment (officer);
create index on resettlement.appointment (room);
alter table resettlement.appointment enable row level security;
alter table resettlement.appointment force row level security;
create policy keeper on resettlement.appointment to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.appointment for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on resettlement.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on resettlement.appointment for each row execute function change.log('resettlement', 'appointment', 'open');
grant select, insert on resettlement.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on resettlement.appointment to nansen_app;
create table resettlement.appointment_protected (
  id uuid primary key references resettlement.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on resettlement.appointment_protected (office_id, id);
create index on resettlement.appointment_protected (root_id);
alter table resettlement.appointment_protected enable row level security;
alter table resettlement.appointment_protected force row level security;
create policy keeper on resettlement.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'protected'))::uuid[]));
create policy add on resettlement.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'protected'))::uuid[]));
create policy change on resettlement.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.appointment_protected for each row execute function store.copy_owner('resettlement.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on resettlement.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on resettlement.appointment_protected for each row execute function change.log('resettlement', 'appointment', 'protected');
grant select, insert on resettlement.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on resettlement.appointment_protected to nansen_app;

create table resettlement.transcript (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.transcript (office_id, id);
create index on resettlement.transcript (owner_id, id) where owner_id is not null;
create index on resettlement.transcript (root_id);
create index on resettlement.transcript (parent_id);
create index on resettlement.transcript (appointment);
create index on resettlement.transcript (signed_by);
alter table resettlement.transcript enable row level security;
alter table resettlement.transcript force row level security;
create policy keeper on resettlement.transcript to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.transcript for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.transcript for each row execute function change.log('resettlement', 'transcript', 'open');
grant select, insert on resettlement.transcript to nansen_app;
create table resettlement.transcript_protected (
  id uuid primary key references resettlement.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on resettlement.transcript_protected (office_id, id);
create index on resettlement.transcript_protected (root_id);
alter table resettlement.transcript_protected enable row level security;
alter table resettlement.transcript_protected force row level security;
create policy keeper on resettlement.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'protected'))::uuid[]));
create policy add on resettlement.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.transcript_protected for each row execute function store.copy_owner('resettlement.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on resettlement.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on resettlement.transcript_protected for each row execute function change.log('resettlement', 'transcript', 'protected');
grant select, insert on resettlement.transcript_protected to nansen_app;

create table resettlement.approval (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.approval (office_id, id);
create index on resettlement.approval (owner_id, id) where owner_id is not null;
create index on resettlement.approval (root_id);
create index on resettlement.approval (parent_id);
create index on resettlement.approval (asked_by);
create index on resettlement.approval (decided_by);
alter table resettlement.approval enable row level security;
alter table resettlement.approval force row level security;
create policy keeper on resettlement.approval to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.approval for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.approval for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.approval for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.approval for each row execute function change.log('resettlement', 'approval', 'open');
grant select, insert on resettlement.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on resettlement.approval to nansen_app;

create table resettlement.watcher (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.watcher (office_id, id);
create index on resettlement.watcher (owner_id, id) where owner_id is not null;
create index on resettlement.watcher (root_id);
create index on resettlement.watcher (parent_id);
create index on resettlement.watcher (staff);
alter table resettlement.watcher enable row level security;
alter table resettlement.watcher force row level security;
create policy keeper on resettlement.watcher to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.watcher for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.watcher for each row execute function change.log('resettlement', 'watcher', 'open');
grant select, insert on resettlement.watcher to nansen_app;
grant update (withdrawn_at, staff) on resettlement.watcher to nansen_app;

create table resettlement.link (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.link (office_id, id);
create index on resettlement.link (owner_id, id) where owner_id is not null;
create index on resettlement.link (root_id);
create index on resettlement.link (parent_id);
create index on resettlement.link (to_case);
alter table resettlement.link enable row level security;
alter table resettlement.link force row level security;
create policy keeper on resettlement.link to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.link for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.link for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.link for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.link for each row execute function change.log('resettlement', 'link', 'open');
grant select, insert on resettlement.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on resettlement.link to nansen_app;

create table resettlement.clock (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.clock (office_id, id);
create index on resettlement.clock (owner_id, id) where owner_id is not null;
create index on resettlement.clock (root_id);
create index on resettlement.clock (parent_id);
alter table resettlement.clock enable row level security;
alter table resettlement.clock force row level security;
create policy keeper on resettlement.clock to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.clock for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.clock for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.clock for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.clock for each row execute function change.log('resettlement', 'clock', 'open');
grant select, insert on resettlement.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on resettlement.clock to nansen_app;

create table resettlement.stage (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
create index on resettlement.stage (office_id, id);
create index on resettlement.stage (owner_id, id) where owner_id is not null;
create index on resettlement.stage (root_id);
create index on resettlement.stage (parent_id);
alter table resettlement.stage enable row level security;
alter table resettlement.stage force row level security;
create policy keeper on resettlement.stage to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.stage for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.stage for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.stage for each row execute function change.log('resettlement', 'stage', 'open');
grant select, insert on resettlement.stage to nansen_app;

create table resettlement.traveller (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
  adult text check (adult in ('yes', 'no')),
  recognised text check (recognised in ('yes', 'no')),
  depends_on_refugee text check (depends_on_refugee in ('yes')),
  record_good text check (record_good in ('yes', 'no')),
  photo_good text check (photo_good in ('yes', 'no')),
  no_photo_because text check (char_length(no_photo_because) between 1 and 200),
  interviewed_on date,
  declared_on date,
  declared_by text check (declared_by in ('signature', 'thumb-print')),
  medical_release boolean,
  proved_at_interview text check (proved_at_interview in ('verified', 'excepted')),
  proved_at_submission text check (proved_at_submission in ('verified', 'excepted')),
  proved_at_departure text check (proved_at_departure in ('verified', 'excepted')),
  goes text check (goes in ('yes', 'stays')),
  health_check text check (health_check in ('planned', 'fit', 'fit-with-escort', 'delayed')),
  health_checked_on date,
  exit_permit text check (exit_permit in ('asked', 'given', 'refused')),
  travel_document text check (char_length(travel_document) between 1 and 60),
  flight text check (char_length(flight) between 1 and 60),
  left_on date
);
create index on resettlement.traveller (office_id, id);
create index on resettlement.traveller (owner_id, id) where owner_id is not null;
create index on resettlement.traveller (root_id);
create index on resettlement.traveller (parent_id);
create index on resettlement.traveller (individual);
alter table resettlement.traveller enable row level security;
alter table resettlement.traveller force row level security;
create policy keeper on resettlement.traveller to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.traveller as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.traveller for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.traveller for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.traveller for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.traveller for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.traveller for each row execute function store.stamp();
create trigger c_codes before insert or update on resettlement.traveller for each row execute function ref.check_codes('relationship', 'relationship');
create trigger z_log after insert or update or delete on resettlement.traveller for each row execute function change.log('resettlement', 'traveller', 'open');
grant select, insert on resettlement.traveller to nansen_app;
grant update (withdrawn_at, individual, relationship, adult, recognised, depends_on_refugee, record_good, photo_good, no_photo_because, interviewed_on, declared_on, declared_by, medical_release, proved_at_interview, proved_at_submission, proved_at_departure, goes, health_check, health_checked_on, exit_permit, travel_document, flight, left_on) on resettlement.traveller to nansen_app;

create table resettlement.identity_check (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
  occasion text not null check (occasion in ('interview', 'submission', 'departure')),
  outcome text not null check (outcome in ('verified', 'excepted')),
  because text check (because in ('too-young', 'cannot-be-captured', 'refuses', 'device', 'not-there')),
  remarks text check (char_length(remarks) between 1 and 10000),
  checked_on date not null,
  checked_by uuid
);
create index on resettlement.identity_check (office_id, id);
create index on resettlement.identity_check (owner_id, id) where owner_id is not null;
create index on resettlement.identity_check (root_id);
create index on resettlement.identity_check (parent_id);
create index on resettlement.identity_check (individual);
create index on resettlement.identity_check (checked_by);
alter table resettlement.identity_check enable row level security;
alter table resettlement.identity_check force row level security;
create policy keeper on resettlement.identity_check to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.identity_check as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.identity_check for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.identity_check for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.identity_check for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.identity_check for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.identity_check for each row execute function change.log('resettlement', 'identity_check', 'open');
grant select, insert on resettlement.identity_check to nansen_app;

create table resettlement.integrity_check (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
  kind text not null check (kind in ('registration-data', 'family-composition', 'conflict-of-interest', 'duplicates', 'papers', 'photos')),
  result text not null check (result in ('clear', 'inconsistent')),
  resolved text check (resolved in ('yes')),
  checked_on date not null
);
create index on resettlement.integrity_check (office_id, id);
create index on resettlement.integrity_check (owner_id, id) where owner_id is not null;
create index on resettlement.integrity_check (root_id);
create index on resettlement.integrity_check (parent_id);
alter table resettlement.integrity_check enable row level security;
alter table resettlement.integrity_check force row level security;
create policy keeper on resettlement.integrity_check to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.integrity_check as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.integrity_check for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.integrity_check for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.integrity_check for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.integrity_check for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.integrity_check for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.integrity_check for each row execute function change.log('resettlement', 'integrity_check', 'open');
grant select, insert on resettlement.integrity_check to nansen_app;
grant update (withdrawn_at, kind, result, resolved, checked_on) on resettlement.integrity_check to nansen_app;
create table resettlement.integrity_check_protected (
  id uuid primary key references resettlement.integrity_check,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  found text check (char_length(found) between 1 and 10000)
);
create index on resettlement.integrity_check_protected (office_id, id);
create index on resettlement.integrity_check_protected (root_id);
alter table resettlement.integrity_check_protected enable row level security;
alter table resettlement.integrity_check_protected force row level security;
create policy keeper on resettlement.integrity_check_protected to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.integrity_check_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.integrity_check_protected for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'protected'))::uuid[]));
create policy add on resettlement.integrity_check_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'protected'))::uuid[]));
create policy change on resettlement.integrity_check_protected for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.integrity_check_protected for each row execute function store.copy_owner('resettlement.integrity_check', 'id');
create trigger b_needs_ciphertext before insert or update on resettlement.integrity_check_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on resettlement.integrity_check_protected for each row execute function change.log('resettlement', 'integrity_check', 'protected');
grant select, insert on resettlement.integrity_check_protected to nansen_app;
grant update (change_ct, found) on resettlement.integrity_check_protected to nansen_app;

create table resettlement.statement (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
  section text not null check (section in ('claim', 'army-and-politics', 'exclusion', 'need', 'specific-need', 'remarks')),
  confidential boolean not null
);
create index on resettlement.statement (office_id, id);
create index on resettlement.statement (owner_id, id) where owner_id is not null;
create index on resettlement.statement (root_id);
create index on resettlement.statement (parent_id);
create index on resettlement.statement (individual);
alter table resettlement.statement enable row level security;
alter table resettlement.statement force row level security;
create policy keeper on resettlement.statement to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.statement as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.statement for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.statement for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.statement for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.statement for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.statement for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.statement for each row execute function change.log('resettlement', 'statement', 'open');
grant select, insert on resettlement.statement to nansen_app;
grant update (withdrawn_at, individual, section, confidential) on resettlement.statement to nansen_app;
create table resettlement.statement_protected (
  id uuid primary key references resettlement.statement,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  words text check (char_length(words) between 1 and 10000)
);
create index on resettlement.statement_protected (office_id, id);
create index on resettlement.statement_protected (root_id);
alter table resettlement.statement_protected enable row level security;
alter table resettlement.statement_protected force row level security;
create policy keeper on resettlement.statement_protected to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.statement_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.statement_protected for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'protected'))::uuid[]));
create policy add on resettlement.statement_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'protected'))::uuid[]));
create policy change on resettlement.statement_protected for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.statement_protected for each row execute function store.copy_owner('resettlement.statement', 'id');
create trigger b_needs_ciphertext before insert or update on resettlement.statement_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on resettlement.statement_protected for each row execute function change.log('resettlement', 'statement', 'protected');
grant select, insert on resettlement.statement_protected to nansen_app;
grant update (change_ct, words) on resettlement.statement_protected to nansen_app;

create table resettlement.submission (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
  quota uuid not null,
  share uuid,
  persons integer not null,
  submitted_on date not null,
  outcome text not null check (outcome in ('open', 'accepted', 'refused', 'taken-back', 'departed')),
  ended_on date
);
create index on resettlement.submission (office_id, id);
create index on resettlement.submission (owner_id, id) where owner_id is not null;
create index on resettlement.submission (root_id);
create index on resettlement.submission (parent_id);
create index on resettlement.submission (quota);
create index on resettlement.submission (share);
alter table resettlement.submission enable row level security;
alter table resettlement.submission force row level security;
create policy keeper on resettlement.submission to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.submission as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.submission for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.submission for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.submission for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.submission for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger b_stamp before insert or update on resettlement.submission for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.submission for each row execute function change.log('resettlement', 'submission', 'open');
grant select, insert on resettlement.submission to nansen_app;
grant update (withdrawn_at, quota, share, persons, submitted_on, outcome, ended_on) on resettlement.submission to nansen_app;

create table resettlement.locked_form (
  id uuid primary key,
  parent_id uuid not null references resettlement.file,
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
  language text not null check (language in ('en', 'fr', 'ar', 'es')),
  persons integer not null,
  status text not null check (status in ('locked', 'outdated')),
  paper uuid not null,
  sha256 text not null check (char_length(sha256) between 1 and 64),
  locked_on date not null,
  locked_by uuid
);
create index on resettlement.locked_form (office_id, id);
create index on resettlement.locked_form (owner_id, id) where owner_id is not null;
create index on resettlement.locked_form (root_id);
create index on resettlement.locked_form (parent_id);
create index on resettlement.locked_form (locked_by);
alter table resettlement.locked_form enable row level security;
alter table resettlement.locked_form force row level security;
create policy keeper on resettlement.locked_form to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.locked_form as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.locked_form for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.locked_form for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.locked_form for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.locked_form for each row execute function store.copy_owner('resettlement.file', 'parent_id');
create trigger x_take_up_files after insert or update on resettlement.locked_form for each row execute function store.take_up_files('resettlement', 'locked_form', 'paper', 'personal');
create trigger b_stamp before insert or update on resettlement.locked_form for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.locked_form for each row execute function change.log('resettlement', 'locked_form', 'open');
grant select, insert on resettlement.locked_form to nansen_app;
grant update (withdrawn_at, edition, language, persons, status, paper, sha256, locked_on, locked_by) on resettlement.locked_form to nansen_app;

create table resettlement.quota (
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
  name text not null check (char_length(name) between 1 and 80),
  begins_on date not null,
  ends_on date not null,
  nationality text,
  how text not null check (how in ('dossier', 'mission', 'both')),
  persons integer not null,
  largest_case integer,
  submit_by date,
  refuses text check (char_length(refuses) between 1 and 10000),
  papers text check (char_length(papers) between 1 and 10000),
  taken integer,
  accepted integer,
  departed integer
);
create index on resettlement.quota (office_id, id);
create index on resettlement.quota (owner_id, id) where owner_id is not null;
alter table resettlement.quota enable row level security;
alter table resettlement.quota force row level security;
create policy keeper on resettlement.quota to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.quota as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.quota for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.quota for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.quota for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on resettlement.quota for each row execute function store.stamp();
create trigger c_codes before insert or update on resettlement.quota for each row execute function ref.check_codes('country', 'country', 'nationality', 'country');
create trigger z_log after insert or update or delete on resettlement.quota for each row execute function change.log('resettlement', 'quota', 'open');
grant select, insert on resettlement.quota to nansen_app;
grant update (owner_id, extra, country, name, begins_on, ends_on, nationality, how, persons, largest_case, submit_by, refuses, papers, taken, accepted, departed) on resettlement.quota to nansen_app;
create table resettlement.quota_key (
  record_id uuid not null references resettlement.quota on delete cascade,
  root_id uuid not null,
  field text not null,
  key text not null check (char_length(key) between 1 and 100),
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  primary key (record_id, field, key)
);
create index on resettlement.quota_key (key, office_id);
create index on resettlement.quota_key (root_id);
alter table resettlement.quota_key enable row level security;
alter table resettlement.quota_key force row level security;
create policy keeper on resettlement.quota_key to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.quota_key as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.quota_key for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
create policy add on resettlement.quota_key for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy remove on resettlement.quota_key for delete to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.quota_key for each row execute function store.copy_owner('resettlement.quota', 'record_id');
grant select, insert, delete on resettlement.quota_key to nansen_app;

create table resettlement.share (
  id uuid primary key,
  parent_id uuid not null references resettlement.quota,
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
  kind text not null check (kind in ('emergency', 'medical', 'women-at-risk', 'unallocated')),
  persons integer not null,
  taken integer
);
create index on resettlement.share (office_id, id);
create index on resettlement.share (owner_id, id) where owner_id is not null;
create index on resettlement.share (root_id);
create index on resettlement.share (parent_id);
alter table resettlement.share enable row level security;
alter table resettlement.share force row level security;
create policy keeper on resettlement.share to nansen_migrator using (true) with check (true);
create policy restricted on resettlement.share as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on resettlement.share for select to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'personal'))::uuid[]));
create policy add on resettlement.share for insert to nansen_app with check (
    office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'create', 'personal'))::uuid[]));
create policy change on resettlement.share for update to nansen_app using (
    office_id = any ((select auth.reach('resettlement', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on resettlement.share for each row execute function store.copy_owner('resettlement.quota', 'parent_id');
create trigger b_stamp before insert or update on resettlement.share for each row execute function store.stamp();
create trigger z_log after insert or update or delete on resettlement.share for each row execute function change.log('resettlement', 'share', 'open');
grant select, insert on resettlement.share to nansen_app;
grant update (withdrawn_at, kind, persons, taken) on resettlement.share to nansen_app;

create function resettlement.file_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.file r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.file_known(uuid[]) from public;
grant execute on function resettlement.file_known(uuid[]) to nansen_app;

create function resettlement.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.member_known(uuid[]) from public;
grant execute on function resettlement.member_known(uuid[]) to nansen_app;

create function resettlement.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.task_known(uuid[]) from public;
grant execute on function resettlement.task_known(uuid[]) to nansen_app;

create function resettlement.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.note_known(uuid[]) from public;
grant execute on function resettlement.note_known(uuid[]) to nansen_app;

create function resettlement.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.referral_known(uuid[]) from public;
grant execute on function resettlement.referral_known(uuid[]) to nansen_app;

create function resettlement.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.handover_known(uuid[]) from public;
grant execute on function resettlement.handover_known(uuid[]) to nansen_app;

create function resettlement.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.appointment_known(uuid[]) from public;
grant execute on function resettlement.appointment_known(uuid[]) to nansen_app;

create function resettlement.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.transcript_known(uuid[]) from public;
grant execute on function resettlement.transcript_known(uuid[]) to nansen_app;

create function resettlement.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.approval_known(uuid[]) from public;
grant execute on function resettlement.approval_known(uuid[]) to nansen_app;

create function resettlement.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.watcher_known(uuid[]) from public;
grant execute on function resettlement.watcher_known(uuid[]) to nansen_app;

create function resettlement.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.link_known(uuid[]) from public;
grant execute on function resettlement.link_known(uuid[]) to nansen_app;

create function resettlement.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.clock_known(uuid[]) from public;
grant execute on function resettlement.clock_known(uuid[]) to nansen_app;

create function resettlement.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.stage_known(uuid[]) from public;
grant execute on function resettlement.stage_known(uuid[]) to nansen_app;

create function resettlement.traveller_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.traveller r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.traveller_known(uuid[]) from public;
grant execute on function resettlement.traveller_known(uuid[]) to nansen_app;

create function resettlement.identity_check_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.identity_check r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.identity_check_known(uuid[]) from public;
grant execute on function resettlement.identity_check_known(uuid[]) to nansen_app;

create function resettlement.integrity_check_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.integrity_check r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.integrity_check_known(uuid[]) from public;
grant execute on function resettlement.integrity_check_known(uuid[]) to nansen_app;

create function resettlement.statement_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.statement r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.statement_known(uuid[]) from public;
grant execute on function resettlement.statement_known(uuid[]) to nansen_app;

create function resettlement.submission_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.submission r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.submission_known(uuid[]) from public;
grant execute on function resettlement.submission_known(uuid[]) to nansen_app;

create function resettlement.locked_form_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.locked_form r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.locked_form_known(uuid[]) from public;
grant execute on function resettlement.locked_form_known(uuid[]) to nansen_app;

create function resettlement.quota_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.quota r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.quota_known(uuid[]) from public;
grant execute on function resettlement.quota_known(uuid[]) to nansen_app;

create function resettlement.share_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from resettlement.share r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('resettlement', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('resettlement', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function resettlement.share_known(uuid[]) from public;
grant execute on function resettlement.share_known(uuid[]) to nansen_app;

alter table resettlement.file add foreign key (subject) references registration.individual on delete restrict;
alter table resettlement.file add foreign key (quota) references resettlement.quota on delete restrict;
alter table resettlement.file add foreign key (share) references resettlement.share on delete restrict;
alter table resettlement.file add foreign key (assessed_by) references auth.staff on delete restrict;
alter table resettlement.file add foreign key (cleared_by) references auth.staff on delete restrict;
alter table resettlement.file add foreign key (recommended_by) references auth.staff on delete restrict;
alter table resettlement.file add foreign key (reviewed_by) references auth.staff on delete restrict;
alter table resettlement.file add foreign key (submitted_by) references auth.staff on delete restrict;
alter table resettlement.file add foreign key (confirmed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on resettlement.file for each row execute function store.check_references('subject', 'registration.individual_known', 'quota', 'resettlement.quota_known', 'share', 'resettlement.share_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on resettlement.file for each row execute function store.spread_owner('resettlement.file_protected', 'resettlement.member', 'resettlement.task', 'resettlement.note', 'resettlement.note_protected', 'resettlement.note_sealed', 'resettlement.referral', 'resettlement.handover', 'resettlement.appointment', 'resettlement.appointment_protected', 'resettlement.transcript', 'resettlement.transcript_protected', 'resettlement.approval', 'resettlement.watcher', 'resettlement.link', 'resettlement.clock', 'resettlement.stage', 'resettlement.traveller', 'resettlement.identity_check', 'resettlement.integrity_check', 'resettlement.integrity_check_protected', 'resettlement.statement', 'resettlement.statement_protected', 'resettlement.submission', 'resettlement.locked_form', 'store.attachment');

alter table resettlement.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on resettlement.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table resettlement.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table resettlement.task add foreign key (about) references registration.individual on delete restrict;
alter table resettlement.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on resettlement.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table resettlement.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on resettlement.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table resettlement.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table resettlement.referral add foreign key (to_office) references auth.office on delete restrict;
alter table resettlement.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table resettlement.referral add foreign key (about) references registration.individual on delete restrict;
alter table resettlement.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on resettlement.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table resettlement.handover add foreign key (from_office) references auth.office on delete restrict;
alter table resettlement.handover add foreign key (to_office) references auth.office on delete restrict;
alter table resettlement.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table resettlement.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table resettlement.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on resettlement.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table resettlement.transcript add foreign key (appointment) references resettlement.appointment on delete restrict;
alter table resettlement.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on resettlement.transcript for each row execute function store.check_references('appointment', 'resettlement.appointment_known');

alter table resettlement.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table resettlement.approval add foreign key (decided_by) references auth.staff on delete restrict;

alter table resettlement.watcher add foreign key (staff) references auth.staff on delete restrict;

alter table resettlement.traveller add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on resettlement.traveller for each row execute function store.check_references('individual', 'registration.individual_known');

alter table resettlement.identity_check add foreign key (individual) references registration.individual on delete restrict;
alter table resettlement.identity_check add foreign key (checked_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on resettlement.identity_check for each row execute function store.check_references('individual', 'registration.individual_known');

alter table resettlement.statement add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on resettlement.statement for each row execute function store.check_references('individual', 'registration.individual_known');

alter table resettlement.submission add foreign key (quota) references resettlement.quota on delete restrict;
alter table resettlement.submission add foreign key (share) references resettlement.share on delete restrict;
create trigger d_references before insert or update on resettlement.submission for each row execute function store.check_references('quota', 'resettlement.quota_known', 'share', 'resettlement.share_known');

alter table resettlement.locked_form add foreign key (locked_by) references auth.staff on delete restrict;

create trigger y_spread_owner after update of office_id, owner_id, restriction_group on resettlement.quota for each row execute function store.spread_owner('resettlement.quota_key', 'resettlement.share');

-- What makes it a case: docs/decisions/0045.

create unique index on resettlement.file (number);
create index on resettlement.file (office_id, state, state_since) include (id, owner_id, restriction_group, subject);
create index on resettlement.file (state, state_since);
create trigger c_case_number before insert or update on resettlement.file for each row execute function cases.number_it('resettlement');
create trigger c_case_sign before update on resettlement.file for each row when (current_user = 'nansen_app') execute function cases.sign_it('resettlement');
create trigger f_case_ready before update of state on resettlement.file for each row when (current_user = 'nansen_app') execute function cases.check_ready('resettlement');
create trigger y_case_after after insert or update on resettlement.file for each row when (current_user = 'nansen_app') execute function cases.after_change('resettlement', 'person');
create trigger y_case_after_system after insert or update on resettlement.file for each row when (current_user <> 'nansen_app') execute function cases.after_change('resettlement', 'system');
create trigger e_oneself before insert or update on resettlement.file for each row execute function store.only_oneself('assessed_by', 'cleared_by', 'recommended_by', 'reviewed_by', 'submitted_by', 'confirmed_by');
alter table resettlement.file add check (assessed_by <> cleared_by);
alter table resettlement.file add check (recommended_by <> reviewed_by);

create unique index on resettlement.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on resettlement.member for each row execute function cases.after_member('resettlement', 'file', 'registration.individual');
create trigger y_resettlement_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('resettlement', 'file');

create index on resettlement.task (for_staff, due_at) where status = 'open';
create index on resettlement.task (office_id, due_at) where status = 'open';
create index on resettlement.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on resettlement.task for each row when (current_user = 'nansen_app') execute function cases.before_task('resettlement');
create index on resettlement.clock (due_at) where status = 'running';
create unique index on resettlement.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on resettlement.clock, resettlement.stage, resettlement.referral, resettlement.handover from nansen_app;

create policy out_of_sight_subject on resettlement.file as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on resettlement.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on resettlement.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on resettlement.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on resettlement.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on resettlement.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on resettlement.traveller as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on resettlement.identity_check as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on resettlement.statement as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on resettlement.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on resettlement.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('resettlement', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('resettlement', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('resettlement', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on resettlement.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on resettlement.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from resettlement.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('resettlement', 'note');

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on resettlement.appointment (office_id, starts_at);
create index on resettlement.appointment (officer, starts_at);
alter table resettlement.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on resettlement.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('resettlement');
create trigger y_case_book after insert or update on resettlement.appointment for each row execute function cases.book('resettlement');
create trigger y_case_book after insert or update on resettlement.appointment_protected for each row execute function cases.book('resettlement');
create trigger y_case_no_show after update of status on resettlement.appointment for each row execute function cases.after_no_show('resettlement');
create trigger y_case_unbook after delete on resettlement.appointment for each row execute function cases.unbook();
create unique index on resettlement.transcript (appointment, edition);
create unique index on resettlement.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on resettlement.transcript for each row execute function cases.before_transcript('resettlement');
create trigger c_case_lines before insert or update on resettlement.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on resettlement.transcript deferrable initially deferred for each row execute function cases.signed_has_words('resettlement');
alter table resettlement.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on resettlement.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('resettlement');
create unique index on resettlement.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on resettlement.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('resettlement');
create trigger c_case_link before insert or update on resettlement.link for each row when (current_user = 'nansen_app') execute function cases.before_link('resettlement');
-- A link is told to who may know of both cases, by its history neither.
create policy known on resettlement.link as restrictive for select to nansen_app using (cases.knows(to_module, to_case));
insert into change.kept_apart (module, record) values ('resettlement', 'link') on conflict do nothing;
create trigger y_case_forgotten after delete on resettlement.file for each row execute function cases.forget('resettlement');
