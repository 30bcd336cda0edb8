-- The list of a cycle, made in one statement from who was there on the cut-off day. It holds no names: they are shown as they are today.
-- Its rows are not logged one by one: the cycle keeps their count and checksum, and that is logged.
create table assistance.list_entry (
  id uuid primary key,
  cycle uuid not null references assistance.cycle,
  programme uuid not null references assistance.programme,
  period date not null,
  office_id uuid not null references auth.office,
  restriction_group uuid references auth.restriction_group,
  family uuid not null,
  number text not null,
  size int not null check (size > 0),
  collector uuid,
  alternate uuid,
  members uuid[] not null,
  -- [{item, measure, quantity}], in the order of the items
  items jsonb not null check (jsonb_typeof(items) = 'array')
);
-- One list of a programme and period, wherever the family lives, and however many offices made one.
create unique index list_entry_once on assistance.list_entry (programme, period, family);
create index on assistance.list_entry (cycle, office_id, number);
create index on assistance.list_entry (family);
create index on assistance.list_entry (collector);
create index on assistance.list_entry (alternate);
alter table assistance.list_entry enable row level security;
alter table assistance.list_entry force row level security;
create policy keeper on assistance.list_entry to nansen_migrator using (true) with check (true);
create policy restricted on assistance.list_entry as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.list_entry for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[]));
grant select on assistance.list_entry to nansen_app;

-- A family collects once. Two lanes that give at the same moment: the second waits for the first, and is refused.
create unique index collection_once on assistance.collection (entry) where annulled_by is null;
create index on assistance.collection (point) where annulled_by is null;
create index on assistance.collection (family_number);
-- Written by the functions below alone.
drop policy add on assistance.collection;
drop policy add on assistance.given;
revoke insert, update on assistance.collection, assistance.given from nansen_app;
drop policy change on assistance.collection;
create trigger e_oneself before insert or update on assistance.cycle
  for each row execute function store.only_oneself('frozen_by', 'closed_by');

-- Who closes a cycle is written in their own name, so that another agrees to its count.
create function assistance.sign_close() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.closed_by := coalesce(auth.staff(), new.closed_by);
  return new;
end $$;
create trigger d_closed before update of state on assistance.cycle for each row
  when (new.state = 'closed' and old.state <> 'closed') execute function assistance.sign_close();

-- Offices at and below one.
create function assistance.offices_below(top uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with recursive below as (select top as id union select o.id from auth.office o join below b on o.parent_id = b.id) select id from below
$$;

-- Everybody who was in a family of these offices on the day, living there now or not; who was found to be somebody else, left or died is not.
create function assistance.present(top uuid, cut_off date)
returns table (family uuid, individual uuid, sequence int, sex text, years int, restriction_group uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.parent_id, i.id, m.sequence, i.sex,
    extract(year from age(present.cut_off, rpad(i.born, 10, case length(i.born) when 4 then '-07-01' else '-15' end)::date))::int,
    coalesce(g.restriction_group, i.restriction_group)
  from registration.registration_group g
  join registration.membership m on m.parent_id = g.id
  join registration.individual i on i.id = m.individual
  where g.office_id in (select assistance.offices_below(top)) and g.process_status in ('active', 'hold')
    and m.withdrawn_at is null and m.member_from <= present.cut_off and (m.member_to is null or m.member_to > present.cut_off)
    and i.process_status in ('active', 'hold') and i.registered_on <= present.cut_off
$$;

-- Writes the list of a cycle. A family that another list of the programme and period has already stays there.
create function assistance.write_list(of_cycle uuid) returns table (families int, people int, sha256 text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c assistance.cycle;
begin
  select x.* into c from assistance.cycle x where x.id = of_cycle;
  with there as materialized (select * from assistance.present(c.office_id, c.cut_off)),
  family as materialized (
    select t.family as id, count(*)::int as size, array_agg(t.individual order by t.sequence) as members,
      (array_agg(t.restriction_group) filter (where t.restriction_group is not null))[1] as restriction_group,
      array_agg(t.individual order by (t.sex = 'female') desc, t.years desc, t.sequence) filter (where t.years >= 18) as adults
    from there t group by t.family),
  rule as materialized (select e.* from assistance.entitlement e where e.parent_id = c.programme and e.withdrawn_at is null),
  counted as (
    select t.family, r.id as rule, count(*) as n from there t join rule r on r.per = 'person'
      and (r.sex is null or r.sex = t.sex) and (r.age_from is null or t.years >= r.age_from) and (r.age_to is null or t.years <= r.age_to)
    group by t.family, r.id),
  due as (
    select f.id, jsonb_agg(jsonb_build_object('item', r.item, 'measure', r.measure, 'quantity', q.amount) order by r.item, r.id) as items
    from family f
    join rule r on (r.size_from is null or f.size >= r.size_from) and (r.size_to is null or f.size <= r.size_to)
    left join counted n on n.family = f.id and n.rule = r.id
    cross join lateral (select least(r.most, r.quantity * case r.per when 'family' then 1 else coalesce(n.n, 0) end) as amount) q
    where q.amount > 0 group by f.id)
  insert into assistance.list_entry
    (id, cycle, programme, period, office_id, restriction_group, family, number, size, collector, alternate, members, items)
  select gen_random_uuid(), c.id, c.programme, c.period, g.office_id, f.restriction_group, g.id, g.number, f.size, w.collector,
    (array_remove(f.adults, w.collector))[1], f.members, d.items
  from due d join family f on f.id = d.id join registration.registration_group g on g.id = d.id
  cross join lateral (select case when g.focal_point = any (f.members) then g.focal_point else coalesce(f.adults[1], f.members[1]) end as collector) w
  on conflict (programme, period, family) do nothing;
  return query
    select count(*)::int, coalesce(sum(l.size), 0)::int,
      encode(sha256(convert_to(coalesce(string_agg(l.number || '|' || l.size || '|' || l.items, E'\n' order by l.number), ''), 'UTF8')), 'hex')
    from assistance.list_entry l where l.cycle = c.id;
end $$;

-- Freezes a planned cycle of the asker's.
create function assistance.freeze(of_cycle uuid) returns table (families int, people int, sha256 text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  c assistance.cycle;
begin
  select x.* into c from assistance.cycle x where x.id = of_cycle for update;
  if c.id is null or not auth.may('assistance', 'change', 'personal', c.office_id, c.owner_id, c.id, c.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if c.state <> 'planned' then raise exception using errcode = '42501', message = 'frozen before'; end if;
  return query select * from assistance.write_list(c.id);
end $$;

-- The point, if the asker gives out there.
create function assistance.open_point(at uuid) returns assistance.point
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  p assistance.point;
begin
  select x.* into p from assistance.point x where x.id = at;
  if p.id is null or not auth.may('assistance', 'create', 'personal', p.office_id, p.owner_id, p.id, p.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  return p;
end $$;

-- Whoever takes what is due, as the clerk compares them with who stands there: a face, a name, a number.
create function assistance.face(person uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('id', i.id, 'number', i.number, 'name', coalesce(i.display_name_native, i.display_name),
    'photo', i.thumbnail, 'here', i.process_status in ('active', 'hold'))
  from registration.individual i where i.id = person
$$;

-- Who stands at the point: by the number of a person or family, and the paper it was read from. Of whoever is on no list here it says no more.
create function assistance.check_at(at uuid, said text, document text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  p assistance.point;
  c assistance.cycle;
  e assistance.list_entry;
  taken assistance.collection;
  person uuid;
  reached uuid[] := auth.reach('assistance', 'create', 'personal');
  groups uuid[] := auth.groups();
begin
  p := assistance.open_point(at);
  select x.* into c from assistance.cycle x where x.id = p.cycle;
  if not p.open or c.state <> 'distributing' then return jsonb_build_object('outcome', 'closed'); end if;
  if exists (select from registration.issued_document d join registration.paper_end x on x.paper = d.id
    where split_part(d.number, '/', 1) = split_part(document, '/', 1) and d.number = document) then
    return jsonb_build_object('outcome', 'wrong-card');
  end if;
  select coalesce(i.same_person_as, i.id) into person from registration.individual i where i.number = said;
  select l.* into e from assistance.list_entry l
  where l.programme = c.programme and l.period = c.period and l.office_id = any (reached)
    and (l.restriction_group is null or l.restriction_group = any (groups))
    and case when person is null then l.family = (select g.id from registration.registration_group g where g.number = said)
      else l.family in (select m.parent_id from registration.membership m where m.individual = person) and person = any (l.members) end
  limit 1;
  if e.id is null then return jsonb_build_object('outcome', 'not-listed'); end if;
  select k.* into taken from assistance.collection k where k.entry = e.id::text and k.annulled_by is null;
  return jsonb_build_object(
    'outcome', case when taken.id is not null then 'collected'
      when person is not null and person is distinct from e.collector and person is distinct from e.alternate then 'not-collector'
      when not exists (select from registration.individual i where i.id in (e.collector, e.alternate) and i.process_status in ('active', 'hold'))
        then 'collector-gone'
      else 'give' end,
    'entry', e.id, 'number', e.number, 'size', e.size, 'items', e.items,
    'collector', assistance.face(e.collector), 'alternate', assistance.face(e.alternate),
    'came', case person when e.collector then 'collector' when e.alternate then 'alternate' end,
    'collectedAt', taken.given_at, 'collectedAtPlace', (select x.place from assistance.point x where x.id = taken.point),
    'collectionId', taken.id);
end $$;

-- Gives a family what is due to it, or less of it, once. Answers `given`, or `collected` when it has it already.
create function assistance.give(new_id uuid, at uuid, of_entry uuid, taker text, known_by text, amounts numeric[], moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  p assistance.point;
  c assistance.cycle;
  e assistance.list_entry;
  person uuid;
begin
  p := assistance.open_point(at);
  select x.* into c from assistance.cycle x where x.id = p.cycle;
  if not p.open or c.state <> 'distributing' then return 'closed'; end if;
  select l.* into e from assistance.list_entry l
  where l.id = of_entry and l.programme = c.programme and l.period = c.period
    and l.office_id = any (auth.reach('assistance', 'create', 'personal'))
    and (l.restriction_group is null or l.restriction_group = any (auth.groups())) for update;
  if e.id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if exists (select from assistance.collection k where k.entry = e.id::text and k.annulled_by is null) then return 'collected'; end if;
  person := case taker when 'alternate' then e.alternate else e.collector end;
  if taker = 'other' then
    -- another of the family, or whoever they sent: when the desk said so
    if not exists (select from assistance.desk d where d.entry = e.id::text and d.outcome = 'serve-now') then return 'ask-desk'; end if;
  elsif not exists (select from registration.individual i where i.id = person and i.process_status in ('active', 'hold')) then
    return 'ask-desk';
  end if;
  if amounts is not null and (cardinality(amounts) <> jsonb_array_length(e.items) or exists (
    select from jsonb_array_elements(e.items) with ordinality x (due, n)
    where amounts[x.n] is null or amounts[x.n] < 0 or amounts[x.n] > (x.due ->> 'quantity')::numeric)) then
    raise exception using errcode = '23514', message = 'not what is due', column = 'amounts';
  end if;
  insert into assistance.collection (id, office_id, restriction_group, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at)
  values (new_id, p.office_id, e.restriction_group, e.cycle, p.id, e.id, e.number, person, taker, known_by,
    amounts is not null and exists (select from jsonb_array_elements(e.items) with ordinality x (due, n)
      where amounts[x.n] < (x.due ->> 'quantity')::numeric), moment);
  insert into assistance.given (id, parent_id, item, measure, quantity)
  select gen_random_uuid(), new_id, x.due ->> 'item', x.due ->> 'measure', coalesce(amounts[x.n], (x.due ->> 'quantity')::numeric)
  from jsonb_array_elements(e.items) with ordinality x (due, n);
  return 'given';
end $$;

-- What was written down in error is annulled by who approves, never by whoever gave it; the family can then collect.
create function assistance.annul(of_collection uuid, because text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  k assistance.collection;
begin
  select x.* into k from assistance.collection x where x.id = of_collection for update;
  if k.id is null or (k.restriction_group is not null and k.restriction_group <> all (auth.groups()))
    or not auth.may('assistance', 'read', 'personal', k.office_id, k.owner_id, k.id, k.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if k.created_by = auth.staff() or not auth.may('assistance', 'approve', 'personal', k.office_id, k.owner_id, k.id, k.restriction_group) then
    raise exception using errcode = '42501', message = 'another one annuls it';
  end if;
  if k.annulled_by is not null then return false; end if;
  update assistance.collection x set annulled_by = auth.staff(), annulled_because = because where x.id = k.id;
  return true;
end $$;

-- What somebody's families were entitled to and got, in whichever office they lived then: for who sees assistance where they live now.
create function assistance.history(person uuid)
returns table (entry uuid, programme text, kind text, period date, state text, given_at timestamptz, place text, partial boolean, items jsonb, size int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  seen uuid[] := auth.reach('assistance', 'see', 'summary');
  full_at uuid[] := auth.reach('assistance', 'read', 'personal');
  given_cases uuid[] := auth.cases('assistance', 'read', 'personal');
begin
  return query
    select l.id, g.name, g.kind, l.period, case when k.id is null then c.state else 'collected' end, k.given_at,
      case when l.office_id = any (full_at) then p.place end, k.partial, case when l.office_id = any (full_at) then l.items end, l.size
    from registration.membership m
    join assistance.list_entry l on l.family = m.parent_id and m.individual = any (l.members)
    join assistance.cycle c on c.id = l.cycle join assistance.programme g on g.id = l.programme
    left join assistance.collection k on k.entry = l.id::text and k.annulled_by is null
    left join assistance.point p on p.id = k.point
    where m.individual = history.person and m.withdrawn_at is null
      and (l.office_id = any (seen) or l.office_id = any (full_at) or l.cycle = any (given_cases))
      and (l.restriction_group is null or l.restriction_group = any (auth.groups()))
    order by l.period desc, g.name, l.id limit 200;
end $$;

-- The entries of a list with who collects, for who may read them; of others nothing.
create function assistance.lines_of(entries uuid[]) returns table (id uuid, collector jsonb, alternate jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select l.id, assistance.face(l.collector), assistance.face(l.alternate) from assistance.list_entry l
    where l.id = any (entries) and l.office_id = any (auth.reach('assistance', 'read', 'personal'))
      and (l.restriction_group is null or l.restriction_group = any (auth.groups()));
end $$;

-- The desk decides in its own name, and not whoever wrote it down when somebody is served after all.
create function assistance.judge_desk() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  was text;
begin
  if tg_op = 'UPDATE' then
    was := old.outcome;
    new.decided_by := old.decided_by;
  end if;
  if auth.staff() is null or new.outcome is not distinct from was then return new; end if;
  if new.outcome = 'serve-now' and (tg_op = 'INSERT' or new.created_by = auth.staff()) then
    raise exception using errcode = '42501', message = 'another one says so';
  end if;
  new.decided_by := case when new.outcome is not null then auth.staff() end;
  return new;
end $$;
create trigger d_desk before insert or update on assistance.desk for each row execute function assistance.judge_desk();

-- A family that moves takes its entries with it, and what a restriction hides is hidden in them.
create function assistance.follow_family() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.list_entry l set office_id = new.office_id, restriction_group = new.restriction_group where l.family = new.id;
  return null;
end $$;
create trigger y_assistance_follow after update of office_id, restriction_group on registration.registration_group for each row
  when (new.office_id is distinct from old.office_id or new.restriction_group is distinct from old.restriction_group)
  execute function assistance.follow_family();
create function assistance.follow_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.list_entry l set restriction_group = new.restriction_group
  where new.restriction_group is not null and new.id = any (l.members)
    and l.family in (select m.parent_id from registration.membership m where m.individual = new.id);
  update assistance.collection k set restriction_group = new.restriction_group
  where k.entry in (select l.id::text from assistance.list_entry l join registration.membership m on m.parent_id = l.family
    where m.individual = new.id and new.id = any (l.members)) and new.restriction_group is not null;
  return null;
end $$;
create trigger y_assistance_follow after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function assistance.follow_person();
-- Of whoever was erased the lists say no more than that there was one.
create function assistance.follow_erasure() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.list_entry l set members = array_remove(l.members, new.individual),
    collector = nullif(l.collector, new.individual), alternate = nullif(l.alternate, new.individual)
  where new.individual = any (l.members);
  return null;
end $$;
create trigger x_assistance_erase after insert on registration.erased for each row execute function assistance.follow_erasure();

-- The face of whoever collects: to the clerk of an office where the list is given out, while it is.
create function assistance.is_face(attachment uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from registration.individual i
    join assistance.list_entry l on l.collector = i.id or l.alternate = i.id
    join assistance.cycle c on c.id = l.cycle and c.state = 'distributing'
    where i.id = person and i.thumbnail = attachment and l.office_id = any (auth.reach('assistance', 'create', 'personal'))
      and (l.restriction_group is null or l.restriction_group = any (auth.groups())));
end $$;
create policy assistance_faces on store.attachment for select to nansen_app
  using (module = 'registration' and (select auth.can('assistance', 'create', 'personal')) and assistance.is_face(id, root_id));

revoke execute on function assistance.offices_below(uuid), assistance.present(uuid, date), assistance.write_list(uuid), assistance.freeze(uuid), assistance.open_point(uuid),
  assistance.face(uuid), assistance.check_at(uuid, text, text), assistance.give(uuid, uuid, uuid, text, text, numeric[], timestamptz),
  assistance.annul(uuid, text), assistance.history(uuid), assistance.lines_of(uuid[]), assistance.is_face(uuid, uuid) from public;
grant execute on function assistance.freeze(uuid), assistance.check_at(uuid, text, text),
  assistance.give(uuid, uuid, uuid, text, text, numeric[], timestamptz), assistance.annul(uuid, text), assistance.history(uuid),
  assistance.lines_of(uuid[]), assistance.is_face(uuid, uuid) to nansen_app;
