-- What the definition cannot say: whose mandate decides, when an appeal is in time, who follows whom, and what a decision changes in law.

-- A file that was destroyed leaves no trace in the one from which it was opened.
do $$
declare c record;
begin
  for c in select k.conrelid::regclass as relation, k.conname as name, a.attname as field
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'rsd.file'::regclass and a.attname in ('own_file', 'about_file')
  loop
    execute format('alter table %s drop constraint %I, add constraint %I foreign key (%I) references rsd.file on delete set null', c.relation, c.name, c.name, c.field);
  end loop;
end $$;

-- Whether a colleague is of a government's body.
create function rsd.is_of_government(staff uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select o.kind = 'government' from auth.staff s join auth.organisation o on o.id = s.organisation_id where s.id = staff), false)
$$;

-- What follows from a move by itself: days, what stands, and nothing of the last time when a file begins anew.
create function rsd.keep_words() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.state <> old.state then
    if old.state = 'registered' and new.state = 'decided' then new.outcome := 'prima-facie'; end if;
    if new.state = 'decided' then
      new.decided_on := cases.now()::date;
      new.stands := new.outcome;
    elsif new.state = 'appeal-decided' then
      new.appeal_decided_on := cases.now()::date;
      if new.appeal_outcome = 'granted' then
        new.stands := case new.procedure when 'first-instance' then 'recognised' else 'status-kept' end;
      end if;
    elsif new.state = 'registered' then
      new.outcome := null; new.stands := null; new.decided_on := null; new.notified_on := null; new.notified_how := null;
      new.appeal_filed_on := null; new.appeal_late_because := null; new.appeal_interview := null; new.appeal_outcome := null;
      new.appeal_decided_on := null; new.appeal_notified_on := null; new.closed_because := null; new.closed_remarks := null;
      new.assessed_by := null; new.reviewed_by := null; new.decided_by := null; new.appeal_decided_by := null;
    end if;
  elsif tg_op = 'UPDATE' and current_user = 'nansen_app' then
    new.decided_on := old.decided_on; new.stands := old.stands; new.appeal_decided_on := old.appeal_decided_on;
  end if;
  -- what was decided and told stays as it was said
  if tg_op = 'UPDATE' and current_user = 'nansen_app' and new.state <> 'registered' and (
    old.state in ('decided', 'notified', 'appealed', 'appeal-decided', 'appeal-notified', 'closed')
      and ((new.outcome, new.procedure, new.authority) is distinct from (old.outcome, old.procedure, old.authority)
        -- an appeal that is granted says on which ground
        or new.ground is distinct from old.ground and old.state <> 'appealed')
    or old.state in ('notified', 'appealed', 'appeal-decided', 'appeal-notified', 'closed') and new.notified_on is distinct from old.notified_on
    or old.state in ('appealed', 'appeal-decided', 'appeal-notified', 'closed') and new.appeal_filed_on is distinct from old.appeal_filed_on
    or old.state in ('appeal-decided', 'appeal-notified', 'closed') and new.appeal_outcome is distinct from old.appeal_outcome) then
    raise exception using errcode = '42501', message = 'what was decided stays';
  end if;
  new.hold := case when new.state <> 'closed' and (new.paused_because is not null or new.procedure <> 'first-instance') then 'yes' end;
  return new;
end $$;
create trigger g_words before insert or update on rsd.file for each row execute function rsd.keep_words();

-- What a move is refused for beside its readiness.
create function rsd.judge_move() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_government boolean := rsd.is_of_government(auth.staff());
  trigger_said text;
begin
  if new.state = old.state then return new; end if;
  if new.state in ('reviewed', 'decided', 'appeal-decided') then
    if new.authority = 'unhcr' and of_government or new.authority = 'government' and not of_government then
      raise exception using errcode = '42501', message = 'another body decides on this claim';
    end if;
    if new.authority = 'joint' and old.state = 'reviewed' and new.assessed_by is not null
      and rsd.is_of_government(new.assessed_by) = of_government then
      raise exception using errcode = '42501', message = 'the other body decides with yours';
    end if;
  end if;
  if old.state = 'registered' and new.state = 'decided' then
    select p.exclusion_trigger into trigger_said from rsd.file_protected p where p.id = new.id;
    if trigger_said = 'yes' then
      raise exception using errcode = '23514', message = 'this claim is examined by itself', column = 'modality';
    end if;
  elsif new.state = 'decided' and not coalesce(case new.procedure
      when 'first-instance' then new.outcome in ('recognised', 'complementary', 'rejected', 'excluded', 'inadmissible')
      when 'cancellation' then new.outcome in ('cancelled', 'status-kept')
      when 'revocation' then new.outcome in ('revoked', 'status-kept')
      else new.outcome in ('ceased', 'status-kept') end, true) then
    raise exception using errcode = '23514', message = 'not an outcome of this procedure', column = 'outcome';
  elsif new.state = 'notified' and (new.notified_on > cases.now()::date + 1 or new.notified_on < new.decided_on) then
    raise exception using errcode = '23514', message = 'not a day of this notification', column = 'notified_on';
  elsif new.state = 'appealed' then
    perform rsd.judge_appeal(new);
  elsif new.state = 'appeal-notified' and new.appeal_notified_on > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'not a day of this notification', column = 'appeal_notified_on';
  elsif new.state = 'closed' and old.state not in ('notified', 'appeal-notified') and new.closed_because = 'final' then
    raise exception using errcode = '23514', message = 'nothing was decided', column = 'closed_because';
  end if;
  return new;
end $$;

-- In time until the deadline; for six weeks after it with a reason; later by having the file opened again.
create function rsd.judge_appeal(given rsd.file) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  deadline timestamptz := (select max(c.due_at) from rsd.clock c where c.parent_id = given.id and c.name = 'appeal' and c.started_at = given.notified_on);
  last_day timestamptz := (select max(c.due_at) from rsd.clock c where c.parent_id = given.id and c.name = 'late-appeal' and c.started_at = given.notified_on);
  filed timestamptz := given.appeal_filed_on + interval '12 hours';
begin
  if given.outcome in ('recognised', 'prima-facie', 'complementary', 'status-kept') then
    raise exception using errcode = '42501', message = 'there is nothing to appeal against';
  end if;
  if given.appeal_filed_on < given.notified_on or given.appeal_filed_on > cases.now()::date + 1 or filed >= last_day
    or filed >= deadline and given.appeal_late_because is null then
    raise exception using errcode = '23514', message = 'not in time', column = 'appeal_filed_on';
  end if;
end $$;
create trigger g_words_judged before update of state on rsd.file for each row when (current_user = 'nansen_app') execute function rsd.judge_move();

-- The six weeks begin with the deadline, whatever weekends and holidays made of it.
create function rsd.keep_tolerance() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.due_at := coalesce((select max(c.due_at) from rsd.clock c where c.parent_id = new.parent_id and c.name = 'appeal' and c.started_at = new.started_at)
    + interval '42 days', new.due_at);
  return new;
end $$;
create trigger c_tolerance before insert on rsd.clock for each row when (new.name = 'late-appeal') execute function rsd.keep_tolerance();

-- What a decision changes in law: what is given counts from its day; what is refused or taken away counts when nobody can appeal any more.
create function rsd.apply(given rsd.file, on_day date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  category text := case given.authority when 'unhcr' then 'by-unhcr' when 'government' then 'by-government' else 'jointly' end
    || case given.stands when 'prima-facie' then '-as-group' else '-individually' end;
  basis text := case given.stands
    when 'prima-facie' then 'prima-facie'
    when 'complementary' then case given.ground when 'national' then 'national-law' else 'complementary-protection' end
    else case given.ground when 'oau-1-1' then 'oau-1969' when 'oau-1-2' then 'oau-1969' when 'cartagena-3-3' then 'cartagena-1984'
      when 'mandate-broad' then 'unhcr-mandate' when 'national' then 'national-law' else 'convention-1951' end end;
  status text := case when given.stands in ('recognised', 'prima-facie') then 'refugee'
    when given.stands = 'complementary' then 'other-international-protection'
    when given.stands in ('rejected', 'excluded', 'inadmissible', 'cancelled', 'revoked', 'ceased') then 'not-of-concern' end;
begin
  if status is null then return; end if;
  perform registration.determine(m.individual, status, case status when 'not-of-concern' then null else basis end, category, on_day, 'rsd', given.id)
  from rsd.member m where m.parent_id = given.id and m.role = 'applicant' and m.until is null and m.withdrawn_at is null;
  perform registration.determine(c.individual,
    case c.outcome when 'status-ended' then case when c.own_file is null then 'not-of-concern' else 'asylum-seeker' end
      when 'derivative-recognised' then status else 'refugee' end,
    case c.outcome when 'status-ended' then null when 'prima-facie' then 'prima-facie'
      else case status when 'refugee' then 'derivative' else basis end end,
    case when c.outcome = 'status-ended' and c.own_file is not null then null else category end, on_day, 'rsd', given.id)
  from rsd.claim c
  where c.parent_id = given.id and c.withdrawn_at is null
    and (status = 'not-of-concern' and c.outcome = 'status-ended' or status <> 'not-of-concern' and c.outcome in ('derivative-recognised', 'prima-facie'));
  if given.stands in ('cancelled', 'revoked', 'ceased') then
    update rsd.file f set stands = given.stands where f.id = given.about_file;
  end if;
end $$;

-- After a move: the decision is kept as it was taken, and brings what it brings.
create function rsd.carry_out() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  what text := case when new.state = 'decided' then 'decision' when new.state = 'appeal-decided' then 'appeal'
    when new.state = 'closed' and old.state in ('notified', 'appeal-notified') then 'final'
    when new.state = 'registered' and old.state = 'closed' then 'reopened' end;
begin
  if new.state = old.state or what is null then return null; end if;
  insert into rsd.ruling (id, parent_id, what, outcome, decided_on, decided_by)
  values (cases.new_id(), new.id, what, case what when 'appeal' then new.appeal_outcome when 'reopened' then new.reopened_because else new.stands end,
    cases.now()::date, coalesce(case what when 'decision' then new.decided_by when 'appeal' then new.appeal_decided_by end, auth.staff()));
  if what = 'decision' and new.outcome in ('recognised', 'prima-facie', 'complementary') then
    perform rsd.apply(new, new.decided_on);
  elsif what = 'appeal' and new.appeal_outcome = 'granted' then
    perform rsd.apply(new, new.appeal_decided_on);
  elsif what = 'final' and new.stands in ('rejected', 'excluded', 'inadmissible', 'cancelled', 'revoked', 'ceased') then
    perform rsd.apply(new, cases.now()::date);
  end if;
  -- who has a status by the family is looked at by themselves: nothing follows for them without that
  if what = 'decision' and new.outcome in ('cancelled', 'revoked', 'ceased') then
    perform cases.add_task('rsd', new.id, 'review-derivative', c.individual, 'event', 'rsd.' || new.outcome,
      cases.due(cases.now(), '{"amount": 10, "unit": "working-days"}', new.office_id))
    from rsd.claim c where c.parent_id = new.about_file and c.withdrawn_at is null and c.outcome in ('derivative-recognised', 'prima-facie');
  end if;
  return null;
end $$;
create trigger y_rsd_carry_out after update of state on rsd.file for each row execute function rsd.carry_out();

-- Whose status follows from the applicant's. Of another nationality: only whom that country does not protect. Who has none is not of another.
create function rsd.judge_claim() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  applicant uuid := (select f.subject from rsd.file f where f.id = new.parent_id);
begin
  if new.individual = applicant then
    raise exception using errcode = '23514', message = 'the applicant is not their own relative', column = 'individual';
  end if;
  if new.kind = 'own-claim' and new.outcome is not null and new.outcome <> 'own-file' then
    raise exception using errcode = '23514', message = 'their own file decides', column = 'outcome';
  end if;
  if new.outcome in ('derivative-recognised', 'prima-facie') then
    if new.relation in ('parent', 'sibling', 'other-dependant') and new.dependent is not true then
      raise exception using errcode = '23514', message = 'dependency is not shown', column = 'dependent';
    end if;
    if new.other_country = 'protects-them' or new.other_country is null and exists (
      select from registration.individual one, registration.individual other
      where one.id = applicant and other.id = new.individual and one.nationality <> other.nationality) then
      raise exception using errcode = '23514', message = 'of another country', column = 'other_country';
    end if;
  end if;
  return new;
end $$;
create trigger g_claim before insert or update on rsd.claim for each row execute function rsd.judge_claim();

-- Heard is who was really heard, by an interpreter who keeps secrets and is of no side.
create function rsd.judge_interview() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.status <> 'held' then return new; end if;
  if new.held_on is null then raise exception using errcode = '23502', message = 'when', column = 'held_on'; end if;
  if new.held_on > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'not held yet', column = 'held_on';
  end if;
  if new.interpreter_conflict then
    raise exception using errcode = '23514', message = 'this interpreter does not interpret here', column = 'interpreter_conflict';
  end if;
  if new.interpreted and new.undertaking is not true then
    raise exception using errcode = '23514', message = 'the interpreter signs first', column = 'undertaking';
  end if;
  return new;
end $$;
create trigger g_interview before insert or update on rsd.interview for each row execute function rsd.judge_interview();

-- Who assessed answers comments, and neither makes nor settles them.
create function rsd.judge_comment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (tg_op = 'INSERT' or new.status = 'settled' and old.status <> 'settled')
    and exists (select from rsd.file f where f.id = new.parent_id and f.assessed_by = auth.staff()) then
    raise exception using errcode = '42501', message = 'a second person reviews';
  end if;
  return new;
end $$;
create trigger g_comment before insert or update on rsd.comment for each row when (current_user = 'nansen_app') execute function rsd.judge_comment();

-- To whom of a government a file can be given, and who has it; for who may hand it on.
create function rsd.officials(id uuid) returns table (staff_id uuid, name text, has boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  today date := (now() at time zone 'UTC')::date;
  given rsd.file;
begin
  select f.* into given from rsd.file f where f.id = officials.id;
  if given.id is null or not auth.may('rsd', 'transfer', 'personal', given.office_id, given.owner_id, given.id, given.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  return query select s.id, s.display_name, exists (select from auth.case_access c
      where c.staff_id = s.id and c.module = 'rsd' and c.case_id = given.id and (c.valid_to is null or c.valid_to > now()))
    from auth.staff s
    where s.status = 'active' and exists (
      select from auth.assignment a join auth.office o on o.id = a.office_id join auth.office here on here.id = given.office_id
      where a.staff_id = s.id and a.role = 'government_rsd_officer' and o.country = here.country and a.ended_at is null
        and a.valid_from <= today and (a.valid_to is null or a.valid_to >= today))
    order by s.display_name;
end $$;

revoke execute on function rsd.is_of_government(uuid), rsd.keep_words(), rsd.judge_move(), rsd.judge_appeal(rsd.file), rsd.keep_tolerance(),
  rsd.apply(rsd.file, date), rsd.carry_out(), rsd.judge_claim(), rsd.judge_interview(), rsd.judge_comment(), rsd.officials(uuid) from public;
grant execute on function rsd.officials(uuid) to nansen_app;

-- What an extract shows, and what becomes of the rows when everything about a person is erased.
insert into data_protection.subject_record (module, record, about) values ('rsd', 'application', 'individual') on conflict do nothing;
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (131, 'rsd.file', 'subject', 'destroy', 'own-case'),
  (132, 'rsd.application', 'individual', 'blank', 'own-case'),
  (133, 'rsd.interview', 'individual', 'blank', 'own-case'),
  (134, 'rsd.claim', 'individual', 'blank', 'own-case') on conflict do nothing;
