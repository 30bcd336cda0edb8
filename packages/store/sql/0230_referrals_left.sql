-- A referral that nobody answers becomes a task of who sent it and then of their supervisor; one that is taken back says why to the sender's side, and to the
-- other side that it was, and nothing of what was shared.

-- How often somebody was reminded of it: 1 the sender, 2 the supervisor too; null: it was answered or taken back.
alter table cases.shared add column reminded int default 0 check (reminded between 0 and 2);
create index shared_unanswered on cases.shared (module) where reminded < 2;

-- Working days in which a yes or no is looked for, by how soon help is needed. Ours: no handbook says a number for all services.
create function cases.referral_wait(priority text, times int) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('unit', 'working-days', 'amount', times * case priority when 'urgent' then 1 when 'soon' then 3 else 5 end)
$$;

-- Referrals of a module that nobody accepted or rejected in time: a task of the sender, and after twice the time it stands before the supervisor, whatever
-- became of the task: having called is not an answer. Who does not read the case any more is not reminded: whoever owns it is. How many of both.
create function cases.remind_of_referrals(of_module text, at timestamptz, most int) returns int
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  done int := 0;
begin
  execute format('update cases.shared s set reminded = null from %I.referral r
    where s.module = $1 and s.reminded < 2 and r.id = s.referral_id and (r.status not in (''sent'', ''acknowledged'') or r.withdrawn_at is not null)',
    of_module) using of_module;
  for one in execute format('select r.id, r.parent_id, r.root_id, r.about, r.service, r.created_by, cases.due(r.created_at, cases.referral_wait(r.priority, 2), r.office_id) as last,
      cases.due(r.created_at, cases.referral_wait(r.priority, 2), r.office_id) <= $2 as is_long
    from cases.shared s join %I.referral r on r.id = s.referral_id
    where s.module = $1 and s.reminded < 2 and cases.due(r.created_at, cases.referral_wait(r.priority, s.reminded + 1), r.office_id) <= $2
    order by r.id limit $3 for update of s skip locked', of_module) using of_module, at, most
  loop
    execute format('insert into %I.task (id, parent_id, kind, what, for_staff, about, due_at, status, cause, because)
      select cases.new_id(), $1, ''referral-left'', $2, $3, $4, $5, ''open'', ''referral'', $6
      where not exists (select from %I.task t where t.parent_id = $1 and t.kind = ''referral-left'' and t.because = $6 and t.status = ''open'' and t.withdrawn_at is null)',
      of_module, of_module) using one.parent_id, one.service,
        case when cases.could_read(one.created_by, of_module, cases.root_of(of_module, one.root_id)) then one.created_by end, one.about, one.last, one.id::text;
    if one.is_long then
      execute format('update %I.task t set escalated_at = $3 where t.parent_id = $1 and t.kind = ''referral-left'' and t.because = $2 and t.status = ''open''
        and t.escalated_at is null', of_module) using one.parent_id, one.id::text, at;
    end if;
    update cases.shared s set reminded = case when one.is_long then 2 else 1 end where s.referral_id = one.id;
    done := done + 1;
  end loop;
  return done;
end $$;

-- What was to be done because nobody answered is not to be done any more.
create function cases.not_left(of_module text, root uuid, referral uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update cases.shared s set reminded = null where s.referral_id = not_left.referral;
  execute format('update %I.task t set status = ''withdrawn'' where t.parent_id = $1 and t.kind = ''referral-left'' and t.because = $2 and t.status = ''open''',
    of_module) using root, referral::text;
end $$;
revoke execute on function cases.referral_wait(text, int), cases.remind_of_referrals(text, timestamptz, int), cases.not_left(text, uuid, uuid) from public;

-- As before (0032), and referrals that nobody answers.
create or replace function cases.run_clocks(at timestamptz, most int default 500) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  one record;
  rule jsonb;
  done int := 0;
  late int;
begin
  perform set_config('nansen.now', at::text, true);
  for m in select x.name, x.definition as d from cases.module x order by x.name loop
    for one in execute format('select c.id, c.parent_id, c.name from %I.clock c where c.status = ''running'' and c.due_at <= $1
      order by c.due_at limit $2 for update skip locked', m.name) using at, most
    loop
      rule := m.d -> 'clocks' -> one.name -> 'expires';
      execute format('update %I.clock set status = ''expired'', ended_at = $2 where id = $1', m.name) using one.id, at;
      if rule ? 'task' then perform cases.add_task(m.name, one.parent_id, rule ->> 'task', null, 'clock', one.name, at); end if;
      if rule ? 'move' then perform cases.move_by_system(m.name, m.d, one.parent_id, rule ->> 'move'); end if;
      done := done + 1;
    end loop;
    execute format('update %I.task t set escalated_at = $1
      where t.id in (select o.id from %I.task o where o.status = ''open'' and o.escalated_at is null and o.withdrawn_at is null
        and o.due_at < $1 and cases.due(o.due_at, $2, o.office_id) <= $1 order by o.due_at limit $3)', m.name, m.name)
      using at, m.d -> 'escalateAfter', most;
    get diagnostics late = row_count;
    done := done + late + cases.remind_of_referrals(m.name, at, most);
  end loop;
  return done;
end $$;

-- As before (0090), and for thirty days that one was taken back: that it was, of which office, and for what; neither why it was asked nor what was shared.
create or replace function cases.referrals_to_me()
returns table (module text, id uuid, service text, reason text, priority text, status text, sent_at timestamptz, sent_by uuid, from_office uuid,
  due_at timestamptz, answer text, outcome text, content jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
begin
  if auth.staff() is null then return; end if;
  for m in select x.name from cases.module x order by x.name loop
    return query execute format('select $1, r.id, r.service, case when r.status <> ''withdrawn'' then r.reason end, r.priority, r.status, r.created_at, r.created_by,
        r.office_id, r.due_at, r.answer, case when r.status <> ''withdrawn'' then r.outcome end, case when r.revoked_at is null then s.content end
      from %I.referral r join cases.shared s on s.referral_id = r.id
      where r.withdrawn_at is null and r.status <> ''rejected'' and (r.status <> ''withdrawn'' or r.revoked_at > cases.now() - interval ''30 days'')
        and cases.is_asked(r.to_staff, r.to_role, r.to_office, r.to_organisation) and cases.in_sight(r.restriction_group, r.about)
      order by r.status = ''withdrawn'', r.id desc limit 200', m.name) using m.name;
  end loop;
end $$;

-- As before (0090); what reminded of it is over.
create or replace function cases.answer_referral(of_module text, id uuid, said text, words text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  if not exists (select from cases.module m where m.name = of_module) then return false; end if;
  execute format('select r.* from %I.referral r where r.id = $1 and r.withdrawn_at is null for update', of_module) into one using answer_referral.id;
  if one.id is null or not cases.is_asked(one.to_staff, one.to_role, one.to_office, one.to_organisation)
    or not cases.in_sight(one.restriction_group, one.about)
    or one.revoked_at is not null and said not in ('rejected', 'unsuccessful')
    or not (said in ('acknowledged', 'accepted', 'rejected') and one.status in ('sent', 'acknowledged') and said <> one.status
      or said in ('done', 'unsuccessful') and one.status = 'accepted')
    or said in ('rejected', 'done', 'unsuccessful') and nullif(btrim(words), '') is null then return false; end if;
  execute format('update %I.referral set status = $2, answered_by = auth.staff(), answered_at = cases.now(),
      answer = case when $2 in (''done'', ''unsuccessful'') then answer else coalesce($3, answer) end,
      outcome = case when $2 in (''done'', ''unsuccessful'') then $3 end where id = $1', of_module) using one.id, said, nullif(btrim(words), '');
  if said <> 'acknowledged' then
    perform cases.not_left(of_module, one.root_id, one.id);
    perform cases.add_task(of_module, one.root_id, 'referral-answered', one.about, 'referral', one.service, cases.now());
  end if;
  return true;
end $$;

-- The sender's side takes a referral back and says why, or takes back only what was shared with it. Why stays with the sender's side.
drop function cases.withdraw_referral(text, uuid, boolean);
create function cases.withdraw_referral(of_module text, id uuid, only_shared boolean, because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  if exists (select from cases.module m where m.name = of_module) then
    execute format('select r.root_id, r.status from %I.referral r where r.id = $1 for update', of_module) into one using withdraw_referral.id;
  end if;
  if one.root_id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  perform cases.mine(of_module, one.root_id, 'change');
  if only_shared or one.status in ('rejected', 'done', 'unsuccessful', 'withdrawn') then
    execute format('update %I.referral set revoked_at = coalesce(revoked_at, cases.now()) where id = $1', of_module) using withdraw_referral.id;
    return;
  end if;
  if nullif(btrim(because), '') is null then
    raise exception using errcode = '23502', message = 'why it is taken back', column = 'because';
  end if;
  execute format('update %I.referral set revoked_at = coalesce(revoked_at, cases.now()), status = ''withdrawn'', outcome = $2 where id = $1', of_module)
    using withdraw_referral.id, btrim(because);
  perform cases.not_left(of_module, one.root_id, withdraw_referral.id);
end $$;
revoke execute on function cases.withdraw_referral(text, uuid, boolean, text) from public;
grant execute on function cases.withdraw_referral(text, uuid, boolean, text) to nansen_app;
