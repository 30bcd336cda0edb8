-- Organisations, offices, staff, assignments, sessions: everything a policy asks about.
create table auth.country (
  code char(3) primary key check (code ~ '^[A-Z]{3}$'), -- ISO 3166-1 alpha-3
  name jsonb not null
);
create table auth.organisation (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('un', 'government', 'ngo')),
  country char(3) references auth.country
);
create table auth.office (
  id uuid primary key,
  code char(3) not null check (code ~ '^[A-Z0-9]{3}$'),
  name text not null,
  country char(3) not null references auth.country,
  parent_id uuid references auth.office,
  organisation_id uuid not null references auth.organisation,
  number_prefix text not null generated always as (country || '-' || code) stored unique
);
alter table ref.number_counter add foreign key (office_id) references auth.office;

-- Every office above (and including) every office. Kept by trigger, so that "my office and below" is one index read.
create table auth.office_closure (
  ancestor uuid not null references auth.office on delete cascade,
  descendant uuid not null references auth.office on delete cascade,
  primary key (ancestor, descendant)
);
create function auth.keep_closure() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from auth.office_closure;
  insert into auth.office_closure
  with recursive above (ancestor, descendant) as (
    select id, id from auth.office
    union
    select o.parent_id, a.descendant from above a join auth.office o on o.id = a.ancestor where o.parent_id is not null
  )
  select ancestor, descendant from above;
  return null;
end $$;
create trigger keep_closure after insert or update of parent_id or delete on auth.office
  for each statement execute function auth.keep_closure();

create table auth.staff (
  id uuid primary key,
  organisation_id uuid not null references auth.organisation,
  display_name text not null check (char_length(display_name) between 1 and 200),
  email text unique check (email = lower(email)),
  language text not null default 'en',
  status text not null default 'active' check (status in ('invited', 'active', 'disabled')),
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  approved_by uuid references auth.staff,
  disabled_at timestamptz,
  disabled_by uuid references auth.staff,
  check (approved_by is null or created_by is null or approved_by <> created_by)
);
-- `sensitive`: biometrics, protection, RSD, administration: 15 minutes without a sign of life end the session, else 30.
create table auth.role (
  name text primary key,
  sensitive boolean not null default false
);
create table auth.role_grant (
  role text not null references auth.role,
  module text not null,
  action text not null,
  level text not null,
  scope text not null check (scope in ('own', 'team', 'office', 'subtree', 'country', 'global', 'case')),
  purposes text[] -- null: any
);
create unique index role_grant_once on auth.role_grant (module, action, level, role, scope, coalesce(purposes, '{}'));

create table auth.assignment (
  id uuid primary key,
  staff_id uuid not null references auth.staff,
  role text not null references auth.role,
  office_id uuid not null references auth.office,
  team text, -- colleagues of one team at one office share "team" rows
  valid_from date not null,
  valid_to date,
  requested_at timestamptz not null default now(),
  requested_by uuid references auth.staff,
  approved_by_1 uuid references auth.staff,
  approved_by_2 uuid references auth.staff,
  founding boolean not null default false, -- the first administrators, made by the installer, whom nobody can approve yet
  ended_at timestamptz,
  ended_by uuid references auth.staff,
  check (valid_to >= valid_from),
  check (approved_by_1 <> approved_by_2 and approved_by_1 <> staff_id and approved_by_2 <> staff_id)
);
create index assignment_of_staff on auth.assignment (staff_id);
create index assignment_of_team on auth.assignment (office_id, team);

-- Assignments that hold today (UTC). The one definition of "holds": two approvals, within its days, not ended.
create view auth.current_assignment as
  select id, staff_id, role, office_id, team
  from auth.assignment
  where ended_at is null
    and valid_from <= (now() at time zone 'UTC')::date
    and (valid_to is null or valid_to >= (now() at time zone 'UTC')::date)
    and (founding or (approved_by_1 is not null and approved_by_2 is not null));

-- A case given to one person: what they may do with it is what their role may do at scope `case`.
create table auth.case_access (
  id uuid primary key,
  staff_id uuid not null references auth.staff,
  module text not null,
  case_id uuid not null, -- the root record's id
  reason text not null,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  given_by uuid references auth.staff,
  unique (staff_id, module, case_id, valid_from)
);
create table auth.restriction_group (
  id uuid primary key,
  name text not null,
  office_id uuid references auth.office
);
create table auth.restriction_group_member (
  group_id uuid not null references auth.restriction_group,
  staff_id uuid not null references auth.staff,
  added_by uuid references auth.staff,
  primary key (staff_id, group_id)
);
-- A signed-in person at one desk. Only the hash of the token is kept; the token is the only key to it.
create table auth.session (
  id uuid primary key,
  staff_id uuid not null references auth.staff,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  purposes text[] not null default '{protection}' check (cardinality(purposes) > 0),
  device text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  idle_limit interval not null,
  stepped_up_at timestamptz,
  ended_at timestamptz,
  check (expires_at <= created_at + interval '12 hours')
);
create index session_of_staff on auth.session (staff_id) where ended_at is null;

-- What the server may read of this directly. Staff: names only, and only for somebody who is signed in.
grant select on auth.country, auth.organisation, auth.office, auth.office_closure, auth.role, auth.role_grant to nansen_app;
grant select (id, organisation_id, display_name, language, status) on auth.staff to nansen_app;
