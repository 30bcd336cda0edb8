-- Appointments, transcripts and approvals of a case, and the version of the form it was opened with (packages/store/sql/0055, 0056).

-- Nobody makes a second row to follow what they follow already.

update needs.watcher w set withdrawn_at = now() where withdrawn_at is null and exists (select from needs.watcher o
  where o.parent_id = w.parent_id and o.staff = w.staff and o.withdrawn_at is null and o.id < w.id);

alter table needs.need add column form_version integer;
grant update (form_version) on needs.need to nansen_app;

create table needs.appointment (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.appointment (office_id, id);
create index on needs.appointment (owner_id, id) where owner_id is not null;
create index on needs.appointment (root_id);
create index on needs.appointment (parent_id);
create index on needs.appointment (individual);
create index on needs.appointment (officer);
create index on needs.appointment (room);
alter table needs.appointment enable row level security;
alter table needs.appointment force row level security;
create policy keeper on needs.appointment to nansen_migrator using (true) with check (true);
create policy restricted on needs.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.appointment for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.appointment for each row execute function store.stamp();
create trigger c_codes before insert or update on needs.appointment for each row execute function ref.check_codes('language', 'language');
create trigger z_log after insert or update or delete on needs.appointment for each row execute function change.log('needs', 'appointment', 'open');
grant select, insert on needs.appointment to nansen_app;
grant update (withdrawn_at, individual, kind, starts_at, minutes, officer, unit, room, language, interpreter_sex, said, override_because, status, no_show_because, next_step, reminded_at, reminded_by) on needs.appointment to nansen_app;
create table needs.appointment_protected (
  id uuid primary key references needs.appointment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  interpreter uuid
);
create index on needs.appointment_protected (office_id, id);
create index on needs.appointment_protected (root_id);
alter table needs.appointment_protected enable row level security;
alter table needs.appointment_protected force row level security;
create policy keeper on needs.appointment_protected to nansen_migrator using (true) with check (true);
create policy restricted on needs.appointment_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.appointment_protected for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'protected'))::uuid[]));
create policy add on needs.appointment_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'protected'))::uuid[]));
create policy change on needs.appointment_protected for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on needs.appointment_protected for each row execute function store.copy_owner('needs.appointment', 'id');
create trigger b_needs_ciphertext before insert or update on needs.appointment_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on needs.appointment_protected for each row execute function change.log('needs', 'appointment', 'protected');
grant select, insert on needs.appointment_protected to nansen_app;
grant update (change_ct, interpreter) on needs.appointment_protected to nansen_app;

create table needs.transcript (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.transcript (office_id, id);
create index on needs.transcript (owner_id, id) where owner_id is not null;
create index on needs.transcript (root_id);
create index on needs.transcript (parent_id);
create index on needs.transcript (appointment);
create index on needs.transcript (signed_by);
alter table needs.transcript enable row level security;
alter table needs.transcript force row level security;
create policy keeper on needs.transcript to nansen_migrator using (true) with check (true);
create policy restricted on needs.transcript as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.transcript for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.transcript for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.transcript for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.transcript for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.transcript for each row execute function change.log('needs', 'transcript', 'open');
grant select, insert on needs.transcript to nansen_app;
create table needs.transcript_protected (
  id uuid primary key references needs.transcript,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  attendees text check (char_length(attendees) between 1 and 2000),
  lines text check (char_length(lines) between 1 and 200000)
);
create index on needs.transcript_protected (office_id, id);
create index on needs.transcript_protected (root_id);
alter table needs.transcript_protected enable row level security;
alter table needs.transcript_protected force row level security;
create policy keeper on needs.transcript_protected to nansen_migrator using (true) with check (true);
create policy restricted on needs.transcript_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.transcript_protected for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'protected'))::uuid[]));
create policy add on needs.transcript_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on needs.transcript_protected for each row execute function store.copy_owner('needs.transcript', 'id');
create trigger b_needs_ciphertext before insert or update on needs.transcript_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on needs.transcript_protected for each row execute function change.log('needs', 'transcript', 'protected');
grant select, insert on needs.transcript_protected to nansen_app;

create table needs.approval (
  id uuid primary key,
  parent_id uuid not null references needs.need,
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
create index on needs.approval (office_id, id);
create index on needs.approval (owner_id, id) where owner_id is not null;
create index on needs.approval (root_id);
create index on needs.approval (parent_id);
create index on needs.approval (asked_by);
create index on needs.approval (decided_by);
alter table needs.approval enable row level security;
alter table needs.approval force row level security;
create policy keeper on needs.approval to nansen_migrator using (true) with check (true);
create policy restricted on needs.approval as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on needs.approval for select to nansen_app using (
    office_id = any ((select auth.reach('needs', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'read', 'personal'))::uuid[]));
create policy add on needs.approval for insert to nansen_app with check (
    office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'create', 'personal'))::uuid[]));
create policy change on needs.approval for update to nansen_app using (
    office_id = any ((select auth.reach('needs', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('needs', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on needs.approval for each row execute function store.copy_owner('needs.need', 'parent_id');
create trigger b_stamp before insert or update on needs.approval for each row execute function store.stamp();
create trigger z_log after insert or update or delete on needs.approval for each row execute function change.log('needs', 'approval', 'open');
grant select, insert on needs.approval to nansen_app;
grant update (withdrawn_at, kind, why, asked_by, status, decided_by, decided_at, answer) on needs.approval to nansen_app;

create function needs.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.appointment_known(uuid[]) from public;
grant execute on function needs.appointment_known(uuid[]) to nansen_app;

create function needs.transcript_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.transcript r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.transcript_known(uuid[]) from public;
grant execute on function needs.transcript_known(uuid[]) to nansen_app;

create function needs.approval_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from needs.approval r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('needs', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('needs', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('needs', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function needs.approval_known(uuid[]) from public;
grant execute on function needs.approval_known(uuid[]) to nansen_app;

alter table needs.appointment add foreign key (individual) references registration.individual on delete restrict;
alter table needs.appointment add foreign key (officer) references auth.staff on delete restrict;
create trigger d_references before insert or update on needs.appointment for each row execute function store.check_references('individual', 'registration.individual_known');

alter table needs.transcript add foreign key (appointment) references needs.appointment on delete restrict;
alter table needs.transcript add foreign key (signed_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on needs.transcript for each row execute function store.check_references('appointment', 'needs.appointment_known');

alter table needs.approval add foreign key (asked_by) references auth.staff on delete restrict;
alter table needs.approval add foreign key (decided_by) references auth.staff on delete restrict;


drop trigger y_spread_owner on needs.need;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on needs.need for each row execute function store.spread_owner('needs.need_protected', 'needs.member', 'needs.task', 'needs.note', 'needs.note_protected', 'needs.note_sealed', 'needs.referral', 'needs.handover', 'needs.appointment', 'needs.appointment_protected', 'needs.transcript', 'needs.transcript_protected', 'needs.approval', 'needs.watcher', 'needs.link', 'needs.clock', 'needs.stage', 'needs.step', 'store.attachment');

create policy out_of_sight_individual on needs.appointment as restrictive to nansen_app
  using (individual is null or sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

-- Who meets whom, what was said, and what a second colleague agrees to.
create index on needs.appointment (office_id, starts_at);
create index on needs.appointment (officer, starts_at);
alter table needs.appointment add check (minutes between 5 and 600);
create trigger c_case_appointment before insert or update on needs.appointment for each row when (current_user = 'nansen_app') execute function cases.before_appointment('needs');
create trigger y_case_book after insert or update on needs.appointment for each row execute function cases.book('needs');
create trigger y_case_book after insert or update on needs.appointment_protected for each row execute function cases.book('needs');
create trigger y_case_no_show after update of status on needs.appointment for each row execute function cases.after_no_show('needs');
create trigger y_case_unbook after delete on needs.appointment for each row execute function cases.unbook();
create unique index on needs.transcript (appointment, edition);
create unique index on needs.transcript (appointment) where signed;
create trigger c_case_transcript before insert or update on needs.transcript for each row execute function cases.before_transcript('needs');
create trigger c_case_lines before insert or update on needs.transcript_protected for each row execute function cases.before_lines();
create constraint trigger y_case_signed after insert on needs.transcript deferrable initially deferred for each row execute function cases.signed_has_words('needs');
alter table needs.approval add check (asked_by <> decided_by);
create trigger c_case_approval before insert or update on needs.approval for each row when (current_user = 'nansen_app') execute function cases.before_approval('needs');
create unique index on needs.watcher (parent_id, staff) where withdrawn_at is null;
create trigger c_case_watcher before insert or update on needs.watcher for each row when (current_user = 'nansen_app') execute function cases.before_watcher('needs');
create trigger c_case_link before insert or update on needs.link for each row when (current_user = 'nansen_app') execute function cases.before_link('needs');
create trigger y_case_forgotten after delete on needs.need for each row execute function cases.forget('needs');
