-- Generated from the definition of best_interests. Read it, then commit it.

create schema best_interests authorization nansen_migrator;

grant usage on schema best_interests to nansen_app;

create table best_interests.file (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'identified' check (state in ('identified', 'assessed', 'followed', 'reported', 'before-panel', 'decided', 'closed')),
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
  identified_on date not null,
  identified_how text not null check (identified_how in ('registration', 'protection', 'partner', 'community', 'family', 'child', 'hotline', 'transfer')),
  care_status text not null check (care_status in ('unaccompanied', 'separated', 'one-parent', 'both-parents', 'married')),
  concerns text[] check (concerns <@ array['sexual-exploitation', 'trafficked', 'stateless', 'detained', 'disability', 'serious-illness', 'armed-group', 'street', 'child-mother', 'abused', 'vulnerable-household', 'child-labour', 'heads-household', 'distressed', 'custody-disputed', 'separation-proposed', 'other']),
  risk text not null check (risk in ('high', 'medium', 'low')),
  consent_by text check (consent_by in ('child', 'caregiver', 'guardian', 'not-possible')),
  consent_on date,
  assent boolean,
  share_with text[] check (share_with <@ array['family', 'authorities', 'unhcr', 'partners', 'nobody']),
  separation_cause text[] check (separation_cause <@ array['conflict', 'death', 'violence-in-family', 'no-services', 'armed-group', 'sickness', 'entrusted', 'detention', 'abandoned', 'repatriation', 'movement', 'migration', 'poverty', 'disaster', 'divorce', 'other']),
  separated_on date,
  care_type text check (care_type in ('parents', 'step-parent', 'customary-carer', 'adult-sibling', 'kinship', 'foster', 'residential', 'kafala', 'independent', 'child-headed', 'unrelated-adult', 'none', 'other')),
  care_since date,
  travels_with text check (travels_with in ('both-parents', 'one-parent', 'parents-and-spouse', 'relative', 'alone')),
  other_parent text check (other_parent in ('sole-custody-proved', 'death-proved', 'consented', 'not-reached', 'refuses')),
  one_parent text check (one_parent in ('required', 'done', 'not-required')),
  bid_purpose text check (bid_purpose in ('durable-solution', 'complementary-pathway', 'temporary-care', 'separation-from-parents', 'custody-dispute')),
  bid_urgent boolean,
  recommended text check (recommended in ('local-integration', 'stay-as-now', 'other-care', 'medical', 'repatriation', 'resettlement', 'reunification', 'complementary-pathway', 'separation-from-parents', 'custody-to-mother', 'custody-to-father')),
  panel_on date,
  panel_says text check (panel_says in ('approve', 'approve-with-changes', 'defer', 'reject')),
  solution text check (solution in ('local-integration', 'stay-as-now', 'other-care', 'medical', 'repatriation', 'resettlement', 'reunification', 'complementary-pathway', 'separation-from-parents', 'custody-to-mother', 'custody-to-father')),
  outcome text check (outcome in ('approve', 'approve-with-changes', 'defer', 'reject')),
  decided_on date,
  child_told_on date,
  review_because text check (review_because in ('new-information', 'not-implemented', 'a-year-old', 'asked-by-child', 'asked-by-family')),
  closed_because text check (closed_because in ('solution-reached', 'of-age', 'reunified', 'no-longer-at-risk', 'died', 'moved', 'transferred', 'not-seen')),
  reopened_because text check (reopened_because in ('new-information', 'at-risk-again', 'returned', 'closed-wrongly')),
  bid text check (bid in ('needed', 'approved')),
  bia text check (bia in ('done', 'agreed')),
  last_seen_on date,
  assessed_by uuid,
  agreed_by uuid,
  reported_by uuid,
  checked_by uuid,
  decided_by uuid,
  closed_by uuid
);
create index on best_interests.file (office_id, id);
create index on best_interests.file (owner_id, id) where owner_id is not null;
create index on best_interests.file (subject);
create index on best_interests.file (assessed_by);
create index on best_interests.file (agreed_by);
create index on best_interests.file (reported_by);
create index on best_interests.file (checked_by);
create index on best_interests.file (decided_by);
create index on best_interests.file (closed_by);
alter table best_interests.file enable row level security;
alter table best_interests.file force row level security;
create policy keeper on best_interests.file to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.file as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.file for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.file for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.file for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on best_interests.file for each row execute function store.check_move('best_interests', 'identified>assessed|change||', 'assessed>followed|approve|assessed_by|', 'assessed>identified|change||', 'followed>identified|change||', 'assessed>reported|change||bid_purpose', 'followed>reported|change||bid_purpose', 'reported>before-panel|approve|reported_by|', 'reported>assessed|approve|reported_by|', 'before-panel>assessed|approve|reported_by|', 'before-panel>decided|approve|reported_by,assessed_by|', 'before-panel>followed|approve|reported_by|', 'decided>followed|change||child_told_on', 'decided>assessed|change||review_because', 'followed>assessed|change||review_because', 'decided>assessed|system||', 'followed>assessed|system||', 'identified>closed|approve||closed_because', 'assessed>closed|approve||closed_because', 'followed>closed|approve||closed_because', 'decided>closed|approve||closed_because', 'closed>identified|approve||reopened_because');
create trigger e_initial before insert on best_interests.file for each row execute function store.check_initial('identified');
create trigger b_stamp before insert or update on best_interests.file for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.file for each row execute function change.log('best_interests', 'file', 'open');
grant select, insert on best_interests.file to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, form_version, identified_on, identified_how, care_status, concerns, risk, consent_by, consent_on, assent, share_with, separation_cause, separated_on, care_type, care_since, travels_with, other_parent, one_parent, bid_purpose, bid_urgent, recommended, panel_on, panel_says, solution, outcome, decided_on, child_told_on, review_because, closed_because, reopened_because, bid, bia, last_seen_on, assessed_by, agreed_by, reported_by, checked_by, decided_by, closed_by) on best_interests.file to nansen_app;
create table best_interests.file_protected (
  id uuid primary key references best_interests.file,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  circumstances text check (char_length(circumstances) between 1 and 10000),
  withhold text check (char_length(withhold) between 1 and 10000),
  report_background text check (char_length(report_background) between 1 and 10000),
  report_family text check (char_length(report_family) between 1 and 10000),
  report_child_views text check (char_length(report_child_views) between 1 and 10000),
  report_safety text check (char_length(report_safety) between 1 and 10000),
  report_development text check (char_length(report_development) between 1 and 10000),
  report_recommendation text check (char_length(report_recommendation) between 1 and 10000),
  decision_reasons text check (char_length(decision_reasons) between 1 and 10000)
);
create index on best_interests.file_protected (office_id, id);
create index on best_interests.file_protected (root_id);
alter table best_interests.file_protected enable row level security;
alter table best_interests.file_protected force row level security;
create policy keeper on best_interests.file_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.file_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.file_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.file_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create policy change on best_interests.file_protected for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.file_protected for each row execute function store.copy_owner('best_interests.file', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.file_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.file_protected for each row execute function change.log('best_interests', 'file', 'protected');
grant select, insert on best_interests.file_protected to nansen_app;
grant update (change_ct, circumstances, withhold, report_background, report_family, report_child_views, report_safety, report_development, report_recommendation, decision_reasons) on best_interests.file_protected to nansen_app;

create table best_interests.member (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
  role text not null check (role in ('child', 'caregiver', 'mother', 'father', 'sibling', 'spouse', 'other')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on best_interests.member (office_id, id);
create index on best_interests.member (owner_id, id) where owner_id is not null;
create index on best_interests.member (root_id);
create index on best_interests.member (parent_id);
create index on best_interests.member (individual);
alter table best_interests.member enable row level security;
alter table best_interests.member force row level security;
create policy keeper on best_interests.member to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.member for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.member for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.member for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.member for each row execute function change.log('best_interests', 'member', 'open');
grant select, insert on best_interests.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on best_interests.member to nansen_app;

create table best_interests.task (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.task (office_id, id);
create index on best_interests.task (owner_id, id) where owner_id is not null;
create index on best_interests.task (root_id);
create index on best_interests.task (parent_id);
create index on best_interests.task (for_staff);
create index on best_interests.task (about);
create index on best_interests.task (done_by);
alter table best_interests.task enable row level security;
alter table best_interests.task force row level security;
create policy keeper on best_interests.task to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.task for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.task for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.task for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.task for each row execute function change.log('best_interests', 'task', 'open');
grant select, insert on best_interests.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on best_interests.task to nansen_app;

create table best_interests.note (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.note (office_id, id);
create index on best_interests.note (owner_id, id) where owner_id is not null;
create index on best_interests.note (root_id);
create index on best_interests.note (parent_id);
create index on best_interests.note (sealed_for);
create index on best_interests.note (about);
alter table best_interests.note enable row level security;
alter table best_interests.note force row level security;
create policy keeper on best_interests.note to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.note for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.note for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.note for each row execute function change.log('best_interests', 'note', 'open');
grant select, insert on best_interests.note to nansen_app;
create table best_interests.note_protected (
  id uuid primary key references best_interests.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on best_interests.note_protected (office_id, id);
create index on best_interests.note_protected (root_id);
alter table best_interests.note_protected enable row level security;
alter table best_interests.note_protected force row level security;
create policy keeper on best_interests.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.note_protected for each row execute function store.copy_owner('best_interests.note', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.note_protected for each row execute function change.log('best_interests', 'note', 'protected');
grant select, insert on best_interests.note_protected to nansen_app;
create table best_interests.note_sealed (
  id uuid primary key references best_interests.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on best_interests.note_sealed (office_id, id);
create index on best_interests.note_sealed (root_id);
alter table best_interests.note_sealed enable row level security;
alter table best_interests.note_sealed force row level security;
create policy keeper on best_interests.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.note_sealed for each row execute function store.copy_owner('best_interests.note', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.note_sealed for each row execute function change.log('best_interests', 'note', 'sealed');
grant select, insert on best_interests.note_sealed to nansen_app;

create table best_interests.referral (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.referral (office_id, id);
create index on best_interests.referral (owner_id, id) where owner_id is not null;
create index on best_interests.referral (root_id);
create index on best_interests.referral (parent_id);
create index on best_interests.referral (to_staff);
create index on best_interests.referral (to_office);
create index on best_interests.referral (to_organisation);
create index on best_interests.referral (about);
create index on best_interests.referral (answered_by);
alter table best_interests.referral enable row level security;
alter table best_interests.referral force row level security;
create policy keeper on best_interests.referral to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.referral for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.referral for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.referral for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.referral for each row execute function change.log('best_interests', 'referral', 'open');
grant select, insert on best_interests.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on best_interests.referral to nansen_app;

create table best_interests.handover (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.handover (office_id, id);
create index on best_interests.handover (owner_id, id) where owner_id is not null;
create index on best_interests.handover (root_id);
create index on best_interests.handover (parent_id);
create index on best_interests.handover (from_office);
create index on best_interests.handover (to_office);
create index on best_interests.handover (answered_by);
alter table best_interests.handover enable row level security;
alter table best_interests.handover force row level security;
create policy keeper on best_interests.handover to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.handover for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.handover for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.handover for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.handover for each row execute function change.log('best_interests', 'handover', 'open');
grant select, insert on best_interests.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on best_interests.handover to nansen_app;

create table best_interests.appointment (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.appointment (office_id, id);
create index on best_interests.appointment (owner_id, id) where owner_id is not null;
create index on best_interests.appointment (root_id);
create index on best_interests.appointment (parent_id);
create index on best_interests.appointment (individual);
create index on best_interests.appointment (officer);
create index on best_interests.appointment (room);
alter table best_interests.appointment enable row level security;
alter table best_interests.appointment force row level security;
create policy keeper on best_interests.appointment to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.appointment for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on best_interests.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on best_interests.appointment for each row execute function change.log('best_interests', 'appointment', 'open');
grant select, insert on best_interests.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on best_interests.appointment to nansen_app;
create table best_interests.appointment_protected (
  id uuid primary key references best_interests.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on best_interests.appointment_protected (office_id, id);
create index on best_interests.appointment_protected (root_id);
alter table best_interests.appointment_protected enable row level security;
alter table best_interests.appointment_protected force row level security;
create policy keeper on best_interests.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create policy change on best_interests.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.appointment_protected for each row execute function store.copy_owner('best_interests.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.appointment_protected for each row execute function change.log('best_interests', 'appointment', 'protected');
grant select, insert on best_interests.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on best_interests.appointment_protected to nansen_app;

create table best_interests.transcript (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.transcript (office_id, id);
create index on best_interests.transcript (owner_id, id) where owner_id is not null;
create index on best_interests.transcript (root_id);
create index on best_interests.transcript (parent_id);
create index on best_interests.transcript (appointment);
create index on best_interests.transcript (signed_by);
alter table best_interests.transcript enable row level security;
alter table best_interests.transcript force row level security;
create policy keeper on best_interests.transcript to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.transcript for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.transcript for each row execute function change.log('best_interests', 'transcript', 'open');
grant select, insert on best_interests.transcript to nansen_app;
create table best_interests.transcript_protected (
  id uuid primary key references best_interests.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on best_interests.transcript_protected (office_id, id);
create index on best_interests.transcript_protected (root_id);
alter table best_interests.transcript_protected enable row level security;
alter table best_interests.transcript_protected force row level security;
create policy keeper on best_interests.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.transcript_protected for each row execute function store.copy_owner('best_interests.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.transcript_protected for each row execute function change.log('best_interests', 'transcript', 'protected');
grant select, insert on best_interests.transcript_protected to nansen_app;

create table best_interests.approval (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.approval (office_id, id);
create index on best_interests.approval (owner_id, id) where owner_id is not null;
create index on best_interests.approval (root_id);
create index on best_interests.approval (parent_id);
create index on best_interests.approval (asked_by);
create index on best_interests.approval (decided_by);
alter table best_interests.approval enable row level security;
alter table best_interests.approval force row level security;
create policy keeper on best_interests.approval to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.approval for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.approval for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.approval for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.approval for each row execute function change.log('best_interests', 'approval', 'open');
grant select, insert on best_interests.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on best_interests.approval to nansen_app;

create table best_interests.watcher (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.watcher (office_id, id);
create index on best_interests.watcher (owner_id, id) where owner_id is not null;
create index on best_interests.watcher (root_id);
create index on best_interests.watcher (parent_id);
create index on best_interests.watcher (staff);
alter table best_interests.watcher enable row level security;
alter table best_interests.watcher force row level security;
create policy keeper on best_interests.watcher to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.watcher for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.watcher for each row execute function change.log('best_interests', 'watcher', 'open');
grant select, insert on best_interests.watcher to nansen_app;
grant update (withdrawn_at, staff) on best_interests.watcher to nansen_app;

create table best_interests.link (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.link (office_id, id);
create index on best_interests.link (owner_id, id) where owner_id is not null;
create index on best_interests.link (root_id);
create index on best_interests.link (parent_id);
create index on best_interests.link (to_case);
alter table best_interests.link enable row level security;
alter table best_interests.link force row level security;
create policy keeper on best_interests.link to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.link for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.link for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.link for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.link for each row execute function change.log('best_interests', 'link', 'open');
grant select, insert on best_interests.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on best_interests.link to nansen_app;

create table best_interests.clock (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.clock (office_id, id);
create index on best_interests.clock (owner_id, id) where owner_id is not null;
create index on best_interests.clock (root_id);
create index on best_interests.clock (parent_id);
alter table best_interests.clock enable row level security;
alter table best_interests.clock force row level security;
create policy keeper on best_interests.clock to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.clock for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.clock for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.clock for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.clock for each row execute function change.log('best_interests', 'clock', 'open');
grant select, insert on best_interests.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on best_interests.clock to nansen_app;

create table best_interests.stage (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
create index on best_interests.stage (office_id, id);
create index on best_interests.stage (owner_id, id) where owner_id is not null;
create index on best_interests.stage (root_id);
create index on best_interests.stage (parent_id);
alter table best_interests.stage enable row level security;
alter table best_interests.stage force row level security;
create policy keeper on best_interests.stage to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.stage for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.stage for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.stage for each row execute function change.log('best_interests', 'stage', 'open');
grant select, insert on best_interests.stage to nansen_app;

create table best_interests.assessment (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
  kind text not null check (kind in ('short', 'comprehensive')),
  purpose text not null check (purpose in ('first', 'care-plan', 'reunification', 'one-parent', 'married-child', 'transfer', 'again')),
  done_on date not null,
  heard text[] not null check (heard <@ array['child', 'mother', 'father', 'carer', 'relative', 'teacher', 'neighbour', 'spouse', 'other']),
  bid_due boolean not null,
  complete boolean
);
create index on best_interests.assessment (office_id, id);
create index on best_interests.assessment (owner_id, id) where owner_id is not null;
create index on best_interests.assessment (root_id);
create index on best_interests.assessment (parent_id);
alter table best_interests.assessment enable row level security;
alter table best_interests.assessment force row level security;
create policy keeper on best_interests.assessment to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.assessment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.assessment for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.assessment for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.assessment for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.assessment for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.assessment for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.assessment for each row execute function change.log('best_interests', 'assessment', 'open');
grant select, insert on best_interests.assessment to nansen_app;
grant update (withdrawn_at, kind, purpose, done_on, heard, bid_due, complete) on best_interests.assessment to nansen_app;
create table best_interests.assessment_protected (
  id uuid primary key references best_interests.assessment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  history text check (char_length(history) between 1 and 10000),
  present_care text check (char_length(present_care) between 1 and 10000),
  safety text check (char_length(safety) between 1 and 10000),
  health text check (char_length(health) between 1 and 10000),
  education text check (char_length(education) between 1 and 10000),
  wellbeing text check (char_length(wellbeing) between 1 and 10000),
  papers_and_status text check (char_length(papers_and_status) between 1 and 10000),
  tracing text check (char_length(tracing) between 1 and 10000),
  views_child text check (char_length(views_child) between 1 and 10000),
  views_mother text check (char_length(views_mother) between 1 and 10000),
  views_father text check (char_length(views_father) between 1 and 10000),
  views_close text check (char_length(views_close) between 1 and 10000),
  views_carer text check (char_length(views_carer) between 1 and 10000),
  analysis text check (char_length(analysis) between 1 and 10000),
  recommendation text check (char_length(recommendation) between 1 and 10000)
);
create index on best_interests.assessment_protected (office_id, id);
create index on best_interests.assessment_protected (root_id);
alter table best_interests.assessment_protected enable row level security;
alter table best_interests.assessment_protected force row level security;
create policy keeper on best_interests.assessment_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.assessment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.assessment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.assessment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create policy change on best_interests.assessment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.assessment_protected for each row execute function store.copy_owner('best_interests.assessment', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.assessment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.assessment_protected for each row execute function change.log('best_interests', 'assessment', 'protected');
grant select, insert on best_interests.assessment_protected to nansen_app;
grant update (change_ct, history, present_care, safety, health, education, wellbeing, papers_and_status, tracing, views_child, views_mother, views_father, views_close, views_carer, analysis, recommendation) on best_interests.assessment_protected to nansen_app;

create table best_interests.action (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
  because text not null check (because in ('plan', 'decision')),
  service text not null check (service in ('safe-house', 'health', 'psychosocial', 'police', 'legal', 'livelihood', 'alternative-care', 'mediation', 'reunification', 'tracing', 'education', 'household-items', 'water', 'registration', 'food', 'other')),
  goal text not null check (char_length(goal) between 1 and 300),
  who text not null check (char_length(who) between 1 and 120),
  responsible uuid,
  due_on date not null,
  status text not null check (status in ('planned', 'under-way', 'done', 'not-possible')),
  ended_on date,
  came_of_it text check (char_length(came_of_it) between 1 and 2000)
);
create index on best_interests.action (office_id, id);
create index on best_interests.action (owner_id, id) where owner_id is not null;
create index on best_interests.action (root_id);
create index on best_interests.action (parent_id);
create index on best_interests.action (responsible);
alter table best_interests.action enable row level security;
alter table best_interests.action force row level security;
create policy keeper on best_interests.action to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.action as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.action for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.action for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.action for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.action for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.action for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.action for each row execute function change.log('best_interests', 'action', 'open');
grant select, insert on best_interests.action to nansen_app;
grant update (withdrawn_at, because, service, goal, who, responsible, due_on, status, ended_on, came_of_it) on best_interests.action to nansen_app;

create table best_interests.visit (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
  kind text not null check (kind in ('in-care', 'after-reunification', 'for-service', 'for-assessment')),
  seen_on date not null,
  safe boolean not null,
  seen_alone boolean not null
);
create index on best_interests.visit (office_id, id);
create index on best_interests.visit (owner_id, id) where owner_id is not null;
create index on best_interests.visit (root_id);
create index on best_interests.visit (parent_id);
alter table best_interests.visit enable row level security;
alter table best_interests.visit force row level security;
create policy keeper on best_interests.visit to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.visit as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.visit for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.visit for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.visit for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.visit for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.visit for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.visit for each row execute function change.log('best_interests', 'visit', 'open');
grant select, insert on best_interests.visit to nansen_app;
grant update (withdrawn_at, kind, seen_on, safe, seen_alone) on best_interests.visit to nansen_app;
create table best_interests.visit_protected (
  id uuid primary key references best_interests.visit,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  found text check (char_length(found) between 1 and 10000)
);
create index on best_interests.visit_protected (office_id, id);
create index on best_interests.visit_protected (root_id);
alter table best_interests.visit_protected enable row level security;
alter table best_interests.visit_protected force row level security;
create policy keeper on best_interests.visit_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.visit_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.visit_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.visit_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create policy change on best_interests.visit_protected for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.visit_protected for each row execute function store.copy_owner('best_interests.visit', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.visit_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.visit_protected for each row execute function change.log('best_interests', 'visit', 'protected');
grant select, insert on best_interests.visit_protected to nansen_app;
grant update (change_ct, found) on best_interests.visit_protected to nansen_app;

create table best_interests.source (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
  kind text not null check (kind in ('interview', 'home-visit', 'observation', 'paper', 'partner-report')),
  with_whom text not null check (with_whom in ('child', 'mother', 'father', 'carer', 'sibling', 'relative', 'teacher', 'neighbour', 'expert', 'other')),
  on_day date not null
);
create index on best_interests.source (office_id, id);
create index on best_interests.source (owner_id, id) where owner_id is not null;
create index on best_interests.source (root_id);
create index on best_interests.source (parent_id);
alter table best_interests.source enable row level security;
alter table best_interests.source force row level security;
create policy keeper on best_interests.source to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.source as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.source for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.source for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.source for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.source for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.source for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.source for each row execute function change.log('best_interests', 'source', 'open');
grant select, insert on best_interests.source to nansen_app;
grant update (withdrawn_at, kind, with_whom, on_day) on best_interests.source to nansen_app;
create table best_interests.source_protected (
  id uuid primary key references best_interests.source,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  said text check (char_length(said) between 1 and 10000)
);
create index on best_interests.source_protected (office_id, id);
create index on best_interests.source_protected (root_id);
alter table best_interests.source_protected enable row level security;
alter table best_interests.source_protected force row level security;
create policy keeper on best_interests.source_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.source_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.source_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.source_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create policy change on best_interests.source_protected for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.source_protected for each row execute function store.copy_owner('best_interests.source', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.source_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.source_protected for each row execute function change.log('best_interests', 'source', 'protected');
grant select, insert on best_interests.source_protected to nansen_app;
grant update (change_ct, said) on best_interests.source_protected to nansen_app;

create table best_interests.option (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
  solution text not null check (solution in ('local-integration', 'stay-as-now', 'other-care', 'medical', 'repatriation', 'resettlement', 'reunification', 'complementary-pathway', 'separation-from-parents', 'custody-to-mother', 'custody-to-father'))
);
create index on best_interests.option (office_id, id);
create index on best_interests.option (owner_id, id) where owner_id is not null;
create index on best_interests.option (root_id);
create index on best_interests.option (parent_id);
alter table best_interests.option enable row level security;
alter table best_interests.option force row level security;
create policy keeper on best_interests.option to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.option as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.option for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.option for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.option for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.option for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.option for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.option for each row execute function change.log('best_interests', 'option', 'open');
grant select, insert on best_interests.option to nansen_app;
grant update (withdrawn_at, solution) on best_interests.option to nansen_app;
create table best_interests.option_protected (
  id uuid primary key references best_interests.option,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  what_for text not null check (char_length(what_for) between 1 and 10000),
  what_against text not null check (char_length(what_against) between 1 and 10000),
  childs_view text not null check (char_length(childs_view) between 1 and 10000)
);
create index on best_interests.option_protected (office_id, id);
create index on best_interests.option_protected (root_id);
alter table best_interests.option_protected enable row level security;
alter table best_interests.option_protected force row level security;
create policy keeper on best_interests.option_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.option_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.option_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.option_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create policy change on best_interests.option_protected for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.option_protected for each row execute function store.copy_owner('best_interests.option', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.option_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.option_protected for each row execute function change.log('best_interests', 'option', 'protected');
grant select, insert on best_interests.option_protected to nansen_app;
grant update (change_ct, what_for, what_against, childs_view) on best_interests.option_protected to nansen_app;

create table best_interests.panelist (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
  staff uuid not null,
  part text not null check (part in ('chair', 'member')),
  signed_on date,
  stood_aside boolean,
  aside_because text check (char_length(aside_because) between 1 and 300),
  vote text check (vote in ('approve', 'approve-with-changes', 'defer', 'reject'))
);
create index on best_interests.panelist (office_id, id);
create index on best_interests.panelist (owner_id, id) where owner_id is not null;
create index on best_interests.panelist (root_id);
create index on best_interests.panelist (parent_id);
create index on best_interests.panelist (staff);
alter table best_interests.panelist enable row level security;
alter table best_interests.panelist force row level security;
create policy keeper on best_interests.panelist to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.panelist as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.panelist for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.panelist for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create policy change on best_interests.panelist for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.panelist for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.panelist for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.panelist for each row execute function change.log('best_interests', 'panelist', 'open');
grant select, insert on best_interests.panelist to nansen_app;
grant update (withdrawn_at, staff, part, signed_on, stood_aside, aside_because, vote) on best_interests.panelist to nansen_app;
create table best_interests.panelist_protected (
  id uuid primary key references best_interests.panelist,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  dissent text check (char_length(dissent) between 1 and 10000)
);
create index on best_interests.panelist_protected (office_id, id);
create index on best_interests.panelist_protected (root_id);
alter table best_interests.panelist_protected enable row level security;
alter table best_interests.panelist_protected force row level security;
create policy keeper on best_interests.panelist_protected to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.panelist_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.panelist_protected for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[]));
create policy add on best_interests.panelist_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'protected'))::uuid[]));
create policy change on best_interests.panelist_protected for update to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.panelist_protected for each row execute function store.copy_owner('best_interests.panelist', 'id');
create trigger b_needs_ciphertext before insert or update on best_interests.panelist_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on best_interests.panelist_protected for each row execute function change.log('best_interests', 'panelist', 'protected');
grant select, insert on best_interests.panelist_protected to nansen_app;
grant update (change_ct, dissent) on best_interests.panelist_protected to nansen_app;

create table best_interests.ruling (
  id uuid primary key,
  parent_id uuid not null references best_interests.file,
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
  verdict text not null check (verdict in ('approve', 'approve-with-changes', 'defer', 'reject')),
  solution text check (solution in ('local-integration', 'stay-as-now', 'other-care', 'medical', 'repatriation', 'resettlement', 'reunification', 'complementary-pathway', 'separation-from-parents', 'custody-to-mother', 'custody-to-father')),
  votes text not null check (char_length(votes) between 1 and 200),
  decided_on date not null,
  decided_by uuid
);
create index on best_interests.ruling (office_id, id);
create index on best_interests.ruling (owner_id, id) where owner_id is not null;
create index on best_interests.ruling (root_id);
create index on best_interests.ruling (parent_id);
create index on best_interests.ruling (decided_by);
alter table best_interests.ruling enable row level security;
alter table best_interests.ruling force row level security;
create policy keeper on best_interests.ruling to nansen_migrator using (true) with check (true);
create policy restricted on best_interests.ruling as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on best_interests.ruling for select to nansen_app using (
    office_id = any ((select auth.reach('best_interests', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'personal'))::uuid[]));
create policy add on best_interests.ruling for insert to nansen_app with check (
    office_id = any ((select auth.reach('best_interests', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on best_interests.ruling for each row execute function store.copy_owner('best_interests.file', 'parent_id');
create trigger b_stamp before insert or update on best_interests.ruling for each row execute function store.stamp();
create trigger z_log after insert or update or delete on best_interests.ruling for each row execute function change.log('best_interests', 'ruling', 'open');
grant select, insert on best_interests.ruling to nansen_app;

create function best_interests.file_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.file r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.file_known(uuid[]) from public;
grant execute on function best_interests.file_known(uuid[]) to nansen_app;

create function best_interests.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.member_known(uuid[]) from public;
grant execute on function best_interests.member_known(uuid[]) to nansen_app;

create function best_interests.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.task_known(uuid[]) from public;
grant execute on function best_interests.task_known(uuid[]) to nansen_app;

create function best_interests.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.note_known(uuid[]) from public;
grant execute on function best_interests.note_known(uuid[]) to nansen_app;

create function best_interests.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.referral_known(uuid[]) from public;
grant execute on function best_interests.referral_known(uuid[]) to nansen_app;

create function best_interests.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.handover_known(uuid[]) from public;
grant execute on function best_interests.handover_known(uuid[]) to nansen_app;

create function best_interests.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.appointment_known(uuid[]) from public;
grant execute on function best_interests.appointment_known(uuid[]) to nansen_app;

create function best_interests.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.transcript_known(uuid[]) from public;
grant execute on function best_interests.transcript_known(uuid[]) to nansen_app;

create function best_interests.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.approval_known(uuid[]) from public;
grant execute on function best_interests.approval_known(uuid[]) to nansen_app;

create function best_interests.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.watcher_known(uuid[]) from public;
grant execute on function best_interests.watcher_known(uuid[]) to nansen_app;

create function best_interests.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.link_known(uuid[]) from public;
grant execute on function best_interests.link_known(uuid[]) to nansen_app;

create function best_interests.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.clock_known(uuid[]) from public;
grant execute on function best_interests.clock_known(uuid[]) to nansen_app;

create function best_interests.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.stage_known(uuid[]) from public;
grant execute on function best_interests.stage_known(uuid[]) to nansen_app;

create function best_interests.assessment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.assessment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.assessment_known(uuid[]) from public;
grant execute on function best_interests.assessment_known(uuid[]) to nansen_app;

create function best_interests.action_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.action r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.action_known(uuid[]) from public;
grant execute on function best_interests.action_known(uuid[]) to nansen_app;

create function best_interests.visit_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.visit r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.visit_known(uuid[]) from public;
grant execute on function best_interests.visit_known(uuid[]) to nansen_app;

create function best_interests.source_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.source r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.source_known(uuid[]) from public;
grant execute on function best_interests.source_known(uuid[]) to nansen_app;

create function best_interests.option_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.option r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.option_known(uuid[]) from public;
grant execute on function best_interests.option_known(uuid[]) to nansen_app;

create function best_interests.panelist_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.panelist r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.panelist_known(uuid[]) from public;
grant execute on function best_interests.panelist_known(uuid[]) to nansen_app;

create function best_interests.ruling_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from best_interests.ruling r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('best_interests', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('best_interests', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function best_interests.ruling_known(uuid[]) from public;
grant execute on function best_interests.ruling_known(uuid[]) to nansen_app;

alter table best_interests.file add foreign key (subject) references registration.individual on delete restrict;
alter table best_interests.file add foreign key (assessed_by) references auth.staff on delete restrict;
alter table best_interests.file add foreign key (agreed_by) references auth.staff on delete restrict;
alter table best_interests.file add foreign key (reported_by) references auth.staff on delete restrict;
alter table best_interests.file add foreign key (checked_by) references auth.staff on delete restrict;
alter table best_interests.file add foreign key (decided_by) references auth.staff on delete restrict;
alter table best_interests.file add foreign key (closed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on best_interests.file for each row execute function store.check_references('subject', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on best_interests.file for each row execute function store.spread_owner('best_interests.file_protected', 'best_interests.member', 'best_interests.task', 'best_interests.note', 'best_interests.note_protected', 'best_interests.note_sealed', 'best_interests.referral', 'best_interests.handover', 'best_interests.appointment', 'best_interests.appointment_protected', 'best_interests.transcript', 'best_interests.transcript_protected', 'best_interests.approval', 'best_interests.watcher', 'best_interests.link', 'best_interests.clock', 'best_interests.stage', 'best_interests.assessment', 'best_interests.assessment_protected', 'best_interests.action', 'best_interests.visit', 'best_interests.visit_protected', 'best_interests.source', 'best_interests.source_protected', 'best_interests.option', 'best_interests.option_protected', 'best_interests.panelist', 'best_interests.panelist_protected', 'best_interests.ruling');

alter table best_interests.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on best_interests.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table best_interests.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table best_interests.task add foreign key (about) references registration.individual on delete restrict;
alter table best_interests.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on best_interests.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table best_interests.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on best_interests.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table best_interests.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table best_interests.referral add foreign key (to_office) references auth.office on delete restrict;
alter table best_interests.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table best_interests.referral add foreign key (about) references registration.individual on delete restrict;
alter table best_interests.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on best_interests.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table best_interests.handover add foreign key (from_office) references auth.office on delete restrict;
alter table best_interests.handover add foreign key (to_office) references auth.office on delete restrict;
alter table best_interests.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table best_interests.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table best_interests.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on best_interests.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table best_interests.transcript add foreign key (appointment) references best_interests.appointment on delete restrict;
alter table best_interests.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on best_interests.transcript for each row execute function store.check_references('appointment', 'best_interests.appointment_known');

alter table best_interests.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table best_interests.approval add foreign key (decided_by) references auth.staff on delete restrict;

alter table best_interests.watcher add foreign key (staff) references auth.staff on delete restrict;

alter table best_interests.action add foreign key (responsible) references auth.staff on delete restrict;

alter table best_interests.panelist add foreign key (staff) references auth.staff on delete restrict;

alter table best_interests.ruling add foreign key (decided_by) references auth.staff on delete restrict;

-- What makes it a case: docs/decisions/0045.

create unique index on best_interests.file (number);
create index on best_interests.file (office_id, state, state_since);
create trigger c_case_number before insert or update on best_interests.file for each row execute function cases.number_it('best_interests');
create trigger c_case_sign before update on best_interests.file for each row when (current_user = 'nansen_app') execute function cases.sign_it('best_interests');
create trigger f_case_ready before update of state on best_interests.file for each row when (current_user = 'nansen_app') execute function cases.check_ready('best_interests');
create trigger y_case_after after insert or update on best_interests.file for each row when (current_user = 'nansen_app') execute function cases.after_change('best_interests', 'person');
create trigger y_case_after_system after insert or update on best_interests.file for each row when (current_user <> 'nansen_app') execute function cases.after_change('best_interests', 'system');
create trigger e_oneself before insert or update on best_interests.file for each row execute function store.only_oneself('assessed_by', 'agreed_by', 'reported_by', 'checked_by', 'decided_by', 'closed_by');
alter table best_interests.file add check (assessed_by <> agreed_by);
alter table best_interests.file add check (reported_by <> checked_by);
alter table best_interests.file add check (reported_by <> decided_by);
alter table best_interests.file add check (assessed_by <> decided_by);

create unique index on best_interests.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on best_interests.member for each row execute function cases.after_member('best_interests', 'file', 'registration.individual');
create trigger y_best_interests_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('best_interests', 'file');

create index on best_interests.task (for_staff, due_at) where status = 'open';
create index on best_interests.task (office_id, due_at) where status = 'open';
create index on best_interests.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on best_interests.task for each row when (current_user = 'nansen_app') execute function cases.before_task('best_interests');
create index on best_interests.clock (due_at) where status = 'running';
create unique index on best_interests.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on best_interests.clock, best_interests.stage, best_interests.referral, best_interests.handover from nansen_app;

create policy out_of_sight_subject on best_interests.file as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on best_interests.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on best_interests.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on best_interests.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on best_interests.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on best_interests.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on best_interests.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on best_interests.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('best_interests', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('best_interests', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('best_interests', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on best_interests.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on best_interests.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from best_interests.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('best_interests', 'note');

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on best_interests.appointment (office_id, starts_at);
create index on best_interests.appointment (officer, starts_at);
alter table best_interests.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on best_interests.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('best_interests');
create trigger y_case_book after insert or update on best_interests.appointment for each row execute function cases.book('best_interests');
create trigger y_case_book after insert or update on best_interests.appointment_protected for each row execute function cases.book('best_interests');
create trigger y_case_no_show after update of status on best_interests.appointment for each row execute function cases.after_no_show('best_interests');
create trigger y_case_unbook after delete on best_interests.appointment for each row execute function cases.unbook();
create unique index on best_interests.transcript (appointment, edition);
create unique index on best_interests.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on best_interests.transcript for each row execute function cases.before_transcript('best_interests');
create trigger c_case_lines before insert or update on best_interests.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on best_interests.transcript deferrable initially deferred for each row execute function cases.signed_has_words('best_interests');
alter table best_interests.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on best_interests.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('best_interests');
create unique index on best_interests.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on best_interests.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('best_interests');
create trigger c_case_link before insert or update on best_interests.link for each row when (current_user = 'nansen_app') execute function cases.before_link('best_interests');
create trigger y_case_forgotten after delete on best_interests.file for each row execute function cases.forget('best_interests');
