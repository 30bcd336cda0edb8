-- What the definition cannot say: when a determination is due, what a panel is, whose vote is whose, and for how long a decision counts.

-- How many of a panel must have signed and voted, of how many organisations. Three of two until a country says otherwise.
create table best_interests.quorum (
  country char(3) primary key references auth.country,
  members int not null check (members between 3 and 15),
  organisations int not null check (organisations between 1 and 5)
);
alter table best_interests.quorum enable row level security;
alter table best_interests.quorum force row level security;
create policy keeper on best_interests.quorum to nansen_migrator using (true) with check (true);

-- What stands of the votes. Nothing without a quorum, a chair among it, and more than half of those who did not step aside.
create function best_interests.panel_says(given best_interests.file) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  least int := 3;
  of_organisations int := 2;
  sits record;
begin
  if given.state <> 'before-panel' then return null; end if;
  select q.members, q.organisations into least, of_organisations
  from best_interests.quorum q join auth.office o on o.country = q.country where o.id = given.office_id;
  select count(*) as called,
    count(*) filter (where p.vote is not null) as voted,
    count(distinct s.organisation_id) filter (where p.vote is not null) as organisations,
    bool_or(p.part = 'chair' and p.vote is not null) as chaired,
    count(*) filter (where p.vote = 'approve') as approve,
    count(*) filter (where p.vote in ('approve', 'approve-with-changes')) as somehow,
    count(*) filter (where p.vote = 'defer') as defer,
    count(*) filter (where p.vote = 'reject') as reject
  into sits
  from best_interests.panelist p join auth.staff s on s.id = p.staff
  where p.parent_id = given.id and p.withdrawn_at is null and p.stood_aside is not true;
  if sits.voted < coalesce(least, 3) or sits.organisations < coalesce(of_organisations, 2) or sits.chaired is not true then return null; end if;
  return case
    when sits.approve * 2 > sits.called then 'approve'
    when sits.somehow * 2 > sits.called then 'approve-with-changes'
    when sits.defer * 2 > sits.called then 'defer'
    when sits.reject * 2 > sits.called then 'reject' end;
end $$;

-- What follows from a file by itself: see `file` in fields.ts. `finished`: purposes of its complete assessments.
create function best_interests.work_out(given best_interests.file) returns best_interests.file
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  finished text[];
  due boolean;
begin
  select coalesce(array_agg(a.purpose), '{}'), coalesce(bool_or(a.bid_due), false) into finished, due
  from best_interests.assessment a where a.parent_id = given.id and a.complete and a.withdrawn_at is null;
  given.bia := case when given.agreed_by is not null then 'agreed' when finished <> '{}' then 'done' end;
  given.one_parent := case
    when given.travels_with is null then null
    when given.travels_with = 'one-parent' and coalesce(given.other_parent in ('sole-custody-proved', 'death-proved', 'consented'), false) then 'not-required'
    when given.travels_with = 'one-parent' then case when 'one-parent' = any (finished) then 'done' else 'required' end
    when given.travels_with = 'parents-and-spouse' then case when 'married-child' = any (finished) then 'done' else 'required' end
    else 'not-required' end;
  given.bid := case
    when given.outcome in ('approve', 'approve-with-changes') then 'approved'
    when given.care_status = 'unaccompanied' or given.bid_purpose is not null or due or given.other_parent = 'refuses'
      or coalesce(given.concerns && '{custody-disputed,separation-proposed}'::text[], false) then 'needed' end;
  given.panel_says := best_interests.panel_says(given);
  return given;
end $$;

-- What the database alone writes stays what it was, whatever the server sends.
create function best_interests.keep_own() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.bid := null; new.bia := null; new.one_parent := null; new.panel_says := null; new.outcome := null; new.decided_on := null; new.last_seen_on := null;
  else
    new.bid := old.bid; new.bia := old.bia; new.one_parent := old.one_parent; new.panel_says := old.panel_says;
    new.outcome := old.outcome; new.decided_on := old.decided_on; new.last_seen_on := old.last_seen_on;
    if old.outcome is not null and new.state = old.state and new.solution is distinct from old.solution then
      raise exception using errcode = '42501', message = 'what was decided stays', column = 'solution';
    elsif old.state = 'before-panel' and (new.recommended, new.bid_purpose) is distinct from (old.recommended, old.bid_purpose) then
      raise exception using errcode = '42501', message = 'what the panel reads stays', column = 'recommended';
    end if;
  end if;
  return new;
end $$;
create trigger b_own before insert or update on best_interests.file for each row when (current_user = 'nansen_app') execute function best_interests.keep_own();

create function best_interests.keep_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.state <> old.state then
    if new.state = 'decided' then
      new.outcome := best_interests.panel_says(old);
      new.decided_on := cases.now()::date;
    elsif new.state = 'followed' then
      new.last_seen_on := coalesce(new.last_seen_on, cases.now()::date);
    elsif new.state = 'assessed' and old.state in ('decided', 'followed') then
      new.outcome := null; new.decided_on := null; new.solution := null; new.child_told_on := null;
      new.reported_by := null; new.checked_by := null; new.decided_by := null;
    elsif new.state = 'identified' then
      new.assessed_by := null; new.agreed_by := null;
      if old.state = 'closed' then
        new.closed_because := null; new.closed_by := null; new.last_seen_on := null;
      end if;
    end if;
  end if;
  return best_interests.work_out(new);
end $$;
create trigger g_file before insert or update on best_interests.file for each row execute function best_interests.keep_file();

-- The panel decides, by the mouth of its chair, on an option that was weighed.
create function best_interests.judge_decision() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text := best_interests.panel_says(old);
begin
  if new.state = 'decided' and (says is null or says = 'defer')
    or old.state = 'before-panel' and new.state = 'followed' and says is distinct from 'defer' then
    raise exception using errcode = 'NR001', message = 'the panel did not say so';
  end if;
  if new.state = 'decided' then
    if not exists (select from best_interests.panelist p where p.parent_id = new.id and p.withdrawn_at is null and p.staff = auth.staff()
      and p.part = 'chair' and p.stood_aside is not true) then
      raise exception using errcode = '42501', message = 'the chair says what the panel decided';
    end if;
    if says <> 'reject' and not exists (
        select from best_interests.option o where o.parent_id = new.id and o.withdrawn_at is null and o.solution = new.solution)
      or says = 'approve' and new.solution is distinct from new.recommended then
      raise exception using errcode = '23514', message = 'not what the panel weighed', column = 'solution';
    end if;
  end if;
  return new;
end $$;
create trigger f_panel before update of state on best_interests.file for each row
  when (old.state = 'before-panel' and new.state <> old.state and current_user = 'nansen_app') execute function best_interests.judge_decision();

-- After a move: a decision is kept as it was taken, and a new report has a panel of its own. A decision that is taken back counts no more days.
create function best_interests.carry_out() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = 'decided' and new.outcome is not null then
    insert into best_interests.ruling (id, parent_id, verdict, solution, votes, decided_on, decided_by)
    select cases.new_id(), new.id, new.outcome, case when new.outcome <> 'reject' then new.solution end,
      coalesce((select string_agg(v.vote || ' ' || v.n, ' · ' order by v.vote) from (
        select p.vote, count(*) as n from best_interests.panelist p
        where p.parent_id = new.id and p.withdrawn_at is null and p.stood_aside is not true and p.vote is not null group by p.vote) v), '-'),
      new.decided_on, new.decided_by;
  elsif new.state = 'reported' then
    update best_interests.panelist p set withdrawn_at = cases.now() where p.parent_id = new.id and p.withdrawn_at is null;
  end if;
  if old.decided_on is not null and new.decided_on is null then
    update best_interests.clock c set status = 'ended', ended_at = cases.now()
    where c.parent_id = new.id and c.name = 'decision-year' and c.status = 'running';
  end if;
  return null;
end $$;
create trigger z_carry_out after update of state on best_interests.file for each row
  when (new.state <> old.state) execute function best_interests.carry_out();

-- A year is over wherever the file stands: what was decided counts no longer.
create function best_interests.a_year_is_over() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update best_interests.file f set outcome = null, decided_on = null, solution = null where f.id = new.parent_id and f.outcome is not null;
  return null;
end $$;
create trigger y_year after update on best_interests.clock for each row
  when (new.name = 'decision-year' and new.status = 'expired' and old.status <> 'expired') execute function best_interests.a_year_is_over();

-- After something that a file is worked out from.
create function best_interests.again(file uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update best_interests.file f set risk = f.risk
  where f.id = again.file and row(f.bid, f.bia, f.one_parent, f.panel_says) is distinct from (
    select row(w.bid, w.bia, w.one_parent, w.panel_says) from best_interests.work_out(f) w)
$$;

-- Whether an assessment says what its kind must say: of the child always, of others as many as a comprehensive one asks. domain.md 5.1.
create function best_interests.judge_assessment(assessment uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one best_interests.assessment;
  said best_interests.assessment_protected;
  whole boolean;
begin
  select * into one from best_interests.assessment a where a.id = assessment;
  select * into said from best_interests.assessment_protected p where p.id = assessment;
  if said.id is null then
    perform best_interests.again(one.parent_id);
    return;
  end if;
  whole := said.views_child is not null and said.present_care is not null and said.safety is not null and said.analysis is not null
    and said.recommendation is not null and 'child' = any (one.heard);
  if one.kind = 'comprehensive' then
    whole := whole and said.history is not null and said.health is not null and said.education is not null and said.wellbeing is not null
      and said.tracing is not null and num_nonnulls(said.views_mother, said.views_father, said.views_carer, said.views_close) >= 2;
  end if;
  update best_interests.assessment a set complete = whole where a.id = assessment and a.complete is distinct from whole;
  perform best_interests.again(one.parent_id);
end $$;
create function best_interests.after_assessment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform best_interests.judge_assessment(new.id);
  return null;
end $$;
create trigger y_complete after insert or update on best_interests.assessment for each row execute function best_interests.after_assessment();
create trigger y_complete after insert or update on best_interests.assessment_protected for each row execute function best_interests.after_assessment();
create function best_interests.keep_complete() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.done_on > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'not done yet', column = 'done_on';
  end if;
  new.complete := case tg_op when 'UPDATE' then old.complete end;
  return new;
end $$;
create trigger b_complete before insert or update on best_interests.assessment for each row when (current_user = 'nansen_app') execute function best_interests.keep_complete();

-- Somebody saw the child: the next visit is counted from there. One who is not safe is somebody's task now.
create function best_interests.after_visit() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.seen_on > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'not seen yet', column = 'seen_on';
  end if;
  update best_interests.file f set last_seen_on = greatest(f.last_seen_on, new.seen_on)
  where f.id = new.parent_id and f.state <> 'closed' and coalesce(f.last_seen_on < new.seen_on, true);
  if not new.safe and new.withdrawn_at is null then
    perform cases.add_task('best_interests', new.parent_id, 'not-safe', null, 'event', 'best_interests.visit', cases.now());
  end if;
  return null;
end $$;
create trigger y_seen after insert or update on best_interests.visit for each row execute function best_interests.after_visit();

-- Who sits: called while there is a report, by another than who wrote it; nobody who worked on the file; one chair. Each signs, steps aside and votes
-- for themselves, and votes only having signed.
create unique index on best_interests.panelist (parent_id, staff) where withdrawn_at is null;
create unique index on best_interests.panelist (parent_id) where part = 'chair' and withdrawn_at is null;
create function best_interests.judge_panelist() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  given best_interests.file;
  mine boolean := new.staff = auth.staff();
  was best_interests.panelist;
begin
  select * into given from best_interests.file f where f.id = new.parent_id for update;
  if tg_op = 'UPDATE' then was := old; end if;
  if given.state not in ('reported', 'before-panel') then
    raise exception using errcode = '42501', message = 'no panel sits';
  end if;
  if new.staff in (given.reported_by, given.assessed_by, given.owner_id) then
    raise exception using errcode = '23514', message = 'they worked on this file', column = 'staff';
  end if;
  if tg_op = 'UPDATE' and (new.staff, new.part) is distinct from (was.staff, was.part) then
    raise exception using errcode = '42501', message = 'call somebody else instead', column = 'staff';
  end if;
  if (tg_op = 'INSERT' or new.withdrawn_at is distinct from was.withdrawn_at) and given.reported_by = auth.staff() then
    raise exception using errcode = '42501', message = 'who reports does not choose the panel';
  end if;
  if new.withdrawn_at is distinct from was.withdrawn_at and was.vote is not null then
    raise exception using errcode = '42501', message = 'who voted stays';
  end if;
  if (new.signed_on, new.stood_aside, new.aside_because, new.vote) is distinct from (was.signed_on, was.stood_aside, was.aside_because, was.vote) and not mine then
    raise exception using errcode = '42501', message = 'each for themselves', column = 'vote';
  end if;
  if new.signed_on is distinct from was.signed_on then
    if was.signed_on is not null then raise exception using errcode = '42501', message = 'what was signed stays', column = 'signed_on'; end if;
    new.signed_on := cases.now()::date;
  end if;
  if new.stood_aside then new.vote := null; end if;
  if new.vote is not null and new.vote is distinct from was.vote and (new.signed_on is null or given.state <> 'before-panel') then
    raise exception using errcode = '23514', message = 'signs first, and votes before the panel', column = 'vote';
  end if;
  return new;
end $$;
create trigger g_panelist before insert or update on best_interests.panelist for each row when (current_user = 'nansen_app') execute function best_interests.judge_panelist();
create function best_interests.judge_dissent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from best_interests.panelist p where p.id = new.id and p.staff = auth.staff()) then
    raise exception using errcode = '42501', message = 'each for themselves', column = 'dissent';
  end if;
  return new;
end $$;
create trigger g_dissent before insert or update of dissent on best_interests.panelist_protected for each row when (current_user = 'nansen_app') execute function best_interests.judge_dissent();
create function best_interests.after_panelist() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform best_interests.again(new.parent_id);
  return null;
end $$;
create trigger y_vote after insert or update on best_interests.panelist for each row execute function best_interests.after_panelist();

-- What was weighed stays while a panel sits and after it decided, until it is reported again.
create function best_interests.keep_weighed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from best_interests.file f where f.id in (select o.parent_id from best_interests.option o where o.id = new.id)
    and f.state in ('before-panel', 'decided', 'closed')) then
    raise exception using errcode = '42501', message = 'what was weighed stays';
  end if;
  return new;
end $$;
create trigger g_weighed before update on best_interests.option for each row when (current_user = 'nansen_app') execute function best_interests.keep_weighed();
create trigger g_weighed before update on best_interests.option_protected for each row when (current_user = 'nansen_app') execute function best_interests.keep_weighed();

-- So does the report that the panel read.
create function best_interests.keep_report() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.report_background, new.report_family, new.report_child_views, new.report_safety, new.report_development, new.report_recommendation)
      is distinct from (old.report_background, old.report_family, old.report_child_views, old.report_safety, old.report_development, old.report_recommendation)
    and exists (select from best_interests.file f where f.id = new.id and f.state in ('before-panel', 'decided', 'closed')) then
    raise exception using errcode = '42501', message = 'what the panel reads stays', column = 'report_recommendation';
  end if;
  return new;
end $$;
create trigger g_report before update on best_interests.file_protected for each row when (current_user = 'nansen_app') execute function best_interests.keep_report();

-- Rulings are the database's.
revoke insert, update on best_interests.ruling from nansen_app;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'best_interests'::regnamespace and p.proname in ('panel_says', 'work_out',
    'keep_own', 'keep_file', 'judge_decision', 'carry_out', 'a_year_is_over', 'again', 'judge_assessment', 'after_assessment', 'keep_complete', 'after_visit',
    'judge_panelist', 'judge_dissent', 'after_panelist', 'keep_weighed', 'keep_report')
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
