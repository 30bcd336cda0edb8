-- Pairs whose answer is known, and what they and overturned decisions say about judging. A known pair is of nobody: it is invented from a
-- seed, stands in no register, and looks like any other in the queue.

create table adjudication.known_pair (
  id uuid primary key default gen_random_uuid(),
  staff uuid not null references auth.staff,
  seed int not null,
  same boolean not null,
  opened_at timestamptz not null,
  taken_at timestamptz,
  answered_at timestamptz,
  verdict text check (verdict in ('same-person', 'different-people', 'twins-or-relatives', 'poor-quality', 'fraud')),
  seen text[],
  reasons text,
  check ((answered_at is null) = (verdict is null))
);
create index on adjudication.known_pair (staff, answered_at);
alter table adjudication.known_pair enable row level security;
alter table adjudication.known_pair force row level security;
create policy keeper on adjudication.known_pair to nansen_migrator using (true) with check (true);

-- The asker's known pairs that wait, after as many were added as the share asks: one for so many opinions given and waiting.
create function adjudication.known_waiting(waiting int)
returns table (id uuid, seed int, same boolean, opened_at timestamptz, due_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  missing int;
begin
  if not auth.can('adjudication', 'approve', 'personal') then return; end if;
  perform pg_advisory_xact_lock(7241, hashtext(me::text));
  select floor(adjudication.setting('known-share') * (least(waiting, 100) + (select count(*) from adjudication.opinion o where o.created_by = me)))
    - (select count(*) from adjudication.known_pair k where k.staff = me) into missing;
  insert into adjudication.known_pair (staff, seed, same, opened_at)
  select me, floor(random() * 2000000000)::int, random() < 0.5, now() - random() * interval '48 hours' from generate_series(1, greatest(0, missing));
  return query
    select k.id, k.seed, k.same, k.opened_at, k.opened_at + make_interval(hours => adjudication.setting('due-hours:fingers-and-eyes')::int)
    from adjudication.known_pair k where k.staff = me and k.answered_at is null;
end $$;

-- One of the asker's known pairs, for the server that draws it.
create function adjudication.known_of_mine(pair uuid) returns table (id uuid, seed int, same boolean, answered boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update adjudication.known_pair k set taken_at = coalesce(k.taken_at, now()) where k.id = pair and k.staff = auth.staff()
  returning k.id, k.seed, k.same, k.answered_at is not null
$$;

create function adjudication.answer_known(pair uuid, verdict text, seen text[], reasons text) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with given as (
    update adjudication.known_pair k
    set answered_at = now(), verdict = answer_known.verdict, seen = answer_known.seen, reasons = answer_known.reasons
    where k.id = pair and k.staff = auth.staff() and k.answered_at is null returning 1)
  select exists (select from given)
$$;

-- How judging goes, adjudicator by adjudicator: of all whom the asker runs the desk of (`transfer`), each by name; of themselves for who judges.
-- Nobody sees a colleague's figures. Overturned: said one person of two whose link was taken back, or two of a pair since linked.
create function adjudication.judging()
returns table (staff uuid, name text, opinions int, decided int, agreed int, overturned int, known int, known_right int, median_seconds int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with judged as (
    select o.created_by as staff, o.verdict, r.*, o.verdict = r.outcome as with_outcome,
      case o.verdict
        when 'same-person' then exists (select from adjudication.link l where l.review = r.id and l.unlinked_at is not null)
        when 'different-people' then exists (
          select from adjudication.link l where l.unlinked_at is null and (l.survivor, l.other) in ((r.first, r.second), (r.second, r.first)))
        else false end as turned
    from adjudication.opinion o join adjudication.review r on r.id = o.parent_id
    where o.created_by = auth.staff() or r.office_id = any (auth.reach('adjudication', 'transfer', 'personal'))
  ), people as (
    select distinct j.staff from judged j
    union select k.staff from adjudication.known_pair k where k.answered_at is not null and (k.staff = auth.staff() or exists (
      select from auth.current_assignment a where a.staff_id = k.staff and a.office_id = any (auth.reach('adjudication', 'transfer', 'personal'))))
  )
  select p.staff, s.display_name, (select count(*) from judged j where j.staff = p.staff)::int,
    (select count(*) from judged j where j.staff = p.staff and j.state = 'decided' and j.outcome <> 'withdrawn')::int,
    (select count(*) from judged j where j.staff = p.staff and j.with_outcome)::int,
    (select count(*) from judged j where j.staff = p.staff and j.turned)::int,
    (select count(*) from adjudication.known_pair k where k.staff = p.staff and k.answered_at is not null)::int,
    (select count(*) from adjudication.known_pair k where k.staff = p.staff
      and ((k.same and k.verdict in ('same-person', 'fraud')) or (not k.same and k.verdict in ('different-people', 'twins-or-relatives'))))::int,
    (select percentile_cont(0.5) within group (order by t.seconds)::int from adjudication.time_taken t where t.staff = p.staff)
  from people p join auth.staff s on s.id = p.staff
  where auth.can('adjudication', 'approve', 'personal') or auth.can('adjudication', 'transfer', 'personal')
  order by s.display_name
$$;

revoke execute on function adjudication.known_waiting(int), adjudication.known_of_mine(uuid), adjudication.answer_known(uuid, text, text[], text),
  adjudication.judging() from public;
grant execute on function adjudication.known_waiting(int), adjudication.known_of_mine(uuid), adjudication.answer_known(uuid, text, text[], text),
  adjudication.judging() to nansen_app;
