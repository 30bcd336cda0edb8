-- Generated from the definition of gbv. Read it, then commit it.

create schema gbv authorization nansen_migrator;

grant usage on schema gbv to nansen_app;

create table gbv.incident (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'open' check (state in ('open', 'assessed', 'in-care', 'follow-up', 'closed')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  number text check (char_length(number) between 1 and 40),
  team text check (char_length(team) between 1 and 80),
  state_since timestamptz,
  reported_on date not null,
  reported_by text not null check (reported_by in ('survivor', 'caregiver', 'somebody-else')),
  happened_at timestamptz,
  acts text[] check (acts <@ array['penetration', 'sexual-contact', 'physical-force', 'forced-marriage', 'denial-of-resources', 'psychological-abuse']),
  gender_based boolean,
  type text check (type in ('rape', 'sexual-assault', 'physical-assault', 'forced-marriage', 'denial-of-resources', 'psychological-abuse', 'not-gbv')),
  context text[] check (context <@ array['intimate-partner-violence', 'child-sexual-abuse', 'early-marriage', 'possible-sexual-exploitation', 'possible-sexual-slavery', 'harmful-traditional-practice']),
  health_from timestamptz,
  practice text check (practice in ('none', 'genital-cutting', 'inheritance', 'honour', 'bride-price', 'other')),
  exchange boolean,
  abduction text check (abduction in ('none', 'forced-conscription', 'trafficked', 'other')),
  time_of_day text check (time_of_day in ('morning', 'afternoon', 'night', 'unknown')),
  place_type text check (place_type in ('home', 'work', 'school', 'on-the-way', 'water-or-firewood', 'distribution', 'detention', 'border', 'other')),
  displacement_stage text check (displacement_stage in ('at-home', 'before-flight', 'during-flight', 'in-refuge', 'on-return', 'after')),
  survivor_sex text not null check (survivor_sex in ('female', 'male', 'other', 'unknown')),
  survivor_age text not null check (survivor_age in ('0-11', '12-17', '18-25', '26-40', '41-60', '61-up', 'unknown')),
  reported_before text[] check (reported_before <@ array['health', 'psychosocial', 'safe-house', 'legal', 'security', 'livelihood']),
  earlier_incidents boolean,
  limits_told_on date,
  statistics_consent boolean,
  safety_reviewed_on date,
  closed_because text check (closed_because in ('needs-met', 'no-contact', 'survivor-asked', 'left-area', 'transferred', 'funding-ended')),
  closed_by uuid
);
create index on gbv.incident (office_id, id);
create index on gbv.incident (owner_id, id) where owner_id is not null;
create index on gbv.incident (closed_by);
alter table gbv.incident enable row level security;
alter table gbv.incident force row level security;
create policy keeper on gbv.incident to nansen_migrator using (true) with check (true);
create policy restricted on gbv.incident as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.incident for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.incident for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.incident for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on gbv.incident for each row execute function store.check_move('gbv', 'open>assessed|change||', 'assessed>in-care|change||', 'in-care>follow-up|change||', 'open>closed|change||closed_because', 'assessed>closed|change||closed_because', 'in-care>closed|change||closed_because', 'follow-up>closed|change||closed_because', 'closed>in-care|change||');
create trigger e_initial before insert on gbv.incident for each row execute function store.check_initial('open');
create trigger b_stamp before insert or update on gbv.incident for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.incident for each row execute function change.log('gbv', 'incident', 'open');
grant select, insert on gbv.incident to nansen_app;
grant update (owner_id, extra, state, number, team, state_since, reported_on, reported_by, happened_at, acts, gender_based, type, context, health_from, practice, exchange, abduction, time_of_day, place_type, displacement_stage, survivor_sex, survivor_age, reported_before, earlier_incidents, limits_told_on, statistics_consent, safety_reviewed_on, closed_because, closed_by) on gbv.incident to nansen_app;
create table gbv.incident_protected (
  id uuid primary key references gbv.incident,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  safe_ways text[] check (safe_ways <@ array['in-person', 'call', 'message', 'through-somebody']),
  safe_times text[] check (safe_times <@ array['morning', 'afternoon', 'evening']),
  area ref.place,
  survivor_nationality text,
  survivor_status text check (survivor_status in ('refugee', 'asylum-seeker', 'stateless', 'returnee', 'displaced-inside', 'foreigner', 'resident')),
  survivor_disability boolean,
  survivor_child text check (survivor_child in ('with-parents', 'unaccompanied', 'separated', 'other-vulnerable')),
  legal_action text check (legal_action in ('yes', 'no', 'undecided')),
  state_before text check (state_before in ('calm', 'distressed', 'very-distressed')),
  state_after text check (state_after in ('calm', 'distressed', 'very-distressed'))
);
create index on gbv.incident_protected (office_id, id);
create index on gbv.incident_protected (root_id);
alter table gbv.incident_protected enable row level security;
alter table gbv.incident_protected force row level security;
create policy keeper on gbv.incident_protected to nansen_migrator using (true) with check (true);
create policy restricted on gbv.incident_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.incident_protected for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'protected'))::uuid[]));
create policy add on gbv.incident_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'protected'))::uuid[]));
create policy change on gbv.incident_protected for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on gbv.incident_protected for each row execute function store.copy_owner('gbv.incident', 'id');
create trigger b_needs_ciphertext before insert or update on gbv.incident_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on gbv.incident_protected for each row execute function change.log('gbv', 'incident', 'protected');
grant select, insert on gbv.incident_protected to nansen_app;
grant update (change_ct, safe_ways, safe_times, area, survivor_nationality, survivor_status, survivor_disability, survivor_child, legal_action, state_before, state_after) on gbv.incident_protected to nansen_app;

create table gbv.task (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
create index on gbv.task (office_id, id);
create index on gbv.task (owner_id, id) where owner_id is not null;
create index on gbv.task (root_id);
create index on gbv.task (parent_id);
create index on gbv.task (for_staff);
create index on gbv.task (about);
create index on gbv.task (done_by);
alter table gbv.task enable row level security;
alter table gbv.task force row level security;
create policy keeper on gbv.task to nansen_migrator using (true) with check (true);
create policy restricted on gbv.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.task for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.task for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.task for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.task for each row execute function change.log('gbv', 'task', 'open');
grant select, insert on gbv.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on gbv.task to nansen_app;

create table gbv.note (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
create index on gbv.note (office_id, id);
create index on gbv.note (owner_id, id) where owner_id is not null;
create index on gbv.note (root_id);
create index on gbv.note (parent_id);
create index on gbv.note (sealed_for);
create index on gbv.note (about);
alter table gbv.note enable row level security;
alter table gbv.note force row level security;
create policy keeper on gbv.note to nansen_migrator using (true) with check (true);
create policy restricted on gbv.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.note for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.note for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.note for each row execute function change.log('gbv', 'note', 'open');
grant select, insert on gbv.note to nansen_app;
create table gbv.note_protected (
  id uuid primary key references gbv.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on gbv.note_protected (office_id, id);
create index on gbv.note_protected (root_id);
alter table gbv.note_protected enable row level security;
alter table gbv.note_protected force row level security;
create policy keeper on gbv.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on gbv.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'protected'))::uuid[]));
create policy add on gbv.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on gbv.note_protected for each row execute function store.copy_owner('gbv.note', 'id');
create trigger b_needs_ciphertext before insert or update on gbv.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on gbv.note_protected for each row execute function change.log('gbv', 'note', 'protected');
grant select, insert on gbv.note_protected to nansen_app;
create table gbv.note_sealed (
  id uuid primary key references gbv.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on gbv.note_sealed (office_id, id);
create index on gbv.note_sealed (root_id);
alter table gbv.note_sealed enable row level security;
alter table gbv.note_sealed force row level security;
create policy keeper on gbv.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on gbv.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'protected'))::uuid[]));
create policy add on gbv.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on gbv.note_sealed for each row execute function store.copy_owner('gbv.note', 'id');
create trigger b_needs_ciphertext before insert or update on gbv.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on gbv.note_sealed for each row execute function change.log('gbv', 'note', 'sealed');
grant select, insert on gbv.note_sealed to nansen_app;

create table gbv.referral (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
create index on gbv.referral (office_id, id);
create index on gbv.referral (owner_id, id) where owner_id is not null;
create index on gbv.referral (root_id);
create index on gbv.referral (parent_id);
create index on gbv.referral (to_staff);
create index on gbv.referral (to_office);
create index on gbv.referral (to_organisation);
create index on gbv.referral (about);
create index on gbv.referral (answered_by);
alter table gbv.referral enable row level security;
alter table gbv.referral force row level security;
create policy keeper on gbv.referral to nansen_migrator using (true) with check (true);
create policy restricted on gbv.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.referral for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.referral for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.referral for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.referral for each row execute function change.log('gbv', 'referral', 'open');
grant select, insert on gbv.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on gbv.referral to nansen_app;

create table gbv.handover (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
create index on gbv.handover (office_id, id);
create index on gbv.handover (owner_id, id) where owner_id is not null;
create index on gbv.handover (root_id);
create index on gbv.handover (parent_id);
create index on gbv.handover (from_office);
create index on gbv.handover (to_office);
create index on gbv.handover (answered_by);
alter table gbv.handover enable row level security;
alter table gbv.handover force row level security;
create policy keeper on gbv.handover to nansen_migrator using (true) with check (true);
create policy restricted on gbv.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.handover for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.handover for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.handover for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.handover for each row execute function change.log('gbv', 'handover', 'open');
grant select, insert on gbv.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on gbv.handover to nansen_app;

create table gbv.watcher (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
create index on gbv.watcher (office_id, id);
create index on gbv.watcher (owner_id, id) where owner_id is not null;
create index on gbv.watcher (root_id);
create index on gbv.watcher (parent_id);
create index on gbv.watcher (staff);
alter table gbv.watcher enable row level security;
alter table gbv.watcher force row level security;
create policy keeper on gbv.watcher to nansen_migrator using (true) with check (true);
create policy restricted on gbv.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.watcher for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.watcher for each row execute function change.log('gbv', 'watcher', 'open');
grant select, insert on gbv.watcher to nansen_app;
grant update (withdrawn_at, staff) on gbv.watcher to nansen_app;

create table gbv.link (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
create index on gbv.link (office_id, id);
create index on gbv.link (owner_id, id) where owner_id is not null;
create index on gbv.link (root_id);
create index on gbv.link (parent_id);
create index on gbv.link (to_case);
alter table gbv.link enable row level security;
alter table gbv.link force row level security;
create policy keeper on gbv.link to nansen_migrator using (true) with check (true);
create policy restricted on gbv.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.link for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.link for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.link for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.link for each row execute function change.log('gbv', 'link', 'open');
grant select, insert on gbv.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on gbv.link to nansen_app;

create table gbv.clock (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
create index on gbv.clock (office_id, id);
create index on gbv.clock (owner_id, id) where owner_id is not null;
create index on gbv.clock (root_id);
create index on gbv.clock (parent_id);
alter table gbv.clock enable row level security;
alter table gbv.clock force row level security;
create policy keeper on gbv.clock to nansen_migrator using (true) with check (true);
create policy restricted on gbv.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.clock for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.clock for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.clock for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.clock for each row execute function change.log('gbv', 'clock', 'open');
grant select, insert on gbv.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on gbv.clock to nansen_app;

create table gbv.stage (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
create index on gbv.stage (office_id, id);
create index on gbv.stage (owner_id, id) where owner_id is not null;
create index on gbv.stage (root_id);
create index on gbv.stage (parent_id);
alter table gbv.stage enable row level security;
alter table gbv.stage force row level security;
create policy keeper on gbv.stage to nansen_migrator using (true) with check (true);
create policy restricted on gbv.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.stage for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.stage for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.stage for each row execute function change.log('gbv', 'stage', 'open');
grant select, insert on gbv.stage to nansen_app;

create table gbv.perpetrator (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
  relation text not null check (relation in ('intimate-partner', 'former-partner', 'carer', 'family', 'employer', 'schoolmate', 'teacher', 'service-provider', 'cotenant', 'friend', 'neighbour', 'other-refugee', 'host-community', 'none', 'unknown')),
  sex text not null check (sex in ('female', 'male', 'other', 'unknown')),
  age text not null check (age in ('0-11', '12-17', '18-25', '26-40', '41-60', '61-up', 'unknown')),
  before boolean
);
create index on gbv.perpetrator (office_id, id);
create index on gbv.perpetrator (owner_id, id) where owner_id is not null;
create index on gbv.perpetrator (root_id);
create index on gbv.perpetrator (parent_id);
alter table gbv.perpetrator enable row level security;
alter table gbv.perpetrator force row level security;
create policy keeper on gbv.perpetrator to nansen_migrator using (true) with check (true);
create policy restricted on gbv.perpetrator as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.perpetrator for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.perpetrator for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.perpetrator for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.perpetrator for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.perpetrator for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.perpetrator for each row execute function change.log('gbv', 'perpetrator', 'open');
grant select, insert on gbv.perpetrator to nansen_app;
grant update (withdrawn_at, relation, sex, age, before) on gbv.perpetrator to nansen_app;

create table gbv.consent (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
  service text not null check (service in ('health', 'psychosocial', 'safe-house', 'legal', 'security', 'livelihood')),
  organisation text not null check (char_length(organisation) between 1 and 120),
  agreed boolean not null,
  given_by text not null check (given_by in ('survivor', 'caregiver')),
  asked_on date not null,
  withdrawn_on date
);
create index on gbv.consent (office_id, id);
create index on gbv.consent (owner_id, id) where owner_id is not null;
create index on gbv.consent (root_id);
create index on gbv.consent (parent_id);
alter table gbv.consent enable row level security;
alter table gbv.consent force row level security;
create policy keeper on gbv.consent to nansen_migrator using (true) with check (true);
create policy restricted on gbv.consent as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.consent for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.consent for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.consent for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.consent for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.consent for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.consent for each row execute function change.log('gbv', 'consent', 'open');
grant select, insert on gbv.consent to nansen_app;
grant update (withdrawn_at, service, organisation, agreed, given_by, asked_on, withdrawn_on) on gbv.consent to nansen_app;

create table gbv.service (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
  service text not null check (service in ('health', 'psychosocial', 'safe-house', 'legal', 'security', 'livelihood')),
  decision text not null check (decision in ('given-by-us', 'referred', 'already-received', 'not-applicable', 'declined', 'unavailable')),
  organisation text check (char_length(organisation) between 1 and 120),
  decided_on date not null,
  outcome text check (outcome in ('waiting', 'received', 'turned-away', 'did-not-go')),
  outcome_on date
);
create index on gbv.service (office_id, id);
create index on gbv.service (owner_id, id) where owner_id is not null;
create index on gbv.service (root_id);
create index on gbv.service (parent_id);
alter table gbv.service enable row level security;
alter table gbv.service force row level security;
create policy keeper on gbv.service to nansen_migrator using (true) with check (true);
create policy restricted on gbv.service as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.service for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.service for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.service for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.service for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.service for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.service for each row execute function change.log('gbv', 'service', 'open');
grant select, insert on gbv.service to nansen_app;
grant update (withdrawn_at, service, decision, organisation, decided_on, outcome, outcome_on) on gbv.service to nansen_app;

create table gbv.part (
  id uuid primary key,
  parent_id uuid not null references gbv.incident,
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
  part text not null check (part in ('narrative', 'identity', 'contact', 'safety-plan')),
  sealed_for uuid not null
);
create index on gbv.part (office_id, id);
create index on gbv.part (owner_id, id) where owner_id is not null;
create index on gbv.part (root_id);
create index on gbv.part (parent_id);
create index on gbv.part (sealed_for);
alter table gbv.part enable row level security;
alter table gbv.part force row level security;
create policy keeper on gbv.part to nansen_migrator using (true) with check (true);
create policy restricted on gbv.part as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.part for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.part for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.part for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.part for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.part for each row execute function change.log('gbv', 'part', 'open');
grant select, insert on gbv.part to nansen_app;
create table gbv.part_sealed (
  id uuid primary key references gbv.part,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  words bytea not null
);
create index on gbv.part_sealed (office_id, id);
create index on gbv.part_sealed (root_id);
alter table gbv.part_sealed enable row level security;
alter table gbv.part_sealed force row level security;
create policy keeper on gbv.part_sealed to nansen_migrator using (true) with check (true);
create policy restricted on gbv.part_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.part_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'protected'))::uuid[]));
create policy add on gbv.part_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on gbv.part_sealed for each row execute function store.copy_owner('gbv.part', 'id');
create trigger b_needs_ciphertext before insert or update on gbv.part_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on gbv.part_sealed for each row execute function change.log('gbv', 'part', 'sealed');
grant select, insert on gbv.part_sealed to nansen_app;

create function gbv.incident_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.incident r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.incident_known(uuid[]) from public;
grant execute on function gbv.incident_known(uuid[]) to nansen_app;

create function gbv.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.task_known(uuid[]) from public;
grant execute on function gbv.task_known(uuid[]) to nansen_app;

create function gbv.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.note_known(uuid[]) from public;
grant execute on function gbv.note_known(uuid[]) to nansen_app;

create function gbv.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.referral_known(uuid[]) from public;
grant execute on function gbv.referral_known(uuid[]) to nansen_app;

create function gbv.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.handover_known(uuid[]) from public;
grant execute on function gbv.handover_known(uuid[]) to nansen_app;

create function gbv.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.watcher_known(uuid[]) from public;
grant execute on function gbv.watcher_known(uuid[]) to nansen_app;

create function gbv.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.link_known(uuid[]) from public;
grant execute on function gbv.link_known(uuid[]) to nansen_app;

create function gbv.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.clock_known(uuid[]) from public;
grant execute on function gbv.clock_known(uuid[]) to nansen_app;

create function gbv.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.stage_known(uuid[]) from public;
grant execute on function gbv.stage_known(uuid[]) to nansen_app;

create function gbv.perpetrator_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.perpetrator r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.perpetrator_known(uuid[]) from public;
grant execute on function gbv.perpetrator_known(uuid[]) to nansen_app;

create function gbv.consent_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.consent r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.consent_known(uuid[]) from public;
grant execute on function gbv.consent_known(uuid[]) to nansen_app;

create function gbv.service_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.service r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.service_known(uuid[]) from public;
grant execute on function gbv.service_known(uuid[]) to nansen_app;

create function gbv.part_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.part r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.part_known(uuid[]) from public;
grant execute on function gbv.part_known(uuid[]) to nansen_app;

alter table gbv.incident add foreign key (closed_by) references auth.staff on delete restrict;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on gbv.incident for each row execute function store.spread_owner('gbv.incident_protected', 'gbv.task', 'gbv.note', 'gbv.note_protected', 'gbv.note_sealed', 'gbv.referral', 'gbv.handover', 'gbv.watcher', 'gbv.link', 'gbv.clock', 'gbv.stage', 'gbv.perpetrator', 'gbv.consent', 'gbv.service', 'gbv.part', 'gbv.part_sealed');

alter table gbv.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table gbv.task add foreign key (about) references registration.individual on delete restrict;
alter table gbv.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on gbv.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table gbv.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on gbv.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table gbv.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table gbv.referral add foreign key (to_office) references auth.office on delete restrict;
alter table gbv.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table gbv.referral add foreign key (about) references registration.individual on delete restrict;
alter table gbv.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on gbv.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table gbv.handover add foreign key (from_office) references auth.office on delete restrict;
alter table gbv.handover add foreign key (to_office) references auth.office on delete restrict;
alter table gbv.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table gbv.watcher add foreign key (staff) references auth.staff on delete restrict;

-- What makes it a case: docs/decisions/0045.

create unique index on gbv.incident (number);
create index on gbv.incident (office_id, state, state_since);
create trigger c_case_number before insert or update on gbv.incident for each row execute function cases.number_it('gbv');
create trigger c_case_sign before update on gbv.incident for each row when (current_user = 'nansen_app') execute function cases.sign_it('gbv');
create trigger f_case_ready before update of state on gbv.incident for each row when (current_user = 'nansen_app') execute function cases.check_ready('gbv');
create trigger y_case_after after insert or update on gbv.incident for each row when (current_user = 'nansen_app') execute function cases.after_change('gbv', 'person');
create trigger y_case_after_system after insert or update on gbv.incident for each row when (current_user <> 'nansen_app') execute function cases.after_change('gbv', 'system');
create trigger e_oneself before insert or update on gbv.incident for each row execute function store.only_oneself('closed_by');

create index on gbv.task (for_staff, due_at) where status = 'open';
create index on gbv.task (office_id, due_at) where status = 'open';
create index on gbv.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on gbv.task for each row when (current_user = 'nansen_app') execute function cases.before_task('gbv');
create index on gbv.clock (due_at) where status = 'running';
create unique index on gbv.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on gbv.clock, gbv.stage, gbv.referral, gbv.handover from nansen_app;

create policy out_of_sight_about on gbv.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on gbv.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on gbv.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on gbv.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on gbv.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('gbv', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on gbv.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on gbv.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from gbv.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('gbv', 'note');
