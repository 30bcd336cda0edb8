-- What happens to people after they are registered: births, marriages, departures, returns. Written once, by the command that does what follows.

create table registration.life_event (
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
  kind text not null check (kind in ('birth', 'death', 'marriage', 'divorce', 'separation', 'adoption', 'custody', 'reunion', 'move', 'departure', 'return', 'duplicate', 'duplicate-undone')),
  happened_on ref.partial_date not null,
  place_as_said text check (char_length(place_as_said) between 1 and 200),
  source text not null check (char_length(source) between 1 and 10000),
  document text check (char_length(document) between 1 and 200),
  other uuid,
  late boolean,
  verified_by text check (verified_by in ('biometrics', 'photo-and-papers', 'known-to-family', 'interview'))
);
create index on registration.life_event (office_id, id);
create index on registration.life_event (owner_id, id) where owner_id is not null;
create index on registration.life_event (root_id);
create index on registration.life_event (parent_id);
create index on registration.life_event (other);
alter table registration.life_event enable row level security;
alter table registration.life_event force row level security;
create policy keeper on registration.life_event to nansen_migrator using (true) with check (true);
create policy restricted on registration.life_event as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.life_event for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy out_of_sight on registration.life_event as restrictive to nansen_app
  using (other is null or sha256(uuid_send(other)) <> all ((select auth.out_of_sight())::bytea[]));
create trigger a_copy_owner before insert on registration.life_event for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.life_event for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.life_event for each row execute function change.log('registration', 'life_event', 'open');
alter table registration.life_event add foreign key (other) references registration.individual on delete restrict;

create function registration.life_event_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.life_event r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.life_event_known(uuid[]) from public;
grant execute on function registration.life_event_known(uuid[]) to nansen_app;
create trigger y_spread_owner_life_event after update of office_id, owner_id, restriction_group on registration.individual
  for each row execute function store.spread_owner('registration.life_event');

create policy add on registration.life_event for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger d_references before insert or update on registration.life_event for each row execute function store.check_references('other', 'registration.individual_known');
grant select, insert on registration.life_event to nansen_app;

-- Two records of one person are said to be so, and to be two again, by who may approve.
create function registration.judge_same_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user <> 'nansen_app' or new.same_person_as is not distinct from old.same_person_as then return new; end if;
  if new.same_person_as = new.id then
    raise exception using errcode = '23514', message = 'nobody is the same person as their own record', column = 'same_person_as';
  end if;
  if not auth.may('registration', 'approve', 'personal', new.office_id, new.owner_id, new.id, new.restriction_group) then
    raise exception using errcode = '42501', message = 'a supervisor says that two records are one person', column = 'same_person_as';
  end if;
  return new;
end $$;
create trigger e_same_person before update of same_person_as on registration.individual
  for each row execute function registration.judge_same_person();
revoke execute on function registration.judge_same_person() from public;
