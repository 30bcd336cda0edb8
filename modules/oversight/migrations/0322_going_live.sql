-- An operation goes live by two: one asks when nothing lacks, another who may agree there looks again and agrees. What the checklist said at both moments
-- stays. A checklist in which something lacks is taken at neither.
create table oversight.going_live (
  id uuid primary key default gen_random_uuid(),
  country char(3) not null references auth.country,
  state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  asked_by uuid not null references auth.staff,
  asked_at timestamptz not null,
  checks jsonb not null check (jsonb_array_length(checks) > 0 and not checks @? '$[*] ? (@.state == "lacking")'),
  answered_by uuid references auth.staff,
  answered_at timestamptz,
  answered_checks jsonb check (not answered_checks @? '$[*] ? (@.state == "lacking")'),
  because text check (char_length(because) between 3 and 1000),
  check ((state = 'asked') = (answered_by is null)),
  check ((state = 'asked') = (answered_at is null)),
  check (answered_by is null or (answered_by = asked_by) = (state = 'withdrawn')),
  check ((state = 'agreed') = (answered_checks is not null)),
  check ((state = 'refused') <= (because is not null))
);
create unique index on oversight.going_live (country) where state in ('asked', 'agreed');
alter table oversight.going_live enable row level security;
alter table oversight.going_live force row level security;
create policy keeper on oversight.going_live to nansen_migrator using (true) with check (true);
create trigger z_log after insert or update or delete on oversight.going_live
  for each row execute function change.log('oversight', 'going_live', 'open');

-- Whether the asker may do this in administration at an office of the country.
create function oversight.may_in(of_country text, what text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.office o where o.country = of_country and o.id = any ((select auth.reach('admin', what, 'personal'))::uuid[]))
$$;

create function oversight.ask_live(of_country text, said jsonb, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not oversight.may_in(of_country, 'create') then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  if exists (select from oversight.going_live g where g.country = of_country and g.state in ('asked', 'agreed')) then
    raise exception using errcode = '23514', message = 'asked before', column = 'country';
  end if;
  insert into oversight.going_live (country, asked_by, asked_at, checks) values (of_country, auth.staff(), moment, said);
end $$;

create function oversight.answer_live(of_country text, agreed boolean, said jsonb, why text, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  g oversight.going_live;
  became text;
begin
  select x.* into g from oversight.going_live x where x.country = of_country and x.state = 'asked' for update;
  if g.id is null or not (oversight.may_in(of_country, 'approve') or g.asked_by = auth.staff()) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if agreed and g.asked_by = auth.staff() then raise exception using errcode = '42501', message = 'somebody else agrees'; end if;
  became := case when agreed then 'agreed' when g.asked_by = auth.staff() then 'withdrawn' else 'refused' end;
  update oversight.going_live x set state = became, answered_by = auth.staff(), answered_at = moment, because = why,
    answered_checks = case when agreed then said end
  where x.id = g.id;
  return became;
end $$;

-- What was last said of each operation, for who reads staff there or opens operations.
create function oversight.lives()
returns table (country text, state text, asked_by text, mine boolean, asked_at timestamptz, answered_by text, answered_at timestamptz, because text,
  may_ask boolean, may_agree boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.code::text, g.state, a.display_name, g.asked_by = auth.staff(), g.asked_at, b.display_name, g.answered_at, g.because,
    oversight.may_in(c.code, 'create'), oversight.may_in(c.code, 'approve')
  from auth.country c
  left join lateral (select x.* from oversight.going_live x where x.country = c.code order by x.asked_at desc limit 1) g on true
  left join auth.staff a on a.id = g.asked_by left join auth.staff b on b.id = g.answered_by
  where oversight.may_in(c.code, 'read') or (select auth.can('admin', 'create', 'personal'))
$$;
-- Codes and calendars of a country that were asked for and wait for an answer.
create function oversight.waiting_in(of_country text) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when oversight.may_in(of_country, 'read') or (select auth.can('admin', 'create', 'personal')) then
    (select count(*)::int from ref.code_version v where v.country = of_country and v.state = 'asked')
    + (select count(*)::int from cases.calendar_version v where v.country = of_country and v.state = 'asked') else 0 end
$$;
revoke execute on function oversight.waiting_in(text), oversight.may_in(text, text), oversight.ask_live(text, jsonb, timestamptz),
  oversight.answer_live(text, boolean, jsonb, text, timestamptz), oversight.lives() from public;
grant execute on function oversight.ask_live(text, jsonb, timestamptz), oversight.answer_live(text, boolean, jsonb, text, timestamptz), oversight.lives(), oversight.waiting_in(text) to nansen_app;
