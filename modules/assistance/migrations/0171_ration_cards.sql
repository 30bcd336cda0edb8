-- A ration card: a family's number on card, signed, that names nobody. One counts at a time; what was spoiled, lost or given back ends and is refused in the lane.
create table assistance.card (
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
  family text not null check (char_length(family) between 1 and 36),
  family_number text not null check (char_length(family_number) between 1 and 40),
  number text not null unique check (char_length(number) between 1 and 44),
  size integer not null,
  valid_until date not null,
  ended text check (ended in ('spoiled', 'lost', 'stolen', 'returned')),
  ended_by uuid,
  ended_because text check (char_length(ended_because) between 1 and 1000),
  check ((ended is null) = (ended_by is null))
);
create index on assistance.card (office_id, id);
create index on assistance.card (owner_id, id) where owner_id is not null;
create index on assistance.card (ended_by);
create index on assistance.card (family);
alter table assistance.card enable row level security;
alter table assistance.card force row level security;
create policy keeper on assistance.card to nansen_migrator using (true) with check (true);
create policy restricted on assistance.card as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.card for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on assistance.card for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.card for each row execute function change.log('assistance', 'card', 'open');
grant select on assistance.card to nansen_app;
alter table assistance.card add foreign key (ended_by) references auth.staff on delete restrict;
create function assistance.card_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.card r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.card_known(uuid[]) from public;
grant execute on function assistance.card_known(uuid[]) to nansen_app;
create unique index card_one on assistance.card (family) where ended is null;

-- Families on the list of a point, at its office, that have no card which counts: the next so many, with the number of the card they would get.
create function assistance.without_card(at uuid, most int) returns table (family uuid, family_number text, size int, next_number text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  p assistance.point := assistance.open_point(at);
begin
  return query select l.family, l.number, l.size,
      l.number || '/R' || (1 + (select count(*) from assistance.card x where x.family = l.family::text))
    from assistance.cycle c join assistance.list_entry l on l.programme = c.programme and l.period = c.period and l.office_id = p.office_id
    where c.id = p.cycle and (l.restriction_group is null or l.restriction_group = any (auth.groups()))
      and not exists (select from assistance.card x where x.family = l.family::text and x.ended is null and x.valid_until >= current_date)
    order by l.number limit most;
end $$;

-- Writes down the cards of one print. Who prints gives out there; one that ran out ends as returned.
create function assistance.issue_cards(at uuid, numbers text[], until_day date) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  p assistance.point := assistance.open_point(at);
  done int;
begin
  if not auth.may('assistance', 'print', 'personal', p.office_id, p.owner_id, p.id, p.restriction_group) then
    raise exception using errcode = '42501', message = 'who prints';
  end if;
  update assistance.card x set ended = 'returned', ended_by = auth.staff(), ended_because = 'ran out'
  where x.ended is null and x.valid_until < current_date and x.family in (
    select w.family::text from assistance.without_card(at, 1000000) w where w.next_number = any (numbers));
  insert into assistance.card (id, office_id, restriction_group, family, family_number, number, size, valid_until)
  select gen_random_uuid(), p.office_id, g.restriction_group, w.family, w.family_number, w.next_number, w.size, until_day
  from assistance.without_card(at, 1000000) w join registration.registration_group g on g.id = w.family where w.next_number = any (numbers);
  get diagnostics done = row_count;
  return done;
end $$;

-- Spoiled in the printer, lost, stolen or given back: it counts no more, and the family can be printed another.
create function assistance.end_card(of_card uuid, how text, why text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  k assistance.card;
begin
  select x.* into k from assistance.card x where x.id = of_card for update;
  if k.id is null or not auth.may('assistance', 'change', 'personal', k.office_id, k.owner_id, k.id, k.restriction_group)
    or (k.restriction_group is not null and k.restriction_group <> all (auth.groups())) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if k.ended is not null then raise exception using errcode = '23514', message = 'ended before', column = 'ended'; end if;
  update assistance.card x set ended = how, ended_by = auth.staff(), ended_because = why where x.id = k.id;
end $$;

create or replace function assistance.check_at(at uuid, said text, document text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  p assistance.point;
  c assistance.cycle;
  e assistance.list_entry;
  taken assistance.collection;
  person uuid;
  reached uuid[] := auth.reach('assistance', 'create', 'personal');
  groups uuid[] := auth.groups();
  named uuid[];
  other uuid;
  proof record;
begin
  p := assistance.open_point(at);
  select x.* into c from assistance.cycle x where x.id = p.cycle;
  if not p.open or c.state <> 'distributing' then return jsonb_build_object('outcome', 'closed'); end if;
  if exists (select from registration.issued_document d join registration.paper_end x on x.paper = d.id
    where split_part(d.number, '/', 1) = split_part(document, '/', 1) and d.number = document) then
    return jsonb_build_object('outcome', 'wrong-card');
  end if;
  if document ~ '/R[0-9]+$' and not exists (
    select from assistance.card x where x.number = document and x.ended is null and x.valid_until >= current_date) then
    return jsonb_build_object('outcome', 'wrong-card');
  end if;
  select coalesce(i.same_person_as, i.id) into person from registration.individual i where i.number = said;
  select l.* into e from assistance.list_entry l
  where l.programme = c.programme and l.period = c.period and l.office_id = any (reached)
    and (l.restriction_group is null or l.restriction_group = any (groups))
    and case when person is null then l.family = (select g.id from registration.registration_group g where g.number = said)
      else l.family in (select m.parent_id from registration.membership m where m.individual = person) and person = any (l.members) end
  limit 1;
  if e.id is null and person is not null then
    select l.* into e from assistance.list_entry l
    where l.programme = c.programme and l.period = c.period and l.office_id = any (reached)
      and (l.restriction_group is null or l.restriction_group = any (groups)) and l.family = any (assistance.stands_for(person)) limit 1;
  end if;
  if e.id is null then return jsonb_build_object('outcome', 'not-listed'); end if;
  named := assistance.stand_ins(e.family, current_date);
  other := case when person = e.alternate or person = any (named) then person else coalesce(named[1], e.alternate) end;
  select x.* into proof from assistance.proof_of(case when person = other then other else e.collector end) x;
  select k.* into taken from assistance.collection k where k.entry = e.id::text and k.annulled_by is null;
  return jsonb_build_object(
    'outcome', case when taken.id is not null then 'collected'
      when person is not null and person is distinct from e.collector and person is distinct from other then 'not-collector'
      when not exists (select from registration.individual i where i.id in (e.collector, other) and i.process_status in ('active', 'hold'))
        then 'collector-gone'
      when proof.outcome = 'not-the-same' and not assistance.desk_serves(e.id) then 'not-recognised'
      else 'give' end,
    'entry', e.id, 'number', e.number, 'size', e.size, 'items', e.items,
    'collector', assistance.face(e.collector), 'alternate', assistance.face(other),
    'came', case person when e.collector then 'collector' when other then 'alternate' end,
    'proof', proof.outcome,
    'collectedAt', taken.given_at, 'collectedAtPlace', (select x.place from assistance.point x where x.id = taken.point),
    'collectionId', taken.id);
end $$;

create function assistance.follow_cards() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.card k set office_id = new.office_id, restriction_group = new.restriction_group where k.family = new.id::text;
  return null;
end $$;
create trigger y_assistance_cards after update of office_id, restriction_group on registration.registration_group for each row
  when (new.office_id is distinct from old.office_id or new.restriction_group is distinct from old.restriction_group)
  execute function assistance.follow_cards();

revoke execute on function assistance.without_card(uuid, int), assistance.issue_cards(uuid, text[], date), assistance.end_card(uuid, text, text),
  assistance.follow_cards() from public;
grant execute on function assistance.without_card(uuid, int), assistance.issue_cards(uuid, text[], date), assistance.end_card(uuid, text, text) to nansen_app;
