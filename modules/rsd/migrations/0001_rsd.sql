-- Generated from the definition of rsd. Read it, then commit it.

create schema rsd authorization nansen_migrator;

grant usage on schema rsd to nansen_app;

create table rsd.file (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'registered' check (state in ('registered', 'scheduled', 'no-show', 'interviewed', 'assessed', 'reviewed', 'decided', 'notified', 'appealed', 'appeal-decided', 'appeal-notified', 'closed')),
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
  procedure text not null check (procedure in ('first-instance', 'cancellation', 'revocation', 'cessation')),
  about_file uuid,
  modality text not null check (modality in ('regular', 'accelerated', 'simplified', 'merged-registration', 'merged-resettlement', 'prima-facie')),
  authority text not null check (authority in ('unhcr', 'government', 'joint')),
  applied_on date not null,
  priority text not null check (priority in ('ordinary', 'detention', 'medical', 'unaccompanied-child', 'urgent-protection')),
  complexity text not null check (complexity in ('ordinary', 'complex')),
  interview_language text,
  interpreter_sex text check (interpreter_sex in ('female', 'male', 'no-preference')),
  notice_given_on date,
  paused_because text check (paused_because in ('fraud-inquiry', 'security-advice', 'waiting-for-papers', 'waiting-for-guidance', 'other')),
  claim_summary text check (char_length(claim_summary) between 1 and 10000),
  outcome text check (outcome in ('recognised', 'prima-facie', 'complementary', 'rejected', 'excluded', 'inadmissible', 'cancelled', 'revoked', 'ceased', 'status-kept')),
  ground text check (ground in ('1951-1a2', '1951-1a1', 'oau-1-1', 'oau-1-2', 'cartagena-3-3', 'mandate-broad', 'national')),
  nexus text[] check (nexus <@ array['race', 'religion', 'nationality', 'social-group', 'political-opinion']),
  nexus_imputed boolean,
  situations text[] check (situations <@ array['external-aggression', 'occupation', 'foreign-domination', 'disturbed-public-order', 'generalised-violence', 'internal-conflict', 'massive-violations']),
  sur_place boolean,
  cessation_ground text check (cessation_ground in ('1c-1', '1c-2', '1c-3', '1c-4', '1c-5', '1c-6')),
  notified_on date,
  notified_how text check (notified_how in ('in-person', 'by-representative', 'by-letter')),
  appeal_filed_on date,
  appeal_late_because text check (char_length(appeal_late_because) between 1 and 10000),
  appeal_interview boolean,
  appeal_outcome text check (appeal_outcome in ('upheld', 'granted', 'sent-back')),
  appeal_notified_on date,
  closed_because text check (closed_because in ('withdrawn', 'final', 'departed', 'died', 'no-show', 'other')),
  closed_remarks text check (char_length(closed_remarks) between 1 and 10000),
  reopened_because text check (reopened_because in ('changed-circumstances', 'new-evidence', 'wrongly-decided', 'in-contact-again')),
  reopened_remarks text check (char_length(reopened_remarks) between 1 and 10000),
  stands text check (stands in ('recognised', 'prima-facie', 'complementary', 'rejected', 'excluded', 'inadmissible', 'cancelled', 'revoked', 'ceased', 'status-kept')),
  hold text check (hold in ('yes')),
  decided_on date,
  appeal_decided_on date,
  assessed_by uuid,
  reviewed_by uuid,
  decided_by uuid,
  appeal_decided_by uuid
);
create index on rsd.file (office_id, id);
create index on rsd.file (owner_id, id) where owner_id is not null;
create index on rsd.file (subject);
create index on rsd.file (about_file);
create index on rsd.file (assessed_by);
create index on rsd.file (reviewed_by);
create index on rsd.file (decided_by);
create index on rsd.file (appeal_decided_by);
alter table rsd.file enable row level security;
alter table rsd.file force row level security;
create policy keeper on rsd.file to nansen_migrator using (true) with check (true);
create policy restricted on rsd.file as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.file for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.file for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.file for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on rsd.file for each row execute function store.check_move('rsd', 'registered>scheduled|change||', 'no-show>scheduled|change||', 'interviewed>scheduled|change||', 'registered>decided|change||ground', 'scheduled>interviewed|change||', 'scheduled>no-show|change||', 'interviewed>assessed|change||', 'assessed>reviewed|approve|assessed_by|', 'assessed>interviewed|approve|assessed_by|', 'reviewed>interviewed|approve|assessed_by|', 'reviewed>decided|approve|assessed_by|outcome', 'decided>notified|change||notified_on,notified_how', 'notified>appealed|change||appeal_filed_on', 'notified>appealed|change||appeal_filed_on,appeal_late_because', 'appealed>appeal-decided|approve|assessed_by,reviewed_by,decided_by|appeal_outcome', 'appeal-decided>appeal-notified|change||appeal_notified_on', 'appeal-notified>registered|change||', 'notified>closed|change||closed_because', 'appeal-notified>closed|change||closed_because', 'registered>closed|approve||closed_because', 'scheduled>closed|approve||closed_because', 'no-show>closed|approve||closed_because', 'interviewed>closed|approve||closed_because', 'assessed>closed|approve||closed_because', 'reviewed>closed|approve||closed_because', 'appealed>closed|approve||closed_because', 'closed>registered|approve||reopened_because,reopened_remarks');
create trigger e_initial before insert on rsd.file for each row execute function store.check_initial('registered');
create trigger b_stamp before insert or update on rsd.file for each row execute function store.stamp();
create trigger c_codes before insert or update on rsd.file for each row execute function ref.check_codes('interview_language', 'language');
create trigger z_log after insert or update or delete on rsd.file for each row execute function change.log('rsd', 'file', 'open');
grant select, insert on rsd.file to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, procedure, about_file, modality, authority, applied_on, priority, complexity, interview_language, interpreter_sex, notice_given_on, paused_because, claim_summary, outcome, ground, nexus, nexus_imputed, situations, sur_place, cessation_ground, notified_on, notified_how, appeal_filed_on, appeal_late_because, appeal_interview, appeal_outcome, appeal_notified_on, closed_because, closed_remarks, reopened_because, reopened_remarks, stands, hold, decided_on, appeal_decided_on, assessed_by, reviewed_by, decided_by, appeal_decided_by) on rsd.file to nansen_app;
create table rsd.file_protected (
  id uuid primary key references rsd.file,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  harm_feared text check (char_length(harm_feared) between 1 and 10000),
  agents text[] check (agents <@ array['state', 'armed-group', 'community', 'family', 'others']),
  likelihood text check (likelihood in ('reasonable-degree', 'not-reasonable')),
  state_protection text check (state_protection in ('available', 'not-available')),
  relocation text check (relocation in ('relevant-and-reasonable', 'not-relevant', 'not-reasonable')),
  legal_analysis text check (char_length(legal_analysis) between 1 and 10000),
  exclusion_trigger text check (exclusion_trigger in ('no', 'yes')),
  exclusion_analysis text check (char_length(exclusion_analysis) between 1 and 10000),
  recommendation text check (recommendation in ('recognised', 'prima-facie', 'complementary', 'rejected', 'excluded', 'inadmissible', 'cancelled', 'revoked', 'ceased', 'status-kept')),
  exclusion_grounds text[] check (exclusion_grounds <@ array['1d', '1e', '1f-a', '1f-b', '1f-c']),
  reason_categories text[] check (reason_categories <@ array['not-related', 'not-detailed', 'not-reliable', 'harm-not-serious', 'harm-not-likely', 'protection-available', 'excluded', 'wrongly-given', 'not-needed-any-more']),
  reasons text check (char_length(reasons) between 1 and 10000),
  appeal_points text check (char_length(appeal_points) between 1 and 10000),
  appeal_reasons text check (char_length(appeal_reasons) between 1 and 10000)
);
create index on rsd.file_protected (office_id, id);
create index on rsd.file_protected (root_id);
alter table rsd.file_protected enable row level security;
alter table rsd.file_protected force row level security;
create policy keeper on rsd.file_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.file_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.file_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.file_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create policy change on rsd.file_protected for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.file_protected for each row execute function store.copy_owner('rsd.file', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.file_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.file_protected for each row execute function change.log('rsd', 'file', 'protected');
grant select, insert on rsd.file_protected to nansen_app;
grant update (change_ct, harm_feared, agents, likelihood, state_protection, relocation, legal_analysis, exclusion_trigger, exclusion_analysis, recommendation, exclusion_grounds, reason_categories, reasons, appeal_points, appeal_reasons) on rsd.file_protected to nansen_app;

create table rsd.member (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  role text not null check (role in ('applicant', 'spouse', 'adult-dependant', 'minor-dependant')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on rsd.member (office_id, id);
create index on rsd.member (owner_id, id) where owner_id is not null;
create index on rsd.member (root_id);
create index on rsd.member (parent_id);
create index on rsd.member (individual);
alter table rsd.member enable row level security;
alter table rsd.member force row level security;
create policy keeper on rsd.member to nansen_migrator using (true) with check (true);
create policy restricted on rsd.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.member for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.member for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.member for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.member for each row execute function change.log('rsd', 'member', 'open');
grant select, insert on rsd.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on rsd.member to nansen_app;

create table rsd.task (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
create index on rsd.task (office_id, id);
create index on rsd.task (owner_id, id) where owner_id is not null;
create index on rsd.task (root_id);
create index on rsd.task (parent_id);
create index on rsd.task (for_staff);
create index on rsd.task (about);
create index on rsd.task (done_by);
alter table rsd.task enable row level security;
alter table rsd.task force row level security;
create policy keeper on rsd.task to nansen_migrator using (true) with check (true);
create policy restricted on rsd.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.task for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.task for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.task for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.task for each row execute function change.log('rsd', 'task', 'open');
grant select, insert on rsd.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on rsd.task to nansen_app;

create table rsd.note (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
create index on rsd.note (office_id, id);
create index on rsd.note (owner_id, id) where owner_id is not null;
create index on rsd.note (root_id);
create index on rsd.note (parent_id);
create index on rsd.note (sealed_for);
create index on rsd.note (about);
alter table rsd.note enable row level security;
alter table rsd.note force row level security;
create policy keeper on rsd.note to nansen_migrator using (true) with check (true);
create policy restricted on rsd.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.note for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.note for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.note for each row execute function change.log('rsd', 'note', 'open');
grant select, insert on rsd.note to nansen_app;
create table rsd.note_protected (
  id uuid primary key references rsd.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on rsd.note_protected (office_id, id);
create index on rsd.note_protected (root_id);
alter table rsd.note_protected enable row level security;
alter table rsd.note_protected force row level security;
create policy keeper on rsd.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.note_protected for each row execute function store.copy_owner('rsd.note', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.note_protected for each row execute function change.log('rsd', 'note', 'protected');
grant select, insert on rsd.note_protected to nansen_app;
create table rsd.note_sealed (
  id uuid primary key references rsd.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on rsd.note_sealed (office_id, id);
create index on rsd.note_sealed (root_id);
alter table rsd.note_sealed enable row level security;
alter table rsd.note_sealed force row level security;
create policy keeper on rsd.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on rsd.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.note_sealed for each row execute function store.copy_owner('rsd.note', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.note_sealed for each row execute function change.log('rsd', 'note', 'sealed');
grant select, insert on rsd.note_sealed to nansen_app;

create table rsd.referral (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
create index on rsd.referral (office_id, id);
create index on rsd.referral (owner_id, id) where owner_id is not null;
create index on rsd.referral (root_id);
create index on rsd.referral (parent_id);
create index on rsd.referral (to_staff);
create index on rsd.referral (to_office);
create index on rsd.referral (to_organisation);
create index on rsd.referral (about);
create index on rsd.referral (answered_by);
alter table rsd.referral enable row level security;
alter table rsd.referral force row level security;
create policy keeper on rsd.referral to nansen_migrator using (true) with check (true);
create policy restricted on rsd.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.referral for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.referral for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.referral for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.referral for each row execute function change.log('rsd', 'referral', 'open');
grant select, insert on rsd.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on rsd.referral to nansen_app;

create table rsd.handover (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
create index on rsd.handover (office_id, id);
create index on rsd.handover (owner_id, id) where owner_id is not null;
create index on rsd.handover (root_id);
create index on rsd.handover (parent_id);
create index on rsd.handover (from_office);
create index on rsd.handover (to_office);
create index on rsd.handover (answered_by);
alter table rsd.handover enable row level security;
alter table rsd.handover force row level security;
create policy keeper on rsd.handover to nansen_migrator using (true) with check (true);
create policy restricted on rsd.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.handover for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.handover for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.handover for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.handover for each row execute function change.log('rsd', 'handover', 'open');
grant select, insert on rsd.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on rsd.handover to nansen_app;

create table rsd.watcher (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
create index on rsd.watcher (office_id, id);
create index on rsd.watcher (owner_id, id) where owner_id is not null;
create index on rsd.watcher (root_id);
create index on rsd.watcher (parent_id);
create index on rsd.watcher (staff);
alter table rsd.watcher enable row level security;
alter table rsd.watcher force row level security;
create policy keeper on rsd.watcher to nansen_migrator using (true) with check (true);
create policy restricted on rsd.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.watcher for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.watcher for each row execute function change.log('rsd', 'watcher', 'open');
grant select, insert on rsd.watcher to nansen_app;
grant update (withdrawn_at, staff) on rsd.watcher to nansen_app;

create table rsd.link (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
create index on rsd.link (office_id, id);
create index on rsd.link (owner_id, id) where owner_id is not null;
create index on rsd.link (root_id);
create index on rsd.link (parent_id);
create index on rsd.link (to_case);
alter table rsd.link enable row level security;
alter table rsd.link force row level security;
create policy keeper on rsd.link to nansen_migrator using (true) with check (true);
create policy restricted on rsd.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.link for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.link for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.link for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.link for each row execute function change.log('rsd', 'link', 'open');
grant select, insert on rsd.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on rsd.link to nansen_app;

create table rsd.clock (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
create index on rsd.clock (office_id, id);
create index on rsd.clock (owner_id, id) where owner_id is not null;
create index on rsd.clock (root_id);
create index on rsd.clock (parent_id);
alter table rsd.clock enable row level security;
alter table rsd.clock force row level security;
create policy keeper on rsd.clock to nansen_migrator using (true) with check (true);
create policy restricted on rsd.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.clock for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.clock for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.clock for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.clock for each row execute function change.log('rsd', 'clock', 'open');
grant select, insert on rsd.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on rsd.clock to nansen_app;

create table rsd.stage (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
create index on rsd.stage (office_id, id);
create index on rsd.stage (owner_id, id) where owner_id is not null;
create index on rsd.stage (root_id);
create index on rsd.stage (parent_id);
alter table rsd.stage enable row level security;
alter table rsd.stage force row level security;
create policy keeper on rsd.stage to nansen_migrator using (true) with check (true);
create policy restricted on rsd.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.stage for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.stage for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.stage for each row execute function change.log('rsd', 'stage', 'open');
grant select, insert on rsd.stage to nansen_app;

create table rsd.application (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  received_on date not null,
  filled_in_language text,
  helped_by text check (helped_by in ('nobody', 'interpreter', 'lawyer', 'relative', 'staff')),
  declared_on date
);
create index on rsd.application (office_id, id);
create index on rsd.application (owner_id, id) where owner_id is not null;
create index on rsd.application (root_id);
create index on rsd.application (parent_id);
create index on rsd.application (individual);
alter table rsd.application enable row level security;
alter table rsd.application force row level security;
create policy keeper on rsd.application to nansen_migrator using (true) with check (true);
create policy restricted on rsd.application as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.application for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.application for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.application for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.application for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.application for each row execute function store.stamp();
create trigger c_codes before insert or update on rsd.application for each row execute function ref.check_codes('filled_in_language', 'language');
create trigger z_log after insert or update or delete on rsd.application for each row execute function change.log('rsd', 'application', 'open');
grant select, insert on rsd.application to nansen_app;
grant update (withdrawn_at, individual, received_on, filled_in_language, helped_by, declared_on) on rsd.application to nansen_app;
create table rsd.application_protected (
  id uuid primary key references rsd.application,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  no_papers_because text check (char_length(no_papers_because) between 1 and 10000),
  earlier_registration text check (char_length(earlier_registration) between 1 and 10000),
  family_elsewhere text check (char_length(family_elsewhere) between 1 and 10000),
  travel text check (char_length(travel) between 1 and 10000),
  why_left text check (char_length(why_left) between 1 and 10000),
  what_happened text check (char_length(what_happened) between 1 and 10000),
  if_returned text check (char_length(if_returned) between 1 and 10000),
  armed_service text check (char_length(armed_service) between 1 and 10000),
  police_and_arrest text check (char_length(police_and_arrest) between 1 and 10000),
  harm_to_others text check (char_length(harm_to_others) between 1 and 10000)
);
create index on rsd.application_protected (office_id, id);
create index on rsd.application_protected (root_id);
alter table rsd.application_protected enable row level security;
alter table rsd.application_protected force row level security;
create policy keeper on rsd.application_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.application_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.application_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.application_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create policy change on rsd.application_protected for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.application_protected for each row execute function store.copy_owner('rsd.application', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.application_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.application_protected for each row execute function change.log('rsd', 'application', 'protected');
grant select, insert on rsd.application_protected to nansen_app;
grant update (change_ct, no_papers_because, earlier_registration, family_elsewhere, travel, why_left, what_happened, if_returned, armed_service, police_and_arrest, harm_to_others) on rsd.application_protected to nansen_app;

create table rsd.claim (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  relation text not null check (relation in ('spouse', 'child', 'parent', 'sibling', 'other-dependant')),
  kind text not null check (kind in ('by-family', 'own-claim')),
  own_file uuid,
  dependent boolean,
  other_country text check (other_country in ('protects-them', 'does-not-protect-them')),
  outcome text check (outcome in ('derivative-recognised', 'derivative-refused', 'prima-facie', 'own-file', 'status-kept', 'status-ended')),
  refused_because text check (refused_because in ('relation-not-shown', 'not-dependent', 'protected-elsewhere', 'excluded', 'national-of-asylum'))
);
create index on rsd.claim (office_id, id);
create index on rsd.claim (owner_id, id) where owner_id is not null;
create index on rsd.claim (root_id);
create index on rsd.claim (parent_id);
create index on rsd.claim (individual);
create index on rsd.claim (own_file);
alter table rsd.claim enable row level security;
alter table rsd.claim force row level security;
create policy keeper on rsd.claim to nansen_migrator using (true) with check (true);
create policy restricted on rsd.claim as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.claim for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.claim for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.claim for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.claim for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.claim for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.claim for each row execute function change.log('rsd', 'claim', 'open');
grant select, insert on rsd.claim to nansen_app;
grant update (withdrawn_at, individual, relation, kind, own_file, dependent, other_country, outcome, refused_because) on rsd.claim to nansen_app;
create table rsd.claim_protected (
  id uuid primary key references rsd.claim,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  remarks text check (char_length(remarks) between 1 and 10000)
);
create index on rsd.claim_protected (office_id, id);
create index on rsd.claim_protected (root_id);
alter table rsd.claim_protected enable row level security;
alter table rsd.claim_protected force row level security;
create policy keeper on rsd.claim_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.claim_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.claim_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.claim_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create policy change on rsd.claim_protected for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.claim_protected for each row execute function store.copy_owner('rsd.claim', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.claim_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.claim_protected for each row execute function change.log('rsd', 'claim', 'protected');
grant select, insert on rsd.claim_protected to nansen_app;
grant update (change_ct, remarks) on rsd.claim_protected to nansen_app;

create table rsd.interview (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  kind text not null check (kind in ('first', 'private', 'further', 'notice', 'appeal')),
  status text not null check (status in ('planned', 'held', 'no-show', 'postponed')),
  planned_for timestamptz not null,
  place text check (char_length(place) between 1 and 200),
  officer uuid,
  language text,
  interpreted boolean,
  undertaking boolean,
  interpreter_conflict boolean,
  held_on date,
  alone boolean,
  support text[] check (support <@ array['lawyer', 'observer', 'guardian', 'support-person']),
  read_back boolean
);
create index on rsd.interview (office_id, id);
create index on rsd.interview (owner_id, id) where owner_id is not null;
create index on rsd.interview (root_id);
create index on rsd.interview (parent_id);
create index on rsd.interview (individual);
create index on rsd.interview (officer);
alter table rsd.interview enable row level security;
alter table rsd.interview force row level security;
create policy keeper on rsd.interview to nansen_migrator using (true) with check (true);
create policy restricted on rsd.interview as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.interview for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.interview for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.interview for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.interview for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.interview for each row execute function store.stamp();
create trigger c_codes before insert or update on rsd.interview for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on rsd.interview for each row execute function change.log('rsd', 'interview', 'open');
grant select, insert on rsd.interview to nansen_app;
grant update (withdrawn_at, individual, kind, status, planned_for, place, officer, language, interpreted, undertaking, interpreter_conflict, held_on, alone, support, read_back) on rsd.interview to nansen_app;
create table rsd.interview_protected (
  id uuid primary key references rsd.interview,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter text check (char_length(interpreter) between 1 and 120),
  transcript text check (char_length(transcript) between 1 and 10000)
);
create index on rsd.interview_protected (office_id, id);
create index on rsd.interview_protected (root_id);
alter table rsd.interview_protected enable row level security;
alter table rsd.interview_protected force row level security;
create policy keeper on rsd.interview_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.interview_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.interview_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.interview_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create policy change on rsd.interview_protected for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.interview_protected for each row execute function store.copy_owner('rsd.interview', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.interview_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.interview_protected for each row execute function change.log('rsd', 'interview', 'protected');
grant select, insert on rsd.interview_protected to nansen_app;
grant update (change_ct, interpreter, transcript) on rsd.interview_protected to nansen_app;

create table rsd.fact (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  topic text not null check (char_length(topic) between 1 and 120),
  finding text check (finding in ('accepted', 'not-accepted', 'benefit-of-doubt'))
);
create index on rsd.fact (office_id, id);
create index on rsd.fact (owner_id, id) where owner_id is not null;
create index on rsd.fact (root_id);
create index on rsd.fact (parent_id);
alter table rsd.fact enable row level security;
alter table rsd.fact force row level security;
create policy keeper on rsd.fact to nansen_migrator using (true) with check (true);
create policy restricted on rsd.fact as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.fact for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.fact for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.fact for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.fact for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.fact for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.fact for each row execute function change.log('rsd', 'fact', 'open');
grant select, insert on rsd.fact to nansen_app;
grant update (withdrawn_at, sequence, topic, finding) on rsd.fact to nansen_app;
create table rsd.fact_protected (
  id uuid primary key references rsd.fact,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  statement text check (char_length(statement) between 1 and 10000),
  evidence text check (char_length(evidence) between 1 and 10000),
  consistent_within text check (consistent_within in ('yes', 'partly', 'no')),
  consistent_with_sources text check (consistent_with_sources in ('yes', 'partly', 'no', 'not-known')),
  plausible text check (plausible in ('yes', 'partly', 'no')),
  detailed text check (detailed in ('yes', 'partly', 'no')),
  reasons text check (char_length(reasons) between 1 and 10000)
);
create index on rsd.fact_protected (office_id, id);
create index on rsd.fact_protected (root_id);
alter table rsd.fact_protected enable row level security;
alter table rsd.fact_protected force row level security;
create policy keeper on rsd.fact_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.fact_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.fact_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.fact_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create policy change on rsd.fact_protected for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.fact_protected for each row execute function store.copy_owner('rsd.fact', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.fact_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.fact_protected for each row execute function change.log('rsd', 'fact', 'protected');
grant select, insert on rsd.fact_protected to nansen_app;
grant update (change_ct, statement, evidence, consistent_within, consistent_with_sources, plausible, detailed, reasons) on rsd.fact_protected to nansen_app;

create table rsd.citation (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  fact uuid,
  title text not null check (char_length(title) between 1 and 300),
  publisher text not null check (char_length(publisher) between 1 and 200),
  published_on date,
  country text,
  address text check (char_length(address) between 1 and 500),
  passage text check (char_length(passage) between 1 and 200),
  speaks text check (speaks in ('for', 'against', 'both'))
);
create index on rsd.citation (office_id, id);
create index on rsd.citation (owner_id, id) where owner_id is not null;
create index on rsd.citation (root_id);
create index on rsd.citation (parent_id);
create index on rsd.citation (fact);
alter table rsd.citation enable row level security;
alter table rsd.citation force row level security;
create policy keeper on rsd.citation to nansen_migrator using (true) with check (true);
create policy restricted on rsd.citation as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.citation for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.citation for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.citation for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.citation for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.citation for each row execute function store.stamp();
create trigger c_codes before insert or update on rsd.citation for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on rsd.citation for each row execute function change.log('rsd', 'citation', 'open');
grant select, insert on rsd.citation to nansen_app;
grant update (withdrawn_at, fact, title, publisher, published_on, country, address, passage, speaks) on rsd.citation to nansen_app;
create table rsd.citation_protected (
  id uuid primary key references rsd.citation,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  says text check (char_length(says) between 1 and 10000)
);
create index on rsd.citation_protected (office_id, id);
create index on rsd.citation_protected (root_id);
alter table rsd.citation_protected enable row level security;
alter table rsd.citation_protected force row level security;
create policy keeper on rsd.citation_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.citation_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.citation_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.citation_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create policy change on rsd.citation_protected for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.citation_protected for each row execute function store.copy_owner('rsd.citation', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.citation_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.citation_protected for each row execute function change.log('rsd', 'citation', 'protected');
grant select, insert on rsd.citation_protected to nansen_app;
grant update (change_ct, says) on rsd.citation_protected to nansen_app;

create table rsd.comment (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  fact uuid,
  status text not null check (status in ('open', 'answered', 'settled'))
);
create index on rsd.comment (office_id, id);
create index on rsd.comment (owner_id, id) where owner_id is not null;
create index on rsd.comment (root_id);
create index on rsd.comment (parent_id);
create index on rsd.comment (fact);
alter table rsd.comment enable row level security;
alter table rsd.comment force row level security;
create policy keeper on rsd.comment to nansen_migrator using (true) with check (true);
create policy restricted on rsd.comment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.comment for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.comment for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.comment for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.comment for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.comment for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.comment for each row execute function change.log('rsd', 'comment', 'open');
grant select, insert on rsd.comment to nansen_app;
grant update (withdrawn_at, fact, status) on rsd.comment to nansen_app;
create table rsd.comment_protected (
  id uuid primary key references rsd.comment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  text text check (char_length(text) between 1 and 10000),
  answer text check (char_length(answer) between 1 and 10000)
);
create index on rsd.comment_protected (office_id, id);
create index on rsd.comment_protected (root_id);
alter table rsd.comment_protected enable row level security;
alter table rsd.comment_protected force row level security;
create policy keeper on rsd.comment_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.comment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.comment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.comment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create policy change on rsd.comment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.comment_protected for each row execute function store.copy_owner('rsd.comment', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.comment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.comment_protected for each row execute function change.log('rsd', 'comment', 'protected');
grant select, insert on rsd.comment_protected to nansen_app;
grant update (change_ct, text, answer) on rsd.comment_protected to nansen_app;

create table rsd.movement (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  moved_on date not null,
  to_whom uuid,
  to_place text not null check (char_length(to_place) between 1 and 200),
  because text check (char_length(because) between 1 and 200)
);
create index on rsd.movement (office_id, id);
create index on rsd.movement (owner_id, id) where owner_id is not null;
create index on rsd.movement (root_id);
create index on rsd.movement (parent_id);
create index on rsd.movement (to_whom);
alter table rsd.movement enable row level security;
alter table rsd.movement force row level security;
create policy keeper on rsd.movement to nansen_migrator using (true) with check (true);
create policy restricted on rsd.movement as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.movement for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.movement for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.movement for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.movement for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.movement for each row execute function change.log('rsd', 'movement', 'open');
grant select, insert on rsd.movement to nansen_app;

create table rsd.ruling (
  id uuid primary key,
  parent_id uuid not null references rsd.file,
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
  what text not null check (what in ('decision', 'appeal', 'final', 'reopened')),
  outcome text check (char_length(outcome) between 1 and 40),
  decided_on date not null,
  decided_by uuid
);
create index on rsd.ruling (office_id, id);
create index on rsd.ruling (owner_id, id) where owner_id is not null;
create index on rsd.ruling (root_id);
create index on rsd.ruling (parent_id);
create index on rsd.ruling (decided_by);
alter table rsd.ruling enable row level security;
alter table rsd.ruling force row level security;
create policy keeper on rsd.ruling to nansen_migrator using (true) with check (true);
create policy restricted on rsd.ruling as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.ruling for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.ruling for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.ruling for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.ruling for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.ruling for each row execute function change.log('rsd', 'ruling', 'open');
grant select, insert on rsd.ruling to nansen_app;

create function rsd.file_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.file r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.file_known(uuid[]) from public;
grant execute on function rsd.file_known(uuid[]) to nansen_app;

create function rsd.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.member_known(uuid[]) from public;
grant execute on function rsd.member_known(uuid[]) to nansen_app;

create function rsd.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.task_known(uuid[]) from public;
grant execute on function rsd.task_known(uuid[]) to nansen_app;

create function rsd.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.note_known(uuid[]) from public;
grant execute on function rsd.note_known(uuid[]) to nansen_app;

create function rsd.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.referral_known(uuid[]) from public;
grant execute on function rsd.referral_known(uuid[]) to nansen_app;

create function rsd.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.handover_known(uuid[]) from public;
grant execute on function rsd.handover_known(uuid[]) to nansen_app;

create function rsd.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.watcher_known(uuid[]) from public;
grant execute on function rsd.watcher_known(uuid[]) to nansen_app;

create function rsd.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.link_known(uuid[]) from public;
grant execute on function rsd.link_known(uuid[]) to nansen_app;

create function rsd.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.clock_known(uuid[]) from public;
grant execute on function rsd.clock_known(uuid[]) to nansen_app;

create function rsd.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.stage_known(uuid[]) from public;
grant execute on function rsd.stage_known(uuid[]) to nansen_app;

create function rsd.application_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.application r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.application_known(uuid[]) from public;
grant execute on function rsd.application_known(uuid[]) to nansen_app;

create function rsd.claim_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.claim r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.claim_known(uuid[]) from public;
grant execute on function rsd.claim_known(uuid[]) to nansen_app;

create function rsd.interview_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.interview r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.interview_known(uuid[]) from public;
grant execute on function rsd.interview_known(uuid[]) to nansen_app;

create function rsd.fact_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.fact r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.fact_known(uuid[]) from public;
grant execute on function rsd.fact_known(uuid[]) to nansen_app;

create function rsd.citation_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.citation r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.citation_known(uuid[]) from public;
grant execute on function rsd.citation_known(uuid[]) to nansen_app;

create function rsd.comment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.comment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.comment_known(uuid[]) from public;
grant execute on function rsd.comment_known(uuid[]) to nansen_app;

create function rsd.movement_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.movement r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.movement_known(uuid[]) from public;
grant execute on function rsd.movement_known(uuid[]) to nansen_app;

create function rsd.ruling_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.ruling r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.ruling_known(uuid[]) from public;
grant execute on function rsd.ruling_known(uuid[]) to nansen_app;

alter table rsd.file add foreign key (subject) references registration.individual on delete restrict;
alter table rsd.file add foreign key (about_file) references rsd.file on delete restrict;
alter table rsd.file add foreign key (assessed_by) references auth.staff on delete restrict;
alter table rsd.file add foreign key (reviewed_by) references auth.staff on delete restrict;
alter table rsd.file add foreign key (decided_by) references auth.staff on delete restrict;
alter table rsd.file add foreign key (appeal_decided_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on rsd.file for each row execute function store.check_references('subject', 'registration.individual_known', 'about_file', 'rsd.file_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on rsd.file for each row execute function store.spread_owner('rsd.file_protected', 'rsd.member', 'rsd.task', 'rsd.note', 'rsd.note_protected', 'rsd.note_sealed', 'rsd.referral', 'rsd.handover', 'rsd.watcher', 'rsd.link', 'rsd.clock', 'rsd.stage', 'rsd.application', 'rsd.application_protected', 'rsd.claim', 'rsd.claim_protected', 'rsd.interview', 'rsd.interview_protected', 'rsd.fact', 'rsd.fact_protected', 'rsd.citation', 'rsd.citation_protected', 'rsd.comment', 'rsd.comment_protected', 'rsd.movement', 'rsd.ruling', 'store.attachment');

alter table rsd.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on rsd.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table rsd.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table rsd.task add foreign key (about) references registration.individual on delete restrict;
alter table rsd.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on rsd.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table rsd.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on rsd.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table rsd.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table rsd.referral add foreign key (to_office) references auth.office on delete restrict;
alter table rsd.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table rsd.referral add foreign key (about) references registration.individual on delete restrict;
alter table rsd.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on rsd.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table rsd.handover add foreign key (from_office) references auth.office on delete restrict;
alter table rsd.handover add foreign key (to_office) references auth.office on delete restrict;
alter table rsd.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table rsd.watcher add foreign key (staff) references auth.staff on delete restrict;

alter table rsd.application add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on rsd.application for each row execute function store.check_references('individual', 'registration.individual_known');

alter table rsd.claim add foreign key (individual) references registration.individual on delete restrict;
alter table rsd.claim add foreign key (own_file) references rsd.file on delete restrict;
create trigger d_references before insert or update on rsd.claim for each row execute function store.check_references('individual', 'registration.individual_known', 'own_file', 'rsd.file_known');

alter table rsd.interview add foreign key (individual) references registration.individual on delete restrict;
alter table rsd.interview add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on rsd.interview for each row execute function store.check_references('individual', 'registration.individual_known');

alter table rsd.citation add foreign key (fact) references rsd.fact on delete restrict;
create trigger d_references before insert or update on rsd.citation for each row execute function store.check_references('fact', 'rsd.fact_known');

alter table rsd.comment add foreign key (fact) references rsd.fact on delete restrict;
create trigger d_references before insert or update on rsd.comment for each row execute function store.check_references('fact', 'rsd.fact_known');

alter table rsd.movement add foreign key (to_whom) references auth.staff on delete restrict;

alter table rsd.ruling add foreign key (decided_by) references auth.staff on delete restrict;

-- What makes it a case: docs/decisions/0045.

create unique index on rsd.file (number);
create index on rsd.file (office_id, state, state_since);
create trigger c_case_number before insert or update on rsd.file for each row execute function cases.number_it('rsd');
create trigger c_case_sign before update on rsd.file for each row when (current_user = 'nansen_app') execute function cases.sign_it('rsd');
create trigger f_case_ready before update of state on rsd.file for each row when (current_user = 'nansen_app') execute function cases.check_ready('rsd');
create trigger y_case_after after insert or update on rsd.file for each row when (current_user = 'nansen_app') execute function cases.after_change('rsd', 'person');
create trigger y_case_after_system after insert or update on rsd.file for each row when (current_user <> 'nansen_app') execute function cases.after_change('rsd', 'system');
create trigger e_oneself before insert or update on rsd.file for each row execute function store.only_oneself('assessed_by', 'reviewed_by', 'decided_by', 'appeal_decided_by');
alter table rsd.file add check (assessed_by <> reviewed_by);
alter table rsd.file add check (assessed_by <> decided_by);
alter table rsd.file add check (appeal_decided_by <> assessed_by);
alter table rsd.file add check (appeal_decided_by <> reviewed_by);
alter table rsd.file add check (appeal_decided_by <> decided_by);

create unique index on rsd.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on rsd.member for each row execute function cases.after_member('rsd', 'file', 'registration.individual');
create trigger y_rsd_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('rsd', 'file');

create index on rsd.task (for_staff, due_at) where status = 'open';
create index on rsd.task (office_id, due_at) where status = 'open';
create index on rsd.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on rsd.task for each row when (current_user = 'nansen_app') execute function cases.before_task('rsd');
create index on rsd.clock (due_at) where status = 'running';
create unique index on rsd.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on rsd.clock, rsd.stage, rsd.referral, rsd.handover from nansen_app;

create policy out_of_sight_subject on rsd.file as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on rsd.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on rsd.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on rsd.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on rsd.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on rsd.application as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on rsd.claim as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on rsd.interview as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on rsd.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on rsd.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on rsd.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on rsd.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from rsd.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('rsd', 'note');
