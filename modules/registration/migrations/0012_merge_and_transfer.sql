-- Merging and its way back, transfer between offices, and people who look alike and are not the same.
-- Tables, references and the list of what hangs on a root are as the definitions say; what follows them no definition can say.

create table registration.group_merge (
  id uuid primary key,
  parent_id uuid not null references registration.registration_group,
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
  from_group uuid not null,
  because text not null check (char_length(because) between 1 and 10000),
  codes_before text not null check (char_length(codes_before) between 1 and 4000),
  undone_because text check (char_length(undone_because) between 1 and 10000)
);
create index on registration.group_merge (office_id, id);
create index on registration.group_merge (owner_id, id) where owner_id is not null;
create index on registration.group_merge (root_id);
create index on registration.group_merge (parent_id);
create index on registration.group_merge (from_group);
alter table registration.group_merge enable row level security;
alter table registration.group_merge force row level security;
create policy keeper on registration.group_merge to nansen_migrator using (true) with check (true);
create policy restricted on registration.group_merge as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.group_merge for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.group_merge for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.group_merge for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.group_merge for each row execute function store.copy_owner('registration.registration_group', 'parent_id');
create trigger b_stamp before insert or update on registration.group_merge for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.group_merge for each row execute function change.log('registration', 'group_merge', 'open');
grant select, insert on registration.group_merge to nansen_app;
grant update (withdrawn_at, from_group, because, codes_before, undone_because) on registration.group_merge to nansen_app;

create table registration.transfer (
  id uuid primary key,
  parent_id uuid not null references registration.registration_group,
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
  because text not null check (char_length(because) between 1 and 10000),
  answer text check (answer in ('accepted', 'refused', 'withdrawn')),
  answered_by uuid,
  answered_because text check (char_length(answered_because) between 1 and 10000)
);
create index on registration.transfer (office_id, id);
create index on registration.transfer (owner_id, id) where owner_id is not null;
create index on registration.transfer (root_id);
create index on registration.transfer (parent_id);
create index on registration.transfer (from_office);
create index on registration.transfer (to_office);
create index on registration.transfer (answered_by);
alter table registration.transfer enable row level security;
alter table registration.transfer force row level security;
create policy keeper on registration.transfer to nansen_migrator using (true) with check (true);
create policy restricted on registration.transfer as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.transfer for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.transfer for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create policy change on registration.transfer for update to nansen_app using (
    office_id = any ((select auth.reach('registration', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.transfer for each row execute function store.copy_owner('registration.registration_group', 'parent_id');
create trigger b_stamp before insert or update on registration.transfer for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.transfer for each row execute function change.log('registration', 'transfer', 'open');
grant select, insert on registration.transfer to nansen_app;
grant update (withdrawn_at, from_office, to_office, because, answer, answered_by, answered_because) on registration.transfer to nansen_app;

create table registration.other_than (
  id uuid primary key,
  parent_id uuid not null references registration.individual,
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
  other uuid not null,
  because text not null check (because in ('face', 'age', 'family', 'known', 'papers', 'other'))
);
create index on registration.other_than (office_id, id);
create index on registration.other_than (owner_id, id) where owner_id is not null;
create index on registration.other_than (root_id);
create index on registration.other_than (parent_id);
create index on registration.other_than (other);
alter table registration.other_than enable row level security;
alter table registration.other_than force row level security;
create policy keeper on registration.other_than to nansen_migrator using (true) with check (true);
create policy restricted on registration.other_than as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.other_than for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.other_than for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.other_than for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.other_than for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.other_than for each row execute function change.log('registration', 'other_than', 'open');
grant select, insert on registration.other_than to nansen_app;

create function registration.group_merge_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.group_merge r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.group_merge_known(uuid[]) from public;
grant execute on function registration.group_merge_known(uuid[]) to nansen_app;

create function registration.transfer_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.transfer r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.transfer_known(uuid[]) from public;
grant execute on function registration.transfer_known(uuid[]) to nansen_app;

create function registration.other_than_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.other_than r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.other_than_known(uuid[]) from public;
grant execute on function registration.other_than_known(uuid[]) to nansen_app;

alter table registration.group_merge add foreign key (from_group) references registration.registration_group on delete restrict;
create trigger d_references before insert or update on registration.group_merge for each row execute function store.check_references('from_group', 'registration.registration_group_known');
alter table registration.transfer add foreign key (from_office) references auth.office on delete restrict;
alter table registration.transfer add foreign key (to_office) references auth.office on delete restrict;
alter table registration.transfer add foreign key (answered_by) references auth.staff on delete restrict;
alter table registration.other_than add foreign key (other) references registration.individual on delete restrict;
create trigger d_references before insert or update on registration.other_than for each row execute function store.check_references('other', 'registration.individual_known');

drop trigger y_spread_owner on registration.individual;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on registration.individual for each row execute function store.spread_owner('registration.individual_protected', 'registration.individual_key', 'registration.name', 'registration.alias', 'registration.alias_key', 'registration.other_number', 'registration.other_number_key', 'registration.other_than', 'registration.address', 'registration.phone', 'registration.phone_key', 'registration.document_held', 'registration.document_held_key', 'registration.consent', 'registration.legal_status', 'registration.status_change', 'registration.specific_need', 'registration.specific_need_protected', 'registration.photo', 'registration.attachment', 'registration.note', 'registration.issued_document', 'registration.issued_document_key', 'registration.correction_request', 'store.attachment');
drop trigger y_spread_owner on registration.registration_group;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on registration.registration_group for each row execute function store.spread_owner('registration.registration_group_key', 'registration.membership', 'registration.group_link', 'registration.group_merge', 'registration.transfer');

-- A merge is written down, and taken back, by who may merge.
create policy by_merger on registration.group_merge as restrictive for insert to nansen_app
  with check (office_id = any ((select auth.reach('registration', 'merge', 'personal'))::uuid[]));
create policy by_merger_back on registration.group_merge as restrictive for update to nansen_app
  using (office_id = any ((select auth.reach('registration', 'merge', 'personal'))::uuid[]));
revoke update (from_group, because, codes_before, withdrawn_at) on registration.group_merge from nansen_app;

-- Custody is asked for and answered through the two functions below, never by a row.
revoke insert, update (withdrawn_at, from_office, to_office, because, answer, answered_by, answered_because)
  on registration.transfer from nansen_app;
create unique index transfer_waiting_once on registration.transfer (parent_id) where answer is null;

-- What is written beside a person or a group while they change offices goes with them: it waits for the transfer, or the transfer for it.
-- Without this a fact added at that moment would stay behind, with the office that had just let the person go.
create function registration.hold_root() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('select 1 from registration.%I r where r.id = $1 for no key update', tg_argv[0]) using new.parent_id;
  return new;
end $$;
do $$
declare
  child record;
begin
  for child in
    select c.relname as name, target.relname as root
    from pg_constraint f
    join pg_class c on c.oid = f.conrelid
    join pg_class target on target.oid = f.confrelid
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
    where f.contype = 'f' and a.attname = 'parent_id' and c.relnamespace = 'registration'::regnamespace
      and target.relname in ('individual', 'registration_group')
  loop
    execute format('create trigger a_0_hold before insert on registration.%I for each row when (session_user = ''nansen_app'')
      execute function registration.hold_root(%L)', child.name, child.root);
  end loop;
end $$;

-- Asks that a group pass to another office of the same organisation. Answers 'asked', or why not.
create function registration.ask_transfer(id uuid, in_group uuid, office uuid, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
begin
  select g.id, g.office_id, g.owner_id, g.restriction_group, g.size into held
  from registration.registration_group g where g.id = in_group for update;
  if held.id is null
    or not auth.may('registration', 'transfer', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group)
    or not exists (select from auth.office o where o.id = office) then
    return 'not-found';
  end if;
  if held.office_id = office then return 'same-office'; end if;
  if held.size = 0 then return 'empty'; end if;
  if (select count(distinct o.organisation_id) from auth.office o where o.id in (held.office_id, office)) > 1 then
    return 'other-organisation';
  end if;
  if exists (select from registration.transfer t where t.parent_id = in_group and t.answer is null) then return 'waiting'; end if;
  insert into registration.transfer (id, parent_id, from_office, to_office, because)
  values (ask_transfer.id, in_group, held.office_id, office, ask_transfer.because);
  return 'asked';
end $$;

-- Accepts or refuses, at the office that was asked; withdraws, at the one that asks. Who asks never accepts. With the group go its present
-- members and all that hangs on either; other modules that stand on a person follow by triggers of their own.
create function registration.answer_transfer(transfer uuid, answer text, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked registration.transfer;
  held record;
  judged uuid;
begin
  select t.* into asked from registration.transfer t where t.id = answer_transfer.transfer;
  select g.id, g.office_id, g.owner_id, g.restriction_group, g.size into held
  from registration.registration_group g where g.id = asked.parent_id for update;
  select t.* into asked from registration.transfer t where t.id = answer_transfer.transfer for update;
  judged := case answer_transfer.answer when 'withdrawn' then asked.from_office else asked.to_office end;
  if held.id is null or not auth.may('registration', 'transfer', 'personal', judged, null, held.id, held.restriction_group) then
    return 'not-found';
  end if;
  if asked.answer is not null then return 'answered'; end if;
  if answer_transfer.answer = 'accepted' then
    if asked.created_by = auth.staff() then return 'own'; end if;
    if held.office_id <> asked.from_office then return 'moved'; end if;
    if held.size = 0 then return 'empty'; end if;
  end if;
  update registration.transfer t
  set answer = answer_transfer.answer, answered_by = auth.staff(), answered_because = answer_transfer.because where t.id = asked.id;
  if answer_transfer.answer <> 'accepted' then return 'done'; end if;
  perform 1 from registration.individual i
  where i.id in (select m.individual from registration.membership m
    where m.parent_id = held.id and m.member_to is null and m.withdrawn_at is null)
  order by i.id for update;
  update registration.individual i set office_id = asked.to_office, owner_id = null
  where i.id in (select m.individual from registration.membership m
    where m.parent_id = held.id and m.member_to is null and m.withdrawn_at is null);
  update registration.registration_group g set office_id = asked.to_office, owner_id = null where g.id = held.id;
  return 'done';
end $$;

-- Transfers that wait for an answer, at the offices where the asker may give or take custody.
create function registration.transfers_waiting()
returns table (id uuid, group_id uuid, number text, size int, from_office uuid, from_name text, to_office uuid, to_name text,
  because text, asked_at timestamptz, asked_by uuid, incoming boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  offices uuid[] := auth.reach('registration', 'transfer', 'personal');
  groups uuid[] := auth.groups();
begin
  return query
    select t.id, g.id, g.number, g.size, t.from_office, f.name, t.to_office, o.name, t.because, t.created_at, t.created_by,
      t.to_office = any (offices)
    from registration.transfer t
    join registration.registration_group g on g.id = t.parent_id
    join auth.office f on f.id = t.from_office
    join auth.office o on o.id = t.to_office
    where t.answer is null and (t.to_office = any (offices) or t.from_office = any (offices))
      and (g.restriction_group is null or g.restriction_group = any (groups))
    order by t.created_at, t.id;
end $$;

-- Who would come with a transfer that waits: for who decides on it, before the group is theirs.
create function registration.transfer_members(transfer uuid) returns table (individual uuid, relationship text, sequence int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select m.individual, m.relationship, m.sequence
    from registration.transfers_waiting() w
    join registration.membership m on m.parent_id = w.group_id and m.member_to is null and m.withdrawn_at is null
    where w.id = transfer_members.transfer
    order by m.sequence;
end $$;

-- How many colleagues read records of the one office and not of the other: who loses sight of what passes, and who gains it.
create function registration.sight_after(from_office uuid, to_office uuid) returns table (losing int, gaining int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.can('registration', 'transfer', 'personal') then return; end if;
  return query
    with readers as (
      select a.staff_id, o.id as office
      from auth.current_assignment a
      join auth.staff p on p.id = a.staff_id and p.status = 'active'
      join auth.role_grant g on g.role = a.role and g.module = 'registration' and g.action = 'read' and g.level = 'personal'
      join auth.office home on home.id = a.office_id
      join auth.office o on o.id in (sight_after.from_office, sight_after.to_office)
      where case g.scope
        when 'global' then true
        when 'country' then o.country = home.country
        when 'subtree' then exists (select from auth.office_closure c where c.ancestor = home.id and c.descendant = o.id)
        when 'office' then o.id = home.id
        else false end
    ), sides as (
      select r.staff_id, bool_or(r.office = sight_after.from_office) as before, bool_or(r.office = sight_after.to_office) as after
      from readers r group by r.staff_id
    )
    select count(*) filter (where s.before and not s.after)::int, count(*) filter (where s.after and not s.before)::int from sides s;
end $$;

-- Statuses that somebody decides on: a determination for one person, or a decision for a group. Which is said by the category. Only what
-- was decided for a group is an officer's to write down; a decision on one person is written down by who approves. Twin of
-- modules/registration/legalStatus.ts, compared by a test.
create function registration.judge_legal_status() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user <> 'nansen_app' then return new; end if;
  if new.status not in ('refugee', 'stateless', 'other-international-protection', 'not-of-concern') then return new; end if;
  if new.category is null then
    raise exception using errcode = '23502', message = 'who decided, and how, is missing', column = 'category';
  end if;
  if new.basis is null and new.status in ('refugee', 'other-international-protection') then
    raise exception using errcode = '23502', message = 'the basis is missing', column = 'basis';
  end if;
  if new.category not like '%-as-group'
    and not auth.may('registration', 'approve', 'personal', new.office_id, new.owner_id, new.root_id, new.restriction_group) then
    raise exception using errcode = '42501', message = 'a decision on one person is written down by a supervisor';
  end if;
  return new;
end $$;
create trigger e_decided before insert on registration.legal_status for each row execute function registration.judge_legal_status();

revoke execute on function registration.hold_root(), registration.ask_transfer(uuid, uuid, uuid, text),
  registration.answer_transfer(uuid, text, text), registration.transfers_waiting(), registration.transfer_members(uuid),
  registration.sight_after(uuid, uuid), registration.judge_legal_status() from public;
grant execute on function registration.ask_transfer(uuid, uuid, uuid, text), registration.answer_transfer(uuid, text, text),
  registration.transfers_waiting(), registration.transfer_members(uuid), registration.sight_after(uuid, uuid) to nansen_app;
