-- Generated from the definition of papers. Read it, then commit it.

create schema papers authorization nansen_migrator;

grant usage on schema papers to nansen_app;

create table papers.batch (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  template text not null check (template in ('attestation', 'individual-card')),
  chosen text not null check (chosen in ('family', 'search', 'without-card', 'numbers')),
  language text not null check (language in ('en', 'fr', 'ar', 'es', 'own')),
  second_language text check (second_language in ('en', 'fr', 'ar', 'es')),
  valid_months integer not null,
  reason text check (reason in ('lost', 'stolen', 'damaged', 'data-changed', 'expired')),
  a_file integer not null,
  people integer not null,
  left_out integer not null,
  progress text not null check (progress in ('waiting', 'printing', 'done', 'stopped')),
  remarks text check (char_length(remarks) between 1 and 1000)
);
create index on papers.batch (office_id, id);
create index on papers.batch (owner_id, id) where owner_id is not null;
alter table papers.batch enable row level security;
alter table papers.batch force row level security;
create policy keeper on papers.batch to nansen_migrator using (true) with check (true);
create policy restricted on papers.batch as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on papers.batch for select to nansen_app using (
    office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'read', 'personal'))::uuid[]));
create policy add on papers.batch for insert to nansen_app with check (
    office_id = any ((select auth.reach('papers', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'create', 'personal'))::uuid[]));
create policy change on papers.batch for update to nansen_app using (
    office_id = any ((select auth.reach('papers', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on papers.batch for each row execute function store.stamp();
create trigger z_log after insert or update or delete on papers.batch for each row execute function change.log('papers', 'batch', 'open');
grant select, insert on papers.batch to nansen_app;
grant update (owner_id, extra, template, chosen, language, second_language, valid_months, reason, a_file, people, left_out, progress, remarks) on papers.batch to nansen_app;

create table papers.batch_line (
  id uuid primary key,
  parent_id uuid not null references papers.batch,
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
  individual uuid not null,
  outcome text not null check (outcome in ('waiting', 'printed', 'left-out')),
  why text check (why in ('not-found', 'restricted', 'no-photo', 'hold', 'inactive', 'limited', 'has-valid', 'ask-supervisor', 'not-yours', 'no-blank', 'failed')),
  serial text check (char_length(serial) between 1 and 60),
  number text check (char_length(number) between 1 and 40),
  sheet integer
);
create index on papers.batch_line (office_id, id);
create index on papers.batch_line (owner_id, id) where owner_id is not null;
create index on papers.batch_line (root_id);
create index on papers.batch_line (parent_id);
create index on papers.batch_line (individual);
alter table papers.batch_line enable row level security;
alter table papers.batch_line force row level security;
create policy keeper on papers.batch_line to nansen_migrator using (true) with check (true);
create policy restricted on papers.batch_line as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on papers.batch_line for select to nansen_app using (
    office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('papers', 'read', 'personal'))::uuid[]));
create policy add on papers.batch_line for insert to nansen_app with check (
    office_id = any ((select auth.reach('papers', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('papers', 'create', 'personal'))::uuid[]));
create policy change on papers.batch_line for update to nansen_app using (
    office_id = any ((select auth.reach('papers', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('papers', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on papers.batch_line for each row execute function store.copy_owner('papers.batch', 'parent_id');
create trigger b_stamp before insert or update on papers.batch_line for each row execute function store.stamp();
create trigger z_log after insert or update or delete on papers.batch_line for each row execute function change.log('papers', 'batch_line', 'open');
grant select, insert on papers.batch_line to nansen_app;
grant update (withdrawn_at, sequence, individual, outcome, why, serial, number, sheet) on papers.batch_line to nansen_app;

create table papers.batch_file (
  id uuid primary key,
  parent_id uuid not null references papers.batch,
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
  people integer not null,
  file text not null check (char_length(file) between 1 and 36),
  sha256 text not null check (char_length(sha256) between 1 and 64),
  forgotten_on date
);
create index on papers.batch_file (office_id, id);
create index on papers.batch_file (owner_id, id) where owner_id is not null;
create index on papers.batch_file (root_id);
create index on papers.batch_file (parent_id);
alter table papers.batch_file enable row level security;
alter table papers.batch_file force row level security;
create policy keeper on papers.batch_file to nansen_migrator using (true) with check (true);
create policy restricted on papers.batch_file as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on papers.batch_file for select to nansen_app using (
    office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('papers', 'read', 'personal'))::uuid[]));
create policy add on papers.batch_file for insert to nansen_app with check (
    office_id = any ((select auth.reach('papers', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('papers', 'create', 'personal'))::uuid[]));
create policy change on papers.batch_file for update to nansen_app using (
    office_id = any ((select auth.reach('papers', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('papers', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on papers.batch_file for each row execute function store.copy_owner('papers.batch', 'parent_id');
create trigger b_stamp before insert or update on papers.batch_file for each row execute function store.stamp();
create trigger z_log after insert or update or delete on papers.batch_file for each row execute function change.log('papers', 'batch_file', 'open');
grant select, insert on papers.batch_file to nansen_app;
grant update (withdrawn_at, sequence, people, file, sha256, forgotten_on) on papers.batch_file to nansen_app;

create table papers.stock_act (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  act text not null check (act in ('received', 'sent', 'arrived', 'assigned', 'released', 'used', 'spoiled', 'destroyed', 'lost', 'found')),
  blank text not null check (blank in ('card', 'certificate')),
  series text not null check (char_length(series) between 1 and 20),
  first integer not null,
  count integer not null,
  to_office uuid,
  from_office uuid,
  batch uuid,
  reason text check (reason in ('misprint', 'printer-fault', 'damaged', 'theft', 'missing-at-count', 'other')),
  remarks text check (char_length(remarks) between 1 and 1000)
);
create index on papers.stock_act (office_id, id);
create index on papers.stock_act (owner_id, id) where owner_id is not null;
create index on papers.stock_act (to_office);
create index on papers.stock_act (from_office);
create index on papers.stock_act (batch);
alter table papers.stock_act enable row level security;
alter table papers.stock_act force row level security;
create policy keeper on papers.stock_act to nansen_migrator using (true) with check (true);
create policy restricted on papers.stock_act as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on papers.stock_act for select to nansen_app using (
    office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'read', 'personal'))::uuid[]));
create policy add on papers.stock_act for insert to nansen_app with check (
    office_id = any ((select auth.reach('papers', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'create', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on papers.stock_act for each row execute function store.stamp();
create trigger z_log after insert or update or delete on papers.stock_act for each row execute function change.log('papers', 'stock_act', 'open');
grant select, insert on papers.stock_act to nansen_app;

create table papers.reprint (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'used')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  individual uuid not null,
  template text not null check (template in ('registration-certificate', 'attestation', 'individual-card')),
  reason text not null check (reason in ('lost', 'stolen', 'damaged', 'data-changed', 'expired')),
  remarks text not null check (char_length(remarks) between 1 and 1000),
  asked_by uuid not null,
  decided_by uuid,
  decided_because text check (char_length(decided_because) between 1 and 1000)
);
create index on papers.reprint (office_id, id);
create index on papers.reprint (owner_id, id) where owner_id is not null;
create index on papers.reprint (individual);
create index on papers.reprint (asked_by);
create index on papers.reprint (decided_by);
alter table papers.reprint enable row level security;
alter table papers.reprint force row level security;
create policy keeper on papers.reprint to nansen_migrator using (true) with check (true);
create policy restricted on papers.reprint as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on papers.reprint for select to nansen_app using (
    office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'read', 'personal'))::uuid[]));
create policy add on papers.reprint for insert to nansen_app with check (
    office_id = any ((select auth.reach('papers', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'create', 'personal'))::uuid[]));
create policy change on papers.reprint for update to nansen_app using (
    office_id = any ((select auth.reach('papers', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on papers.reprint for each row execute function store.check_move('papers', 'asked>agreed|approve|asked_by|decided_by,decided_because', 'asked>refused|approve|asked_by|decided_by,decided_because', 'agreed>used|system||');
create trigger e_initial before insert on papers.reprint for each row execute function store.check_initial('asked');
create trigger b_stamp before insert or update on papers.reprint for each row execute function store.stamp();
create trigger z_log after insert or update or delete on papers.reprint for each row execute function change.log('papers', 'reprint', 'open');
grant select, insert on papers.reprint to nansen_app;
grant update (owner_id, extra, state, individual, template, reason, remarks, asked_by, decided_by, decided_because) on papers.reprint to nansen_app;

create table papers.rule (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  country text not null,
  rule text not null check (rule in ('reprints-a-year', 'card-months', 'attestation-months', 'people-a-file', 'low-stock', 'people-a-slot')),
  amount integer not null,
  because text not null check (char_length(because) between 1 and 1000)
);
create index on papers.rule (office_id, id);
create index on papers.rule (owner_id, id) where owner_id is not null;
alter table papers.rule enable row level security;
alter table papers.rule force row level security;
create policy keeper on papers.rule to nansen_migrator using (true) with check (true);
create policy restricted on papers.rule as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on papers.rule for select to nansen_app using (
    office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'read', 'personal'))::uuid[]));
create policy add on papers.rule for insert to nansen_app with check (
    office_id = any ((select auth.reach('papers', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'create', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on papers.rule for each row execute function store.stamp();
create trigger c_codes before insert or update on papers.rule for each row execute function ref.check_codes('country', 'country');
create trigger z_log after insert or update or delete on papers.rule for each row execute function change.log('papers', 'rule', 'open');
grant select, insert on papers.rule to nansen_app;

create table papers.appointment (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  individual uuid not null,
  purpose text not null check (purpose in ('registration', 'verification', 'document-renewal', 'interview', 'biometrics', 'other')),
  on_day date not null,
  at_time text not null check (char_length(at_time) between 1 and 5),
  place text not null check (char_length(place) between 1 and 60),
  said text check (char_length(said) between 1 and 300),
  outcome text not null check (outcome in ('booked', 'came', 'no-show', 'cancelled'))
);
create index on papers.appointment (office_id, id);
create index on papers.appointment (owner_id, id) where owner_id is not null;
create index on papers.appointment (individual);
alter table papers.appointment enable row level security;
alter table papers.appointment force row level security;
create policy keeper on papers.appointment to nansen_migrator using (true) with check (true);
create policy restricted on papers.appointment as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on papers.appointment for select to nansen_app using (
    office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'read', 'personal'))::uuid[]));
create policy add on papers.appointment for insert to nansen_app with check (
    office_id = any ((select auth.reach('papers', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'create', 'personal'))::uuid[]));
create policy change on papers.appointment for update to nansen_app using (
    office_id = any ((select auth.reach('papers', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('papers', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on papers.appointment for each row execute function store.stamp();
create trigger z_log after insert or update or delete on papers.appointment for each row execute function change.log('papers', 'appointment', 'open');
grant select, insert on papers.appointment to nansen_app;
grant update (owner_id, extra, individual, purpose, on_day, at_time, place, said, outcome) on papers.appointment to nansen_app;

create function papers.batch_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from papers.batch r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('papers', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('papers', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function papers.batch_known(uuid[]) from public;
grant execute on function papers.batch_known(uuid[]) to nansen_app;

create function papers.batch_line_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from papers.batch_line r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('papers', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('papers', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function papers.batch_line_known(uuid[]) from public;
grant execute on function papers.batch_line_known(uuid[]) to nansen_app;

create function papers.batch_file_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from papers.batch_file r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('papers', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('papers', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function papers.batch_file_known(uuid[]) from public;
grant execute on function papers.batch_file_known(uuid[]) to nansen_app;

create function papers.stock_act_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from papers.stock_act r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('papers', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('papers', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function papers.stock_act_known(uuid[]) from public;
grant execute on function papers.stock_act_known(uuid[]) to nansen_app;

create function papers.reprint_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from papers.reprint r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('papers', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('papers', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function papers.reprint_known(uuid[]) from public;
grant execute on function papers.reprint_known(uuid[]) to nansen_app;

create function papers.rule_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from papers.rule r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('papers', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('papers', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function papers.rule_known(uuid[]) from public;
grant execute on function papers.rule_known(uuid[]) to nansen_app;

create function papers.appointment_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from papers.appointment r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('papers', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('papers', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('papers', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function papers.appointment_known(uuid[]) from public;
grant execute on function papers.appointment_known(uuid[]) to nansen_app;

create trigger y_spread_owner after update of office_id, owner_id, restriction_group on papers.batch for each row execute function store.spread_owner('papers.batch_line', 'papers.batch_file');

alter table papers.batch_line add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on papers.batch_line for each row execute function store.check_references('individual', 'registration.individual_known');

alter table papers.stock_act add foreign key (to_office) references auth.office on delete restrict;
alter table papers.stock_act add foreign key (from_office) references auth.office on delete restrict;
alter table papers.stock_act add foreign key (batch) references papers.batch on delete restrict;
create trigger d_references before insert or update on papers.stock_act for each row execute function store.check_references('batch', 'papers.batch_known');

alter table papers.reprint add foreign key (individual) references registration.individual on delete restrict;
alter table papers.reprint add foreign key (asked_by) references auth.staff on delete restrict;
alter table papers.reprint add foreign key (decided_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on papers.reprint for each row execute function store.check_references('individual', 'registration.individual_known');

alter table papers.appointment add foreign key (individual) references registration.individual on delete restrict;
create trigger d_references before insert or update on papers.appointment for each row execute function store.check_references('individual', 'registration.individual_known');
