-- Generated from the definition of incidents. Read it, then commit it.

create schema incidents authorization nansen_migrator;

grant usage on schema incidents to nansen_app;

create table incidents.incident (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'reported' check (state in ('reported', 'assessed', 'in-work', 'monitored', 'closed')),
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
  reported_on date not null,
  reported_how text not null check (reported_how in ('in-person', 'phone', 'hotline', 'partner', 'community', 'monitoring', 'other')),
  happened_on ref.partial_date,
  kind text not null check (kind in ('denied-territory', 'deportation', 'push-back', 'arbitrary-arrest', 'detention', 'trafficking', 'abduction', 'forced-recruitment', 'killing', 'torture', 'assault', 'threat', 'armed-attack', 'disappearance', 'child-abuse', 'child-exploitation', 'theft', 'extortion', 'eviction', 'labour-exploitation', 'discrimination', 'xenophobic-attack', 'family-dispute', 'papers-taken', 'registration-refused', 'service-refused', 'aid-diverted')),
  by_whom text check (by_whom in ('authorities', 'armed-group', 'host-community', 'refugee', 'family', 'service-provider', 'unknown')),
  risk text check (risk in ('immediate', 'high', 'medium', 'low')),
  detained_at timestamptz,
  verified text check (verified in ('alleged', 'verified', 'refuted')),
  injuries boolean,
  weapons boolean,
  outcome text check (outcome in ('protected', 'released', 'relocated', 'prosecuted', 'settled', 'no-remedy', 'withdrawn', 'not-an-incident')),
  handled_by uuid,
  closed_by uuid
);
create index on incidents.incident (office_id, id);
create index on incidents.incident (owner_id, id) where owner_id is not null;
create index on incidents.incident (subject);
create index on incidents.incident (handled_by);
create index on incidents.incident (closed_by);
alter table incidents.incident enable row level security;
alter table incidents.incident force row level security;
create policy keeper on incidents.incident to nansen_migrator using (true) with check (true);
create policy restricted on incidents.incident as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.incident for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.incident for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.incident for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on incidents.incident for each row execute function store.check_move('incidents', 'reported>assessed|change||risk', 'assessed>in-work|change||', 'monitored>in-work|change||', 'in-work>monitored|change||', 'reported>closed|change||outcome', 'assessed>closed|change||outcome', 'in-work>closed|change||outcome', 'monitored>closed|change||outcome', 'closed>in-work|change||');
create trigger e_initial before insert on incidents.incident for each row execute function store.check_initial('reported');
create trigger b_stamp before insert or update on incidents.incident for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.incident for each row execute function change.log('incidents', 'incident', 'open');
grant select, insert on incidents.incident to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, reported_on, reported_how, happened_on, kind, by_whom, risk, detained_at, verified, injuries, weapons, outcome, handled_by, closed_by) on incidents.incident to nansen_app;
create table incidents.incident_protected (
  id uuid primary key references incidents.incident,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  where_it_was ref.place,
  account text check (char_length(account) between 1 and 10000),
  police_number text check (char_length(police_number) between 1 and 60),
  outcome_remarks text check (char_length(outcome_remarks) between 1 and 10000)
);
create index on incidents.incident_protected (office_id, id);
create index on incidents.incident_protected (root_id);
alter table incidents.incident_protected enable row level security;
alter table incidents.incident_protected force row level security;
create policy keeper on incidents.incident_protected to nansen_migrator using (true) with check (true);
create policy restricted on incidents.incident_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.incident_protected for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'protected'))::uuid[]));
create policy add on incidents.incident_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'protected'))::uuid[]));
create policy change on incidents.incident_protected for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on incidents.incident_protected for each row execute function store.copy_owner('incidents.incident', 'id');
create trigger b_needs_ciphertext before insert or update on incidents.incident_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on incidents.incident_protected for each row execute function change.log('incidents', 'incident', 'protected');
grant select, insert on incidents.incident_protected to nansen_app;
grant update (change_ct, where_it_was, account, police_number, outcome_remarks) on incidents.incident_protected to nansen_app;

create table incidents.member (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
  role text not null check (role in ('victim', 'witness', 'reporter', 'affected-family')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on incidents.member (office_id, id);
create index on incidents.member (owner_id, id) where owner_id is not null;
create index on incidents.member (root_id);
create index on incidents.member (parent_id);
create index on incidents.member (individual);
alter table incidents.member enable row level security;
alter table incidents.member force row level security;
create policy keeper on incidents.member to nansen_migrator using (true) with check (true);
create policy restricted on incidents.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.member for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.member for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.member for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.member for each row execute function change.log('incidents', 'member', 'open');
grant select, insert on incidents.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on incidents.member to nansen_app;

create table incidents.task (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
create index on incidents.task (office_id, id);
create index on incidents.task (owner_id, id) where owner_id is not null;
create index on incidents.task (root_id);
create index on incidents.task (parent_id);
create index on incidents.task (for_staff);
create index on incidents.task (about);
create index on incidents.task (done_by);
alter table incidents.task enable row level security;
alter table incidents.task force row level security;
create policy keeper on incidents.task to nansen_migrator using (true) with check (true);
create policy restricted on incidents.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.task for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.task for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.task for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.task for each row execute function change.log('incidents', 'task', 'open');
grant select, insert on incidents.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on incidents.task to nansen_app;

create table incidents.note (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
create index on incidents.note (office_id, id);
create index on incidents.note (owner_id, id) where owner_id is not null;
create index on incidents.note (root_id);
create index on incidents.note (parent_id);
create index on incidents.note (sealed_for);
create index on incidents.note (about);
alter table incidents.note enable row level security;
alter table incidents.note force row level security;
create policy keeper on incidents.note to nansen_migrator using (true) with check (true);
create policy restricted on incidents.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.note for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.note for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.note for each row execute function change.log('incidents', 'note', 'open');
grant select, insert on incidents.note to nansen_app;
create table incidents.note_protected (
  id uuid primary key references incidents.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on incidents.note_protected (office_id, id);
create index on incidents.note_protected (root_id);
alter table incidents.note_protected enable row level security;
alter table incidents.note_protected force row level security;
create policy keeper on incidents.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on incidents.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'protected'))::uuid[]));
create policy add on incidents.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on incidents.note_protected for each row execute function store.copy_owner('incidents.note', 'id');
create trigger b_needs_ciphertext before insert or update on incidents.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on incidents.note_protected for each row execute function change.log('incidents', 'note', 'protected');
grant select, insert on incidents.note_protected to nansen_app;
create table incidents.note_sealed (
  id uuid primary key references incidents.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on incidents.note_sealed (office_id, id);
create index on incidents.note_sealed (root_id);
alter table incidents.note_sealed enable row level security;
alter table incidents.note_sealed force row level security;
create policy keeper on incidents.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on incidents.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'protected'))::uuid[]));
create policy add on incidents.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on incidents.note_sealed for each row execute function store.copy_owner('incidents.note', 'id');
create trigger b_needs_ciphertext before insert or update on incidents.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on incidents.note_sealed for each row execute function change.log('incidents', 'note', 'sealed');
grant select, insert on incidents.note_sealed to nansen_app;

create table incidents.referral (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
create index on incidents.referral (office_id, id);
create index on incidents.referral (owner_id, id) where owner_id is not null;
create index on incidents.referral (root_id);
create index on incidents.referral (parent_id);
create index on incidents.referral (to_staff);
create index on incidents.referral (to_office);
create index on incidents.referral (to_organisation);
create index on incidents.referral (about);
create index on incidents.referral (answered_by);
alter table incidents.referral enable row level security;
alter table incidents.referral force row level security;
create policy keeper on incidents.referral to nansen_migrator using (true) with check (true);
create policy restricted on incidents.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.referral for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.referral for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.referral for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.referral for each row execute function change.log('incidents', 'referral', 'open');
grant select, insert on incidents.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on incidents.referral to nansen_app;

create table incidents.handover (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
create index on incidents.handover (office_id, id);
create index on incidents.handover (owner_id, id) where owner_id is not null;
create index on incidents.handover (root_id);
create index on incidents.handover (parent_id);
create index on incidents.handover (from_office);
create index on incidents.handover (to_office);
create index on incidents.handover (answered_by);
alter table incidents.handover enable row level security;
alter table incidents.handover force row level security;
create policy keeper on incidents.handover to nansen_migrator using (true) with check (true);
create policy restricted on incidents.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.handover for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.handover for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.handover for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.handover for each row execute function change.log('incidents', 'handover', 'open');
grant select, insert on incidents.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on incidents.handover to nansen_app;

create table incidents.watcher (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
create index on incidents.watcher (office_id, id);
create index on incidents.watcher (owner_id, id) where owner_id is not null;
create index on incidents.watcher (root_id);
create index on incidents.watcher (parent_id);
create index on incidents.watcher (staff);
alter table incidents.watcher enable row level security;
alter table incidents.watcher force row level security;
create policy keeper on incidents.watcher to nansen_migrator using (true) with check (true);
create policy restricted on incidents.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.watcher for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.watcher for each row execute function change.log('incidents', 'watcher', 'open');
grant select, insert on incidents.watcher to nansen_app;
grant update (withdrawn_at, staff) on incidents.watcher to nansen_app;

create table incidents.link (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
create index on incidents.link (office_id, id);
create index on incidents.link (owner_id, id) where owner_id is not null;
create index on incidents.link (root_id);
create index on incidents.link (parent_id);
create index on incidents.link (to_case);
alter table incidents.link enable row level security;
alter table incidents.link force row level security;
create policy keeper on incidents.link to nansen_migrator using (true) with check (true);
create policy restricted on incidents.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.link for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.link for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.link for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.link for each row execute function change.log('incidents', 'link', 'open');
grant select, insert on incidents.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on incidents.link to nansen_app;

create table incidents.clock (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
create index on incidents.clock (office_id, id);
create index on incidents.clock (owner_id, id) where owner_id is not null;
create index on incidents.clock (root_id);
create index on incidents.clock (parent_id);
alter table incidents.clock enable row level security;
alter table incidents.clock force row level security;
create policy keeper on incidents.clock to nansen_migrator using (true) with check (true);
create policy restricted on incidents.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.clock for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.clock for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.clock for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.clock for each row execute function change.log('incidents', 'clock', 'open');
grant select, insert on incidents.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on incidents.clock to nansen_app;

create table incidents.stage (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
create index on incidents.stage (office_id, id);
create index on incidents.stage (owner_id, id) where owner_id is not null;
create index on incidents.stage (root_id);
create index on incidents.stage (parent_id);
alter table incidents.stage enable row level security;
alter table incidents.stage force row level security;
create policy keeper on incidents.stage to nansen_migrator using (true) with check (true);
create policy restricted on incidents.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.stage for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.stage for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.stage for each row execute function change.log('incidents', 'stage', 'open');
grant select, insert on incidents.stage to nansen_app;

create table incidents.accused (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
  category text not null check (category in ('authorities', 'armed-group', 'host-community', 'refugee', 'family', 'service-provider', 'unknown'))
);
create index on incidents.accused (office_id, id);
create index on incidents.accused (owner_id, id) where owner_id is not null;
create index on incidents.accused (root_id);
create index on incidents.accused (parent_id);
alter table incidents.accused enable row level security;
alter table incidents.accused force row level security;
create policy keeper on incidents.accused to nansen_migrator using (true) with check (true);
create policy restricted on incidents.accused as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.accused for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.accused for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.accused for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.accused for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.accused for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.accused for each row execute function change.log('incidents', 'accused', 'open');
grant select, insert on incidents.accused to nansen_app;
grant update (withdrawn_at, category) on incidents.accused to nansen_app;
create table incidents.accused_protected (
  id uuid primary key references incidents.accused,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  individual uuid,
  described text check (char_length(described) between 1 and 2000)
);
create index on incidents.accused_protected (office_id, id);
create index on incidents.accused_protected (root_id);
alter table incidents.accused_protected enable row level security;
alter table incidents.accused_protected force row level security;
create policy keeper on incidents.accused_protected to nansen_migrator using (true) with check (true);
create policy restricted on incidents.accused_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.accused_protected for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'protected'))::uuid[]));
create policy add on incidents.accused_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'protected'))::uuid[]));
create policy change on incidents.accused_protected for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on incidents.accused_protected for each row execute function store.copy_owner('incidents.accused', 'id');
create trigger b_needs_ciphertext before insert or update on incidents.accused_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on incidents.accused_protected for each row execute function change.log('incidents', 'accused', 'protected');
grant select, insert on incidents.accused_protected to nansen_app;
grant update (change_ct, individual, described) on incidents.accused_protected to nansen_app;

create table incidents.intervention (
  id uuid primary key,
  parent_id uuid not null references incidents.incident,
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
  kind text not null check (kind in ('detention-visit', 'legal-aid', 'intervention-with-authorities', 'border-advocacy', 'relocation', 'safe-house', 'medical-care', 'accompaniment', 'material-help', 'mediation')),
  status text not null check (status in ('planned', 'under-way', 'done', 'not-possible')),
  started_on date not null,
  ended_on date,
  came_of_it text check (char_length(came_of_it) between 1 and 2000)
);
create index on incidents.intervention (office_id, id);
create index on incidents.intervention (owner_id, id) where owner_id is not null;
create index on incidents.intervention (root_id);
create index on incidents.intervention (parent_id);
alter table incidents.intervention enable row level security;
alter table incidents.intervention force row level security;
create policy keeper on incidents.intervention to nansen_migrator using (true) with check (true);
create policy restricted on incidents.intervention as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.intervention for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.intervention for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.intervention for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.intervention for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.intervention for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.intervention for each row execute function change.log('incidents', 'intervention', 'open');
grant select, insert on incidents.intervention to nansen_app;
grant update (withdrawn_at, kind, status, started_on, ended_on, came_of_it) on incidents.intervention to nansen_app;

create function incidents.incident_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.incident r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.incident_known(uuid[]) from public;
grant execute on function incidents.incident_known(uuid[]) to nansen_app;

create function incidents.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.member_known(uuid[]) from public;
grant execute on function incidents.member_known(uuid[]) to nansen_app;

create function incidents.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.task_known(uuid[]) from public;
grant execute on function incidents.task_known(uuid[]) to nansen_app;

create function incidents.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.note_known(uuid[]) from public;
grant execute on function incidents.note_known(uuid[]) to nansen_app;

create function incidents.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.referral_known(uuid[]) from public;
grant execute on function incidents.referral_known(uuid[]) to nansen_app;

create function incidents.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.handover_known(uuid[]) from public;
grant execute on function incidents.handover_known(uuid[]) to nansen_app;

create function incidents.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.watcher_known(uuid[]) from public;
grant execute on function incidents.watcher_known(uuid[]) to nansen_app;

create function incidents.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.link_known(uuid[]) from public;
grant execute on function incidents.link_known(uuid[]) to nansen_app;

create function incidents.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.clock_known(uuid[]) from public;
grant execute on function incidents.clock_known(uuid[]) to nansen_app;

create function incidents.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.stage_known(uuid[]) from public;
grant execute on function incidents.stage_known(uuid[]) to nansen_app;

create function incidents.accused_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.accused r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.accused_known(uuid[]) from public;
grant execute on function incidents.accused_known(uuid[]) to nansen_app;

create function incidents.intervention_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.intervention r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.intervention_known(uuid[]) from public;
grant execute on function incidents.intervention_known(uuid[]) to nansen_app;

alter table incidents.incident add foreign key (subject) references registration.individual on delete restrict;
alter table incidents.incident add foreign key (handled_by) references auth.staff on delete restrict;
alter table incidents.incident add foreign key (closed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on incidents.incident for each row execute function store.check_references('subject', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on incidents.incident for each row execute function store.spread_owner('incidents.incident_protected', 'incidents.member', 'incidents.task', 'incidents.note', 'incidents.note_protected', 'incidents.note_sealed', 'incidents.referral', 'incidents.handover', 'incidents.watcher', 'incidents.link', 'incidents.clock', 'incidents.stage', 'incidents.accused', 'incidents.accused_protected', 'incidents.intervention', 'store.attachment');

alter table incidents.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on incidents.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table incidents.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table incidents.task add foreign key (about) references registration.individual on delete restrict;
alter table incidents.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on incidents.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table incidents.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on incidents.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table incidents.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table incidents.referral add foreign key (to_office) references auth.office on delete restrict;
alter table incidents.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table incidents.referral add foreign key (about) references registration.individual on delete restrict;
alter table incidents.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on incidents.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table incidents.handover add foreign key (from_office) references auth.office on delete restrict;
alter table incidents.handover add foreign key (to_office) references auth.office on delete restrict;
alter table incidents.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table incidents.watcher add foreign key (staff) references auth.staff on delete restrict;

-- What makes it a case: docs/decisions/0045.

create unique index on incidents.incident (number);
create index on incidents.incident (office_id, state, state_since);
create trigger c_case_number before insert or update on incidents.incident for each row execute function cases.number_it('incidents');
create trigger c_case_sign before update on incidents.incident for each row when (current_user = 'nansen_app') execute function cases.sign_it('incidents');
create trigger f_case_ready before update of state on incidents.incident for each row when (current_user = 'nansen_app') execute function cases.check_ready('incidents');
create trigger y_case_after after insert or update on incidents.incident for each row when (current_user = 'nansen_app') execute function cases.after_change('incidents', 'person');
create trigger y_case_after_system after insert or update on incidents.incident for each row when (current_user <> 'nansen_app') execute function cases.after_change('incidents', 'system');
create trigger e_oneself before insert or update on incidents.incident for each row execute function store.only_oneself('handled_by', 'closed_by');

create unique index on incidents.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on incidents.member for each row execute function cases.after_member('incidents', 'incident', 'registration.individual');
create trigger y_incidents_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('incidents', 'incident');

create index on incidents.task (for_staff, due_at) where status = 'open';
create index on incidents.task (office_id, due_at) where status = 'open';
create index on incidents.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on incidents.task for each row when (current_user = 'nansen_app') execute function cases.before_task('incidents');
create index on incidents.clock (due_at) where status = 'running';
create unique index on incidents.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on incidents.clock, incidents.stage, incidents.referral, incidents.handover from nansen_app;

create policy out_of_sight_subject on incidents.incident as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on incidents.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on incidents.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on incidents.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on incidents.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on incidents.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on incidents.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('incidents', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on incidents.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on incidents.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from incidents.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('incidents', 'note');
