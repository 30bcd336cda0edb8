-- Pairs that are taken off the desk unjudged, suspicions handed on, and whole records brought together. Tables as the definitions say.

alter table adjudication.review drop constraint review_outcome_check;
alter table adjudication.review add constraint review_outcome_check
  check (outcome in ('same-person', 'different-people', 'twins-or-relatives', 'poor-quality', 'fraud', 'withdrawn'));
alter table adjudication.review add column withdrawn_because text check (char_length(withdrawn_because) between 1 and 1000);
drop trigger e_moves on adjudication.review;
create trigger e_moves before update of state on adjudication.review for each row execute function store.check_move('adjudication', 'open>one-opinion|system||', 'one-opinion>decided|system|first_adjudicator|', 'disagreed>decided|system|first_adjudicator|', 'open>decided|system||', 'one-opinion>disagreed|system|first_adjudicator|');

create table adjudication.referral (
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
  review uuid not null,
  kind text not null check (kind in ('two-identities', 'borrowed-body', 'forged-papers', 'staff-involved', 'other')),
  reason text not null check (char_length(reason) between 1 and 2000),
  referred_at timestamptz not null,
  step text not null check (step in ('referred', 'taken-up', 'closed')),
  taken_by uuid,
  closed_because text check (char_length(closed_because) between 1 and 2000)
);
create index on adjudication.referral (office_id, id);
create index on adjudication.referral (owner_id, id) where owner_id is not null;
create index on adjudication.referral (review);
create index on adjudication.referral (taken_by);
alter table adjudication.referral enable row level security;
alter table adjudication.referral force row level security;
create policy keeper on adjudication.referral to nansen_migrator using (true) with check (true);
create policy restricted on adjudication.referral as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on adjudication.referral for select to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'read', 'personal'))::uuid[]));
create policy add on adjudication.referral for insert to nansen_app with check (
    office_id = any ((select auth.reach('adjudication', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'create', 'personal'))::uuid[]));
create policy change on adjudication.referral for update to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on adjudication.referral for each row execute function store.stamp();
create trigger z_log after insert or update or delete on adjudication.referral for each row execute function change.log('adjudication', 'referral', 'open');
grant select, insert on adjudication.referral to nansen_app;
grant update (owner_id, extra, review, kind, reason, referred_at, step, taken_by, closed_because) on adjudication.referral to nansen_app;

create table adjudication.record_merge (
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
  step text not null check (step in ('asked', 'merged', 'refused', 'undone')),
  because text not null check (char_length(because) between 1 and 1000),
  asked_at timestamptz not null,
  asked_by uuid not null,
  answered_at timestamptz,
  answered_by uuid,
  answered_because text check (char_length(answered_because) between 1 and 1000),
  undone_at timestamptz,
  undone_because text check (char_length(undone_because) between 1 and 1000)
);
create index on adjudication.record_merge (office_id, id);
create index on adjudication.record_merge (owner_id, id) where owner_id is not null;
create index on adjudication.record_merge (survivor);
create index on adjudication.record_merge (other);
create index on adjudication.record_merge (asked_by);
create index on adjudication.record_merge (answered_by);
alter table adjudication.record_merge enable row level security;
alter table adjudication.record_merge force row level security;
create policy keeper on adjudication.record_merge to nansen_migrator using (true) with check (true);
create policy restricted on adjudication.record_merge as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on adjudication.record_merge for select to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'read', 'personal'))::uuid[]));
create policy add on adjudication.record_merge for insert to nansen_app with check (
    office_id = any ((select auth.reach('adjudication', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'create', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'create', 'personal'))::uuid[]));
create policy change on adjudication.record_merge for update to nansen_app using (
    office_id = any ((select auth.reach('adjudication', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'change', 'personal'))::uuid[])
    or id = any ((select auth.cases('adjudication', 'change', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on adjudication.record_merge for each row execute function store.stamp();
create trigger z_log after insert or update or delete on adjudication.record_merge for each row execute function change.log('adjudication', 'record_merge', 'open');
grant select, insert on adjudication.record_merge to nansen_app;
grant update (owner_id, extra, survivor, other, step, because, asked_at, asked_by, answered_at, answered_by, answered_because, undone_at, undone_because) on adjudication.record_merge to nansen_app;

create function adjudication.referral_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from adjudication.referral r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('adjudication', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('adjudication', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function adjudication.referral_known(uuid[]) from public;
grant execute on function adjudication.referral_known(uuid[]) to nansen_app;

create function adjudication.record_merge_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from adjudication.record_merge r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('adjudication', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('adjudication', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('adjudication', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function adjudication.record_merge_known(uuid[]) from public;
grant execute on function adjudication.record_merge_known(uuid[]) to nansen_app;

alter table adjudication.referral add foreign key (review) references adjudication.review on delete restrict;
alter table adjudication.referral add foreign key (taken_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on adjudication.referral for each row execute function store.check_references('review', 'adjudication.review_known');
alter table adjudication.record_merge add foreign key (survivor) references registration.individual on delete restrict;
alter table adjudication.record_merge add foreign key (other) references registration.individual on delete restrict;
alter table adjudication.record_merge add foreign key (asked_by) references auth.staff on delete restrict;
alter table adjudication.record_merge add foreign key (answered_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on adjudication.record_merge for each row execute function store.check_references('survivor', 'registration.individual_known', 'other', 'registration.individual_known');

-- Both are written by functions alone: a suspicion by whoever judges the pair, a merge by two.
revoke insert, update on adjudication.referral, adjudication.record_merge from nansen_app;
create policy out_of_sight on adjudication.record_merge as restrictive to nansen_app
  using (sha256(uuid_send(survivor)) <> all ((select auth.out_of_sight())::bytea[])
    and sha256(uuid_send(other)) <> all ((select auth.out_of_sight())::bytea[]));
-- A suspicion about a pair is out of sight with the pair: what it says may name people.
create policy out_of_sight on adjudication.referral as restrictive to nansen_app
  using (review in (select r.id from adjudication.review r));
create unique index merge_once on adjudication.record_merge (other) where step in ('asked', 'merged');
