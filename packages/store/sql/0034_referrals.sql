-- Asking others to do something for a person of a case, and handing the case over. The two sides of a referral are not of one column of the
-- matrix: who was asked sees what was shared with them and nothing of the case, through the functions here alone.

-- What the sender chose of what they themselves could read, as it was then.
create table cases.shared (
  referral_id uuid primary key,
  module text not null,
  case_id uuid not null,
  content jsonb not null
);
alter table cases.shared enable row level security;
alter table cases.shared force row level security;
create policy keeper on cases.shared to nansen_migrator using (true) with check (true);

-- Whether the asker is who was asked: the colleague, one of the role at the office, or of the organisation.
create function cases.is_asked(to_staff uuid, to_role text, to_office uuid, to_organisation uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
begin
  return me is not null and (coalesce(to_staff = me, false)
    or to_staff is null and to_office is not null and exists (
      select from auth.current_assignment a where a.staff_id = me and a.office_id = to_office and (to_role is null or a.role = to_role))
    or to_organisation is not null and exists (select from auth.staff s where s.id = me and s.organisation_id = to_organisation));
end $$;

-- A case by module and id as the asker may act on it. Raises not-found for what is not there and for what is not theirs alike.
create function cases.mine(of_module text, id uuid, action text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb;
begin
  execute (select format('select to_jsonb(r) from %I.%I r where r.id = $1', m.name, m.definition ->> 'record')
    from cases.module m where m.name = of_module) into given using mine.id;
  if given is null or not auth.may(of_module, action, 'personal', (given ->> 'office_id')::uuid, (given ->> 'owner_id')::uuid, mine.id,
    (given ->> 'restriction_group')::uuid) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  return given;
end $$;

-- Sends a referral of a case. `asked`: {to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at}.
create function cases.refer(of_module text, root uuid, id uuid, asked jsonb, content jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform cases.mine(of_module, root, 'change');
  if num_nonnulls(asked ->> 'to_staff', asked ->> 'to_office', asked ->> 'to_organisation') <> 1 then
    raise exception using errcode = '23514', message = 'a referral goes to one', column = 'to_staff';
  end if;
  if asked ->> 'about' is not null and not exists (
    select from cases.person_in p where p.module = of_module and p.case_id = root and p.individual = (asked ->> 'about')::uuid and p.present) then
    raise exception using errcode = '23503', message = 'no such record', column = 'about';
  end if;
  execute format('insert into %I.referral (id, parent_id, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status)
    select $1, $2, a.to_staff, a.to_role, a.to_office, a.to_organisation, a.about, a.service, a.reason, a.priority, a.due_at, ''sent''
    from jsonb_to_record($3) as a (to_staff uuid, to_role text, to_office uuid, to_organisation uuid, about uuid, service text, reason text,
      priority text, due_at timestamptz)', of_module) using refer.id, root, asked;
  insert into cases.shared values (refer.id, of_module, root, content);
end $$;

-- Referrals to the asker that are not withdrawn, over all modules, each with what was shared until it was taken back.
create function cases.referrals_to_me()
returns table (module text, id uuid, service text, reason text, priority text, status text, sent_at timestamptz, sent_by uuid, from_office uuid,
  due_at timestamptz, answer text, outcome text, content jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
begin
  if auth.staff() is null then return; end if;
  for m in select x.name from cases.module x order by x.name loop
    return query execute format('select $1, r.id, r.service, r.reason, r.priority, r.status, r.created_at, r.created_by, r.office_id, r.due_at,
        r.answer, r.outcome, case when r.revoked_at is null then s.content end
      from %I.referral r join cases.shared s on s.referral_id = r.id
      where r.withdrawn_at is null and r.status not in (''withdrawn'', ''rejected'')
        and cases.is_asked(r.to_staff, r.to_role, r.to_office, r.to_organisation) order by r.id desc limit 200', m.name) using m.name;
  end loop;
end $$;

-- The answer of who was asked: acknowledged, accepted, rejected (with a reason); then done or unsuccessful (with what came of it). The case's
-- own people get a task. Answers false when it is not the asker's, or not its turn.
create function cases.answer_referral(of_module text, id uuid, said text, words text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  if not exists (select from cases.module m where m.name = of_module) then return false; end if;
  execute format('select r.* from %I.referral r where r.id = $1 and r.withdrawn_at is null for update', of_module) into one using answer_referral.id;
  if one.id is null or not cases.is_asked(one.to_staff, one.to_role, one.to_office, one.to_organisation)
    or one.revoked_at is not null and said not in ('rejected', 'unsuccessful')
    or not (said in ('acknowledged', 'accepted', 'rejected') and one.status in ('sent', 'acknowledged') and said <> one.status
      or said in ('done', 'unsuccessful') and one.status = 'accepted')
    or said in ('rejected', 'done', 'unsuccessful') and nullif(btrim(words), '') is null then return false; end if;
  execute format('update %I.referral set status = $2, answered_by = auth.staff(), answered_at = cases.now(),
      answer = case when $2 in (''done'', ''unsuccessful'') then answer else coalesce($3, answer) end,
      outcome = case when $2 in (''done'', ''unsuccessful'') then $3 end where id = $1', of_module) using one.id, said, nullif(btrim(words), '');
  if said <> 'acknowledged' then
    perform cases.add_task(of_module, one.root_id, 'referral-answered', one.about, 'referral', one.service, cases.now());
  end if;
  return true;
end $$;

-- The sender's side takes a referral back, or only what was shared with it.
create function cases.withdraw_referral(of_module text, id uuid, only_shared boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  root uuid;
begin
  if exists (select from cases.module m where m.name = of_module) then
    execute format('select r.root_id from %I.referral r where r.id = $1', of_module) into root using withdraw_referral.id;
  end if;
  if root is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  perform cases.mine(of_module, root, 'change');
  execute format('update %I.referral set revoked_at = coalesce(revoked_at, cases.now()),
    status = case when $2 or status in (''rejected'', ''done'', ''unsuccessful'') then status else ''withdrawn'' end where id = $1', of_module)
    using withdraw_referral.id, only_shared;
end $$;

-- Asks another office to take the case over. Needs `transfer` where it is; one question at a time.
create function cases.ask_handover(of_module text, root uuid, id uuid, to_office uuid, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := cases.mine(of_module, root, 'transfer');
  waiting int;
begin
  execute format('select count(*) from %I.handover h where h.parent_id = $1 and h.status = ''asked''', of_module) into waiting using root;
  if waiting > 0 then return 'asked-before'; end if;
  if (given ->> 'office_id')::uuid = to_office or not exists (select from auth.office o where o.id = to_office) then return 'same-office'; end if;
  execute format('insert into %I.handover (id, parent_id, from_office, to_office, because, status) values ($1, $2, $3, $4, $5, ''asked'')', of_module)
    using ask_handover.id, root, (given ->> 'office_id')::uuid, to_office, because;
  return 'asked';
end $$;

-- What other offices ask the asker's to take over: of the case its number and stage, and how many people; not who.
create function cases.handovers_waiting()
returns table (module text, id uuid, case_number text, state text, people int, from_office uuid, to_office uuid, because text, asked_at timestamptz, asked_by uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
begin
  for m in select x.name, x.definition as d from cases.module x order by x.name loop
    return query execute format('select $1, h.id, c.number, c.state,
        (select count(*)::int from cases.person_in p where p.module = $1 and p.case_id = c.id and p.present),
        h.from_office, h.to_office, h.because, h.created_at, h.created_by
      from %I.handover h join %I.%I c on c.id = h.parent_id
      where h.status = ''asked'' and h.to_office = any (auth.reach($1, ''transfer'', ''personal'')) order by h.id', m.name, m.name, m.d ->> 'record')
      using m.name;
  end loop;
end $$;

-- How many rows of each kind hang on a case at an office: `{"member": 2}`.
create function cases.rows_at(of_module text, root uuid, office uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  t text;
  n int;
  found jsonb := '{}';
begin
  for t in select c.relname from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where s.nspname = of_module and c.relkind = 'r' and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'root_id' and not a.attisdropped)
    order by 1
  loop
    execute format('select count(*) from %I.%I r where r.root_id = $1 and r.office_id = $2', of_module, t) into n using root, office;
    if n > 0 then found := found || jsonb_build_object(t, n); end if;
  end loop;
  return found;
end $$;

-- The answer of the office that was asked; `withdrawn` by the one that asked. Accepted: custody of the case and of all that hangs on it passes, nobody
-- owns it yet, and the rows that arrived are counted against those that left.
create function cases.answer_handover(of_module text, id uuid, said text, words text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  d jsonb := (select m.definition from cases.module m where m.name = of_module);
  one record;
  left_there jsonb;
  arrived jsonb;
begin
  if d is null then return 'not-found'; end if;
  execute format('select h.* from %I.handover h where h.id = $1 for update', of_module) into one using answer_handover.id;
  if one.id is null or not (case when said = 'withdrawn' then one.from_office else one.to_office end = any (auth.reach(of_module, 'transfer', 'personal'))) then
    return 'not-found';
  end if;
  if one.status <> 'asked' or said not in ('accepted', 'refused', 'withdrawn') then return 'answered-before'; end if;
  if said = 'accepted' then
    left_there := cases.rows_at(of_module, one.root_id, one.from_office);
    execute format('update %I.%I set office_id = $2, owner_id = null, team = null where id = $1', of_module, d ->> 'record') using one.root_id, one.to_office;
    arrived := cases.rows_at(of_module, one.root_id, one.to_office);
    if arrived is distinct from left_there then
      raise exception using errcode = '40001', message = 'not everything of the case arrived';
    end if;
  end if;
  execute format('update %I.handover set status = $2, answer = $3, answered_by = auth.staff(), answered_at = cases.now(), arrived = $4 where id = $1', of_module)
    using one.id, said, nullif(btrim(words), ''),
      (select left(string_agg(key || ' ' || value, ', ' order by key), 400) from jsonb_each_text(arrived));
  if said = 'accepted' then
    perform cases.add_task(of_module, one.root_id, 'case-arrived', null, 'referral', 'handover', cases.now());
  end if;
  return said;
end $$;

revoke execute on all functions in schema cases from public;
grant execute on function cases.refer(text, uuid, uuid, jsonb, jsonb), cases.referrals_to_me(), cases.answer_referral(text, uuid, text, text),
  cases.withdraw_referral(text, uuid, boolean), cases.ask_handover(text, uuid, uuid, uuid, text), cases.handovers_waiting(),
  cases.answer_handover(text, uuid, text, text) to nansen_app;
