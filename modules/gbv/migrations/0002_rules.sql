-- What an incident is, who may open its words, how long health care still helps, and what may be told of many.

-- It names nobody: whatever the platform lets a case say of a registered person stays empty here.
do $$
declare
  one record;
begin
  for one in
    select c.conrelid::regclass as place, a.attname from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.connamespace = 'gbv'::regnamespace and c.confrelid = 'registration.individual'::regclass
  loop
    execute format('alter table %s add constraint names_nobody_%s check (%I is null)', one.place, one.attname, one.attname);
  end loop;
end $$;

-- One incident is of one type: the first that applies (domain.md 6.1).
create function gbv.type_of(acts text[], gender_based boolean) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case
    when acts is null or acts = '{}' or gender_based is null then null
    when not gender_based then 'not-gbv'
    when 'penetration' = any (acts) then 'rape'
    when 'sexual-contact' = any (acts) then 'sexual-assault'
    when 'physical-force' = any (acts) then 'physical-assault'
    when 'forced-marriage' = any (acts) then 'forced-marriage'
    when 'denial-of-resources' = any (acts) then 'denial-of-resources'
    when 'psychological-abuse' = any (acts) then 'psychological-abuse'
    else 'not-gbv' end
$$;
-- What else can be said of it is computed and never asked (domain.md 6.1). `relations`: who the perpetrators were to the survivor.
create function gbv.context_of(type text, age text, exchange boolean, abduction text, practice text, relations text[]) returns text[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case when type is null or type = 'not-gbv' then '{}'::text[] else array_remove(array[
    case when relations && '{intimate-partner,former-partner}'::text[] then 'intimate-partner-violence' end,
    case when age in ('0-11', '12-17') and type in ('rape', 'sexual-assault') then 'child-sexual-abuse' end,
    case when age in ('0-11', '12-17') and type = 'forced-marriage' then 'early-marriage' end,
    case when exchange and type in ('rape', 'sexual-assault') then 'possible-sexual-exploitation' end,
    case when abduction <> 'none' and type in ('rape', 'sexual-assault') then 'possible-sexual-slavery' end,
    case when practice <> 'none' then 'harmful-traditional-practice' end], null) end
$$;

create function gbv.decide() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Whose nobody is, nobody finds again: it is given on, never back.
  if new.owner_id is null and (tg_op = 'INSERT' or old.owner_id is not null) then
    raise exception using errcode = '23502', column = 'owner_id';
  end if;
  new.type := gbv.type_of(new.acts, new.gender_based);
  new.context := gbv.context_of(new.type, new.survivor_age, new.exchange, new.abduction, new.practice,
    array(select p.relation from gbv.perpetrator p where p.parent_id = new.id and p.withdrawn_at is null));
  new.health_from := case when new.type in ('rape', 'sexual-assault') then new.happened_at end;
  return new;
end $$;
create trigger d_decide before insert or update on gbv.incident for each row execute function gbv.decide();
create function gbv.decide_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update gbv.incident i set acts = i.acts where i.id = new.parent_id
    and i.context is distinct from gbv.context_of(i.type, i.survivor_age, i.exchange, i.abduction, i.practice,
      array(select p.relation from gbv.perpetrator p where p.parent_id = i.id and p.withdrawn_at is null));
  return null;
end $$;
create trigger y_decide after insert or update on gbv.perpetrator for each row execute function gbv.decide_again();
alter table gbv.incident add constraint happened_before_told check ((happened_at at time zone 'UTC')::date <= reported_on + 1);

-- The hours for health care are met when the survivor was referred or has been there, and end when health care was declined or is not asked for.
create function gbv.keep_hours(incident uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  served boolean;
  over boolean;
begin
  select coalesce(bool_or(s.decision in ('given-by-us', 'referred', 'already-received')), false),
    coalesce(bool_or(s.decision in ('declined', 'not-applicable')), false)
    into served, over
  from gbv.service s where s.parent_id = incident and s.service = 'health' and s.withdrawn_at is null;
  update gbv.clock c set status = case when served then 'met' else 'ended' end, ended_at = cases.now()
  where c.parent_id = incident and c.name in ('hiv', 'pregnancy') and c.status = 'running'
    and (served or over or exists (select from gbv.incident i where i.id = incident and i.health_from is null));
end $$;
create function gbv.after_incident() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform gbv.keep_hours(new.id);
  return null;
end $$;
-- After the platform's own, which starts clocks.
create trigger y_gbv_hours after insert or update on gbv.incident for each row execute function gbv.after_incident();
create function gbv.after_service() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform gbv.keep_hours(new.parent_id);
  return null;
end $$;
create trigger y_hours after insert or update on gbv.service for each row execute function gbv.after_service();

create function gbv.has_agreed(incident uuid, service text, organisation text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from gbv.consent c where c.parent_id = incident and c.service = has_agreed.service
    and lower(trim(c.organisation)) = lower(trim(has_agreed.organisation)) and c.agreed and c.withdrawn_on is null and c.withdrawn_at is null)
$$;
-- Nobody is told without a yes for this service and this organisation.
create function gbv.ask_consent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.decision = 'referred' and (tg_op = 'INSERT' or (new.decision, new.service, new.organisation) is distinct from (old.decision, old.service, old.organisation)) then
    if new.organisation is null then raise exception using errcode = '23502', column = 'organisation'; end if;
    if not gbv.has_agreed(new.parent_id, new.service, new.organisation) then
      raise exception using errcode = '23514', message = 'no consent', column = 'organisation';
    end if;
  end if;
  return new;
end $$;
create trigger d_consent before insert or update on gbv.service for each row execute function gbv.ask_consent();
-- The platform's referrals copy what is chosen of a case to colleagues of any role: here a service is told, by consent, or nobody.
create function gbv.no_referral() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception using errcode = '42501', message = 'not-allowed';
end $$;
create trigger c_no_referral before insert on gbv.referral for each row execute function gbv.no_referral();
-- A yes that is taken back is told to whom it was given.
create function gbv.after_consent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not gbv.has_agreed(new.parent_id, new.service, new.organisation) and exists (
    select from gbv.service s where s.parent_id = new.parent_id and s.service = new.service and s.decision = 'referred' and s.withdrawn_at is null
      and lower(trim(s.organisation)) = lower(trim(new.organisation))) then
    perform cases.add_task('gbv', new.parent_id, 'tell-consent-withdrawn', null, 'event', 'gbv.consent', cases.now());
  end if;
  return null;
end $$;
create trigger y_told after update on gbv.consent for each row execute function gbv.after_consent();

-- Sealed words are there for the readers they were sealed to, and for everybody else there are none, not in the history either.
create policy sealed_to on gbv.part as restrictive for select to nansen_app using (sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy sealed_by on gbv.part as restrictive for insert to nansen_app with check (sealed_for = any ((select sealed.read_by_me())::uuid[]));
create policy sealed_to on gbv.part_sealed as restrictive for select to nansen_app using (id in (select p.id from gbv.part p));
create policy sealed_by on gbv.part_sealed as restrictive for insert to nansen_app with check (id in (select p.id from gbv.part p));
create index on gbv.part (parent_id, part);
insert into change.kept_apart (module, record) values ('gbv', 'part');

-- Numbers below this are not told. Five until an operation says otherwise.
create table gbv.smallest_shown (
  country char(3) primary key references auth.country,
  smallest int not null check (smallest between 3 and 100)
);
alter table gbv.smallest_shown enable row level security;
alter table gbv.smallest_shown force row level security;
create policy keeper on gbv.smallest_shown to nansen_migrator using (true) with check (true);

-- Which cells of a whole that was divided stay hidden, so that none that is small can be worked out from the others and the sum. Small are
-- 1 … smallest - 1; with one of them nothing below `smallest` is shown, zeros neither. When what is hidden is one cell, adds up to a small number,
-- or to what only the largest small numbers would, all cells are hidden: then no order of them is likelier than another.
create function gbv.hidden(counts int[], smallest int) returns boolean[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case
    when not bool_or(n > 0 and n < smallest) then array_agg(false order by i)
    when count(*) filter (where n < smallest) > 1 and sum(n) filter (where n < smallest) between smallest
      and count(*) filter (where n < smallest) * (smallest - 1) - 1 then array_agg(n < smallest order by i)
    else array_agg(true order by i) end
  from unnest(counts) with ordinality u (n, i)
$$;

-- Sums of a quarter that is over, of the incidents that the asker's export reaches, told by survivors themselves who agreed to be counted. A cell
-- without a number is hidden; no row at all: too few to tell anything. A quarter and no freer period, because two periods that differ by a
-- day would tell of one person.
create function gbv.figures(of_year int, of_quarter int) returns table (dimension text, value text, count int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  first_day date := make_date(of_year, (of_quarter - 1) * 3 + 1, 1);
  places uuid[] := auth.reach('gbv', 'export', 'summary');
  mine uuid[] := auth.owners('gbv', 'export', 'summary');
  found uuid[];
  smallest int;
  whole int;
  part record;
  hide boolean[];
  told jsonb := '[]';
begin
  if (first_day + interval '3 months') > cases.now() then return; end if;
  select array_agg(i.id), count(*)::int, gbv.smallest_for(array_agg(distinct i.office_id)) into found, whole, smallest
  from gbv.incident i
  where (i.office_id = any (places) or i.owner_id = any (mine)) and i.restriction_group is null
    and i.reported_on >= first_day and i.reported_on < first_day + interval '3 months'
    and i.statistics_consent and i.reported_by in ('survivor', 'caregiver') and i.type <> 'not-gbv';
  if whole < coalesce(smallest, 1) then return; end if;
  told := told || jsonb_build_object('dimension', 'all', 'value', 'all', 'count', whole);
  -- Each incident stands in one cell of these.
  for part in
    select d.name, array_agg(v order by v) as cells, array_agg((select count(*)::int from gbv.incident i
      where i.id = any (found) and to_jsonb(i) ->> d.name = v) order by v) as counts
    from (values
      ('type', '{rape,sexual-assault,physical-assault,forced-marriage,denial-of-resources,psychological-abuse}'::text[]),
      ('survivor_age', '{0-11,12-17,18-25,26-40,41-60,61-up,unknown}'),
      ('survivor_sex', '{female,male,other,unknown}')) d (name, all_values), unnest(d.all_values) v
    group by d.name
  loop
    hide := gbv.hidden(part.counts, smallest);
    select told || jsonb_agg(jsonb_build_object('dimension', part.name, 'value', u.v, 'count', case when not u.h then u.n end)) into told
    from unnest(part.cells, part.counts, hide) u (v, n, h);
  end loop;
  -- In or not in: what is left of the whole may be small too, and a zero would say that a hidden one is none.
  select told || coalesce(jsonb_agg(jsonb_build_object('dimension', x.name, 'value', x.v, 'count',
      case when x.n >= smallest and not (gbv.hidden(array[x.n, whole - x.n], smallest))[1] then x.n end)), '[]') into told
  from (
    select 'context' as name, v, (select count(*)::int from gbv.incident i where i.id = any (found) and v = any (i.context)) as n
    from unnest('{intimate-partner-violence,child-sexual-abuse,early-marriage,possible-sexual-exploitation,possible-sexual-slavery,harmful-traditional-practice}'::text[]) v
    union all
    select 'service', v, (select count(distinct s.parent_id)::int from gbv.service s where s.parent_id = any (found) and s.service = v
      and s.withdrawn_at is null and s.decision in ('given-by-us', 'referred', 'already-received'))
    from unnest('{health,psychosocial,safe-house,legal,security,livelihood}'::text[]) v) x;
  return query select t.dimension, t.value, t.count from jsonb_to_recordset(told) t (dimension text, value text, count int);
end $$;

-- The strictest of the countries of these offices.
create function gbv.smallest_for(offices uuid[]) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(coalesce((select r.smallest from gbv.smallest_shown r where r.country = o.country), 5)) from auth.office o where o.id = any (offices)
$$;
revoke execute on all functions in schema gbv from public;
grant execute on function gbv.incident_known(uuid[]), gbv.figures(int, int) to nansen_app;
