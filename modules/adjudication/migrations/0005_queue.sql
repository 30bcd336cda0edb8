-- Who looks at which pair, until when, and how long that took.

-- What an operation decides: hours until a pair is due, by kind of evidence; minutes a place at a pair is held; share of pairs whose
-- answer is known. Changed by the owner of the database, not by the server.
create table adjudication.setting (name text primary key, value numeric not null check (value >= 0));
insert into adjudication.setting values
  ('due-hours:fingers-and-eyes', 72), ('due-hours:name', 168), ('due-hours:officer', 120), ('held-minutes', 30), ('known-share', 0.05);

-- A place at a pair, held by one who looks. An opinion is given from such a place.
create table adjudication.place (
  review uuid not null references adjudication.review,
  staff uuid not null references auth.staff,
  taken_at timestamptz not null default now(),
  until timestamptz not null,
  primary key (review, staff)
);
-- Seconds from taking a place to giving the opinion.
create table adjudication.time_taken (
  review uuid not null references adjudication.review,
  staff uuid not null references auth.staff,
  seconds int not null check (seconds >= 0),
  primary key (review, staff)
);
do $$
declare
  each text;
begin
  foreach each in array array['setting', 'place', 'time_taken'] loop
    execute format('alter table adjudication.%I enable row level security', each);
    execute format('alter table adjudication.%I force row level security', each);
    execute format('create policy keeper on adjudication.%I to nansen_migrator using (true) with check (true)', each);
  end loop;
end $$;

create function adjudication.setting(name text) returns numeric
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.value from adjudication.setting s where s.name = setting.name
$$;

-- How many opinions a pair waits for at the same moment: the first two are given side by side, the third when those two differ.
create function adjudication.opinions_wanted(state text) returns int
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case state when 'open' then 2 when 'decided' then 0 else 1 end
$$;

-- Takes a place at a pair, or holds the one that the asker has: 'yours', 'taken' while others hold all of them, 'spoken' for who has
-- given an opinion (the third is somebody else's), 'decided', or 'not-yours'.
create function adjudication.take_place(review uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  at text;
begin
  select r.state into at from adjudication.review r where r.id = take_place.review for update;
  if at is null or not coalesce(adjudication.may_judge(review), false) then return 'not-yours'; end if;
  if at = 'decided' then return 'decided'; end if;
  if exists (select from adjudication.opinion o where o.parent_id = review and o.created_by = me) then return 'spoken'; end if;
  delete from adjudication.place p where p.review = take_place.review and p.until < now();
  if (select count(*) from adjudication.place p where p.review = take_place.review and p.staff <> me) >= adjudication.opinions_wanted(at) then
    return 'taken';
  end if;
  insert into adjudication.place (review, staff, until)
  values (review, me, now() + make_interval(mins => adjudication.setting('held-minutes')::int))
  on conflict on constraint place_pkey do update set until = excluded.until;
  return 'yours';
end $$;

create function adjudication.leave_place(review uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from adjudication.place p where p.review = leave_place.review and p.staff = auth.staff()
$$;

-- As before, and from a place at the pair: two who began at the same moment do not both give the last opinion.
create or replace function adjudication.judge_opinion() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  taken timestamptz;
begin
  if session_user <> 'nansen_app' then return new; end if;
  if new.disclosed or not coalesce(adjudication.may_judge(new.parent_id), false)
    or exists (select from adjudication.review r where r.id = new.parent_id and r.state = 'decided') then
    raise exception using errcode = '42501', message = 'not yours to judge';
  end if;
  if adjudication.take_place(new.parent_id) <> 'yours' then
    raise exception using errcode = '42501', message = 'others give the opinions this pair waits for';
  end if;
  select p.taken_at into taken from adjudication.place p where p.review = new.parent_id and p.staff = auth.staff();
  insert into adjudication.time_taken (review, staff, seconds)
  values (new.parent_id, auth.staff(), greatest(0, extract(epoch from clock_timestamp() - taken))::int)
  on conflict do nothing;
  perform adjudication.leave_place(new.parent_id);
  return new;
end $$;

-- Pairs that wait for the asker, the most overdue first. Who took which place is said by nobody.
create function adjudication.waiting()
returns table (id uuid, first uuid, second uuid, state text, found_by text, opened_at timestamptz, due_at timestamptz, office text,
  spoken boolean, place text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.first, r.second, r.state, r.found_by, r.opened_at,
    r.opened_at + make_interval(hours => adjudication.setting('due-hours:' || r.found_by)::int) as due_at, o.name, mine.spoken,
    case when held.mine then 'yours' when held.others >= adjudication.opinions_wanted(r.state) then 'taken' else 'free' end
  from adjudication.review r
  join auth.office o on o.id = r.office_id
  cross join lateral (
    select exists (select from adjudication.opinion x where x.parent_id = r.id and x.created_by = auth.staff()) as spoken) mine
  cross join lateral (
    select coalesce(bool_or(p.staff = auth.staff()), false) as mine, count(*) filter (where p.staff <> auth.staff()) as others
    from adjudication.place p where p.review = r.id and p.until > now()) held
  where r.state <> 'decided' and adjudication.may_judge(r.id)
  order by mine.spoken, due_at, r.id
  limit 100
$$;

-- Figures of all pairs that the asker's work reaches; nobody is named by them.
create function adjudication.progress()
returns table (waiting int, overdue int, disagreed int, oldest_hours int, decided_week int, withdrawn_week int, median_hours numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) filter (where r.state <> 'decided')::int,
    count(*) filter (where r.state <> 'decided' and now() > r.opened_at + make_interval(hours => adjudication.setting('due-hours:' || r.found_by)::int))::int,
    count(*) filter (where r.state = 'disagreed')::int,
    coalesce(max(extract(epoch from now() - r.opened_at) / 3600) filter (where r.state <> 'decided'), 0)::int,
    count(*) filter (where r.decided_at > now() - interval '7 days' and r.outcome <> 'withdrawn')::int,
    count(*) filter (where r.decided_at > now() - interval '7 days' and r.outcome = 'withdrawn')::int,
    round((percentile_cont(0.5) within group (order by extract(epoch from r.decided_at - r.opened_at) / 3600)
      filter (where r.decided_at is not null and r.outcome <> 'withdrawn'))::numeric, 1)
  from adjudication.review r
  where r.office_id = any (auth.reach('adjudication', 'approve', 'personal')) or r.office_id = any (auth.reach('adjudication', 'transfer', 'personal'))
$$;

-- Takes a pair off the desk unjudged: it was opened by mistake, or one of the records should never have been. By who runs the desk, not by
-- who judges: nobody makes a pair go away by themselves. It may be opened anew.
create function adjudication.withdraw(review uuid, because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
begin
  select r.* into held from adjudication.review r where r.id = withdraw.review for update;
  if held.id is null or not auth.may('adjudication', 'transfer', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group)
    or held.first = any (auth.hidden()) or held.second = any (auth.hidden()) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if held.state = 'decided' then raise exception using errcode = '42501', message = 'this pair is decided'; end if;
  update adjudication.review r set state = 'decided', outcome = 'withdrawn', withdrawn_because = because, decided_at = now() where r.id = held.id;
  delete from adjudication.place p where p.review = held.id;
  update identity.enrolment e set state = 'different-people'
  where e.individual = held.second and e.state = 'possible-duplicate'
    and not exists (select from adjudication.review r where held.second in (r.first, r.second) and r.state <> 'decided');
end $$;

revoke execute on function adjudication.setting(text), adjudication.opinions_wanted(text), adjudication.take_place(uuid),
  adjudication.leave_place(uuid), adjudication.waiting(), adjudication.progress(), adjudication.withdraw(uuid, text) from public;
grant execute on function adjudication.take_place(uuid), adjudication.leave_place(uuid), adjudication.waiting(), adjudication.progress(),
  adjudication.withdraw(uuid, text) to nansen_app;
