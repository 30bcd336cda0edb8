-- Appointments, transcripts and approvals of a case, and the version of the form it was opened with (packages/store/sql/0055, 0056).

-- Nobody makes a second row to follow what they follow already.

update incidents.watcher w set withdrawn_at = now() where withdrawn_at is null and exists (select from incidents.watcher o
  where o.parent_id = w.parent_id and o.staff = w.staff and o.withdrawn_at is null and o.id < w.id);

alter table incidents.incident add column form_version integer;
grant update (form_version) on incidents.incident to nansen_app;

create table incidents.appointment (
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
create index on incidents.appointment (office_id, id);
create index on incidents.appointment (owner_id, id) where owner_id is not null;
create index on incidents.appointment (root_id);
create index on incidents.appointment (parent_id);
create index on incidents.appointment (individual);
create index on incidents.appointment (officer);
create index on incidents.appointment (room);
alter table incidents.appointment enable row level security;
alter table incidents.appointment force row level security;
create policy keeper on incidents.appointment to nansen_migrator using (true) with check (true);
create policy restricted on incidents.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.appointment for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on incidents.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on incidents.appointment for each row execute function change.log('incidents', 'appointment', 'open');
grant select, insert on incidents.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on incidents.appointment to nansen_app;
create table incidents.appointment_protected (
  id uuid primary key references incidents.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on incidents.appointment_protected (office_id, id);
create index on incidents.appointment_protected (root_id);
alter table incidents.appointment_protected enable row level security;
alter table incidents.appointment_protected force row level security;
create policy keeper on incidents.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on incidents.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'protected'))::uuid[]));
create policy add on incidents.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'protected'))::uuid[]));
create policy change on incidents.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on incidents.appointment_protected for each row execute function store.copy_owner('incidents.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on incidents.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on incidents.appointment_protected for each row execute function change.log('incidents', 'appointment', 'protected');
grant select, insert on incidents.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on incidents.appointment_protected to nansen_app;

create table incidents.transcript (
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
create index on incidents.transcript (office_id, id);
create index on incidents.transcript (owner_id, id) where owner_id is not null;
create index on incidents.transcript (root_id);
create index on incidents.transcript (parent_id);
create index on incidents.transcript (appointment);
create index on incidents.transcript (signed_by);
alter table incidents.transcript enable row level security;
alter table incidents.transcript force row level security;
create policy keeper on incidents.transcript to nansen_migrator using (true) with check (true);
create policy restricted on incidents.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.transcript for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.transcript for each row execute function change.log('incidents', 'transcript', 'open');
grant select, insert on incidents.transcript to nansen_app;
create table incidents.transcript_protected (
  id uuid primary key references incidents.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on incidents.transcript_protected (office_id, id);
create index on incidents.transcript_protected (root_id);
alter table incidents.transcript_protected enable row level security;
alter table incidents.transcript_protected force row level security;
create policy keeper on incidents.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on incidents.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'protected'))::uuid[]));
create policy add on incidents.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on incidents.transcript_protected for each row execute function store.copy_owner('incidents.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on incidents.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on incidents.transcript_protected for each row execute function change.log('incidents', 'transcript', 'protected');
grant select, insert on incidents.transcript_protected to nansen_app;

create table incidents.approval (
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
  why text not null check (char_length(why) between 1 and 2000),
  asked_by uuid,
  status text not null check (status in ('asked', 'agreed', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  answer text check (char_length(answer) between 1 and 2000)
);
create index on incidents.approval (office_id, id);
create index on incidents.approval (owner_id, id) where owner_id is not null;
create index on incidents.approval (root_id);
create index on incidents.approval (parent_id);
create index on incidents.approval (asked_by);
create index on incidents.approval (decided_by);
alter table incidents.approval enable row level security;
alter table incidents.approval force row level security;
create policy keeper on incidents.approval to nansen_migrator using (true) with check (true);
create policy restricted on incidents.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on incidents.approval for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'personal'))::uuid[]));
create policy add on incidents.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('incidents', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'create', 'personal'))::uuid[]));
create policy change on incidents.approval for update to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on incidents.approval for each row execute function store.copy_owner('incidents.incident', 'parent_id');
create trigger b_stamp before insert or update on incidents.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on incidents.approval for each row execute function change.log('incidents', 'approval', 'open');
grant select, insert on incidents.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on incidents.approval to nansen_app;

create function incidents.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.appointment_known(uuid[]) from public;
grant execute on function incidents.appointment_known(uuid[]) to nansen_app;

create function incidents.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.transcript_known(uuid[]) from public;
grant execute on function incidents.transcript_known(uuid[]) to nansen_app;

create function incidents.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from incidents.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('incidents', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('incidents', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function incidents.approval_known(uuid[]) from public;
grant execute on function incidents.approval_known(uuid[]) to nansen_app;

alter table incidents.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table incidents.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on incidents.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table incidents.transcript add foreign key (appointment) references incidents.appointment on delete restrict;
alter table incidents.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on incidents.transcript for each row execute function store.check_references('appointment', 'incidents.appointment_known');

alter table incidents.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table incidents.approval add foreign key (decided_by) references auth.staff on delete restrict;


drop trigger y_spread_owner on incidents.incident;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on incidents.incident for each row execute function store.spread_owner('incidents.incident_protected', 'incidents.member', 'incidents.task', 'incidents.note', 'incidents.note_protected', 'incidents.note_sealed', 'incidents.referral', 'incidents.handover', 'incidents.appointment', 'incidents.appointment_protected', 'incidents.transcript', 'incidents.transcript_protected', 'incidents.approval', 'incidents.watcher', 'incidents.link', 'incidents.clock', 'incidents.stage', 'incidents.accused', 'incidents.accused_protected', 'incidents.intervention', 'store.attachment');

create policy out_of_sight_individual on incidents.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on incidents.appointment (office_id, starts_at);
create index on incidents.appointment (officer, starts_at);
alter table incidents.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on incidents.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('incidents');
create trigger y_case_book after insert or update on incidents.appointment for each row execute function cases.book('incidents');
create trigger y_case_book after insert or update on incidents.appointment_protected for each row execute function cases.book('incidents');
create trigger y_case_no_show after update of status on incidents.appointment for each row execute function cases.after_no_show('incidents');
create trigger y_case_unbook after delete on incidents.appointment for each row execute function cases.unbook();
create unique index on incidents.transcript (appointment, edition);
create unique index on incidents.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on incidents.transcript for each row execute function cases.before_transcript('incidents');
create trigger c_case_lines before insert or update on incidents.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on incidents.transcript deferrable initially deferred for each row execute function cases.signed_has_words('incidents');
alter table incidents.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on incidents.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('incidents');
create unique index on incidents.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on incidents.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('incidents');
create trigger c_case_link before insert or update on incidents.link for each row when (current_user = 'nansen_app') execute function cases.before_link('incidents');
create trigger y_case_forgotten after delete on incidents.incident for each row execute function cases.forget('incidents');
