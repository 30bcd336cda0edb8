-- What is unusual is the data protection officer's to say, by two: they ask, and another of them or a head of office agrees. Each version stays.
create table oversight.rule_version (
  id uuid primary key default gen_random_uuid(),
  rule text not null references oversight.unusual_rule,
  threshold int not null check (threshold between 1 and 10000),
  minutes int not null check (minutes between 1 and 1440),
  active boolean not null,
  because text not null check (char_length(because) between 10 and 1000),
  state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  asked_by uuid not null references auth.staff,
  asked_at timestamptz not null default now(),
  answered_by uuid references auth.staff,
  answered_at timestamptz,
  answered_because text check (char_length(answered_because) between 1 and 1000),
  check ((state = 'asked') = (answered_by is null)),
  check (answered_by is null or (answered_by = asked_by) = (state = 'withdrawn'))
);
create unique index on oversight.rule_version (rule) where state = 'asked';
create index on oversight.rule_version (rule, answered_at desc);
alter table oversight.rule_version enable row level security;
alter table oversight.rule_version force row level security;
create policy keeper on oversight.rule_version to nansen_migrator using (true) with check (true);
create trigger z_log after insert or update or delete on oversight.rule_version
  for each row execute function change.log('oversight', 'rule_version', 'open');

-- A finding says within how many minutes it was unusual when it was found, whatever the rule says since.
alter table oversight.unusual add column minutes int;
update oversight.unusual f set minutes = r.minutes from oversight.unusual_rule r where r.name = f.rule;
alter table oversight.unusual alter column minutes set not null;
create function oversight.minutes_of_rule() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.minutes := (select r.minutes from oversight.unusual_rule r where r.name = new.rule);
  return new;
end $$;
create trigger a_minutes before insert on oversight.unusual for each row execute function oversight.minutes_of_rule();

create function oversight.works_as(roles text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.current_assignment a where a.staff_id = (select auth.staff()) and a.role = any (roles))
$$;

create function oversight.ask_rule(rule text, threshold int, minutes int, active boolean, because text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if not oversight.works_as('{data_protection_officer}') then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  if exists (select from oversight.unusual_rule r where r.name = ask_rule.rule
    and (r.threshold, r.minutes, r.active) = (ask_rule.threshold, ask_rule.minutes, ask_rule.active)) then
    raise exception using errcode = '23514', message = 'nothing would change', column = 'threshold';
  end if;
  insert into oversight.rule_version (rule, threshold, minutes, active, because, asked_by)
  values (ask_rule.rule, ask_rule.threshold, ask_rule.minutes, ask_rule.active, ask_rule.because, auth.staff()) returning id into made;
  return made;
end $$;

create function oversight.answer_rule(id uuid, agreed boolean, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked oversight.rule_version;
  became text;
begin
  select v.* into asked from oversight.rule_version v where v.id = answer_rule.id and v.state = 'asked' for update;
  if asked.id is null or not oversight.works_as('{data_protection_officer,head_of_office}') then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if asked.asked_by = auth.staff() and agreed then raise exception using errcode = '42501', message = 'somebody else agrees'; end if;
  became := case when agreed then 'agreed' when asked.asked_by = auth.staff() then 'withdrawn' else 'refused' end;
  update oversight.rule_version v set state = became, answered_by = auth.staff(), answered_at = now(), answered_because = answer_rule.because
  where v.id = asked.id;
  if agreed then
    update oversight.unusual_rule r set threshold = asked.threshold, minutes = asked.minutes, active = asked.active where r.name = asked.rule;
  end if;
  return became;
end $$;

-- Every rule as it holds, what waits, and what was said of it before; for who reads the audit, and heads of office.
create function oversight.rules_list()
returns table (rule text, threshold int, minutes int, active boolean, may_ask boolean, may_answer boolean, said jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.name, r.threshold, r.minutes, r.active, oversight.works_as('{data_protection_officer}'),
    oversight.works_as('{data_protection_officer,head_of_office}'),
    (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'threshold', v.threshold, 'minutes', v.minutes, 'active', v.active, 'because', v.because,
      'state', v.state, 'mine', v.asked_by = auth.staff(), 'askedBy', a.display_name, 'askedAt', v.asked_at, 'answeredBy', b.display_name,
      'answeredAt', v.answered_at, 'answeredBecause', v.answered_because) order by v.asked_at desc), '[]')
      from oversight.rule_version v join auth.staff a on a.id = v.asked_by left join auth.staff b on b.id = v.answered_by
      where v.rule = r.name)
  from oversight.unusual_rule r
  where (select auth.can('oversight', 'read', 'protected')) or oversight.works_as('{data_protection_officer,head_of_office}')
  order by r.name
$$;

create or replace function oversight.unusual_list()
returns table (id uuid, rule text, threshold int, minutes int, staff_id uuid, staff_name text, office text, many int, since timestamptz, until timestamptz,
  state text, because text, answered_by text, may_answer boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.id, f.rule, f.threshold, f.minutes, f.staff_id, s.display_name, o.name, f.many, f.since, f.until, f.state, f.because, b.display_name,
    oversight.answers_unusual(f.staff_id, f.office_id)
  from oversight.unusual f join auth.staff s on s.id = f.staff_id
  join auth.office o on o.id = f.office_id left join auth.staff b on b.id = f.answered_by
  where f.staff_id <> auth.staff() and ((select auth.can('oversight', 'read', 'protected')) or oversight.answers_unusual(f.staff_id, f.office_id))
    and (f.state = 'open' or f.answered_at > now() - interval '90 days')
  order by f.state = 'open' desc, f.until desc limit 200
$$;

revoke execute on function oversight.minutes_of_rule(), oversight.works_as(text[]), oversight.ask_rule(text, int, int, boolean, text),
  oversight.answer_rule(uuid, boolean, text), oversight.rules_list() from public;
grant execute on function oversight.ask_rule(text, int, int, boolean, text), oversight.answer_rule(uuid, boolean, text), oversight.rules_list() to nansen_app;
