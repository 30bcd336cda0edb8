-- A point that worked without the server writes up what it gave from its signed list. What was given cannot be undone by an index: when another point
-- gave to the same family meanwhile, both facts stand, the later one beside the first, and the desk looks at them. Nothing is chosen by itself.
alter table assistance.collection
  add column double_of uuid references assistance.collection on delete set null,
  add column from_paper boolean;
create index on assistance.collection (double_of);

-- Lanes give once as before; a second fact is there only beside the first.
drop index assistance.collection_once;
create unique index collection_once on assistance.collection (entry) where annulled_by is null and double_of is null;
-- Writing up the same line of the same list again adds nothing.
create unique index collection_once_a_point on assistance.collection (entry, point) where annulled_by is null;

alter table assistance.desk drop constraint desk_reason_check;
alter table assistance.desk add check (reason in ('not-listed', 'wrong-card', 'not-collector', 'not-recognised', 'other-size', 'collected', 'collector-gone', 'given-twice', 'other'));
alter table assistance.desk drop constraint desk_outcome_check;
alter table assistance.desk add check (outcome in ('serve-now', 'next-cycle', 'refer-to-registration', 'refuse', 'both-true', 'written-in-error'));

-- Writes up one line of a point's signed list. Answers `written`, `twice` (both stand and the desk is told), `before` (this point has it already),
-- `agreed` (the count of the cycle is agreed), `not-listed`. A family that moved since is still on the paper of where it was.
create function assistance.write_up(new_id uuid, at uuid, said text, taker text, amounts numeric[], moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  p assistance.point := assistance.open_point(at);
  c assistance.cycle;
  e assistance.list_entry;
  first uuid;
  person uuid;
begin
  select x.* into c from assistance.cycle x where x.id = p.cycle;
  if c.state = 'reconciled' then return 'agreed'; end if;
  if c.state not in ('distributing', 'closed') then return 'not-open'; end if;
  if moment::date > cases.now()::date or moment::date < c.cut_off then
    raise exception using errcode = '23514', message = 'between the cut-off and now', column = 'given_at';
  end if;
  select l.* into e from assistance.list_entry l
  where l.programme = c.programme and l.period = c.period and l.number = said
    and (l.cycle = c.id or l.office_id = any (auth.reach('assistance', 'create', 'personal')))
    and (l.restriction_group is null or l.restriction_group = any (auth.groups())) for update;
  if e.id is null then return 'not-listed'; end if;
  if exists (select from assistance.collection k where k.entry = e.id::text and k.point = p.id and k.annulled_by is null) then return 'before'; end if;
  if amounts is not null and (cardinality(amounts) <> jsonb_array_length(e.items) or exists (
    select from jsonb_array_elements(e.items) with ordinality x (due, n)
    where amounts[x.n] is null or amounts[x.n] < 0 or amounts[x.n] > (x.due ->> 'quantity')::numeric)) then
    raise exception using errcode = '23514', message = 'not what is due', column = 'amounts';
  end if;
  person := case taker when 'alternate' then coalesce((assistance.stand_ins(e.family, moment::date))[1], e.alternate, e.collector) else e.collector end;
  select k.id into first from assistance.collection k where k.entry = e.id::text and k.annulled_by is null and k.double_of is null;
  insert into assistance.collection
    (id, office_id, restriction_group, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at, double_of, from_paper)
  values (new_id, p.office_id, e.restriction_group, e.cycle, p.id, e.id, e.number, person, taker, 'number',
    amounts is not null and exists (select from jsonb_array_elements(e.items) with ordinality x (due, n)
      where amounts[x.n] < (x.due ->> 'quantity')::numeric), moment, first, true);
  insert into assistance.given (id, parent_id, item, measure, quantity)
  select gen_random_uuid(), new_id, x.due ->> 'item', x.due ->> 'measure', coalesce(amounts[x.n], (x.due ->> 'quantity')::numeric)
  from jsonb_array_elements(e.items) with ordinality x (due, n);
  if first is null then return 'written'; end if;
  insert into assistance.desk (id, office_id, restriction_group, point, reason, said, entry)
  values (gen_random_uuid(), p.office_id, e.restriction_group, p.id, 'given-twice', e.number, e.id);
  return 'twice';
end $$;

-- What points wrote down for the family of a case at the desk, for who reads the case: where, when, as whom, by which hand.
create function assistance.facts_of(of_desk uuid)
returns table (id uuid, place text, given_at timestamptz, taken_by text, from_paper boolean, double boolean, annulled boolean, items jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  d assistance.desk;
begin
  select x.* into d from assistance.desk x where x.id = of_desk;
  if d.id is null or not auth.may('assistance', 'read', 'personal', d.office_id, d.owner_id, d.id, d.restriction_group)
    or (d.restriction_group is not null and d.restriction_group <> all (auth.groups())) then return; end if;
  return query select k.id, p.place, k.given_at, k.taken_by, coalesce(k.from_paper, false), k.double_of is not null, k.annulled_by is not null,
      (select jsonb_agg(jsonb_build_object('item', g.item, 'measure', g.measure, 'quantity', g.quantity) order by g.item, g.id)
       from assistance.given g where g.parent_id = k.id)
    from assistance.collection k join assistance.point p on p.id = k.point
    where k.entry = d.entry and (k.restriction_group is null or k.restriction_group = any (auth.groups()))
    order by k.given_at, k.id;
end $$;

-- Whoever wrote the second fact down does not say which of the two is true.
create or replace function assistance.judge_desk() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  was text;
begin
  if tg_op = 'UPDATE' then
    was := old.outcome;
    new.decided_by := old.decided_by;
  end if;
  if auth.staff() is null or new.outcome is not distinct from was then return new; end if;
  if new.outcome in ('serve-now', 'both-true', 'written-in-error') and (tg_op = 'INSERT' or new.created_by = auth.staff()) then
    raise exception using errcode = '42501', message = 'another one says so';
  end if;
  new.decided_by := case when new.outcome is not null then auth.staff() end;
  return new;
end $$;

-- When the first of two facts was written down in error and is annulled, the oldest that stood beside it is the family's.
create function assistance.stand_after() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  next uuid;
begin
  select k.id into next from assistance.collection k where k.double_of = new.id and k.annulled_by is null order by k.given_at, k.id limit 1;
  update assistance.collection k set double_of = null where k.id = next;
  update assistance.collection k set double_of = next where k.double_of = new.id and k.annulled_by is null and next is not null;
  return null;
end $$;
create trigger y_stand_after after update of annulled_by on assistance.collection for each row
  when (old.annulled_by is null and new.annulled_by is not null) execute function assistance.stand_after();

-- One line of a list is one line of a history and of a lane's answer, also while two facts stand beside each other.
do $$
declare
  f regprocedure;
  said text;
begin
  foreach f in array array['assistance.history(uuid)', 'assistance.check_at(uuid, text, text)']::regprocedure[] loop
    said := pg_get_functiondef(f);
    if said !~ 'k\.entry = [el]\.id::text and k\.annulled_by is null' then raise exception '% finds collections in another way', f; end if;
    execute regexp_replace(said, '(k\.entry = [el]\.id::text and k\.annulled_by is null)', '\1 and k.double_of is null', 'g');
  end loop;
end $$;

revoke execute on function assistance.write_up(uuid, uuid, text, text, numeric[], timestamptz), assistance.facts_of(uuid), assistance.stand_after() from public;
grant execute on function assistance.write_up(uuid, uuid, text, text, numeric[], timestamptz), assistance.facts_of(uuid) to nansen_app;
