-- That something happened to who seeks, or to who was found, tells those who work on the request: whoever wrote it down need not know that there is one.

create table tracing.notice (
  id uuid primary key,
  parent_id uuid not null references tracing.request,
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
  what text not null check (what in ('death', 'reunion', 'departure', 'return', 'duplicate', 'duplicate-undone', 'custody', 'adoption', 'separation')),
  person uuid not null,
  happened_on ref.partial_date not null
);
create index on tracing.notice (office_id, id);
create index on tracing.notice (owner_id, id) where owner_id is not null;
create index on tracing.notice (root_id);
create index on tracing.notice (parent_id);
create index on tracing.notice (person);
alter table tracing.notice enable row level security;
alter table tracing.notice force row level security;
create policy keeper on tracing.notice to nansen_migrator using (true) with check (true);
create policy restricted on tracing.notice as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.notice for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'personal'))::uuid[]));
create policy out_of_sight on tracing.notice as restrictive to nansen_app
  using (person is null or sha256(uuid_send(person)) <> all ((select auth.out_of_sight())::bytea[]));
create trigger a_copy_owner before insert on tracing.notice for each row execute function store.copy_owner('tracing.request', 'parent_id');
create trigger b_stamp before insert or update on tracing.notice for each row execute function store.stamp();
create trigger z_log after insert or update or delete on tracing.notice for each row execute function change.log('tracing', 'notice', 'open');
alter table tracing.notice add foreign key (person) references registration.individual on delete restrict;

create function tracing.notice_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from tracing.notice r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function tracing.notice_known(uuid[]) from public;
grant execute on function tracing.notice_known(uuid[]) to nansen_app;
create trigger y_spread_owner_notice after update of office_id, owner_id, restriction_group on tracing.request
  for each row execute function store.spread_owner('tracing.notice');

create policy change on tracing.notice for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
-- Notices come through the function below; to take one back is to say that it was dealt with.
grant select on tracing.notice to nansen_app;
grant update (withdrawn_at) on tracing.notice to nansen_app;

-- Writes a notice on every request that is not closed, and answers nothing: who asks learns not even whether there was one.
create function tracing.tell(what text, people uuid[], happened_on text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.can('registration', 'change', 'personal') then return; end if;
  insert into tracing.notice (id, parent_id, what, person, happened_on)
    select gen_random_uuid(), r.id, tell.what, p.person, tell.happened_on
    from unnest(people) as p (person) join tracing.request r on p.person in (r.seeker, r.proposed_match)
    where r.state <> 'closed' and exists (select from registration.individual i where i.id = p.person);
end $$;
revoke execute on function tracing.tell(text, uuid[], text) from public;
grant execute on function tracing.tell(text, uuid[], text) to nansen_app;
