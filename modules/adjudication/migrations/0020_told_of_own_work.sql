-- Whoever makes one record of two is told what comes over of their own work: records of registration, captures and papers. That a case, a need, a
-- complaint or a distribution hangs on the person is told to who may see it there, and to nobody else: not by name, not in a count. It comes over
-- all the same.
create function adjudication.is_told(rel text, row_id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  module text := case rel when 'registration.specific_need' then 'needs' else split_part(rel, '.', 1) end;
  one jsonb;
begin
  if module in ('registration', 'identity', 'papers', 'adjudication') then return true; end if;
  execute format('select to_jsonb(r) from %s r where r.id = $1', rel::regclass) into one using row_id;
  return auth.may(module, 'see', 'summary', (one ->> 'office_id')::uuid, (one ->> 'owner_id')::uuid,
    coalesce(one ->> 'root_id', one ->> 'id')::uuid, (one ->> 'restriction_group')::uuid)
    or auth.may(module, 'read', 'personal', (one ->> 'office_id')::uuid, (one ->> 'owner_id')::uuid,
    coalesce(one ->> 'root_id', one ->> 'id')::uuid, (one ->> 'restriction_group')::uuid);
end $$;
revoke execute on function adjudication.is_told(text, uuid) from public;

create or replace function adjudication.merge_preview(survivor uuid, other uuid) returns table(rel text, col text, rows int, stay int)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  told jsonb := '[]';
  mine boolean;
begin
  if not adjudication.may_merge(survivor, other) then return; end if;
  begin
    for one in select * from registration.hanging_on(other) h order by h.place, h.rel, h.row_id loop
      -- asked before it is tried: what is told is told of where the row is now
      mine := adjudication.is_told(one.rel, one.row_id);
      told := told || jsonb_build_object('told', mine, 'rel', one.rel, 'col', one.col, 'place', one.place,
        'stay', not registration.bring_row(one.rel, one.col, one.row_id, other, survivor));
    end loop;
    raise exception using errcode = 'NSTRY';
  exception when sqlstate 'NSTRY' then null;
  end;
  return query
    select t.rel, t.col, count(*)::int, (count(*) filter (where t.stay))::int
    from jsonb_to_recordset(told) t (told boolean, rel text, col text, place int, stay boolean)
    where t.told
    group by t.rel, t.col, t.place order by t.place, t.rel;
end $$;

-- Of what came since, too.
create or replace function adjudication.since_merge(merge uuid) returns table(rel text, col text, row_id uuid, made_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select h.rel, h.col::text, h.row_id, h.made_at
  from adjudication.record_merge m cross join lateral registration.hanging_on(m.survivor) h
  where m.id = since_merge.merge and m.step = 'merged' and adjudication.may_merge(m.survivor, m.other) and h.made_at > m.answered_at
    and not exists (select from adjudication.brought b where b.merge = m.id and b.rel = h.rel and b.col = h.col and b.row_id = h.row_id)
    and adjudication.is_told(h.rel, h.row_id)
  order by h.made_at, h.rel, h.row_id
$$;

-- The numbers that an act answers are of what was told.
create or replace function adjudication.answer_merge(merge uuid, agreed boolean, because text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  one record;
  mine boolean;
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
      mine := adjudication.is_told(one.rel, one.row_id);
      continue when not registration.bring_row(one.rel, one.col, one.row_id, held.other, held.survivor);
      insert into adjudication.brought values (held.id, one.rel, one.col, one.row_id, one.place);
      if mine then came := came + 1; end if;
    end loop;
    set constraints all immediate;
    set constraints all deferred;
  end if;
  update adjudication.record_merge m
  set step = case when agreed then 'merged' else 'refused' end, answered_at = now(), answered_by = auth.staff(), answered_because = answer_merge.because
  where m.id = held.id;
  return came;
end $$;

create or replace function adjudication.undo_merge(merge uuid, because text, to_other uuid[]) returns table(went int, left_behind int)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  one record;
  mine boolean;
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
    mine := adjudication.is_told(one.rel, one.row_id);
    if registration.bring_row(one.rel, one.col, one.row_id, held.survivor, held.other) then
      if mine then went := went + 1; end if;
    elsif mine then
      left_behind := left_behind + 1;
    end if;
  end loop;
  set constraints all immediate;
  set constraints all deferred;
  update adjudication.record_merge m set step = 'undone', undone_at = now(), undone_because = undo_merge.because where m.id = held.id;
  return next;
end $$;
