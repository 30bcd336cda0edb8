-- Unusual access: a duty judges the audit by rules that are data, and what it finds waits for a data protection officer, or who supervises
-- registration where the colleague works. A finding counts people and names none: whoever may look further asks the audit.
create table oversight.unusual_rule (
  name text primary key,
  -- so many within so many minutes are unusual
  threshold int not null check (threshold between 1 and 10000),
  minutes int not null check (minutes between 1 and 1440),
  active boolean not null default true
);
insert into oversight.unusual_rule (name, threshold, minutes) values
  ('many-opened', 60, 60),        -- distinct people whose record was read
  ('restricted-opened', 1, 1440), -- of them restricted ones, by who was given no case of theirs
  ('colleague-opened', 1, 1440),  -- of them people with a colleague's whole name
  ('often-refused', 20, 60);      -- questions and acts that were refused
alter table oversight.unusual_rule enable row level security;
alter table oversight.unusual_rule force row level security;
create policy keeper on oversight.unusual_rule to nansen_migrator using (true) with check (true);

create table oversight.unusual (
  id uuid primary key default gen_random_uuid(),
  rule text not null references oversight.unusual_rule,
  -- as the rule stood when it was found
  threshold int not null,
  staff_id uuid not null references auth.staff,
  office_id uuid not null references auth.office,
  many int not null,
  since timestamptz not null,
  until timestamptz not null,
  state text not null default 'open' check (state in ('open', 'explained', 'pursued')),
  answered_by uuid references auth.staff,
  answered_at timestamptz,
  because text check (char_length(because) between 10 and 1000),
  check ((state = 'open') = (answered_by is null) and (state = 'open') = (because is null)),
  check (answered_by <> staff_id)
);
create index on oversight.unusual (staff_id, rule, until desc);
create index on oversight.unusual (office_id) where state = 'open';
alter table oversight.unusual enable row level security;
alter table oversight.unusual force row level security;
create policy keeper on oversight.unusual to nansen_migrator using (true) with check (true);
create trigger z_log after insert or update or delete on oversight.unusual
  for each row execute function change.log('oversight', 'unusual', 'open');

-- Judges what was written down until now. What goes on within a rule's time stays one finding. @returns how many are new.
create function oversight.judge_access(moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  r oversight.unusual_rule;
  found int := 0;
  hit record;
  from_then timestamptz;
begin
  if not pg_try_advisory_xact_lock(hashtext('oversight.judge_access')) then return 0; end if;
  for r in select * from oversight.unusual_rule x where x.active order by x.name loop
    from_then := moment - make_interval(mins => r.minutes);
    for hit in
      with looked as materialized (
        select e.staff_id, e.at, e.outcome, case when e.action = 'read' and e.record = 'individual' and e.outcome = 'allow' then u.id end as person
        from audit.entry e left join lateral unnest(e.ids) u(id) on e.outcome = 'allow'
        where e.at > from_then and e.at <= moment and e.staff_id is not null
          and (r.name = 'often-refused' and e.outcome = 'deny'
            or r.name <> 'often-refused' and e.module = 'registration' and e.action = 'read' and e.record = 'individual' and e.outcome = 'allow')
      ),
      counted as (
        select l.staff_id, min(l.at) as since, max(l.at) as until,
          case r.name when 'often-refused' then count(*) else count(distinct i.id) end::int as many
        from looked l left join registration.individual i on i.id = l.person
        where case r.name
          when 'restricted-opened' then i.restriction_group is not null
            and not exists (select from auth.case_access a where a.staff_id = l.staff_id and a.case_id = i.id)
          when 'colleague-opened' then exists (select from auth.staff s where s.status = 'active' and lower(s.display_name) = lower(i.display_name))
          when 'often-refused' then true
          else i.id is not null end
        group by l.staff_id
      )
      select c.*, (select a.office_id from auth.current_assignment a where a.staff_id = c.staff_id order by a.id limit 1) as office_id
      from counted c where c.many >= r.threshold
    loop
      continue when hit.office_id is null;
      update oversight.unusual f set many = greatest(f.many, hit.many), until = hit.until
      where f.rule = r.name and f.staff_id = hit.staff_id and f.state = 'open' and f.until >= from_then
        and (f.many, f.until) is distinct from (greatest(f.many, hit.many), hit.until);
      -- what was answered is not asked again about the same looks
      if not exists (select from oversight.unusual f where f.rule = r.name and f.staff_id = hit.staff_id and f.until >= from_then
        and (f.state = 'open' or f.until >= hit.until)) then
        insert into oversight.unusual (rule, threshold, staff_id, office_id, many, since, until)
        values (r.name, r.threshold, hit.staff_id, hit.office_id, hit.many, hit.since, hit.until);
        found := found + 1;
      end if;
    end loop;
  end loop;
  return found;
end $$;

-- Whose findings the asker answers: all of them as a data protection officer, those of the offices where they approve registration; never their own.
create function oversight.answers_unusual(of_staff uuid, of_office uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select of_staff <> auth.staff() and auth.staff() is not null and (
    exists (select from auth.current_assignment a where a.staff_id = auth.staff() and a.role = 'data_protection_officer')
    or of_office = any ((select auth.reach('registration', 'approve', 'personal'))::uuid[]))
$$;

-- Who reads the audit sees them, and answers none.
create function oversight.unusual_list()
returns table (id uuid, rule text, threshold int, minutes int, staff_id uuid, staff_name text, office text, many int, since timestamptz, until timestamptz,
  state text, because text, answered_by text, may_answer boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.id, f.rule, f.threshold, r.minutes, f.staff_id, s.display_name, o.name, f.many, f.since, f.until, f.state, f.because, b.display_name,
    oversight.answers_unusual(f.staff_id, f.office_id)
  from oversight.unusual f join oversight.unusual_rule r on r.name = f.rule join auth.staff s on s.id = f.staff_id
  join auth.office o on o.id = f.office_id left join auth.staff b on b.id = f.answered_by
  where f.staff_id <> auth.staff() and ((select auth.can('oversight', 'read', 'protected')) or oversight.answers_unusual(f.staff_id, f.office_id))
    and (f.state = 'open' or f.answered_at > now() - interval '90 days')
  order by f.state = 'open' desc, f.until desc limit 200
$$;

create function oversight.answer_unusual(id uuid, state text, because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update oversight.unusual f set state = answer_unusual.state, because = answer_unusual.because, answered_by = auth.staff(), answered_at = now()
  where f.id = answer_unusual.id and f.state = 'open' and oversight.answers_unusual(f.staff_id, f.office_id);
  if not found then raise exception using errcode = 'P0002', message = 'not found'; end if;
end $$;

revoke execute on function oversight.judge_access(timestamptz), oversight.answers_unusual(uuid, uuid), oversight.unusual_list(),
  oversight.answer_unusual(uuid, text, text) from public;
grant usage on schema oversight to nansen_sync;
grant execute on function oversight.judge_access(timestamptz) to nansen_sync;
grant execute on function oversight.unusual_list(), oversight.answer_unusual(uuid, text, text) to nansen_app;
