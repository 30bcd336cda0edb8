-- Appointments, transcripts and approvals of a case, and the version of the form it was opened with (packages/store/sql/0055, 0056).

-- Nobody makes a second row to follow what they follow already.

update gbv.watcher w set withdrawn_at = now() where withdrawn_at is null and exists (select from gbv.watcher o
  where o.parent_id = w.parent_id and o.staff = w.staff and o.withdrawn_at is null and o.id < w.id);

alter table gbv.incident add column form_version integer;
grant update (form_version) on gbv.incident to nansen_app;

create table gbv.appointment (
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
create index on gbv.appointment (office_id, id);
create index on gbv.appointment (owner_id, id) where owner_id is not null;
create index on gbv.appointment (root_id);
create index on gbv.appointment (parent_id);
create index on gbv.appointment (individual);
create index on gbv.appointment (officer);
create index on gbv.appointment (room);
alter table gbv.appointment enable row level security;
alter table gbv.appointment force row level security;
create policy keeper on gbv.appointment to nansen_migrator using (true) with check (true);
create policy restricted on gbv.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.appointment for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on gbv.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on gbv.appointment for each row execute function change.log('gbv', 'appointment', 'open');
grant select, insert on gbv.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on gbv.appointment to nansen_app;
create table gbv.appointment_protected (
  id uuid primary key references gbv.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on gbv.appointment_protected (office_id, id);
create index on gbv.appointment_protected (root_id);
alter table gbv.appointment_protected enable row level security;
alter table gbv.appointment_protected force row level security;
create policy keeper on gbv.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on gbv.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'protected'))::uuid[]));
create policy add on gbv.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'protected'))::uuid[]));
create policy change on gbv.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on gbv.appointment_protected for each row execute function store.copy_owner('gbv.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on gbv.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on gbv.appointment_protected for each row execute function change.log('gbv', 'appointment', 'protected');
grant select, insert on gbv.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on gbv.appointment_protected to nansen_app;

create table gbv.transcript (
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
create index on gbv.transcript (office_id, id);
create index on gbv.transcript (owner_id, id) where owner_id is not null;
create index on gbv.transcript (root_id);
create index on gbv.transcript (parent_id);
create index on gbv.transcript (appointment);
create index on gbv.transcript (signed_by);
alter table gbv.transcript enable row level security;
alter table gbv.transcript force row level security;
create policy keeper on gbv.transcript to nansen_migrator using (true) with check (true);
create policy restricted on gbv.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.transcript for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.transcript for each row execute function change.log('gbv', 'transcript', 'open');
grant select, insert on gbv.transcript to nansen_app;
create table gbv.transcript_protected (
  id uuid primary key references gbv.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on gbv.transcript_protected (office_id, id);
create index on gbv.transcript_protected (root_id);
alter table gbv.transcript_protected enable row level security;
alter table gbv.transcript_protected force row level security;
create policy keeper on gbv.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on gbv.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'protected'))::uuid[]));
create policy add on gbv.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on gbv.transcript_protected for each row execute function store.copy_owner('gbv.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on gbv.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on gbv.transcript_protected for each row execute function change.log('gbv', 'transcript', 'protected');
grant select, insert on gbv.transcript_protected to nansen_app;

create table gbv.approval (
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
  why text not null check (char_length(why) between 1 and 2000),
  asked_by uuid,
  status text not null check (status in ('asked', 'agreed', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  answer text check (char_length(answer) between 1 and 2000)
);
create index on gbv.approval (office_id, id);
create index on gbv.approval (owner_id, id) where owner_id is not null;
create index on gbv.approval (root_id);
create index on gbv.approval (parent_id);
create index on gbv.approval (asked_by);
create index on gbv.approval (decided_by);
alter table gbv.approval enable row level security;
alter table gbv.approval force row level security;
create policy keeper on gbv.approval to nansen_migrator using (true) with check (true);
create policy restricted on gbv.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on gbv.approval for select to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'read', 'personal'))::uuid[]));
create policy add on gbv.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('gbv', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'create', 'personal'))::uuid[]));
create policy change on gbv.approval for update to nansen_app using (
    office_id = any ((select auth.reach('gbv', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('gbv', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on gbv.approval for each row execute function store.copy_owner('gbv.incident', 'parent_id');
create trigger b_stamp before insert or update on gbv.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on gbv.approval for each row execute function change.log('gbv', 'approval', 'open');
grant select, insert on gbv.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on gbv.approval to nansen_app;

create function gbv.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.appointment_known(uuid[]) from public;
grant execute on function gbv.appointment_known(uuid[]) to nansen_app;

create function gbv.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.transcript_known(uuid[]) from public;
grant execute on function gbv.transcript_known(uuid[]) to nansen_app;

create function gbv.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from gbv.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('gbv', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('gbv', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('gbv', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function gbv.approval_known(uuid[]) from public;
grant execute on function gbv.approval_known(uuid[]) to nansen_app;

alter table gbv.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table gbv.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on gbv.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table gbv.transcript add foreign key (appointment) references gbv.appointment on delete restrict;
alter table gbv.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on gbv.transcript for each row execute function store.check_references('appointment', 'gbv.appointment_known');

alter table gbv.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table gbv.approval add foreign key (decided_by) references auth.staff on delete restrict;


drop trigger y_spread_owner on gbv.incident;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on gbv.incident for each row execute function store.spread_owner('gbv.incident_protected', 'gbv.task', 'gbv.note', 'gbv.note_protected', 'gbv.note_sealed', 'gbv.referral', 'gbv.handover', 'gbv.appointment', 'gbv.appointment_protected', 'gbv.transcript', 'gbv.transcript_protected', 'gbv.approval', 'gbv.watcher', 'gbv.link', 'gbv.clock', 'gbv.stage', 'gbv.perpetrator', 'gbv.consent', 'gbv.service', 'gbv.part', 'gbv.part_sealed');

create policy out_of_sight_individual on gbv.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on gbv.appointment (office_id, starts_at);
create index on gbv.appointment (officer, starts_at);
alter table gbv.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on gbv.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('gbv');
create trigger y_case_book after insert or update on gbv.appointment for each row execute function cases.book('gbv');
create trigger y_case_book after insert or update on gbv.appointment_protected for each row execute function cases.book('gbv');
create trigger y_case_no_show after update of status on gbv.appointment for each row execute function cases.after_no_show('gbv');
create trigger y_case_unbook after delete on gbv.appointment for each row execute function cases.unbook();
create unique index on gbv.transcript (appointment, edition);
create unique index on gbv.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on gbv.transcript for each row execute function cases.before_transcript('gbv');
create trigger c_case_lines before insert or update on gbv.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on gbv.transcript deferrable initially deferred for each row execute function cases.signed_has_words('gbv');
alter table gbv.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on gbv.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('gbv');
create unique index on gbv.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on gbv.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('gbv');
create trigger c_case_link before insert or update on gbv.link for each row when (current_user = 'nansen_app') execute function cases.before_link('gbv');
create trigger y_case_forgotten after delete on gbv.incident for each row execute function cases.forget('gbv');
