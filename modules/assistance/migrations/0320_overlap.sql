-- Families that two partners serve, found without either seeing the other's list (decision 0320). What stands here is blinded by secrets that stay in
-- the browsers of the two: whoever reads all of this table can try no number against it. Nobody reads it but through the functions below.
-- A list of points: at least one, and no more than a camp has families; each once, in their order, so that nothing is told by it.
create function assistance.points(list bytea) returns boolean language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  before bytea;
  one bytea;
begin
  if list is null then return true; end if;
  if octet_length(list) % 32 <> 0 or octet_length(list) not between 32 and 32 * 20000 then return false; end if;
  for at in 0 .. octet_length(list) / 32 - 1 loop
    one := substring(list from at * 32 + 1 for 32);
    if before is not null and one = before then return false; end if;
    before := one;
  end loop;
  return true;
end $$;

create table assistance.overlap (
  id uuid primary key,
  kind text not null check (kind in ('food', 'household-items', 'hygiene', 'shelter', 'fuel', 'cash', 'other')),
  from_day date not null,
  to_day date not null check (to_day between from_day and from_day + 366),
  asked_of uuid not null references auth.organisation,
  answered_of uuid not null references auth.organisation check (answered_of <> asked_of),
  asked_by uuid not null references auth.staff,
  asked_at timestamptz not null,
  -- points of 32 bytes one after another, in their own order
  sent bytea check (assistance.points(sent)),
  answered_by uuid references auth.staff check (answered_by <> asked_by),
  answered_at timestamptz,
  back bytea,
  theirs bytea check (assistance.points(theirs)),
  returned_at timestamptz,
  theirs_back bytea,
  ended text check (ended in ('declined', 'withdrawn', 'done', 'expired')),
  ended_at timestamptz,
  because text check (char_length(because) between 3 and 1000),
  sent_count int not null,
  theirs_count int,
  check ((answered_at is null) = (answered_by is null)),
  check (octet_length(back) = octet_length(sent)),
  check (octet_length(theirs_back) = octet_length(theirs)),
  -- what ended keeps no point
  check (ended is null or num_nonnulls(sent, back, theirs, theirs_back) = 0),
  check (ended is not null or sent is not null)
);
create index on assistance.overlap (asked_of, id);
create index on assistance.overlap (answered_of, id);
create index on assistance.overlap (asked_by);
create index on assistance.overlap (answered_by);
alter table assistance.overlap enable row level security;
alter table assistance.overlap force row level security;
create policy keeper on assistance.overlap to nansen_migrator using (true) with check (true);

-- For whom the asker speaks here: whoever gives out, and whoever heads an office, for their own organisation.
create function assistance.speaks_for() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
begin
  if exists (select from auth.current_assignment a where a.staff_id = me and (
      auth.may('assistance', 'create', 'personal', a.office_id, me, null, null) or auth.may('assistance', 'approve', 'personal', a.office_id, null, null, null))) then
    return (select s.organisation_id from auth.staff s where s.id = me);
  end if;
  return null;
end $$;

-- The comparison, if the asker is of one of the two sides; for whoever is not it is as if there were none.
create function assistance.overlap_for(of_overlap uuid) returns assistance.overlap
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  o assistance.overlap;
begin
  select x.* into o from assistance.overlap x where x.id = of_overlap and assistance.speaks_for() in (x.asked_of, x.answered_of) for update;
  if o.id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  return o;
end $$;

-- Asks a partner. Whatever waited longer than is kept ends first, whoever asked it.
create function assistance.ask_overlap(new_id uuid, partner uuid, what text, first_day date, last_day date, points bytea, moment timestamptz, kept_days int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine uuid := assistance.speaks_for();
begin
  if mine is null then raise exception using errcode = '42501', message = 'not yours to do'; end if;
  if not exists (select from auth.organisation g where g.id = partner and g.id <> mine) then
    raise exception using errcode = '23503', message = 'no such partner', column = 'partner';
  end if;
  perform assistance.end_old_overlaps(moment, kept_days);
  insert into assistance.overlap (id, kind, from_day, to_day, asked_of, answered_of, asked_by, asked_at, sent, sent_count)
  values (new_id, what, first_day, last_day, mine, partner, auth.staff(), moment, points, octet_length(points) / 32);
end $$;

create function assistance.end_old_overlaps(moment timestamptz, kept_days int) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update assistance.overlap x set ended = 'expired', ended_at = moment, sent = null, back = null, theirs = null, theirs_back = null
  where x.ended is null and x.asked_at < moment - make_interval(days => kept_days)
$$;

-- The comparisons of the asker's organisation, newest first: who, what, how many, and whose turn it is. Never a point.
create function assistance.overlaps()
returns table (id uuid, kind text, from_day date, to_day date, asked_by_us boolean, partner text, mine boolean, asked_at timestamptz, answered_at timestamptz,
  returned_at timestamptz, ended text, because text, ours int, theirs int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  us uuid := assistance.speaks_for();
begin
  return query select x.id, x.kind, x.from_day, x.to_day, x.asked_of = us, g.name::text,
      auth.staff() = case when x.asked_of = us then x.asked_by else x.answered_by end, x.asked_at, x.answered_at, x.returned_at, x.ended, x.because,
      case when x.asked_of = us then x.sent_count else x.theirs_count end, case when x.asked_of = us then x.theirs_count else x.sent_count end
    from assistance.overlap x join auth.organisation g on g.id = case when x.asked_of = us then x.answered_of else x.asked_of end
    where us in (x.asked_of, x.answered_of) order by x.asked_at desc, x.id limit 200;
end $$;

-- What the asker's side needs for its next step: to answer, what was sent; to read, what came back of its own and what the other side sent.
create function assistance.overlap_points(of_overlap uuid)
returns table (asked_by_us boolean, sent bytea, back bytea, theirs bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  o assistance.overlap := assistance.overlap_for(of_overlap);
begin
  if o.ended is not null then raise exception using errcode = '23514', message = 'ended', column = 'ended'; end if;
  if o.asked_of = assistance.speaks_for() then
    return query select true, o.sent, o.back, o.theirs;
  else
    -- before the answer the other side has what was sent; afterwards what came back of its own too
    return query select false, o.theirs, o.theirs_back, o.sent;
  end if;
end $$;

create function assistance.answer_overlap(of_overlap uuid, again bytea, own bytea, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  o assistance.overlap := assistance.overlap_for(of_overlap);
begin
  if o.answered_of <> assistance.speaks_for() or o.ended is not null or o.answered_at is not null then return false; end if;
  update assistance.overlap x set back = again, theirs = own, theirs_count = octet_length(own) / 32, answered_by = auth.staff(), answered_at = moment where x.id = o.id;
  return true;
end $$;

-- Whoever asked blinds the other's points again, so that both learn the same at the same step.
create function assistance.return_overlap(of_overlap uuid, again bytea, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  o assistance.overlap := assistance.overlap_for(of_overlap);
begin
  if o.asked_of <> assistance.speaks_for() or o.ended is not null or o.answered_at is null or o.returned_at is not null then return false; end if;
  update assistance.overlap x set theirs_back = again, returned_at = moment where x.id = o.id;
  return true;
end $$;

-- Ends a comparison: the asked side declines, the asking side withdraws, and whoever read it last is done. The points go, the fact stays.
create function assistance.end_overlap(of_overlap uuid, why text, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  o assistance.overlap := assistance.overlap_for(of_overlap);
  how text;
begin
  if o.ended is not null then return null; end if;
  how := case when o.returned_at is not null then 'done' when o.asked_of = assistance.speaks_for() then 'withdrawn' else 'declined' end;
  if how = 'declined' and why is null then raise exception using errcode = '23514', message = 'a reason is needed', column = 'because'; end if;
  update assistance.overlap x set ended = how, ended_at = moment, because = why, sent = null, back = null, theirs = null, theirs_back = null where x.id = o.id;
  return how;
end $$;

-- Families that the asker's organisation gave to, as far as the asker reads it. Runs as the asker: row policies say which.
create function assistance.served(what text, first_day date, last_day date) returns table (family_number text)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select distinct k.family_number
  from assistance.collection k join assistance.cycle c on c.id = k.cycle join assistance.programme p on p.id = c.programme
  where p.kind = what and k.annulled_by is null and k.given_at >= first_day and k.given_at < last_day + 1
  order by 1 limit 20001
$$;

revoke execute on function assistance.points(bytea), assistance.speaks_for(), assistance.overlap_for(uuid), assistance.end_old_overlaps(timestamptz, int),
  assistance.ask_overlap(uuid, uuid, text, date, date, bytea, timestamptz, int), assistance.overlaps(), assistance.overlap_points(uuid),
  assistance.answer_overlap(uuid, bytea, bytea, timestamptz), assistance.return_overlap(uuid, bytea, timestamptz), assistance.end_overlap(uuid, text, timestamptz),
  assistance.served(text, date, date) from public;
grant execute on function assistance.ask_overlap(uuid, uuid, text, date, date, bytea, timestamptz, int), assistance.overlaps(), assistance.overlap_points(uuid),
  assistance.answer_overlap(uuid, bytea, bytea, timestamptz), assistance.return_overlap(uuid, bytea, timestamptz), assistance.end_overlap(uuid, text, timestamptz),
  assistance.served(text, date, date) to nansen_app;
