-- How grave a finding of data quality is in an operation: data, asked for by one and agreed to by another, with the reason. And completeness asks
-- what the level of the operation asks, not a list of its own.

create table registration.rule_severity (
  id uuid primary key default gen_random_uuid(),
  country char(3) not null references auth.country,
  rule text not null check (rule ~ '^[a-z0-9_-]{1,80}$'),
  -- `off`: not looked at in this operation; `usual`: as the program says
  severity text not null check (severity in ('critical', 'warning', 'information', 'off', 'usual')),
  because text not null check (char_length(because) between 10 and 1000),
  state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  asked_by uuid not null references auth.staff,
  asked_at timestamptz not null default now(),
  answered_by uuid references auth.staff,
  answered_at timestamptz,
  answered_because text check (char_length(answered_because) between 1 and 1000),
  check (answered_by is null or answered_by <> asked_by or state = 'withdrawn')
);
create unique index on registration.rule_severity (country, rule) where state = 'asked';
create index on registration.rule_severity (country, rule, answered_at desc) where state = 'agreed';
alter table registration.rule_severity enable row level security;
alter table registration.rule_severity force row level security;
create policy keeper on registration.rule_severity to nansen_migrator using (true) with check (true);
create policy read on registration.rule_severity for select to nansen_app using ((select auth.can('registration', 'read', 'personal')));
create trigger z_log after insert or update or delete on registration.rule_severity
  for each row execute function change.log('registration', 'rule_severity', 'open');
grant select on registration.rule_severity to nansen_app;

-- Whoever approves in registration at an office of the country asks; another of them answers.
create function registration.judges_quality(operation text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from auth.office o where o.country = operation
    and o.id = any ((select auth.reach('registration', 'approve', 'personal'))::uuid[]))
$$;
create function registration.ask_severity(country text, rule text, severity text, because text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if not registration.judges_quality(ask_severity.country) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  insert into registration.rule_severity (country, rule, severity, because, asked_by)
  values (ask_severity.country, ask_severity.rule, ask_severity.severity, ask_severity.because, auth.staff()) returning id into made;
  return made;
end $$;
-- Everybody of an operation is judged anew.
create function registration.note_operation(operation text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into registration.quality_due (root_id)
  select i.id from registration.individual i join auth.office o on o.id = i.office_id
  where o.country = operation and i.process_status in ('active', 'hold')
$$;
create function registration.answer_severity(id uuid, agreed boolean, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked registration.rule_severity;
  me uuid := auth.staff();
begin
  select s.* into asked from registration.rule_severity s where s.id = answer_severity.id and s.state = 'asked' for update;
  if asked.id is null or not registration.judges_quality(asked.country) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if asked.asked_by = me and agreed then raise exception using errcode = '42501', message = 'somebody else agrees'; end if;
  update registration.rule_severity s set answered_by = me, answered_at = now(), answered_because = answer_severity.because,
    state = case when agreed then 'agreed' when asked.asked_by = me then 'withdrawn' else 'refused' end
  where s.id = asked.id;
  if agreed then perform registration.note_operation(asked.country); end if;
  return case when agreed then 'agreed' when asked.asked_by = me then 'withdrawn' else 'refused' end;
end $$;

-- Which questions a level asks changes what is missing.
create function registration.levels_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registration.note_operation(coalesce(new.country, old.country));
  return null;
end $$;
create trigger x_quality_levels after insert or update or delete on registration.level_question
  for each row execute function registration.levels_changed();

-- Of each operation: severities that were agreed to, the newest of each rule, and what its levels ask where that is not the usual.
create function registration.quality_operations() returns table (country text, severities jsonb, levels jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.code::text,
    (select coalesce(jsonb_object_agg(s.rule, s.severity), '{}') from (
      select distinct on (r.rule) r.rule, r.severity from registration.rule_severity r
      where r.country = c.code and r.state = 'agreed' order by r.rule, r.answered_at desc) s where s.severity <> 'usual'),
    (select coalesce(jsonb_object_agg(l.level, to_jsonb(l.questions)), '{}') from registration.level_question l where l.country = c.code)
  from auth.country c
$$;

-- Names of questions that these people answered, or said that they do not: never what. Beside their own fields, records that hang on them.
create function registration.quality_answers(ids uuid[]) returns table (id uuid, country text, answered text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.id, o.country::text,
    array(
      select a.key from jsonb_each(to_jsonb(i)) a where a.value not in ('null', '[]', '""')
      union all select n.question from registration.not_answered n where n.root_id = i.id and n.withdrawn_at is null
      union all select 'religion' from registration.individual_protected p where p.id = i.id and p.religion is not null
      union all select 'ethnicity' from registration.individual_protected p where p.id = i.id and p.ethnicity is not null
      union all select 'phone' where exists (select from registration.phone x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'document_held' where exists (select from registration.document_held x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'address' where exists (select from registration.address x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'consent' where exists (select from registration.consent x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'language_ability' where exists (select from registration.language_ability x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'education' where exists (select from registration.education x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'skill' where exists (select from registration.skill x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'work' where exists (select from registration.work x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'marriage' where exists (select from registration.marriage x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'flight' where exists (select from registration.flight x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'flight_leg' where exists (select from registration.flight_leg x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'relative' where exists (select from registration.relative x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'intention' where exists (select from registration.intention x where x.root_id = i.id and x.withdrawn_at is null)
      union all select 'wish' where exists (select from registration.wish x where x.root_id = i.id and x.withdrawn_at is null))
  from registration.individual i join auth.office o on o.id = i.office_id
  where i.id = any (ids)
$$;
-- What is newly looked at is newly watched.
do $$
declare
  watched text;
  act text;
begin
  foreach watched in array array['not_answered', 'phone', 'language_ability', 'education', 'skill', 'work', 'marriage', 'flight', 'flight_leg',
    'relative', 'intention', 'wish'] loop
    foreach act in array array['insert', 'update', 'delete'] loop
      execute format('create trigger x_quality_%s after %s on registration.%I referencing %s table as touched
        for each statement execute function registration.note_quality(%L)',
        act, act, watched, case act when 'delete' then 'old' else 'new' end, 'root_id');
    end loop;
    execute format('alter table registration.%I enable always trigger x_quality_update', watched);
  end loop;
end $$;

revoke execute on function registration.judges_quality(text), registration.ask_severity(text, text, text, text), registration.note_operation(text),
  registration.answer_severity(uuid, boolean, text), registration.levels_changed(), registration.quality_operations(), registration.quality_answers(uuid[]) from public;
grant execute on function registration.judges_quality(text), registration.ask_severity(text, text, text, text),
  registration.answer_severity(uuid, boolean, text) to nansen_app;
grant execute on function registration.quality_operations(), registration.quality_answers(uuid[]) to nansen_sync;
