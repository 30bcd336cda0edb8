-- Generated from the definition of fraud. Read it, then commit it.

create schema fraud authorization nansen_migrator;

grant usage on schema fraud to nansen_app;

create table fraud.inquiry (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'reported' check (state in ('reported', 'assessed', 'heard', 'concluded', 'decided', 'notified', 'appealed', 'appeal-decided', 'closed')),
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
  reported_on date not null,
  kind text not null check (kind in ('two-identities', 'borrowed-identity', 'false-details', 'borrowed-children', 'added-members', 'hidden-spouse', 'sham-marriage', 'false-parentage', 'forged-papers', 'traded-papers', 'false-claim', 'aid-for-the-gone', 'aid-twice', 'bribe-offered', 'broker-paid', 'false-relative', 'threat-to-staff', 'broker', 'other')),
  account text not null check (char_length(account) between 1 and 10000),
  first_look text check (first_look in ('worth-opening', 'unclear')),
  hold_of text[] check (hold_of <@ array['resettlement', 'return-grant', 'new-papers', 'transfer']),
  hold_from date,
  hold_until date,
  notice_given_on date,
  notice_how text check (notice_how in ('in-person', 'by-letter', 'by-representative')),
  finding text check (finding in ('substantiated', 'partly', 'unsubstantiated', 'mistake')),
  notified_on date,
  notified_how text check (notified_how in ('in-person', 'by-letter', 'by-representative')),
  appeal_filed_on date,
  appeal_late_because text check (char_length(appeal_late_because) between 1 and 2000),
  appeal_outcome text check (appeal_outcome in ('upheld', 'granted', 'lessened')),
  appeal_notified_on date,
  closed_because text check (closed_because in ('final', 'nothing-to-it', 'mistake', 'belongs-elsewhere', 'taken-back', 'died')),
  told_outcome text check (told_outcome in ('nothing-found', 'put-right', 'cannot-say')),
  hold text check (hold in ('yes')),
  hold_ended_on date,
  appeal_until date,
  assessed_by uuid,
  concluded_by uuid,
  decided_by uuid,
  appeal_decided_by uuid
);
create index on fraud.inquiry (office_id, id);
create index on fraud.inquiry (owner_id, id) where owner_id is not null;
create index on fraud.inquiry (subject);
create index on fraud.inquiry (assessed_by);
create index on fraud.inquiry (concluded_by);
create index on fraud.inquiry (decided_by);
create index on fraud.inquiry (appeal_decided_by);
alter table fraud.inquiry enable row level security;
alter table fraud.inquiry force row level security;
create policy keeper on fraud.inquiry to nansen_migrator using (true) with check (true);
create policy restricted on fraud.inquiry as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.inquiry for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.inquiry for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.inquiry for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on fraud.inquiry for each row execute function store.check_move('fraud', 'reported>assessed|change||first_look', 'assessed>heard|change||', 'heard>concluded|change||finding', 'concluded>heard|approve|concluded_by|', 'concluded>decided|approve|concluded_by|', 'decided>notified|change||notified_on,notified_how', 'notified>appealed|change||appeal_filed_on', 'appealed>appeal-decided|approve|concluded_by,decided_by|appeal_outcome', 'reported>closed|change||closed_because', 'assessed>closed|change||closed_because', 'notified>closed|change||closed_because', 'appeal-decided>closed|change||closed_because', 'closed>assessed|approve||');
create trigger e_initial before insert on fraud.inquiry for each row execute function store.check_initial('reported');
create trigger b_stamp before insert or update on fraud.inquiry for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.inquiry for each row execute function change.log('fraud', 'inquiry', 'open');
grant select, insert on fraud.inquiry to nansen_app;
grant update (owner_id, extra, state, subject, number, team, state_since, form_version, reported_on, kind, account, first_look, hold_of, hold_from, hold_until, notice_given_on, notice_how, finding, notified_on, notified_how, appeal_filed_on, appeal_late_because, appeal_outcome, appeal_notified_on, closed_because, told_outcome, hold, hold_ended_on, appeal_until, assessed_by, concluded_by, decided_by, appeal_decided_by) on fraud.inquiry to nansen_app;
create table fraud.inquiry_protected (
  id uuid primary key references fraud.inquiry,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  hold_why text check (char_length(hold_why) between 1 and 2000),
  reply_weighed text check (char_length(reply_weighed) between 1 and 10000),
  reasons text check (char_length(reasons) between 1 and 10000),
  appeal_points text check (char_length(appeal_points) between 1 and 10000),
  appeal_reasons text check (char_length(appeal_reasons) between 1 and 10000)
);
create index on fraud.inquiry_protected (office_id, id);
create index on fraud.inquiry_protected (root_id);
alter table fraud.inquiry_protected enable row level security;
alter table fraud.inquiry_protected force row level security;
create policy keeper on fraud.inquiry_protected to nansen_migrator using (true) with check (true);
create policy restricted on fraud.inquiry_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.inquiry_protected for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[]));
create policy add on fraud.inquiry_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'protected'))::uuid[]));
create policy change on fraud.inquiry_protected for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on fraud.inquiry_protected for each row execute function store.copy_owner('fraud.inquiry', 'id');
create trigger b_needs_ciphertext before insert or update on fraud.inquiry_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on fraud.inquiry_protected for each row execute function change.log('fraud', 'inquiry', 'protected');
grant select, insert on fraud.inquiry_protected to nansen_app;
grant update (change_ct, hold_why, reply_weighed, reasons, appeal_points, appeal_reasons) on fraud.inquiry_protected to nansen_app;

create table fraud.member (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
  role text not null check (role in ('concerned', 'family', 'misled', 'witness')),
  since date,
  until date,
  left_because text check (char_length(left_because) between 1 and 100)
);
create index on fraud.member (office_id, id);
create index on fraud.member (owner_id, id) where owner_id is not null;
create index on fraud.member (root_id);
create index on fraud.member (parent_id);
create index on fraud.member (individual);
alter table fraud.member enable row level security;
alter table fraud.member force row level security;
create policy keeper on fraud.member to nansen_migrator using (true) with check (true);
create policy restricted on fraud.member as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.member for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.member for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.member for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.member for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.member for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.member for each row execute function change.log('fraud', 'member', 'open');
grant select, insert on fraud.member to nansen_app;
grant update (withdrawn_at, individual, role, since, until, left_because) on fraud.member to nansen_app;

create table fraud.task (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.task (office_id, id);
create index on fraud.task (owner_id, id) where owner_id is not null;
create index on fraud.task (root_id);
create index on fraud.task (parent_id);
create index on fraud.task (for_staff);
create index on fraud.task (about);
create index on fraud.task (done_by);
alter table fraud.task enable row level security;
alter table fraud.task force row level security;
create policy keeper on fraud.task to nansen_migrator using (true) with check (true);
create policy restricted on fraud.task as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.task for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.task for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.task for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.task for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.task for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.task for each row execute function change.log('fraud', 'task', 'open');
grant select, insert on fraud.task to nansen_app;
grant update (withdrawn_at, kind, what, for_staff, about, due_at, status, cause, because, escalated_at, done_by, done_at, result) on fraud.task to nansen_app;

create table fraud.note (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.note (office_id, id);
create index on fraud.note (owner_id, id) where owner_id is not null;
create index on fraud.note (root_id);
create index on fraud.note (parent_id);
create index on fraud.note (sealed_for);
create index on fraud.note (about);
alter table fraud.note enable row level security;
alter table fraud.note force row level security;
create policy keeper on fraud.note to nansen_migrator using (true) with check (true);
create policy restricted on fraud.note as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.note for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.note for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.note for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.note for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.note for each row execute function change.log('fraud', 'note', 'open');
grant select, insert on fraud.note to nansen_app;
create table fraud.note_protected (
  id uuid primary key references fraud.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  restricted_text text check (char_length(restricted_text) between 1 and 10000)
);
create index on fraud.note_protected (office_id, id);
create index on fraud.note_protected (root_id);
alter table fraud.note_protected enable row level security;
alter table fraud.note_protected force row level security;
create policy keeper on fraud.note_protected to nansen_migrator using (true) with check (true);
create policy restricted on fraud.note_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.note_protected for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[]));
create policy add on fraud.note_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on fraud.note_protected for each row execute function store.copy_owner('fraud.note', 'id');
create trigger b_needs_ciphertext before insert or update on fraud.note_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on fraud.note_protected for each row execute function change.log('fraud', 'note', 'protected');
grant select, insert on fraud.note_protected to nansen_app;
create table fraud.note_sealed (
  id uuid primary key references fraud.note,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  sealed_text bytea
);
create index on fraud.note_sealed (office_id, id);
create index on fraud.note_sealed (root_id);
alter table fraud.note_sealed enable row level security;
alter table fraud.note_sealed force row level security;
create policy keeper on fraud.note_sealed to nansen_migrator using (true) with check (true);
create policy restricted on fraud.note_sealed as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.note_sealed for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[]));
create policy add on fraud.note_sealed for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on fraud.note_sealed for each row execute function store.copy_owner('fraud.note', 'id');
create trigger b_needs_ciphertext before insert or update on fraud.note_sealed for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on fraud.note_sealed for each row execute function change.log('fraud', 'note', 'sealed');
grant select, insert on fraud.note_sealed to nansen_app;

create table fraud.referral (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.referral (office_id, id);
create index on fraud.referral (owner_id, id) where owner_id is not null;
create index on fraud.referral (root_id);
create index on fraud.referral (parent_id);
create index on fraud.referral (to_staff);
create index on fraud.referral (to_office);
create index on fraud.referral (to_organisation);
create index on fraud.referral (about);
create index on fraud.referral (answered_by);
alter table fraud.referral enable row level security;
alter table fraud.referral force row level security;
create policy keeper on fraud.referral to nansen_migrator using (true) with check (true);
create policy restricted on fraud.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.referral for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.referral for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.referral for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.referral for each row execute function change.log('fraud', 'referral', 'open');
grant select, insert on fraud.referral to nansen_app;
grant update (withdrawn_at, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status, answer, answered_by, answered_at, outcome, revoked_at) on fraud.referral to nansen_app;

create table fraud.handover (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.handover (office_id, id);
create index on fraud.handover (owner_id, id) where owner_id is not null;
create index on fraud.handover (root_id);
create index on fraud.handover (parent_id);
create index on fraud.handover (from_office);
create index on fraud.handover (to_office);
create index on fraud.handover (answered_by);
alter table fraud.handover enable row level security;
alter table fraud.handover force row level security;
create policy keeper on fraud.handover to nansen_migrator using (true) with check (true);
create policy restricted on fraud.handover as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.handover for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.handover for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.handover for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.handover for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.handover for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.handover for each row execute function change.log('fraud', 'handover', 'open');
grant select, insert on fraud.handover to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, status, answer, answered_by, answered_at, arrived) on fraud.handover to nansen_app;

create table fraud.appointment (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.appointment (office_id, id);
create index on fraud.appointment (owner_id, id) where owner_id is not null;
create index on fraud.appointment (root_id);
create index on fraud.appointment (parent_id);
create index on fraud.appointment (individual);
create index on fraud.appointment (officer);
create index on fraud.appointment (room);
alter table fraud.appointment enable row level security;
alter table fraud.appointment force row level security;
create policy keeper on fraud.appointment to nansen_migrator using (true) with check (true);
create policy restricted on fraud.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.appointment for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on fraud.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on fraud.appointment for each row execute function change.log('fraud', 'appointment', 'open');
grant select, insert on fraud.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on fraud.appointment to nansen_app;
create table fraud.appointment_protected (
  id uuid primary key references fraud.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on fraud.appointment_protected (office_id, id);
create index on fraud.appointment_protected (root_id);
alter table fraud.appointment_protected enable row level security;
alter table fraud.appointment_protected force row level security;
create policy keeper on fraud.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on fraud.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[]));
create policy add on fraud.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'protected'))::uuid[]));
create policy change on fraud.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on fraud.appointment_protected for each row execute function store.copy_owner('fraud.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on fraud.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on fraud.appointment_protected for each row execute function change.log('fraud', 'appointment', 'protected');
grant select, insert on fraud.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on fraud.appointment_protected to nansen_app;

create table fraud.transcript (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.transcript (office_id, id);
create index on fraud.transcript (owner_id, id) where owner_id is not null;
create index on fraud.transcript (root_id);
create index on fraud.transcript (parent_id);
create index on fraud.transcript (appointment);
create index on fraud.transcript (signed_by);
alter table fraud.transcript enable row level security;
alter table fraud.transcript force row level security;
create policy keeper on fraud.transcript to nansen_migrator using (true) with check (true);
create policy restricted on fraud.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.transcript for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.transcript for each row execute function change.log('fraud', 'transcript', 'open');
grant select, insert on fraud.transcript to nansen_app;
create table fraud.transcript_protected (
  id uuid primary key references fraud.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on fraud.transcript_protected (office_id, id);
create index on fraud.transcript_protected (root_id);
alter table fraud.transcript_protected enable row level security;
alter table fraud.transcript_protected force row level security;
create policy keeper on fraud.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on fraud.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[]));
create policy add on fraud.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on fraud.transcript_protected for each row execute function store.copy_owner('fraud.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on fraud.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on fraud.transcript_protected for each row execute function change.log('fraud', 'transcript', 'protected');
grant select, insert on fraud.transcript_protected to nansen_app;

create table fraud.approval (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.approval (office_id, id);
create index on fraud.approval (owner_id, id) where owner_id is not null;
create index on fraud.approval (root_id);
create index on fraud.approval (parent_id);
create index on fraud.approval (asked_by);
create index on fraud.approval (decided_by);
alter table fraud.approval enable row level security;
alter table fraud.approval force row level security;
create policy keeper on fraud.approval to nansen_migrator using (true) with check (true);
create policy restricted on fraud.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.approval for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.approval for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.approval for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.approval for each row execute function change.log('fraud', 'approval', 'open');
grant select, insert on fraud.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on fraud.approval to nansen_app;

create table fraud.watcher (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.watcher (office_id, id);
create index on fraud.watcher (owner_id, id) where owner_id is not null;
create index on fraud.watcher (root_id);
create index on fraud.watcher (parent_id);
create index on fraud.watcher (staff);
alter table fraud.watcher enable row level security;
alter table fraud.watcher force row level security;
create policy keeper on fraud.watcher to nansen_migrator using (true) with check (true);
create policy restricted on fraud.watcher as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.watcher for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.watcher for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.watcher for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.watcher for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.watcher for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.watcher for each row execute function change.log('fraud', 'watcher', 'open');
grant select, insert on fraud.watcher to nansen_app;
grant update (withdrawn_at, staff) on fraud.watcher to nansen_app;

create table fraud.link (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.link (office_id, id);
create index on fraud.link (owner_id, id) where owner_id is not null;
create index on fraud.link (root_id);
create index on fraud.link (parent_id);
create index on fraud.link (to_case);
alter table fraud.link enable row level security;
alter table fraud.link force row level security;
create policy keeper on fraud.link to nansen_migrator using (true) with check (true);
create policy restricted on fraud.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.link for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.link for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.link for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.link for each row execute function change.log('fraud', 'link', 'open');
grant select, insert on fraud.link to nansen_app;
grant update (withdrawn_at, kind, to_module, to_case) on fraud.link to nansen_app;

create table fraud.clock (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.clock (office_id, id);
create index on fraud.clock (owner_id, id) where owner_id is not null;
create index on fraud.clock (root_id);
create index on fraud.clock (parent_id);
alter table fraud.clock enable row level security;
alter table fraud.clock force row level security;
create policy keeper on fraud.clock to nansen_migrator using (true) with check (true);
create policy restricted on fraud.clock as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.clock for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.clock for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.clock for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.clock for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.clock for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.clock for each row execute function change.log('fraud', 'clock', 'open');
grant select, insert on fraud.clock to nansen_app;
grant update (withdrawn_at, name, started_at, due_at, status, paused_at, ended_at) on fraud.clock to nansen_app;

create table fraud.stage (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
create index on fraud.stage (office_id, id);
create index on fraud.stage (owner_id, id) where owner_id is not null;
create index on fraud.stage (root_id);
create index on fraud.stage (parent_id);
alter table fraud.stage enable row level security;
alter table fraud.stage force row level security;
create policy keeper on fraud.stage to nansen_migrator using (true) with check (true);
create policy restricted on fraud.stage as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.stage for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.stage for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.stage for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.stage for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.stage for each row execute function change.log('fraud', 'stage', 'open');
grant select, insert on fraud.stage to nansen_app;

create table fraud.report (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
  source text not null check (source in ('colleague', 'duplicate-review', 'rule', 'tip', 'other-office')),
  received_on date not null,
  noticed_in text check (char_length(noticed_in) between 1 and 60),
  told_by uuid,
  from_row text check (char_length(from_row) between 1 and 36),
  words text check (char_length(words) between 1 and 10000)
);
create index on fraud.report (office_id, id);
create index on fraud.report (owner_id, id) where owner_id is not null;
create index on fraud.report (root_id);
create index on fraud.report (parent_id);
create index on fraud.report (told_by);
alter table fraud.report enable row level security;
alter table fraud.report force row level security;
create policy keeper on fraud.report to nansen_migrator using (true) with check (true);
create policy restricted on fraud.report as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.report for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.report for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.report for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.report for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.report for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.report for each row execute function change.log('fraud', 'report', 'open');
grant select, insert on fraud.report to nansen_app;
grant update (withdrawn_at, source, received_on, noticed_in, told_by, from_row, words) on fraud.report to nansen_app;

create table fraud.evidence (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
  kind text not null check (kind in ('biometric', 'document', 'data', 'statement', 'visit', 'other-office', 'other')),
  found_on date not null,
  speaks text not null check (speaks in ('for', 'against', 'open'))
);
create index on fraud.evidence (office_id, id);
create index on fraud.evidence (owner_id, id) where owner_id is not null;
create index on fraud.evidence (root_id);
create index on fraud.evidence (parent_id);
alter table fraud.evidence enable row level security;
alter table fraud.evidence force row level security;
create policy keeper on fraud.evidence to nansen_migrator using (true) with check (true);
create policy restricted on fraud.evidence as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.evidence for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.evidence for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.evidence for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.evidence for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.evidence for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.evidence for each row execute function change.log('fraud', 'evidence', 'open');
grant select, insert on fraud.evidence to nansen_app;
grant update (withdrawn_at, kind, found_on, speaks) on fraud.evidence to nansen_app;
create table fraud.evidence_protected (
  id uuid primary key references fraud.evidence,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  what text check (char_length(what) between 1 and 10000)
);
create index on fraud.evidence_protected (office_id, id);
create index on fraud.evidence_protected (root_id);
alter table fraud.evidence_protected enable row level security;
alter table fraud.evidence_protected force row level security;
create policy keeper on fraud.evidence_protected to nansen_migrator using (true) with check (true);
create policy restricted on fraud.evidence_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.evidence_protected for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[]));
create policy add on fraud.evidence_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'protected'))::uuid[]));
create policy change on fraud.evidence_protected for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on fraud.evidence_protected for each row execute function store.copy_owner('fraud.evidence', 'id');
create trigger b_needs_ciphertext before insert or update on fraud.evidence_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on fraud.evidence_protected for each row execute function change.log('fraud', 'evidence', 'protected');
grant select, insert on fraud.evidence_protected to nansen_app;
grant update (change_ct, what) on fraud.evidence_protected to nansen_app;

create table fraud.hearing (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
  kind text not null check (kind in ('interview', 'written-reply', 'declined', 'not-reached')),
  held_on date not null,
  individual uuid,
  language text,
  interpreter boolean,
  accompanied boolean
);
create index on fraud.hearing (office_id, id);
create index on fraud.hearing (owner_id, id) where owner_id is not null;
create index on fraud.hearing (root_id);
create index on fraud.hearing (parent_id);
create index on fraud.hearing (individual);
alter table fraud.hearing enable row level security;
alter table fraud.hearing force row level security;
create policy keeper on fraud.hearing to nansen_migrator using (true) with check (true);
create policy restricted on fraud.hearing as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.hearing for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.hearing for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.hearing for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.hearing for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.hearing for each row execute function store.stamp();
create trigger c_codes before insert or update on fraud.hearing for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on fraud.hearing for each row execute function change.log('fraud', 'hearing', 'open');
grant select, insert on fraud.hearing to nansen_app;
grant update (withdrawn_at, kind, held_on, individual, language, interpreter, accompanied) on fraud.hearing to nansen_app;
create table fraud.hearing_protected (
  id uuid primary key references fraud.hearing,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  reply text check (char_length(reply) between 1 and 10000)
);
create index on fraud.hearing_protected (office_id, id);
create index on fraud.hearing_protected (root_id);
alter table fraud.hearing_protected enable row level security;
alter table fraud.hearing_protected force row level security;
create policy keeper on fraud.hearing_protected to nansen_migrator using (true) with check (true);
create policy restricted on fraud.hearing_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.hearing_protected for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[]));
create policy add on fraud.hearing_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'protected'))::uuid[]));
create policy change on fraud.hearing_protected for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on fraud.hearing_protected for each row execute function store.copy_owner('fraud.hearing', 'id');
create trigger b_needs_ciphertext before insert or update on fraud.hearing_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on fraud.hearing_protected for each row execute function change.log('fraud', 'hearing', 'protected');
grant select, insert on fraud.hearing_protected to nansen_app;
grant update (change_ct, reply) on fraud.hearing_protected to nansen_app;

create table fraud.measure (
  id uuid primary key,
  parent_id uuid not null references fraud.inquiry,
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
  kind text not null check (kind in ('correct-record', 'counselling', 'close-duplicate', 'recount-family', 'warning', 'suspend-resettlement', 'suspend-return-grant', 'review-status', 'tell-authorities')),
  individual uuid not null,
  starts_on date not null,
  ends_on date,
  status text not null check (status in ('proposed', 'done', 'lifted'))
);
create index on fraud.measure (office_id, id);
create index on fraud.measure (owner_id, id) where owner_id is not null;
create index on fraud.measure (root_id);
create index on fraud.measure (parent_id);
create index on fraud.measure (individual);
alter table fraud.measure enable row level security;
alter table fraud.measure force row level security;
create policy keeper on fraud.measure to nansen_migrator using (true) with check (true);
create policy restricted on fraud.measure as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.measure for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'personal'))::uuid[]));
create policy add on fraud.measure for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'personal'))::uuid[]));
create policy change on fraud.measure for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on fraud.measure for each row execute function store.copy_owner('fraud.inquiry', 'parent_id');
create trigger b_stamp before insert or update on fraud.measure for each row execute function store.stamp();
create trigger z_log after insert or update or delete on fraud.measure for each row execute function change.log('fraud', 'measure', 'open');
grant select, insert on fraud.measure to nansen_app;
grant update (withdrawn_at, kind, individual, starts_on, ends_on, status) on fraud.measure to nansen_app;
create table fraud.measure_protected (
  id uuid primary key references fraud.measure,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  why text check (char_length(why) between 1 and 2000)
);
create index on fraud.measure_protected (office_id, id);
create index on fraud.measure_protected (root_id);
alter table fraud.measure_protected enable row level security;
alter table fraud.measure_protected force row level security;
create policy keeper on fraud.measure_protected to nansen_migrator using (true) with check (true);
create policy restricted on fraud.measure_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on fraud.measure_protected for select to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[]));
create policy add on fraud.measure_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('fraud', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'create', 'protected'))::uuid[]));
create policy change on fraud.measure_protected for update to nansen_app using (
    office_id = any ((select auth.reach('fraud', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on fraud.measure_protected for each row execute function store.copy_owner('fraud.measure', 'id');
create trigger b_needs_ciphertext before insert or update on fraud.measure_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on fraud.measure_protected for each row execute function change.log('fraud', 'measure', 'protected');
grant select, insert on fraud.measure_protected to nansen_app;
grant update (change_ct, why) on fraud.measure_protected to nansen_app;

create function fraud.inquiry_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.inquiry r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.inquiry_known(uuid[]) from public;
grant execute on function fraud.inquiry_known(uuid[]) to nansen_app;

create function fraud.member_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.member r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.member_known(uuid[]) from public;
grant execute on function fraud.member_known(uuid[]) to nansen_app;

create function fraud.task_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.task r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.task_known(uuid[]) from public;
grant execute on function fraud.task_known(uuid[]) to nansen_app;

create function fraud.note_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.note r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.note_known(uuid[]) from public;
grant execute on function fraud.note_known(uuid[]) to nansen_app;

create function fraud.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.referral_known(uuid[]) from public;
grant execute on function fraud.referral_known(uuid[]) to nansen_app;

create function fraud.handover_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.handover r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.handover_known(uuid[]) from public;
grant execute on function fraud.handover_known(uuid[]) to nansen_app;

create function fraud.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.appointment_known(uuid[]) from public;
grant execute on function fraud.appointment_known(uuid[]) to nansen_app;

create function fraud.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.transcript_known(uuid[]) from public;
grant execute on function fraud.transcript_known(uuid[]) to nansen_app;

create function fraud.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.approval_known(uuid[]) from public;
grant execute on function fraud.approval_known(uuid[]) to nansen_app;

create function fraud.watcher_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.watcher r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.watcher_known(uuid[]) from public;
grant execute on function fraud.watcher_known(uuid[]) to nansen_app;

create function fraud.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.link_known(uuid[]) from public;
grant execute on function fraud.link_known(uuid[]) to nansen_app;

create function fraud.clock_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.clock r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.clock_known(uuid[]) from public;
grant execute on function fraud.clock_known(uuid[]) to nansen_app;

create function fraud.stage_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.stage r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.stage_known(uuid[]) from public;
grant execute on function fraud.stage_known(uuid[]) to nansen_app;

create function fraud.report_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.report r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.report_known(uuid[]) from public;
grant execute on function fraud.report_known(uuid[]) to nansen_app;

create function fraud.evidence_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.evidence r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.evidence_known(uuid[]) from public;
grant execute on function fraud.evidence_known(uuid[]) to nansen_app;

create function fraud.hearing_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.hearing r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.hearing_known(uuid[]) from public;
grant execute on function fraud.hearing_known(uuid[]) to nansen_app;

create function fraud.measure_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from fraud.measure r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('fraud', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('fraud', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function fraud.measure_known(uuid[]) from public;
grant execute on function fraud.measure_known(uuid[]) to nansen_app;

alter table fraud.inquiry add foreign key (subject) references registration.individual on delete restrict;
alter table fraud.inquiry add foreign key (assessed_by) references auth.staff on delete restrict;
alter table fraud.inquiry add foreign key (concluded_by) references auth.staff on delete restrict;
alter table fraud.inquiry add foreign key (decided_by) references auth.staff on delete restrict;
alter table fraud.inquiry add foreign key (appeal_decided_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on fraud.inquiry for each row execute function store.check_references('subject', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on fraud.inquiry for each row execute function store.spread_owner('fraud.inquiry_protected', 'fraud.member', 'fraud.task', 'fraud.note', 'fraud.note_protected', 'fraud.note_sealed', 'fraud.referral', 'fraud.handover', 'fraud.appointment', 'fraud.appointment_protected', 'fraud.transcript', 'fraud.transcript_protected', 'fraud.approval', 'fraud.watcher', 'fraud.link', 'fraud.clock', 'fraud.stage', 'fraud.report', 'fraud.evidence', 'fraud.evidence_protected', 'fraud.hearing', 'fraud.hearing_protected', 'fraud.measure', 'fraud.measure_protected', 'store.attachment');

alter table fraud.member add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on fraud.member for each row execute function store.check_references('individual', 'registration.individual_known');

alter table fraud.task add foreign key (for_staff) references auth.staff on delete restrict;
alter table fraud.task add foreign key (about) references registration.individual on delete restrict;
alter table fraud.task add foreign key (done_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on fraud.task for each row execute function store.check_references('about', 'registration.individual_known');

alter table fraud.note add foreign key (about) references registration.individual on delete restrict;
create trigger d_references before insert or update on fraud.note for each row execute function store.check_references('about', 'registration.individual_known');

alter table fraud.referral add foreign key (to_staff) references auth.staff on delete restrict;
alter table fraud.referral add foreign key (to_office) references auth.office on delete restrict;
alter table fraud.referral add foreign key (to_organisation) references auth.organisation on delete restrict;
alter table fraud.referral add foreign key (about) references registration.individual on delete restrict;
alter table fraud.referral add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on fraud.referral for each row execute function store.check_references('about', 'registration.individual_known');

alter table fraud.handover add foreign key (from_office) references auth.office on delete restrict;
alter table fraud.handover add foreign key (to_office) references auth.office on delete restrict;
alter table fraud.handover add foreign key (answered_by) references auth.staff on delete restrict;

alter table fraud.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table fraud.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on fraud.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table fraud.transcript add foreign key (appointment) references fraud.appointment on delete restrict;
alter table fraud.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on fraud.transcript for each row execute function store.check_references('appointment', 'fraud.appointment_known');

alter table fraud.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table fraud.approval add foreign key (decided_by) references auth.staff on delete restrict;

alter table fraud.watcher add foreign key (staff) references auth.staff on delete restrict;

alter table fraud.report add foreign key (told_by) references auth.staff on delete restrict;

alter table fraud.hearing add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on fraud.hearing for each row execute function store.check_references('individual', 'registration.individual_known');

alter table fraud.measure add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on fraud.measure for each row execute function store.check_references('individual', 'registration.individual_known');

-- What makes it a case: docs/decisions/0045.

create unique index on fraud.inquiry (number);
create index on fraud.inquiry (office_id, state, state_since) include (id, owner_id, restriction_group, subject);
create index on fraud.inquiry (state, state_since);
create trigger c_case_number before insert or update on fraud.inquiry for each row execute function cases.number_it('fraud');
create trigger c_case_sign before update on fraud.inquiry for each row when (current_user = 'nansen_app') execute function cases.sign_it('fraud');
create trigger f_case_ready before update of state on fraud.inquiry for each row when (current_user = 'nansen_app') execute function cases.check_ready('fraud');
create trigger y_case_after after insert or update on fraud.inquiry for each row when (current_user = 'nansen_app') execute function cases.after_change('fraud', 'person');
create trigger y_case_after_system after insert or update on fraud.inquiry for each row when (current_user <> 'nansen_app') execute function cases.after_change('fraud', 'system');
create trigger e_oneself before insert or update on fraud.inquiry for each row execute function store.only_oneself('assessed_by', 'concluded_by', 'decided_by', 'appeal_decided_by');
alter table fraud.inquiry add check (concluded_by <> decided_by);
alter table fraud.inquiry add check (concluded_by <> appeal_decided_by);
alter table fraud.inquiry add check (decided_by <> appeal_decided_by);

create unique index on fraud.member (parent_id, individual) where until is null and withdrawn_at is null;
create trigger y_case_member after insert or update on fraud.member for each row execute function cases.after_member('fraud', 'inquiry', 'registration.individual');
create trigger y_fraud_follows after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction('fraud', 'inquiry');

create index on fraud.task (for_staff, due_at) where status = 'open';
create index on fraud.task (office_id, due_at) where status = 'open';
create index on fraud.task (owner_id, due_at) where status = 'open';
create trigger c_case_task before insert or update on fraud.task for each row when (current_user = 'nansen_app') execute function cases.before_task('fraud');
create index on fraud.clock (due_at) where status = 'running';
create unique index on fraud.clock (parent_id, name) where status in ('running', 'paused');
-- Clocks, stages, referrals and handovers are kept by the database alone.
revoke insert, update on fraud.clock, fraud.stage, fraud.referral, fraud.handover from nansen_app;

create policy out_of_sight_subject on fraud.inquiry as restrictive to nansen_app
  using (subject is null or sha256(uuid_send(subject)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on fraud.member as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on fraud.task as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on fraud.note as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_about on fraud.referral as restrictive to nansen_app
  using (about is null or sha256(uuid_send(about)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on fraud.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on fraud.hearing as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create policy out_of_sight_individual on fraud.measure as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

create trigger c_case_note before insert or update on fraud.note for each row execute function cases.before_note();
-- That there is a note which one may not read is nothing one knows, not by its history either.
create policy by_level on fraud.note as restrictive for select to nansen_app using (
    level = 'ordinary'
    or level = 'sealed' and sealed_for = any ((select sealed.read_by_me())::uuid[])
    or level = 'restricted' and (office_id = any ((select auth.reach('fraud', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('fraud', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('fraud', 'read', 'protected'))::uuid[])));
create policy sealed_by_readers on fraud.note as restrictive for insert to nansen_app with check (level <> 'sealed' or sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy by_level on fraud.note_sealed as restrictive for select to nansen_app using (
    id in (select n.id from fraud.note n where n.level = 'sealed'));
insert into change.kept_apart (module, record) values ('fraud', 'note');

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on fraud.appointment (office_id, starts_at);
create index on fraud.appointment (officer, starts_at);
alter table fraud.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on fraud.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('fraud');
create trigger y_case_book after insert or update on fraud.appointment for each row execute function cases.book('fraud');
create trigger y_case_book after insert or update on fraud.appointment_protected for each row execute function cases.book('fraud');
create trigger y_case_no_show after update of status on fraud.appointment for each row execute function cases.after_no_show('fraud');
create trigger y_case_unbook after delete on fraud.appointment for each row execute function cases.unbook();
create unique index on fraud.transcript (appointment, edition);
create unique index on fraud.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on fraud.transcript for each row execute function cases.before_transcript('fraud');
create trigger c_case_lines before insert or update on fraud.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on fraud.transcript deferrable initially deferred for each row execute function cases.signed_has_words('fraud');
alter table fraud.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on fraud.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('fraud');
create unique index on fraud.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on fraud.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('fraud');
create trigger c_case_link before insert or update on fraud.link for each row when (current_user = 'nansen_app') execute function cases.before_link('fraud');
-- A link is told to who may know of both cases, by its history neither.
create policy known on fraud.link as restrictive for select to nansen_app using (cases.knows(to_module, to_case));
insert into change.kept_apart (module, record) values ('fraud', 'link') on conflict do nothing;
create trigger y_case_forgotten after delete on fraud.inquiry for each row execute function cases.forget('fraud');
