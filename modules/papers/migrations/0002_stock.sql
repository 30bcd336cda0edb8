-- Blank stock: every serial number that was ever received is in exactly one place and state, and what an office received and was sent is what
-- lies there, was used, spoiled or lost there, and what others acknowledged from it. Acts are a ledger; the database applies them or refuses.

create table papers.default_rule (rule text primary key, amount int not null check (amount between 1 and 10000));
insert into papers.default_rule values ('reprints-a-year', 2), ('card-months', 60), ('attestation-months', 12), ('people-a-file', 20),
  ('low-stock', 50), ('people-a-slot', 10);
alter table papers.default_rule enable row level security;
alter table papers.default_rule force row level security;
create policy keeper on papers.default_rule to nansen_migrator using (true) with check (true);

-- A figure of an operation: the latest it decided, or the default.
create function papers.rule_of(office uuid, name text) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(
    (select r.amount from papers.rule r join auth.office o on o.country = r.country
      where o.id = rule_of.office and r.rule = rule_of.name order by r.created_at desc, r.id desc limit 1),
    (select d.amount from papers.default_rule d where d.rule = rule_of.name))
$$;
create policy deciders on papers.rule as restrictive for insert to nansen_app
  with check (amount between 1 and 10000 and office_id = any ((select auth.reach('papers', 'approve', 'personal'))::uuid[])
    and country = (select o.country from auth.office o where o.id = office_id));

create table papers.series (
  id int generated always as identity primary key,
  blank text not null check (blank in ('card', 'certificate')),
  series text not null,
  unique (series)
);
-- An office that keeps stock of a blank prints on nothing else. Whoever moves blanks there holds this row.
create table papers.shelf (
  office_id uuid not null references auth.office,
  blank text not null check (blank in ('card', 'certificate')),
  primary key (office_id, blank)
);
create table papers.blank (
  id bigint generated always as identity primary key,
  series int not null references papers.series,
  serials int8range not null check (lower(serials) >= 0 and upper(serials) <= 2147483648 and not isempty(serials)),
  office_id uuid not null references auth.office,   -- where they lie, or who sent them
  state text not null check (state in ('on-hand', 'assigned', 'sent', 'used', 'spoiled', 'destroyed', 'lost')),
  to_office uuid references auth.office,
  batch uuid references papers.batch,
  by_staff uuid references auth.staff,              -- who said that they are spoiled
  -- No serial number is in two places.
  place int8range generated always as (int8range(series::bigint * 2147483648 + lower(serials), series::bigint * 2147483648 + upper(serials))) stored,
  exclude using gist (place with &&),
  check ((state = 'sent') = (to_office is not null)),
  check ((state = 'assigned') = (batch is not null)),
  check ((state in ('spoiled', 'destroyed')) or by_staff is null)
);
create index blank_at on papers.blank (office_id, state);
create index blank_to on papers.blank (to_office) where to_office is not null;
create index blank_batch on papers.blank (batch) where batch is not null;

do $$
declare
  each text;
begin
  foreach each in array array['series', 'shelf', 'blank'] loop
    execute format('alter table papers.%I enable row level security', each);
    execute format('alter table papers.%I force row level security', each);
    execute format('create policy keeper on papers.%I to nansen_migrator using (true) with check (true)', each);
    execute format('grant select on papers.%I to nansen_app', each);
  end loop;
end $$;
create policy server on papers.series for select to nansen_app using ((select auth.can('papers', 'read', 'personal')));
create policy read on papers.shelf for select to nansen_app using (office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[]));
create policy read on papers.blank for select to nansen_app using (
  office_id = any ((select auth.reach('papers', 'read', 'personal'))::uuid[])
  or to_office = any ((select auth.reach('papers', 'read', 'personal'))::uuid[]));

-- Blanks are kept by who approves; whoever prints says what was spoiled, and takes some for a run.
create policy keepers on papers.stock_act as restrictive for insert to nansen_app
  with check (act in ('spoiled', 'assigned', 'released')
    or (act <> 'used' and office_id = any ((select auth.reach('papers', 'approve', 'personal'))::uuid[])));

create function papers.serial_name(series text, n bigint) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$ select series || '-' || lpad(n::text, 6, '0') $$;

-- Applies an act: cuts the serials out of where they are and puts them where they go.
create function papers.apply_act() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  wanted int8range;
  kind papers.series;
  piece papers.blank;
  found_all bigint := 0;
  froms text[];
  goes text;
  here uuid := new.office_id;
begin
  if new.count < 1 or new.count > 100000 or new.first < 0 or new.first::bigint + new.count > 2147483648 then
    raise exception using errcode = '23514', message = 'not a range of serial numbers', column = 'count';
  end if;
  wanted := int8range(new.first, new.first::bigint + new.count);
  new.from_office := null;
  if new.act = 'received' or new.act = 'arrived' then
    insert into papers.shelf (office_id, blank) values (new.office_id, new.blank) on conflict do nothing;
  end if;
  perform from papers.shelf s where s.office_id = new.office_id and s.blank = new.blank for update;
  if new.act = 'received' then
    insert into papers.series (blank, series) values (new.blank, new.series) on conflict do nothing;
  end if;
  select s.* into kind from papers.series s where s.series = new.series for update;
  if kind.id is null or kind.blank <> new.blank then
    raise exception using errcode = '23514', message = 'no such series', column = 'series';
  end if;
  if new.act in ('spoiled', 'lost') and new.reason is null then raise exception using errcode = '23502', column = 'reason'; end if;
  if new.act = 'sent' and new.to_office is null then raise exception using errcode = '23502', column = 'to_office'; end if;
  if new.act = 'sent' and new.to_office = new.office_id or new.act <> 'sent' and new.to_office is not null then
    raise exception using errcode = '23514', column = 'to_office';
  end if;
  if (new.act in ('assigned', 'released')) <> (new.batch is not null)
    or new.batch is not null and not exists (select from papers.batch b where b.id = new.batch and b.office_id = new.office_id) then
    raise exception using errcode = '23514', column = 'batch';
  end if;
  goes := case new.act when 'received' then 'on-hand' when 'sent' then 'sent' when 'arrived' then 'on-hand' when 'assigned' then 'assigned'
    when 'released' then 'on-hand' when 'found' then 'on-hand' else new.act end;
  froms := case new.act when 'received' then '{}' when 'sent' then '{on-hand}' when 'arrived' then '{sent}' when 'assigned' then '{on-hand}'
    when 'released' then '{assigned}' when 'used' then '{on-hand,assigned}' when 'spoiled' then '{on-hand,assigned,used}'
    when 'destroyed' then '{spoiled}' when 'lost' then '{on-hand,assigned,sent}' when 'found' then '{lost}' end;
  if new.act <> 'received' then
    for piece in select b.* from papers.blank b where b.series = kind.id and b.serials && wanted order by b.serials for update loop
      if piece.state <> all (froms)
        or (case when new.act = 'arrived' then piece.to_office is distinct from new.office_id
            or new.from_office is not null and new.from_office <> piece.office_id else piece.office_id <> new.office_id end)
        or new.act = 'released' and piece.batch <> new.batch then
        raise exception using errcode = '23514', message = 'not all of these are there', column = 'first';
      end if;
      if new.act = 'destroyed' and piece.by_staff is not distinct from auth.staff() then
        raise exception using errcode = '42501', message = 'a second person agrees to destruction';
      end if;
      if new.act = 'arrived' then new.from_office := piece.office_id; end if;
      found_all := found_all + upper(piece.serials * wanted) - lower(piece.serials * wanted);
      delete from papers.blank b where b.id = piece.id;
      insert into papers.blank (series, serials, office_id, state, to_office, batch, by_staff)
      select piece.series, r, piece.office_id, piece.state, piece.to_office, piece.batch, piece.by_staff
      from unnest(array[
        case when lower(piece.serials) < lower(wanted) then int8range(lower(piece.serials), lower(wanted)) end,
        case when upper(piece.serials) > upper(wanted) then int8range(upper(wanted), upper(piece.serials)) end]) r
      where r is not null;
    end loop;
    if found_all <> new.count then
      raise exception using errcode = '23514', message = 'not all of these are there', column = 'first';
    end if;
  end if;
  -- what lies beside it in the same state becomes one range with it
  loop
    delete from papers.blank b
    where b.series = kind.id and b.serials -|- wanted and b.office_id = here and b.state = goes
      and b.to_office is not distinct from new.to_office
      and b.batch is not distinct from (case when goes = 'assigned' then new.batch end)
      and b.by_staff is not distinct from (case when goes in ('spoiled', 'destroyed') then auth.staff() end)
      and b.id = (select x.id from papers.blank x where x.series = kind.id and x.serials -|- wanted and x.office_id = here and x.state = goes
        and x.to_office is not distinct from new.to_office
        and x.batch is not distinct from (case when goes = 'assigned' then new.batch end)
        and x.by_staff is not distinct from (case when goes in ('spoiled', 'destroyed') then auth.staff() end) limit 1)
    returning b.* into piece;
    exit when not found;
    wanted := wanted + piece.serials;
  end loop;
  begin
    insert into papers.blank (series, serials, office_id, state, to_office, batch, by_staff)
    values (kind.id, wanted, here, goes, new.to_office, case when goes = 'assigned' then new.batch end,
      case when goes in ('spoiled', 'destroyed') then auth.staff() end);
  exception when exclusion_violation then
    raise exception using errcode = '23514', message = 'some of these were received before', column = 'first';
  end;
  return new;
end $$;
create trigger e_apply before insert on papers.stock_act for each row execute function papers.apply_act();

-- At the end of every transaction: what came in less what others acknowledged is what is accounted for here, series by series.
create function papers.balance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  it papers.blank;
  name text;
  came bigint;
  accounted bigint;
begin
  if tg_op = 'DELETE' then it := old; else it := new; end if;
  select s.series into name from papers.series s where s.id = it.series;
  select coalesce(sum(case when a.office_id = it.office_id then a.count else -a.count end), 0) into came
  from papers.stock_act a
  where a.series = name and (a.office_id = it.office_id and a.act in ('received', 'arrived') or a.from_office = it.office_id and a.act = 'arrived');
  select coalesce(sum(upper(b.serials) - lower(b.serials)), 0) into accounted
  from papers.blank b where b.series = it.series and b.office_id = it.office_id;
  if came <> accounted then
    raise exception using errcode = '23514', message = 'blanks do not add up', column = 'count';
  end if;
  return null;
end $$;
create constraint trigger balance after insert or update or delete on papers.blank
  deferrable initially deferred for each row execute function papers.balance();
create index on papers.stock_act (series, act);

revoke execute on function papers.rule_of(uuid, text), papers.serial_name(text, bigint), papers.apply_act(), papers.balance() from public;
grant execute on function papers.rule_of(uuid, text), papers.serial_name(text, bigint) to nansen_app;
