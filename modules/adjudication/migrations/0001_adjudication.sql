-- Generated from the definition of adjudication. Read it, then commit it.

create schema adjudication authorization nansen_migrator;

grant usage on schema adjudication to nansen_app;

create table adjudication.review (
  id uuid primary key,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  state text not null default 'open' check (state in ('open', 'one-opinion', 'disagreed', 'decided')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  first uuid not null,
  second uuid not null,
  found_by text not null check (found_by in ('fingers-and-eyes', 'name', 'officer')),
  opened_at timestamptz not null,
  first_adjudicator uuid,
  outcome text check (outcome in ('same-person', 'different-people', 'twins-or-relatives', 'poor-quality', 'fraud')),
  decided_at timestamptz
);
create index on adjudication.review (office_id, id);
create index on adjudication.review (owner_id, id) where owner_id is not null;
create index on adjudication.review (first);
create index on adjudication.review (second);
create index on adjudication.review (first_adjudicator);
alter table adjudication.review enable row level security;
alter table adjudication.review force row level security;
create policy keeper on adjudication.review to nansen_migrator using (true) with check (true);
create policy restricted on adjudication.review as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on adjudication.review for select to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'read', 'personal'))::uuid[]));
create policy add on adjudication.review for insert to nansen_app with check (
    office_id = any ((select auth.reach('adjudication', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'create', 'personal'))::uuid[]));
create policy change on adjudication.review for update to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'change', 'personal'))::uuid[]));
create trigger e_moves before update of state on adjudication.review for each row execute function store.check_move('adjudication', 'open>one-opinion|system||', 'one-opinion>decided|system|first_adjudicator|', 'disagreed>decided|system|first_adjudicator|', 'one-opinion>disagreed|system|first_adjudicator|');
create trigger e_initial before insert on adjudication.review for each row execute function store.check_initial('open', 'one-opinion');
create trigger b_stamp before insert or update on adjudication.review for each row execute function store.stamp();
create trigger z_log after insert or update or delete on adjudication.review for each row execute function change.log('adjudication', 'review', 'open');
grant select, insert on adjudication.review to nansen_app;
grant update (owner_id, extra, state, first, second, found_by, opened_at, first_adjudicator, outcome, decided_at) on adjudication.review to nansen_app;
create table adjudication.review_protected (
  id uuid primary key references adjudication.review,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  evidence numeric
);
create index on adjudication.review_protected (office_id, id);
create index on adjudication.review_protected (root_id);
alter table adjudication.review_protected enable row level security;
alter table adjudication.review_protected force row level security;
create policy keeper on adjudication.review_protected to nansen_migrator using (true) with check (true);
create policy restricted on adjudication.review_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on adjudication.review_protected for select to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('adjudication', 'read', 'protected'))::uuid[]));
create policy add on adjudication.review_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('adjudication', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('adjudication', 'create', 'protected'))::uuid[]));
create policy change on adjudication.review_protected for update to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('adjudication', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on adjudication.review_protected for each row execute function store.copy_owner('adjudication.review', 'id');
create trigger b_needs_ciphertext before insert or update on adjudication.review_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on adjudication.review_protected for each row execute function change.log('adjudication', 'review', 'protected');
grant select, insert on adjudication.review_protected to nansen_app;
grant update (change_ct, evidence) on adjudication.review_protected to nansen_app;

create table adjudication.link (
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
  survivor uuid not null,
  other uuid not null,
  review uuid,
  linked_at timestamptz not null,
  unlinked_at timestamptz,
  unlinked_because text check (char_length(unlinked_because) between 1 and 1000)
);
create index on adjudication.link (office_id, id);
create index on adjudication.link (owner_id, id) where owner_id is not null;
create index on adjudication.link (survivor);
create index on adjudication.link (other);
create index on adjudication.link (review);
alter table adjudication.link enable row level security;
alter table adjudication.link force row level security;
create policy keeper on adjudication.link to nansen_migrator using (true) with check (true);
create policy restricted on adjudication.link as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on adjudication.link for select to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'read', 'personal'))::uuid[]));
create policy add on adjudication.link for insert to nansen_app with check (
    office_id = any ((select auth.reach('adjudication', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'create', 'personal'))::uuid[]));
create policy change on adjudication.link for update to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on adjudication.link for each row execute function store.stamp();
create trigger z_log after insert or update or delete on adjudication.link for each row execute function change.log('adjudication', 'link', 'open');
grant select, insert on adjudication.link to nansen_app;
grant update (owner_id, extra, survivor, other, review, linked_at, unlinked_at, unlinked_because) on adjudication.link to nansen_app;

create table adjudication.opinion (
  id uuid primary key,
  parent_id uuid not null references adjudication.review,
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
  verdict text not null check (verdict in ('same-person', 'different-people', 'twins-or-relatives', 'poor-quality', 'fraud')),
  seen text[] not null check (seen <@ array['fingers', 'eyes', 'face', 'names', 'birth', 'family', 'story', 'documents']),
  reasons text not null check (char_length(reasons) between 1 and 2000),
  disclosed boolean not null
);
create index on adjudication.opinion (office_id, id);
create index on adjudication.opinion (owner_id, id) where owner_id is not null;
create index on adjudication.opinion (root_id);
create index on adjudication.opinion (parent_id);
alter table adjudication.opinion enable row level security;
alter table adjudication.opinion force row level security;
create policy keeper on adjudication.opinion to nansen_migrator using (true) with check (true);
create policy restricted on adjudication.opinion as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on adjudication.opinion for select to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('adjudication', 'read', 'personal'))::uuid[]));
create policy add on adjudication.opinion for insert to nansen_app with check (
    office_id = any ((select auth.reach('adjudication', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('adjudication', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on adjudication.opinion for each row execute function store.copy_owner('adjudication.review', 'parent_id');
create trigger b_stamp before insert or update on adjudication.opinion for each row execute function store.stamp();
create trigger z_log after insert or update or delete on adjudication.opinion for each row execute function change.log('adjudication', 'opinion', 'open');
grant select, insert on adjudication.opinion to nansen_app;

create function adjudication.review_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from adjudication.review r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('adjudication', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('adjudication', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function adjudication.review_known(uuid[]) from public;
grant execute on function adjudication.review_known(uuid[]) to nansen_app;

create function adjudication.link_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from adjudication.link r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('adjudication', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('adjudication', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function adjudication.link_known(uuid[]) from public;
grant execute on function adjudication.link_known(uuid[]) to nansen_app;

create function adjudication.opinion_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from adjudication.opinion r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('adjudication', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('adjudication', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function adjudication.opinion_known(uuid[]) from public;
grant execute on function adjudication.opinion_known(uuid[]) to nansen_app;

alter table adjudication.review add foreign key (first) references registration.individual on delete restrict;
alter table adjudication.review add foreign key (second) references registration.individual on delete restrict;
alter table adjudication.review add foreign key (first_adjudicator) references auth.staff on delete restrict;
create trigger d_references before insert or update on adjudication.review for each row execute function store.check_references('first', 'registration.individual_known', 'second', 'registration.individual_known');
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on adjudication.review for each row execute function store.spread_owner('adjudication.review_protected', 'adjudication.opinion');

alter table adjudication.link add foreign key (survivor) references registration.individual on delete restrict;
alter table adjudication.link add foreign key (other) references registration.individual on delete restrict;
alter table adjudication.link add foreign key (review) references adjudication.review on delete restrict;
create trigger d_references before insert or update on adjudication.link for each row execute function store.check_references('survivor', 'registration.individual_known', 'other', 'registration.individual_known', 'review', 'adjudication.review_known');
