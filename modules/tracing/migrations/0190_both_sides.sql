-- A match is verified with each side apart, before either learns where the other is; a reunion has a plan and a hand-over, and is visited after.

alter table tracing.request drop constraint request_outcome_check;
alter table tracing.request add constraint request_outcome_check check (outcome in
  ('reunited', 'in-contact', 'deceased', 'not-found', 'withdrawn', 'handed-over', 'out-of-reach', 'not-best-for-child'));
drop trigger e_moves on tracing.request;
create trigger e_moves before update of state on tracing.request for each row execute function store.check_move('tracing', 'open>proposed|change||proposed_match,proposed_by', 'proposed>confirmed|approve|proposed_by|proposed_match,confirmed_by', 'proposed>open|approve||', 'proposed>open|change||', 'confirmed>reunited|change||', 'open>closed|change||outcome', 'confirmed>closed|change||outcome', 'reunited>closed|change||outcome');

create table tracing.answer (
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
  side text not null check (side in ('seeker', 'found')),
  asked_on date not null
);
create index on tracing.answer (office_id, id);
create index on tracing.answer (owner_id, id) where owner_id is not null;
create index on tracing.answer (root_id);
create index on tracing.answer (parent_id);
alter table tracing.answer enable row level security;
alter table tracing.answer force row level security;
create policy keeper on tracing.answer to nansen_migrator using (true) with check (true);
create policy restricted on tracing.answer as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.answer for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'personal'))::uuid[]));
create policy add on tracing.answer for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy change on tracing.answer for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.answer for each row execute function store.copy_owner('tracing.request', 'parent_id');
create trigger b_stamp before insert or update on tracing.answer for each row execute function store.stamp();
create trigger z_log after insert or update or delete on tracing.answer for each row execute function change.log('tracing', 'answer', 'open');
grant select, insert on tracing.answer to nansen_app;
grant update (withdrawn_at) on tracing.answer to nansen_app;
create table tracing.answer_protected (
  id uuid primary key references tracing.answer,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  agrees text not null check (agrees in ('yes', 'no')),
  answers text not null check (char_length(answers) between 1 and 10000)
);
create index on tracing.answer_protected (office_id, id);
create index on tracing.answer_protected (root_id);
alter table tracing.answer_protected enable row level security;
alter table tracing.answer_protected force row level security;
create policy keeper on tracing.answer_protected to nansen_migrator using (true) with check (true);
create policy restricted on tracing.answer_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.answer_protected for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'protected'))::uuid[]));
create policy add on tracing.answer_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'protected'))::uuid[]));
create policy change on tracing.answer_protected for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on tracing.answer_protected for each row execute function store.copy_owner('tracing.answer', 'id');
create trigger b_needs_ciphertext before insert or update on tracing.answer_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on tracing.answer_protected for each row execute function change.log('tracing', 'answer', 'protected');

grant select, insert on tracing.answer_protected to nansen_app;
grant update (change_ct, agrees, answers) on tracing.answer_protected to nansen_app;

create table tracing.reunification (
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
  planned_on date not null,
  place text not null check (char_length(place) between 1 and 200),
  escorted_by text check (char_length(escorted_by) between 1 and 200),
  agreed_by text[] not null check (agreed_by <@ array['child', 'adult', 'carer', 'authority']),
  handed_over_on date,
  handed_over_by text check (char_length(handed_over_by) between 1 and 200),
  received_by text check (char_length(received_by) between 1 and 200)
);
create index on tracing.reunification (office_id, id);
create index on tracing.reunification (owner_id, id) where owner_id is not null;
create index on tracing.reunification (root_id);
create index on tracing.reunification (parent_id);
alter table tracing.reunification enable row level security;
alter table tracing.reunification force row level security;
create policy keeper on tracing.reunification to nansen_migrator using (true) with check (true);
create policy restricted on tracing.reunification as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.reunification for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'personal'))::uuid[]));
create policy add on tracing.reunification for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy change on tracing.reunification for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.reunification for each row execute function store.copy_owner('tracing.request', 'parent_id');
create trigger b_stamp before insert or update on tracing.reunification for each row execute function store.stamp();
create trigger z_log after insert or update or delete on tracing.reunification for each row execute function change.log('tracing', 'reunification', 'open');
grant select, insert on tracing.reunification to nansen_app;
grant update (withdrawn_at, planned_on, place, escorted_by, agreed_by, handed_over_on, handed_over_by, received_by) on tracing.reunification to nansen_app;

create table tracing.visit (
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
  due_on date not null,
  done_on date,
  found text check (found in ('well', 'needs-help', 'separated-again', 'not-there'))
);
create index on tracing.visit (office_id, id);
create index on tracing.visit (owner_id, id) where owner_id is not null;
create index on tracing.visit (root_id);
create index on tracing.visit (parent_id);
alter table tracing.visit enable row level security;
alter table tracing.visit force row level security;
create policy keeper on tracing.visit to nansen_migrator using (true) with check (true);
create policy restricted on tracing.visit as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.visit for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'personal'))::uuid[]));
create policy add on tracing.visit for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'personal'))::uuid[]));
create policy change on tracing.visit for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on tracing.visit for each row execute function store.copy_owner('tracing.request', 'parent_id');
create trigger b_stamp before insert or update on tracing.visit for each row execute function store.stamp();
create trigger z_log after insert or update or delete on tracing.visit for each row execute function change.log('tracing', 'visit', 'open');
grant select, insert on tracing.visit to nansen_app;
grant update (withdrawn_at, due_on, done_on, found) on tracing.visit to nansen_app;
create table tracing.visit_protected (
  id uuid primary key references tracing.visit,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  change_ct bytea,
  remarks text check (char_length(remarks) between 1 and 10000)
);
create index on tracing.visit_protected (office_id, id);
create index on tracing.visit_protected (root_id);
alter table tracing.visit_protected enable row level security;
alter table tracing.visit_protected force row level security;
create policy keeper on tracing.visit_protected to nansen_migrator using (true) with check (true);
create policy restricted on tracing.visit_protected as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on tracing.visit_protected for select to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'read', 'protected'))::uuid[]));
create policy add on tracing.visit_protected for insert to nansen_app with check (
    office_id = any ((select auth.reach('tracing', 'create', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'create', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'create', 'protected'))::uuid[]));
create policy change on tracing.visit_protected for update to nansen_app using (
    office_id = any ((select auth.reach('tracing', 'change', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'change', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('tracing', 'change', 'protected'))::uuid[]));
create trigger a_copy_owner before insert on tracing.visit_protected for each row execute function store.copy_owner('tracing.visit', 'id');
create trigger b_needs_ciphertext before insert or update on tracing.visit_protected for each row execute function store.needs_ciphertext();
create trigger z_log after insert or update or delete on tracing.visit_protected for each row execute function change.log('tracing', 'visit', 'protected');
grant select, insert on tracing.visit_protected to nansen_app;
grant update (change_ct, remarks) on tracing.visit_protected to nansen_app;


create function tracing.answer_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from tracing.answer r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function tracing.answer_known(uuid[]) from public;
grant execute on function tracing.answer_known(uuid[]) to nansen_app;

create function tracing.reunification_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from tracing.reunification r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function tracing.reunification_known(uuid[]) from public;
grant execute on function tracing.reunification_known(uuid[]) to nansen_app;

create function tracing.visit_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from tracing.visit r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('tracing', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('tracing', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('tracing', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function tracing.visit_known(uuid[]) from public;
grant execute on function tracing.visit_known(uuid[]) to nansen_app;


create trigger y_spread_owner_pairing after update of office_id, owner_id, restriction_group on tracing.request
  for each row execute function store.spread_owner('tracing.answer', 'tracing.answer_protected', 'tracing.reunification', 'tracing.visit', 'tracing.visit_protected');

-- Both sides were asked about the match that stands, and both wish it. Which of them did not is said to nobody.
create function tracing.judge_confirmation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select count(distinct a.side) from tracing.answer a join tracing.answer_protected p on p.id = a.id
      where a.parent_id = new.id and a.withdrawn_at is null and p.agrees = 'yes') < 2 then
    raise exception using errcode = 'NR006', message = 'tracing.problem.both-sides-first', column = 'verification';
  end if;
  return new;
end $$;
create trigger h_both_sides before update of state on tracing.request for each row
  when (old.state <> 'confirmed' and new.state = 'confirmed') execute function tracing.judge_confirmation();

-- What was answered was answered about the match that is gone.
create function tracing.forget_match() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update tracing.answer set withdrawn_at = cases.now() where parent_id = new.id and withdrawn_at is null;
  return null;
end $$;
create trigger x_forget_match after update of state on tracing.request for each row
  when (old.state = 'proposed' and new.state = 'open') execute function tracing.forget_match();

-- Each side is asked about a match that is proposed, and once.
create unique index on tracing.answer (parent_id, side) where withdrawn_at is null;
create function tracing.judge_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from tracing.request r where r.id = new.parent_id and r.state = 'proposed') then
    raise exception using errcode = 'NR006', message = 'tracing.problem.nobody-proposed', column = 'side';
  end if;
  return new;
end $$;
create trigger f_proposed before insert on tracing.answer for each row execute function tracing.judge_answer();

-- A plan is made for a match that both wished; nobody is handed over before it was settled that this is best for a child on either side.
create function tracing.judge_handover() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked tracing.request;
begin
  select r.* into asked from tracing.request r where r.id = new.parent_id;
  if asked.state <> 'confirmed' then
    raise exception using errcode = 'NR006', message = 'tracing.problem.not-confirmed', column = 'planned_on';
  elsif new.handed_over_on is null then
    return new;
  elsif new.handed_over_by is null or new.received_by is null then
    raise exception using errcode = 'NR006', message = 'tracing.problem.by-whom', column = 'handed_over_by';
  elsif new.handed_over_on > cases.now()::date then
    raise exception using errcode = 'NR006', message = 'tracing.problem.not-yet', column = 'handed_over_on';
  elsif not tracing.may_reunite(asked.seeker) or not tracing.may_reunite(asked.proposed_match) then
    raise exception using errcode = 'NR006', message = 'tracing.problem.child-not-decided', column = 'handed_over_on';
  end if;
  return new;
end $$;
create trigger f_handover before insert or update of planned_on, place, escorted_by, agreed_by, handed_over_on, handed_over_by, received_by
  on tracing.reunification for each row execute function tracing.judge_handover();
create unique index on tracing.reunification (parent_id) where withdrawn_at is null;

-- Nobody is reunited on paper alone, and no reunion is closed while a visit is owed. After `g_children`: a child is judged first.
create function tracing.judge_ending() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.state = 'reunited' or new.outcome = 'reunited') and not exists (
    select from tracing.reunification u where u.parent_id = new.id and u.withdrawn_at is null and u.handed_over_on is not null) then
    raise exception using errcode = 'NR006', message = 'tracing.problem.not-handed-over', column = 'outcome';
  elsif new.state = 'closed' and new.outcome = 'reunited' and (
    exists (select from tracing.visit v where v.parent_id = new.id and v.withdrawn_at is null and v.done_on is null)
    or not exists (select from tracing.visit v where v.parent_id = new.id and v.withdrawn_at is null and v.done_on is not null)) then
    raise exception using errcode = 'NR006', message = 'tracing.problem.visit-due', column = 'outcome';
  end if;
  return new;
end $$;
create trigger h_ending before update of state, outcome on tracing.request for each row
  when (new.state in ('reunited', 'closed') and (new.state <> old.state or new.outcome is distinct from old.outcome))
  execute function tracing.judge_ending();

-- A visit is of people who were brought together, and on a day that came.
create function tracing.judge_visit() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from tracing.reunification u where u.parent_id = new.parent_id and u.withdrawn_at is null and u.handed_over_on is not null) then
    raise exception using errcode = 'NR006', message = 'tracing.problem.not-handed-over', column = 'due_on';
  elsif new.done_on > cases.now()::date then
    raise exception using errcode = 'NR006', message = 'tracing.problem.not-yet', column = 'done_on';
  elsif (new.done_on is null) <> (new.found is null) then
    raise exception using errcode = 'NR006', message = 'tracing.problem.what-was-found', column = 'found';
  end if;
  return new;
end $$;
create trigger f_visit before insert or update of due_on, done_on, found on tracing.visit for each row execute function tracing.judge_visit();
create index on tracing.visit (due_on) where done_on is null and withdrawn_at is null;

-- Which of the two must wait for a best interests file, told to who works on the request: they learn it anyway when they try.
create function tracing.not_settled(request uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select side.person from tracing.request r cross join lateral (values (r.seeker), (r.proposed_match)) as side (person)
  where r.id = request and side.person is not null
    and auth.may('tracing', 'change', 'personal', r.office_id, r.owner_id, r.id, r.restriction_group)
    and side.person <> all (auth.hidden())
    and not tracing.may_reunite(side.person)
$$;
revoke execute on function tracing.not_settled(uuid) from public;
grant execute on function tracing.not_settled(uuid) to nansen_app;

revoke execute on function tracing.judge_confirmation(), tracing.forget_match(), tracing.judge_answer(), tracing.judge_handover(),
  tracing.judge_ending(), tracing.judge_visit() from public;
