-- Generated from the definition of integration. Read it, then commit it.

create schema integration authorization nansen_migrator;

grant usage on schema integration to nansen_app;

create table integration.file (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'assessed' check (state in ('assessed', 'planned', 'applied', 'granted', 'refused', 'renewed', 'naturalised', 'closed')),
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
  strand text not null check (strand in ('legal', 'economic', 'social', 'pathway')),
  aim text not null check (aim in ('residence-permit', 'travel-document', 'permanent-residence', 'naturalisation', 'civil-papers', 'work-permit', 'own-business', 'land-to-farm', 'bank-account', 'licence', 'diploma-recognised', 'language', 'school', 'housing', 'community-life', 'family-reunification', 'humanitarian-visa', 'labour-mobility', 'private-sponsorship', 'education-abroad')),
  assessed_on date not null,
  eligible text check (eligible in ('yes', 'not-yet', 'no', 'unsure')),
  programme text check (char_length(programme) between 1 and 200),
  wish text check (char_length(wish) between 1 and 2000),
  missing_papers text check (char_length(missing_papers) between 1 and 2000),
  to_country text,
  applied_on date,
  authority text check (char_length(authority) between 1 and 200),
  application_number text check (char_length(application_number) between 1 and 60),
  fee ref.money,
  biometrics_given_on date,
  decided_on date,
  refused_because text check (refused_because in ('not-eligible', 'papers-missing', 'fee', 'no-place', 'criminal-record', 'no-reason', 'other')),
  appeal_filed_on date,
  valid_from date,
  valid_until date,
  oath_on date,
  naturalised_on date,
  departed_on date,
  closed_because text check (closed_because in ('reached', 'departed', 'naturalised', 'person-does-not-want', 'not-possible', 'moved', 'died', 'left', 'other')),
  renew_from date,
  going text check (going in ('yes')),
  granted_by uuid,
  confirmed_by uuid,
  closed_by uuid
);
create index on integration.file (office_id, id);
create index on integration.file (owner_id, id) where owner_id is not null;
create index on integration.file (subject);
create index on integration.file (granted_by);
create index on integration.file (confirmed_by);
create index on integration.file (closed_by);
alter table integration.file enable row level security;
alter table integration.file force row level security;
create policy keeper on integration.file to nansen_migrator using (true) with check (true);
create policy restricted on integration.file as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.file for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.file for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.file for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on integration.file for each row execute function store.check_move('integration', 'assessed>planned|change||eligible', 'planned>applied|change||applied_on', 'applied>granted|change||decided_on', 'applied>refused|change||decided_on,refused_because', 'refused>applied|change||appeal_filed_on', 'granted>renewed|change||valid_until', 'renewed>renewed|change||valid_until', 'granted>naturalised|approve|granted_by|naturalised_on', 'granted>closed|approve|granted_by|departed_on', 'renewed>closed|approve|granted_by|departed_on', 'assessed>closed|change||closed_because', 'planned>closed|change||closed_because', 'applied>closed|change||closed_because', 'granted>closed|change||closed_because', 'refused>closed|change||closed_because', 'renewed>closed|change||closed_because', 'closed>assessed|approve||', 'assessed>closed|system||', 'planned>closed|system||', 'applied>closed|system||', 'granted>closed|system||', 'refused>closed|system||', 'renewed>closed|system||');
create trigger e_initial before insert on integration.file for each row execute function store.check_initial('assessed', 'closed');
create trigger b_stamp before insert or update on integration.file for each row execute function store.stamp();
create trigger c_codes before insert or update on integration.file for each row execute function ref.check_codes('to_country', 'country');
create trigger z_log after insert or update or delete on integration.file for each row execute function change.log('integration', 'file', 'open');
grant select, insert on integration.file to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, form_version, strand, aim, assessed_on, eligible, programme, wish, missing_papers, to_country, applied_on, authority, application_number, fee, biometrics_given_on, decided_on, refused_because, appeal_filed_on, valid_from, valid_until, oath_on, naturalised_on, departed_on, closed_because, renew_from, going, granted_by, confirmed_by, closed_by) on integration.file to nansen_app;
create table integration.file_protected (
  id uuid primary key references integration.file,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  host text check (char_length(host) between 1 and 200),
  permit_number text check (char_length(permit_number) between 1 and 60),
  certificate_number text check (char_length(certificate_number) between 1 and 60)
);
create index on integration.file_protected (office_id, id);
create index on integration.file_protected (root_id);
alter table integration.file_protected enable row level security;
alter table integration.file_protected force row level security;
create policy keeper on integration.file_protected to nansen_migrator using (true) with check (true);
create policy restricted on integration.file_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.file_protected for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'protected'))::uuid[]));
create policy add on integration.file_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'protected'))::uuid[]));
create policy change on integration.file_protected for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on integration.file_protected for each row execute function store.copy_owner('integration.file', 'id');
create trigger b_needs_ciphertext before insert or update on integration.file_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on integration.file_protected for each row execute function change.log('integration', 'file', 'protected');
grant select, insert on integration.file_protected to nansen_app;
grant update (change_ct, host, permit_number, certificate_number) on integration.file_protected to nansen_app;

create table integration.member (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
  role text not null check (role in ('applicant', 'spouse', 'child', 'dependant')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on integration.member (office_id, id);
create index on integration.member (owner_id, id) where owner_id is not null;
create index on integration.member (root_id);
create index on integration.member (parent_id);
create index on integration.member (individual);
alter table integration.member enable row level security;
alter table integration.member force row level security;
create policy keeper on integration.member to nansen_migrator using (true) with check (true);
create policy restricted on integration.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.member for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.member for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.member for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.member for each row execute function change.log('integration', 'member', 'open');
grant select, insert on integration.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on integration.member to nansen_app;

create table integration.task (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.task (office_id, id);
create index on integration.task (owner_id, id) where owner_id is not null;
create index on integration.task (root_id);
create index on integration.task (parent_id);
create index on integration.task (for_staff);
create index on integration.task (about);
create index on integration.task (done_by);
alter table integration.task enable row level security;
alter table integration.task force row level security;
create policy keeper on integration.task to nansen_migrator using (true) with check (true);
create policy restricted on integration.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.task for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.task for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.task for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.task for each row execute function change.log('integration', 'task', 'open');
grant select, insert on integration.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on integration.task to nansen_app;

create table integration.note (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.note (office_id, id);
create index on integration.note (owner_id, id) where owner_id is not null;
create index on integration.note (root_id);
create index on integration.note (parent_id);
create index on integration.note (sealed_for);
create index on integration.note (about);
alter table integration.note enable row level security;
alter table integration.note force row level security;
create policy keeper on integration.note to nansen_migrator using (true) with check (true);
create policy restricted on integration.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.note for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.note for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.note for each row execute function change.log('integration', 'note', 'open');
grant select, insert on integration.note to nansen_app;
create table integration.note_protected (
  id uuid primary key references integration.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on integration.note_protected (office_id, id);
create index on integration.note_protected (root_id);
alter table integration.note_protected enable row level security;
alter table integration.note_protected force row level security;
create policy keeper on integration.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on integration.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'protected'))::uuid[]));
create policy add on integration.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on integration.note_protected for each row execute function store.copy_owner('integration.note', 'id');
create trigger b_needs_ciphertext before insert or update on integration.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on integration.note_protected for each row execute function change.log('integration', 'note', 'protected');
grant select, insert on integration.note_protected to nansen_app;
create table integration.note_sealed (
  id uuid primary key references integration.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on integration.note_sealed (office_id, id);
create index on integration.note_sealed (root_id);
alter table integration.note_sealed enable row level security;
alter table integration.note_sealed force row level security;
create policy keeper on integration.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on integration.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'protected'))::uuid[]));
create policy add on integration.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on integration.note_sealed for each row execute function store.copy_owner('integration.note', 'id');
create trigger b_needs_ciphertext before insert or update on integration.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on integration.note_sealed for each row execute function change.log('integration', 'note', 'sealed');
grant select, insert on integration.note_sealed to nansen_app;

create table integration.referral (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.referral (office_id, id);
create index on integration.referral (owner_id, id) where owner_id is not null;
create index on integration.referral (root_id);
create index on integration.referral (parent_id);
create index on integration.referral (to_staff);
create index on integration.referral (to_office);
create index on integration.referral (to_organisation);
create index on integration.referral (about);
create index on integration.referral (answered_by);
alter table integration.referral enable row level security;
alter table integration.referral force row level security;
create policy keeper on integration.referral to nansen_migrator using (true) with check (true);
create policy restricted on integration.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.referral for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.referral for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.referral for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.referral for each row execute function change.log('integration', 'referral', 'open');
grant select, insert on integration.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on integration.referral to nansen_app;

create table integration.handover (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.handover (office_id, id);
create index on integration.handover (owner_id, id) where owner_id is not null;
create index on integration.handover (root_id);
create index on integration.handover (parent_id);
create index on integration.handover (from_office);
create index on integration.handover (to_office);
create index on integration.handover (answered_by);
alter table integration.handover enable row level security;
alter table integration.handover force row level security;
create policy keeper on integration.handover to nansen_migrator using (true) with check (true);
create policy restricted on integration.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.handover for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.handover for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.handover for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.handover for each row execute function change.log('integration', 'handover', 'open');
grant select, insert on integration.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on integration.handover to nansen_app;

create table integration.appointment (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.appointment (office_id, id);
create index on integration.appointment (owner_id, id) where owner_id is not null;
create index on integration.appointment (root_id);
create index on integration.appointment (parent_id);
create index on integration.appointment (individual);
create index on integration.appointment (officer);
create index on integration.appointment (room);
alter table integration.appointment enable row level security;
alter table integration.appointment force row level security;
create policy keeper on integration.appointment to nansen_migrator using (true) with check (true);
create policy restricted on integration.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.appointment for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on integration.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on integration.appointment for each row execute function change.log('integration', 'appointment', 'open');
grant select, insert on integration.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on integration.appointment to nansen_app;
create table integration.appointment_protected (
  id uuid primary key references integration.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on integration.appointment_protected (office_id, id);
create index on integration.appointment_protected (root_id);
alter table integration.appointment_protected enable row level security;
alter table integration.appointment_protected force row level security;
create policy keeper on integration.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on integration.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'protected'))::uuid[]));
create policy add on integration.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'protected'))::uuid[]));
create policy change on integration.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on integration.appointment_protected for each row execute function store.copy_owner('integration.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on integration.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on integration.appointment_protected for each row execute function change.log('integration', 'appointment', 'protected');
grant select, insert on integration.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on integration.appointment_protected to nansen_app;

create table integration.transcript (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.transcript (office_id, id);
create index on integration.transcript (owner_id, id) where owner_id is not null;
create index on integration.transcript (root_id);
create index on integration.transcript (parent_id);
create index on integration.transcript (appointment);
create index on integration.transcript (signed_by);
alter table integration.transcript enable row level security;
alter table integration.transcript force row level security;
create policy keeper on integration.transcript to nansen_migrator using (true) with check (true);
create policy restricted on integration.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.transcript for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.transcript for each row execute function change.log('integration', 'transcript', 'open');
grant select, insert on integration.transcript to nansen_app;
create table integration.transcript_protected (
  id uuid primary key references integration.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on integration.transcript_protected (office_id, id);
create index on integration.transcript_protected (root_id);
alter table integration.transcript_protected enable row level security;
alter table integration.transcript_protected force row level security;
create policy keeper on integration.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on integration.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'protected'))::uuid[]));
create policy add on integration.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on integration.transcript_protected for each row execute function store.copy_owner('integration.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on integration.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on integration.transcript_protected for each row execute function change.log('integration', 'transcript', 'protected');
grant select, insert on integration.transcript_protected to nansen_app;

create table integration.approval (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.approval (office_id, id);
create index on integration.approval (owner_id, id) where owner_id is not null;
create index on integration.approval (root_id);
create index on integration.approval (parent_id);
create index on integration.approval (asked_by);
create index on integration.approval (decided_by);
alter table integration.approval enable row level security;
alter table integration.approval force row level security;
create policy keeper on integration.approval to nansen_migrator using (true) with check (true);
create policy restricted on integration.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.approval for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.approval for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.approval for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.approval for each row execute function change.log('integration', 'approval', 'open');
grant select, insert on integration.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on integration.approval to nansen_app;

create table integration.watcher (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.watcher (office_id, id);
create index on integration.watcher (owner_id, id) where owner_id is not null;
create index on integration.watcher (root_id);
create index on integration.watcher (parent_id);
create index on integration.watcher (staff);
alter table integration.watcher enable row level security;
alter table integration.watcher force row level security;
create policy keeper on integration.watcher to nansen_migrator using (true) with check (true);
create policy restricted on integration.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.watcher for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.watcher for each row execute function change.log('integration', 'watcher', 'open');
grant select, insert on integration.watcher to nansen_app;
grant update (withdrawn_at, staff) on integration.watcher to nansen_app;

create table integration.link (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.link (office_id, id);
create index on integration.link (owner_id, id) where owner_id is not null;
create index on integration.link (root_id);
create index on integration.link (parent_id);
create index on integration.link (to_case);
alter table integration.link enable row level security;
alter table integration.link force row level security;
create policy keeper on integration.link to nansen_migrator using (true) with check (true);
create policy restricted on integration.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.link for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.link for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.link for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.link for each row execute function change.log('integration', 'link', 'open');
grant select, insert on integration.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on integration.link to nansen_app;

create table integration.clock (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.clock (office_id, id);
create index on integration.clock (owner_id, id) where owner_id is not null;
create index on integration.clock (root_id);
create index on integration.clock (parent_id);
alter table integration.clock enable row level security;
alter table integration.clock force row level security;
create policy keeper on integration.clock to nansen_migrator using (true) with check (true);
create policy restricted on integration.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.clock for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.clock for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.clock for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.clock for each row execute function change.log('integration', 'clock', 'open');
grant select, insert on integration.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on integration.clock to nansen_app;

create table integration.stage (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
create index on integration.stage (office_id, id);
create index on integration.stage (owner_id, id) where owner_id is not null;
create index on integration.stage (root_id);
create index on integration.stage (parent_id);
alter table integration.stage enable row level security;
alter table integration.stage force row level security;
create policy keeper on integration.stage to nansen_migrator using (true) with check (true);
create policy restricted on integration.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.stage for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.stage for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.stage for each row execute function change.log('integration', 'stage', 'open');
grant select, insert on integration.stage to nansen_app;

create table integration.step (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
  what text not null check (char_length(what) between 1 and 200),
  who text not null check (who in ('person', 'unhcr', 'partner', 'authority', 'sponsor')),
  due_on date,
  status text not null check (status in ('planned', 'under-way', 'done', 'not-possible'))
);
create index on integration.step (office_id, id);
create index on integration.step (owner_id, id) where owner_id is not null;
create index on integration.step (root_id);
create index on integration.step (parent_id);
alter table integration.step enable row level security;
alter table integration.step force row level security;
create policy keeper on integration.step to nansen_migrator using (true) with check (true);
create policy restricted on integration.step as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.step for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.step for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.step for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.step for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.step for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.step for each row execute function change.log('integration', 'step', 'open');
grant select, insert on integration.step to nansen_app;
grant update (withdrawn_at, what, who, due_on, status) on integration.step to nansen_app;

create table integration.support (
  id uuid primary key,
  parent_id uuid not null references integration.file,
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
  kind text not null check (kind in ('legal-help', 'fee-paid', 'papers', 'course', 'grant', 'letter', 'accompanied', 'travel', 'other')),
  given_on date not null,
  amount ref.money,
  remarks text check (char_length(remarks) between 1 and 300)
);
create index on integration.support (office_id, id);
create index on integration.support (owner_id, id) where owner_id is not null;
create index on integration.support (root_id);
create index on integration.support (parent_id);
alter table integration.support enable row level security;
alter table integration.support force row level security;
create policy keeper on integration.support to nansen_migrator using (true) with check (true);
create policy restricted on integration.support as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on integration.support for select to nansen_app using (
    office_id = any ((select auth.reach('integration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'personal'))::uuid[]));
create policy add on integration.support for insert to nansen_app with check (
    office_id = any ((select auth.reach('integration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'create', 'personal'))::uuid[]));
create policy change on integration.support for update to nansen_app using (
    office_id = any ((select auth.reach('integration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on integration.support for each row execute function store.copy_owner('integration.file', 'parent_id');
create trigger b_stamp before insert or update on integration.support for each row execute function store.stamp();
create trigger z_log after insert or update or delete on integration.support for each row execute function change.log('integration', 'support', 'open');
grant select, insert on integration.support to nansen_app;
grant update (withdrawn_at, kind, given_on, amount, remarks) on integration.support to nansen_app;

create function integration.file_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.file r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.file_known(uuid[]) from public;
grant execute on function integration.file_known(uuid[]) to nansen_app;

create function integration.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.member_known(uuid[]) from public;
grant execute on function integration.member_known(uuid[]) to nansen_app;

create function integration.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.task_known(uuid[]) from public;
grant execute on function integration.task_known(uuid[]) to nansen_app;

create function integration.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.note_known(uuid[]) from public;
grant execute on function integration.note_known(uuid[]) to nansen_app;

create function integration.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.referral_known(uuid[]) from public;
grant execute on function integration.referral_known(uuid[]) to nansen_app;

create function integration.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.handover_known(uuid[]) from public;
grant execute on function integration.handover_known(uuid[]) to nansen_app;

create function integration.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.appointment_known(uuid[]) from public;
grant execute on function integration.appointment_known(uuid[]) to nansen_app;

create function integration.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.transcript_known(uuid[]) from public;
grant execute on function integration.transcript_known(uuid[]) to nansen_app;

create function integration.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.approval_known(uuid[]) from public;
grant execute on function integration.approval_known(uuid[]) to nansen_app;

create function integration.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.watcher_known(uuid[]) from public;
grant execute on function integration.watcher_known(uuid[]) to nansen_app;

create function integration.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.link_known(uuid[]) from public;
grant execute on function integration.link_known(uuid[]) to nansen_app;

create function integration.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.clock_known(uuid[]) from public;
grant execute on function integration.clock_known(uuid[]) to nansen_app;

create function integration.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.stage_known(uuid[]) from public;
grant execute on function integration.stage_known(uuid[]) to nansen_app;

create function integration.step_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.step r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.step_known(uuid[]) from public;
grant execute on function integration.step_known(uuid[]) to nansen_app;

create function integration.support_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from integration.support r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('integration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('integration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function integration.support_known(uuid[]) from public;
grant execute on function integration.support_known(uuid[]) to nansen_app;

alter table integration.file add foreign key (subject) references registration.individual on delete restrict;
alter table integration.file add foreign key (granted_by) references auth.staff on delete restrict;
alter table integration.file add foreign key (confirmed_by) references auth.staff on delete restrict;
alter table integration.file add foreign key (closed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on integration.file for each row execute function store.check_references('subject', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on integration.file for each row execute function store.spread_owner('integration.file_protected', 'integration.member', 'integration.task', 'integration.note', 'integration.note_protected', 'integration.note_sealed', 'integration.referral', 'integration.handover', 'integration.appointment', 'integration.appointment_protected', 'integration.transcript', 'integration.transcript_protected', 'integration.approval', 'integration.watcher', 'integration.link', 'integration.clock', 'integration.stage', 'integration.step', 'integration.support', 'store.attachment');

alter table integration.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on integration.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table integration.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table integration.task add foreign key (about) references registration.individual on delete restrict;
alter table integration.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on integration.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table integration.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on integration.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table integration.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table integration.referral add foreign key (to_office) references auth.office on delete restrict;
alter table integration.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table integration.referral add foreign key (about) references registration.individual on delete restrict;
alter table integration.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on integration.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table integration.handover add foreign key (from_office) references auth.office on delete restrict;
alter table integration.handover add foreign key (to_office) references auth.office on delete restrict;
alter table integration.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table integration.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table integration.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on integration.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table integration.transcript add foreign key (appointment) references integration.appointment on delete restrict;
alter table integration.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on integration.transcript for each row execute function store.check_references('appointment', 'integration.appointment_known');

alter table integration.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table integration.approval add foreign key (decided_by) references auth.staff on delete restrict;

alter table integration.watcher add foreign key (staff) references auth.staff on delete restrict;

-- What makes it a case: docs/decisions/0045.

create unique index on integration.file (number);
create index on integration.file (office_id, state, state_since) include (id, owner_id, restriction_group, subject);
create index on integration.file (state, state_since);
create trigger c_case_number before insert or update on integration.file for each row execute function cases.number_it('integration');
create trigger c_case_sign before update on integration.file for each row when (current_user = 'nansen_app') execute function cases.sign_it('integration');
create trigger f_case_ready before update of state on integration.file for each row when (current_user = 'nansen_app') execute function cases.check_ready('integration');
create trigger y_case_after after insert or update on integration.file for each row when (current_user = 'nansen_app') execute function cases.after_change('integration', 'person');
create trigger y_case_after_system after insert or update on integration.file for each row when (current_user <> 'nansen_app') execute function cases.after_change('integration', 'system');
create trigger e_oneself before insert or update on integration.file for each row execute function store.only_oneself('granted_by', 'confirmed_by', 'closed_by');
alter table integration.file add check (granted_by <> confirmed_by);

create unique index on integration.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on integration.member for each row execute function cases.after_member('integration', 'file', 'registration.individual');
create trigger y_integration_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('integration', 'file');

create index on integration.task (for_staff, due_at) where status = 'open';
create index on integration.task (office_id, due_at) where status = 'open';
create index on integration.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on integration.task for each row when (current_user = 'nansen_app') execute function cases.before_task('integration');
create index on integration.clock (due_at) where status = 'running';
create unique index on integration.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on integration.clock, integration.stage, integration.referral, integration.handover from nansen_app;

create policy out_of_sight_subject on integration.file as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on integration.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on integration.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on integration.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on integration.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on integration.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on integration.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on integration.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('integration', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('integration', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('integration', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on integration.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on integration.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from integration.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('integration', 'note');

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on integration.appointment (office_id, starts_at);
create index on integration.appointment (officer, starts_at);
alter table integration.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on integration.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('integration');
create trigger y_case_book after insert or update on integration.appointment for each row execute function cases.book('integration');
create trigger y_case_book after insert or update on integration.appointment_protected for each row execute function cases.book('integration');
create trigger y_case_no_show after update of status on integration.appointment for each row execute function cases.after_no_show('integration');
create trigger y_case_unbook after delete on integration.appointment for each row execute function cases.unbook();
create unique index on integration.transcript (appointment, edition);
create unique index on integration.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on integration.transcript for each row execute function cases.before_transcript('integration');
create trigger c_case_lines before insert or update on integration.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on integration.transcript deferrable initially deferred for each row execute function cases.signed_has_words('integration');
alter table integration.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on integration.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('integration');
create unique index on integration.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on integration.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('integration');
create trigger c_case_link before insert or update on integration.link for each row when (current_user = 'nansen_app') execute function cases.before_link('integration');
-- A link is told to who may know of both cases, by its history neither.
create policy known on integration.link as restrictive for select to nansen_app using (cases.knows(to_module, to_case));
insert into change.kept_apart (module, record) values ('integration', 'link') on conflict do nothing;
create trigger y_case_forgotten after delete on integration.file for each row execute function cases.forget('integration');
