-- Another collector is named for a family by one and agreed to by another, with a reason and until a day. A finger or an eye that identity compared is
-- what makes a collection known by it: nobody says so by themselves. Who was found unlike the record goes to the desk and is served by its word.
create table assistance.alternate (
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
  person uuid not null,
  person_number text not null check (char_length(person_number) between 1 and 40),
  because text not null check (because in ('ill', 'older', 'disability', 'caring', 'away', 'no-adult', 'other')),
  remarks text check (char_length(remarks) between 1 and 1000),
  valid_from date not null,
  valid_until date not null,
  decision text check (decision in ('agreed', 'refused', 'ended')),
  decided_by uuid,
  check (valid_until >= valid_from and valid_until <= valid_from + 366),
  check (decision is null or decided_by is not null)
);
create index on assistance.alternate (office_id, id);
create index on assistance.alternate (owner_id, id) where owner_id is not null;
create index on assistance.alternate (person);
create index on assistance.alternate (decided_by);
create index on assistance.alternate (family);
alter table assistance.alternate enable row level security;
alter table assistance.alternate force row level security;
create policy keeper on assistance.alternate to nansen_migrator using (true) with check (true);
create policy restricted on assistance.alternate as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on assistance.alternate for select to nansen_app using (
    office_id = any ((select auth.reach('assistance', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'read', 'personal'))::uuid[])
    or id = any ((select auth.cases('assistance', 'read', 'personal'))::uuid[]));
create trigger b_stamp before insert or update on assistance.alternate for each row execute function store.stamp();
create trigger z_log after insert or update or delete on assistance.alternate for each row execute function change.log('assistance', 'alternate', 'open');
grant select on assistance.alternate to nansen_app;
alter table assistance.alternate add foreign key (person) references registration.individual on delete restrict;
alter table assistance.alternate add foreign key (decided_by) references auth.staff on delete restrict;
create trigger d_references before insert or update on assistance.alternate for each row execute function store.check_references('person', 'registration.individual_known');
create function assistance.alternate_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from assistance.alternate r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('assistance', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('assistance', 'see', 'summary'))::uuid[])
    or r.id = any ((select auth.cases('assistance', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function assistance.alternate_known(uuid[]) from public;
grant execute on function assistance.alternate_known(uuid[]) to nansen_app;

-- Names one who collects for a family that cannot: registered, present and of age. By the numbers that both say; who is out of sight is not found.
create function assistance.name_alternate(new_id uuid, of_family text, by_person text, why text, said text, from_day date, until_day date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  g registration.registration_group;
  i registration.individual;
begin
  select x.* into g from registration.registration_group x where x.number = of_family and x.process_status in ('active', 'hold');
  select x.* into i from registration.individual x where x.number = by_person and x.process_status in ('active', 'hold') and x.same_person_as is null;
  if g.id is null or not auth.may('assistance', 'create', 'personal', g.office_id, null, null, g.restriction_group) then
    raise exception using errcode = '23503', message = 'no such family', column = 'family_number';
  end if;
  if i.id is null or not (i.office_id = any (auth.reach('assistance', 'see', 'summary')))
    or (i.restriction_group is not null and i.restriction_group <> all (auth.groups())) then
    raise exception using errcode = '23503', message = 'no such person', column = 'person_number';
  end if;
  if extract(year from age(from_day, rpad(i.born, 10, case length(i.born) when 4 then '-07-01' else '-15' end)::date)) < 18 then
    raise exception using errcode = '23514', message = 'of age', column = 'person_number';
  end if;
  if until_day < from_day or until_day > from_day + 366 or until_day < current_date then
    raise exception using errcode = '23514', message = 'a year at most', column = 'valid_until';
  end if;
  insert into assistance.alternate (id, office_id, restriction_group, family, family_number, person, person_number, because, remarks, valid_from, valid_until)
  values (new_id, g.office_id, coalesce(g.restriction_group, i.restriction_group), g.id, g.number, i.id, i.number, why, said, from_day, until_day);
end $$;

-- Another one agrees or refuses; whoever may change ends it, at once.
create function assistance.decide_alternate(of_alternate uuid, what text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a assistance.alternate;
begin
  select x.* into a from assistance.alternate x where x.id = of_alternate for update;
  if a.id is null or not auth.may('assistance', 'read', 'personal', a.office_id, a.owner_id, a.id, a.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if not auth.may('assistance', case what when 'ended' then 'change' else 'approve' end, 'personal', a.office_id, a.owner_id, a.id, a.restriction_group)
    or (what <> 'ended' and a.created_by = auth.staff()) then
    raise exception using errcode = '42501', message = 'another one decides';
  end if;
  if a.decision is distinct from (case what when 'ended' then 'agreed' end) then
    raise exception using errcode = '23514', message = 'decided before', column = 'decision';
  end if;
  update assistance.alternate x set decision = what, decided_by = auth.staff() where x.id = a.id;
end $$;

-- Who stands in for a family on a day by the word of two, the newest first.
create function assistance.stand_ins(of_family uuid, on_day date) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(a.person order by a.created_at desc), '{}') from assistance.alternate a
  where a.family = of_family::text and a.decision = 'agreed' and on_day between a.valid_from and a.valid_until
    and (a.restriction_group is null or a.restriction_group = any (auth.groups()))
$$;

-- Families that somebody stands in for today.
create function assistance.stands_for(who uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(a.family::uuid), '{}') from assistance.alternate a
  where a.person = who and a.decision = 'agreed' and current_date between a.valid_from and a.valid_until
    and (a.restriction_group is null or a.restriction_group = any (auth.groups()))
$$;

-- The last comparison of somebody at a distribution, of this hour: what it said, and whether by finger or eye. Identity's fact, and no image of it.
create function assistance.proof_of(person uuid) returns table (outcome text, known_by text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if to_regclass('identity.verification') is null then return; end if;
  return query select v.outcome, case when exists (select from unnest(v.sites) s where s like 'finger%') then 'finger' else 'iris' end
    from identity.verification v where v.individual = proof_of.person and v.occasion = 'distribution' and v.created_at > now() - interval '1 hour'
    order by v.created_at desc, v.id desc limit 1;
end $$;

-- Whether the desk decided that this family is served.
create function assistance.desk_serves(of_entry uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from assistance.desk d where d.entry = of_entry::text and d.outcome = 'serve-now')
$$;

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

drop function assistance.give(uuid, uuid, uuid, text, text, numeric[], timestamptz);
create function assistance.give(new_id uuid, at uuid, of_entry uuid, taker text, known_by text, amounts numeric[], moment timestamptz, who uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  p assistance.point;
  c assistance.cycle;
  e assistance.list_entry;
  person uuid;
  named uuid[];
  proof record;
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
  named := assistance.stand_ins(e.family, current_date);
  person := case taker when 'alternate' then coalesce(who, named[1], e.alternate) else e.collector end;
  if taker = 'alternate' and person is distinct from e.alternate and not person = any (named) then return 'ask-desk'; end if;
  select x.* into proof from assistance.proof_of(person) x;
  if give.known_by in ('finger', 'iris') and proof.outcome is distinct from 'same-person' then return 'not-proven'; end if;
  if proof.outcome = 'not-the-same' and not assistance.desk_serves(e.id) then return 'ask-desk'; end if;
  if taker = 'other' then
    -- another of the family, or whoever they sent: when the desk said so
    if not assistance.desk_serves(e.id) then return 'ask-desk'; end if;
  elsif not exists (select from registration.individual i where i.id = person and i.process_status in ('active', 'hold')) then
    return 'ask-desk';
  end if;
  if amounts is not null and (cardinality(amounts) <> jsonb_array_length(e.items) or exists (
    select from jsonb_array_elements(e.items) with ordinality x (due, n)
    where amounts[x.n] is null or amounts[x.n] < 0 or amounts[x.n] > (x.due ->> 'quantity')::numeric)) then
    raise exception using errcode = '23514', message = 'not what is due', column = 'amounts';
  end if;
  insert into assistance.collection (id, office_id, restriction_group, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at)
  values (new_id, p.office_id, e.restriction_group, e.cycle, p.id, e.id, e.number, person, taker, case when proof.outcome = 'same-person' then proof.known_by else give.known_by end,
    amounts is not null and exists (select from jsonb_array_elements(e.items) with ordinality x (due, n)
      where amounts[x.n] < (x.due ->> 'quantity')::numeric), moment);
  insert into assistance.given (id, parent_id, item, measure, quantity)
  select gen_random_uuid(), new_id, x.due ->> 'item', x.due ->> 'measure', coalesce(amounts[x.n], (x.due ->> 'quantity')::numeric)
  from jsonb_array_elements(e.items) with ordinality x (due, n);
  return 'given';
end $$;

create or replace function assistance.is_face(attachment uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from registration.individual i
    join assistance.list_entry l on l.collector = i.id or l.alternate = i.id
      or l.family = any (assistance.stands_for(i.id))
    join assistance.cycle c on c.id = l.cycle and c.state = 'distributing'
    where i.id = person and i.thumbnail = attachment and l.office_id = any (auth.reach('assistance', 'create', 'personal'))
      and (l.restriction_group is null or l.restriction_group = any (auth.groups())));
end $$;

-- A family that moves takes along who stands in for it; who is erased stands in for nobody.
create function assistance.follow_alternates() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.alternate a set office_id = new.office_id, restriction_group = coalesce(new.restriction_group, a.restriction_group) where a.family = new.id::text;
  return null;
end $$;
create trigger y_assistance_alternates after update of office_id, restriction_group on registration.registration_group for each row
  when (new.office_id is distinct from old.office_id or new.restriction_group is distinct from old.restriction_group)
  execute function assistance.follow_alternates();
create function assistance.hide_alternates() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update assistance.alternate a set restriction_group = new.restriction_group where a.person = new.id and new.restriction_group is not null;
  return null;
end $$;
create trigger y_assistance_alternates after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function assistance.hide_alternates();
create function assistance.erase_alternates() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from assistance.alternate a where a.person = new.individual;
  return null;
end $$;
create trigger x_assistance_alternates after insert on registration.erased for each row execute function assistance.erase_alternates();

revoke execute on function assistance.name_alternate(uuid, text, text, text, text, date, date), assistance.decide_alternate(uuid, text), assistance.stand_ins(uuid, date), assistance.stands_for(uuid),
  assistance.proof_of(uuid), assistance.desk_serves(uuid), assistance.give(uuid, uuid, uuid, text, text, numeric[], timestamptz, uuid),
  assistance.follow_alternates(), assistance.hide_alternates(), assistance.erase_alternates() from public;
grant execute on function assistance.name_alternate(uuid, text, text, text, text, date, date), assistance.decide_alternate(uuid, text),
  assistance.give(uuid, uuid, uuid, text, text, numeric[], timestamptz, uuid) to nansen_app;
