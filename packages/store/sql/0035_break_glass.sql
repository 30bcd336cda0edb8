-- In an emergency who may know that there is a case reads it, without being given it: for four hours, reading only, with a reason; whoever works on the
-- case is told at once, and somebody who approves there judges it within 72 hours. What is protected stays closed, and so does what is restricted or sealed.
create table cases.glass (
  id uuid primary key,
  staff_id uuid not null references auth.staff,
  module text not null,
  case_id uuid not null,
  reason text not null check (reason in ('danger-to-life', 'child-at-risk', 'medical', 'refoulement', 'colleague-unreachable')),
  words text not null check (char_length(words) between 10 and 2000),
  opened_at timestamptz not null,
  ends_at timestamptz not null check (ends_at <= opened_at + interval '4 hours'),
  review_due timestamptz not null,
  reviewed_by uuid references auth.staff check (reviewed_by <> staff_id),
  reviewed_at timestamptz,
  verdict text check (verdict in ('justified', 'not-justified')),
  review_words text,
  check ((reviewed_by is null) = (verdict is null))
);
create index glass_of_staff on cases.glass (staff_id, ends_at);
create index glass_to_review on cases.glass (module, opened_at) where verdict is null;
alter table cases.glass enable row level security;
alter table cases.glass force row level security;
create policy keeper on cases.glass to nansen_migrator using (true) with check (true);
create trigger z_log after insert or update on cases.glass for each row execute function change.log('cases', 'glass', 'open');

-- Opens the cases of one person in these modules that the asker may know of and does not read. Returns how many.
create function cases.break_glass(person uuid, modules text[], reason text, words text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  card record;
  opened int := 0;
begin
  if me is null then return 0; end if;
  for card in select c.module, c.case_id from cases.cards(array[person]) c where c.module = any (modules) and not c.readable loop
    insert into cases.glass (id, staff_id, module, case_id, reason, words, opened_at, ends_at, review_due)
    values (cases.new_id(), me, card.module, card.case_id, break_glass.reason, break_glass.words, now(), now() + interval '4 hours', now() + interval '72 hours');
    perform cases.add_task(card.module, card.case_id, 'glass-broken', null, 'event', 'glass ' || me, now());
    opened := opened + 1;
  end loop;
  return opened;
end $$;

-- What the asker is to judge: emergencies of others at cases where they approve. `this_week`: how often that colleague did it in seven days.
create function cases.glass_to_review()
returns table (id uuid, module text, case_id uuid, case_number text, staff_id uuid, reason text, words text, opened_at timestamptz, review_due timestamptz, this_week int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
begin
  for m in select x.name, x.definition as d from cases.module x order by x.name loop
    return query execute format('select g.id, g.module, g.case_id, c.number, g.staff_id, g.reason, g.words, g.opened_at, g.review_due,
        (select count(*)::int from cases.glass o where o.staff_id = g.staff_id and o.opened_at > g.opened_at - interval ''7 days'')
      from cases.glass g join %I.%I c on c.id = g.case_id
      where g.module = $1 and g.verdict is null and g.staff_id <> auth.staff()
        and auth.may($1, ''approve'', ''personal'', c.office_id, c.owner_id, c.id, c.restriction_group) order by g.opened_at', m.name, m.d ->> 'record')
      using m.name;
  end loop;
end $$;

create function cases.review_glass(id uuid, verdict text, words text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update cases.glass g set verdict = review_glass.verdict, review_words = review_glass.words, reviewed_by = auth.staff(), reviewed_at = now()
  where g.id = review_glass.id and g.verdict is null and g.id in (select r.id from cases.glass_to_review() r);
  return found;
end $$;

create function cases.opened_by(asker uuid, of_module text) returns setof uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
  select g.case_id from cases.glass g where g.staff_id = asker and g.module = of_module and g.ends_at > now()
$$;

revoke execute on all functions in schema cases from public;
grant execute on function cases.break_glass(uuid, text[], text, text), cases.glass_to_review(), cases.review_glass(uuid, text, text) to nansen_app;

-- As before (0032), and what an emergency opened: to read, below what is protected.
create or replace function auth.cases(module text, action text, level text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  asker uuid;
  said text;
  given boolean;
  opened uuid[] := '{}';
begin
  select s.staff_id, auth.purpose_of(s) into asker, said
  from auth.session s
  where s.token_hash = sha256(convert_to(current_setting('nansen.token', true), 'UTF8'))
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit;
  if asker is null then return '{}'; end if;
  if action in ('see', 'read') and level <> 'protected' then
    opened := array(select g from cases.opened_by(asker, module) g);
  end if;
  select h.given into given
  from auth.held h
  where h.staff_id = asker and h.module = cases.module and h.action = cases.action and h.level = cases.level
    and h.from_day <= today and h.to_day >= today
    and (h.purpose = said or h.purpose is null and (h.apart is null or said is null or said <> all (h.apart)));
  if not coalesce(given, false) then return opened; end if;
  return opened || array(
    select c.case_id from auth.case_access c
    where c.staff_id = asker and c.module = cases.module and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now())
    union
    select p.id from cases.people_given(asker) as p (id) where cases.module = 'registration' and cases.action = 'see');
end $$;
