-- Bringing together all that hangs on two records that two adjudicators have linked: asked by one, done by another, taken back without loss.

-- What a merge brought over, row by row, so that exactly that can go back.
create table adjudication.brought (
  merge uuid not null references adjudication.record_merge,
  rel text not null,
  col name not null,
  row_id uuid not null,
  place int not null,
  primary key (merge, rel, col, row_id)
);
alter table adjudication.brought enable row level security;
alter table adjudication.brought force row level security;
create policy keeper on adjudication.brought to nansen_migrator using (true) with check (true);

-- Whether the asker may bring these two together, or apart: a right at the survivor's office, and no hand in either record.
create function adjudication.may_merge(survivor uuid, other uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select auth.may('adjudication', 'merge', 'personal', i.office_id, i.owner_id, i.id, i.restriction_group)
      and adjudication.stands_apart(array[survivor, other]) and survivor <> all (auth.hidden()) and other <> all (auth.hidden())
    from registration.individual i where i.id = survivor), false)
$$;

create function adjudication.ask_merge(link uuid, because text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  made uuid := gen_random_uuid();
begin
  select l.* into held from adjudication.link l where l.id = ask_merge.link for update;
  if held.id is null or not adjudication.may_merge(held.survivor, held.other) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if held.unlinked_at is not null or exists (
    select from adjudication.record_merge m where m.other = held.other and m.step in ('asked', 'merged')) then
    raise exception using errcode = '42501', message = 'not a step to take now';
  end if;
  insert into adjudication.record_merge (id, office_id, survivor, other, step, because, asked_at, asked_by)
  values (made, held.office_id, held.survivor, held.other, 'asked', because, now(), auth.staff());
  return made;
end $$;

-- What would come: how many rows of what, and of these how many must stay for a person to settle (a family of today on both sides).
create function adjudication.merge_preview(survivor uuid, other uuid) returns table (rel text, col text, rows int, stay int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not adjudication.may_merge(survivor, other) then return; end if;
  return query
    select h.rel, h.col::text, count(*)::int,
      (count(*) filter (where h.rel = 'registration.membership'
        and exists (select from registration.membership m where m.id = h.row_id and m.member_to is null and m.withdrawn_at is null)
        and exists (select from registration.membership m where m.individual = survivor and m.member_to is null and m.withdrawn_at is null)))::int
    from registration.hanging_on(other) h group by h.rel, h.col, h.place order by h.place, h.rel;
end $$;

-- Does what was asked, or refuses it: by another than who asked. Households are judged before it is answered.
create function adjudication.answer_merge(merge uuid, agreed boolean, because text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  one record;
  came int := 0;
begin
  select m.* into held from adjudication.record_merge m where m.id = answer_merge.merge for update;
  if held.id is null or not adjudication.may_merge(held.survivor, held.other) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if held.step <> 'asked' or held.asked_by = auth.staff()
    or not exists (select from adjudication.link l where l.other = held.other and l.survivor = held.survivor and l.unlinked_at is null) then
    raise exception using errcode = '42501', message = 'not a step to take now';
  end if;
  if agreed then
    perform from registration.individual i where i.id in (held.survivor, held.other) order by i.id for update;
    for one in select * from registration.hanging_on(held.other) h order by h.place, h.rel, h.row_id loop
      continue when not registration.bring_row(one.rel, one.col, one.row_id, held.other, held.survivor);
      insert into adjudication.brought values (held.id, one.rel, one.col, one.row_id, one.place);
      came := came + 1;
    end loop;
    set constraints all immediate;
    set constraints all deferred;
  end if;
  update adjudication.record_merge m
  set step = case when agreed then 'merged' else 'refused' end, answered_at = now(), answered_by = auth.staff(), answered_because = answer_merge.because
  where m.id = held.id;
  return came;
end $$;

-- What was written on the survivor since the merge: whose it is, a person says.
create function adjudication.since_merge(merge uuid) returns table (rel text, col text, row_id uuid, made_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select h.rel, h.col::text, h.row_id, h.made_at
  from adjudication.record_merge m cross join lateral registration.hanging_on(m.survivor) h
  where m.id = since_merge.merge and m.step = 'merged' and adjudication.may_merge(m.survivor, m.other) and h.made_at > m.answered_at
    and not exists (select from adjudication.brought b where b.merge = m.id and b.rel = h.rel and b.col = h.col and b.row_id = h.row_id)
  order by h.made_at, h.rel, h.row_id
$$;

-- Takes a merge back: what came goes back, what came since stays, unless it is said to be the other's. Says how many went, and how many
-- could not because somebody moved them on since.
create function adjudication.undo_merge(merge uuid, because text, to_other uuid[]) returns table (went int, left_behind int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  one record;
begin
  select m.* into held from adjudication.record_merge m where m.id = undo_merge.merge for update;
  if held.id is null or not adjudication.may_merge(held.survivor, held.other) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if held.step <> 'merged' then raise exception using errcode = '42501', message = 'not a step to take now'; end if;
  perform from registration.individual i where i.id in (held.survivor, held.other) order by i.id for update;
  went := 0;
  left_behind := 0;
  for one in
    select b.rel, b.col, b.row_id, b.place from adjudication.brought b where b.merge = held.id
    union all
    select s.rel, s.col::name, s.row_id, case s.col when 'focal_point' then 2 else 1 end
    from adjudication.since_merge(held.id) s where s.row_id = any (to_other)
    order by 4, 1, 3
  loop
    if registration.bring_row(one.rel, one.col, one.row_id, held.survivor, held.other) then went := went + 1; else left_behind := left_behind + 1; end if;
  end loop;
  set constraints all immediate;
  set constraints all deferred;
  update adjudication.record_merge m set step = 'undone', undone_at = now(), undone_because = undo_merge.because where m.id = held.id;
  return next;
end $$;

-- A link is taken back only when nothing of the other record stands on the survivor any more.
create function adjudication.judge_unlinking() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from adjudication.record_merge m where m.other = new.other and m.survivor = new.survivor and m.step in ('asked', 'merged')) then
    raise exception using errcode = '42501', message = 'the records are merged: take that back first';
  end if;
  return new;
end $$;
create trigger e_unlinking before update of unlinked_at on adjudication.link for each row
  when (old.unlinked_at is null and new.unlinked_at is not null) execute function adjudication.judge_unlinking();

revoke execute on function adjudication.may_merge(uuid, uuid), adjudication.ask_merge(uuid, text), adjudication.merge_preview(uuid, uuid),
  adjudication.answer_merge(uuid, boolean, text), adjudication.since_merge(uuid), adjudication.undo_merge(uuid, text, uuid[]),
  adjudication.judge_unlinking() from public;
grant execute on function adjudication.may_merge(uuid, uuid), adjudication.ask_merge(uuid, text), adjudication.merge_preview(uuid, uuid),
  adjudication.answer_merge(uuid, boolean, text), adjudication.since_merge(uuid), adjudication.undo_merge(uuid, text, uuid[]) to nansen_app;
