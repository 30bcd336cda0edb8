-- Appointments, transcripts and approvals of a case, and the version of the form it was opened with (packages/store/sql/0055, 0056).

-- Nobody makes a second row to follow what they follow already.

update rsd.watcher w set withdrawn_at = now() where withdrawn_at is null and exists (select from rsd.watcher o
  where o.parent_id = w.parent_id and o.staff = w.staff and o.withdrawn_at is null and o.id < w.id);

alter table rsd.file add column form_version integer;
grant update (form_version) on rsd.file to nansen_app;

create table rsd.appointment (
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
create index on rsd.appointment (office_id, id);
create index on rsd.appointment (owner_id, id) where owner_id is not null;
create index on rsd.appointment (root_id);
create index on rsd.appointment (parent_id);
create index on rsd.appointment (individual);
create index on rsd.appointment (officer);
create index on rsd.appointment (room);
alter table rsd.appointment enable row level security;
alter table rsd.appointment force row level security;
create policy keeper on rsd.appointment to nansen_migrator using (true) with check (true);
create policy restricted on rsd.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.appointment for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on rsd.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on rsd.appointment for each row execute function change.log('rsd', 'appointment', 'open');
grant select, insert on rsd.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on rsd.appointment to nansen_app;
create table rsd.appointment_protected (
  id uuid primary key references rsd.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on rsd.appointment_protected (office_id, id);
create index on rsd.appointment_protected (root_id);
alter table rsd.appointment_protected enable row level security;
alter table rsd.appointment_protected force row level security;
create policy keeper on rsd.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create policy change on rsd.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.appointment_protected for each row execute function store.copy_owner('rsd.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.appointment_protected for each row execute function change.log('rsd', 'appointment', 'protected');
grant select, insert on rsd.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on rsd.appointment_protected to nansen_app;

create table rsd.transcript (
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
create index on rsd.transcript (office_id, id);
create index on rsd.transcript (owner_id, id) where owner_id is not null;
create index on rsd.transcript (root_id);
create index on rsd.transcript (parent_id);
create index on rsd.transcript (appointment);
create index on rsd.transcript (signed_by);
alter table rsd.transcript enable row level security;
alter table rsd.transcript force row level security;
create policy keeper on rsd.transcript to nansen_migrator using (true) with check (true);
create policy restricted on rsd.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.transcript for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.transcript for each row execute function change.log('rsd', 'transcript', 'open');
grant select, insert on rsd.transcript to nansen_app;
create table rsd.transcript_protected (
  id uuid primary key references rsd.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on rsd.transcript_protected (office_id, id);
create index on rsd.transcript_protected (root_id);
alter table rsd.transcript_protected enable row level security;
alter table rsd.transcript_protected force row level security;
create policy keeper on rsd.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on rsd.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'protected'))::uuid[]));
create policy add on rsd.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on rsd.transcript_protected for each row execute function store.copy_owner('rsd.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on rsd.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on rsd.transcript_protected for each row execute function change.log('rsd', 'transcript', 'protected');
grant select, insert on rsd.transcript_protected to nansen_app;

create table rsd.approval (
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
  why text not null check (char_length(why) between 1 and 2000),
  asked_by uuid,
  status text not null check (status in ('asked', 'agreed', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  answer text check (char_length(answer) between 1 and 2000)
);
create index on rsd.approval (office_id, id);
create index on rsd.approval (owner_id, id) where owner_id is not null;
create index on rsd.approval (root_id);
create index on rsd.approval (parent_id);
create index on rsd.approval (asked_by);
create index on rsd.approval (decided_by);
alter table rsd.approval enable row level security;
alter table rsd.approval force row level security;
create policy keeper on rsd.approval to nansen_migrator using (true) with check (true);
create policy restricted on rsd.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on rsd.approval for select to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'read', 'personal'))::uuid[]));
create policy add on rsd.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('rsd', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'create', 'personal'))::uuid[]));
create policy change on rsd.approval for update to nansen_app using (
    office_id = any ((select auth.reach('rsd', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('rsd', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on rsd.approval for each row execute function store.copy_owner('rsd.file', 'parent_id');
create trigger b_stamp before insert or update on rsd.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on rsd.approval for each row execute function change.log('rsd', 'approval', 'open');
grant select, insert on rsd.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on rsd.approval to nansen_app;

create function rsd.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.appointment_known(uuid[]) from public;
grant execute on function rsd.appointment_known(uuid[]) to nansen_app;

create function rsd.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.transcript_known(uuid[]) from public;
grant execute on function rsd.transcript_known(uuid[]) to nansen_app;

create function rsd.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from rsd.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('rsd', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('rsd', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('rsd', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function rsd.approval_known(uuid[]) from public;
grant execute on function rsd.approval_known(uuid[]) to nansen_app;

alter table rsd.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table rsd.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on rsd.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table rsd.transcript add foreign key (appointment) references rsd.appointment on delete restrict;
alter table rsd.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on rsd.transcript for each row execute function store.check_references('appointment', 'rsd.appointment_known');

alter table rsd.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table rsd.approval add foreign key (decided_by) references auth.staff on delete restrict;


drop trigger y_spread_owner on rsd.file;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on rsd.file for each row execute function store.spread_owner('rsd.file_protected', 'rsd.member', 'rsd.task', 'rsd.note', 'rsd.note_protected', 'rsd.note_sealed', 'rsd.referral', 'rsd.handover', 'rsd.appointment', 'rsd.appointment_protected', 'rsd.transcript', 'rsd.transcript_protected', 'rsd.approval', 'rsd.watcher', 'rsd.link', 'rsd.clock', 'rsd.stage', 'rsd.application', 'rsd.application_protected', 'rsd.claim', 'rsd.claim_protected', 'rsd.interview', 'rsd.interview_protected', 'rsd.fact', 'rsd.fact_protected', 'rsd.citation', 'rsd.citation_protected', 'rsd.comment', 'rsd.comment_protected', 'rsd.movement', 'rsd.ruling', 'store.attachment');

create policy out_of_sight_individual on rsd.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on rsd.appointment (office_id, starts_at);
create index on rsd.appointment (officer, starts_at);
alter table rsd.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on rsd.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('rsd');
create trigger y_case_book after insert or update on rsd.appointment for each row execute function cases.book('rsd');
create trigger y_case_book after insert or update on rsd.appointment_protected for each row execute function cases.book('rsd');
create trigger y_case_no_show after update of status on rsd.appointment for each row execute function cases.after_no_show('rsd');
create trigger y_case_unbook after delete on rsd.appointment for each row execute function cases.unbook();
create unique index on rsd.transcript (appointment, edition);
create unique index on rsd.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on rsd.transcript for each row execute function cases.before_transcript('rsd');
create trigger c_case_lines before insert or update on rsd.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on rsd.transcript deferrable initially deferred for each row execute function cases.signed_has_words('rsd');
alter table rsd.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on rsd.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('rsd');
create unique index on rsd.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on rsd.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('rsd');
create trigger c_case_link before insert or update on rsd.link for each row when (current_user = 'nansen_app') execute function cases.before_link('rsd');
create trigger y_case_forgotten after delete on rsd.file for each row execute function cases.forget('rsd');
