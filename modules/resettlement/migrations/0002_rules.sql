-- What the definition cannot say: who is in the case and what is proved of them, what a quota has left, and who has left.

alter table resettlement.file add check (primary_category <> secondary_category);
alter table resettlement.quota add check (persons between 1 and 1000000), add check (ends_on >= begins_on), add check (largest_case > 0),
  alter column taken set default 0, alter column accepted set default 0, alter column departed set default 0,
  -- the last wall: two who submit at once never take more than there is
  add constraint not_overdrawn check (coalesce(taken, 0) between 0 and persons);
alter table resettlement.share add check (persons > 0), alter column taken set default 0,
  add constraint not_overdrawn check (coalesce(taken, 0) between 0 and persons);
create unique index on resettlement.traveller (parent_id, individual) where withdrawn_at is null;
create unique index on resettlement.submission (parent_id) where outcome in ('open', 'accepted');
create unique index on resettlement.locked_form (parent_id, edition);
create unique index on resettlement.share (parent_id, kind) where withdrawn_at is null;
create index on resettlement.file (state, state_since);

-- What countries agree otherwise: for how long a photo counts, after how many refusals a second colleague agrees, and days of a clock.
create table resettlement.setting (
  country char(3) primary key references auth.country,
  photo_months int not null default 24 check (photo_months between 1 and 120),
  refusals int not null default 2 check (refusals between 1 and 10)
);
create table resettlement.span (
  country char(3) not null references auth.country,
  clock text not null check (clock in ('preparation', 'departure')),
  priority text not null check (priority in ('emergency', 'urgent', 'normal')),
  days int not null check (days between 1 and 1500),
  primary key (country, clock, priority)
);
do $$
declare t text;
begin
  foreach t in array '{setting,span}'::text[] loop
    execute format('alter table resettlement.%I enable row level security', t);
    execute format('alter table resettlement.%I force row level security', t);
    execute format('create policy keeper on resettlement.%I to nansen_migrator using (true) with check (true)', t);
  end loop;
end $$;

create function resettlement.keep_span() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.due_at := coalesce((
    select cases.due(new.started_at, jsonb_build_object('amount', s.days, 'unit', 'days'), f.office_id)
    from resettlement.file f join auth.office o on o.id = f.office_id join resettlement.span s on s.country = o.country
    where f.id = new.parent_id and s.clock = new.name
      and s.priority = case new.name when 'preparation' then f.processing_priority else f.submission_priority end), new.due_at);
  return new;
end $$;
create trigger c_span before insert on resettlement.clock for each row when (new.name in ('preparation', 'departure')) execute function resettlement.keep_span();

-- What registration knows of people of a case, as it stands now. Of all cases of these people, or of one case.
create function resettlement.look(of_case uuid, people uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update resettlement.traveller t set adult = now_is.adult, recognised = now_is.recognised, record_good = now_is.record_good, photo_good = now_is.photo_good
  from (
    select x.id,
      case when coalesce(case when i.born ~ '^\d{4}-\d{2}-\d{2}$' then i.born::date else make_date(coalesce(i.year_of_birth, 1900), 1, 1) end, '1900-01-01')
        <= cases.now()::date - interval '18 years' then 'yes' else 'no' end as adult,
      case when (select s.status from registration.legal_status s where s.root_id = i.id order by s.effective_on desc, s.id desc limit 1)
        in ('refugee', 'refugee-like', 'stateless', 'other-international-protection') then 'yes' else 'no' end as recognised,
      case when i.process_status = 'active' then 'yes' else 'no' end as record_good,
      case when exists (select from registration.photo p where p.root_id = i.id and p.withdrawn_at is null
        and p.taken_on > cases.now()::date - make_interval(months => coalesce(c.photo_months, 24))) then 'yes' else 'no' end as photo_good
    from resettlement.traveller x
    join resettlement.file f on f.id = x.parent_id and f.state not in ('departed', 'closed')
    join auth.office o on o.id = f.office_id left join resettlement.setting c on c.country = o.country
    join registration.individual i on i.id = x.individual
    where (x.parent_id = of_case or x.individual = any (people)) and x.withdrawn_at is null) now_is
  where t.id = now_is.id and (t.adult, t.recognised, t.record_good, t.photo_good)
    is distinct from (now_is.adult, now_is.recognised, now_is.record_good, now_is.photo_good)
$$;
create function resettlement.look_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform resettlement.look(null, array[coalesce(to_jsonb(new) ->> 'root_id', to_jsonb(new) ->> 'id')::uuid]);
  return null;
end $$;
create trigger y_resettlement_looks after insert or update on registration.photo for each row execute function resettlement.look_again();
create trigger y_resettlement_looks after insert on registration.legal_status for each row execute function resettlement.look_again();
create trigger y_resettlement_looks after update of process_status, born, year_of_birth on registration.individual for each row
  execute function resettlement.look_again();

-- Each member has one row of what is proved and of the way out; whoever leaves the case keeps it, withdrawn. A form that was locked says then who
-- was in the case once.
create function resettlement.follow_member() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  there boolean := new.until is null and new.withdrawn_at is null;
begin
  if tg_op = 'UPDATE' and new.individual <> old.individual then
    update resettlement.traveller t set individual = new.individual where t.parent_id = new.parent_id and t.individual = old.individual;
  end if;
  if there then
    insert into resettlement.traveller (id, parent_id, individual, relationship)
    select cases.new_id(), new.parent_id, new.individual, case when new.role = 'principal' then 'PA' else coalesce((
        select m.relationship from registration.membership m join registration.membership pa on pa.parent_id = m.parent_id and pa.focal_point
          and pa.member_to is null and pa.withdrawn_at is null
        join resettlement.file f on f.id = new.parent_id and f.subject = pa.individual
        where m.individual = new.individual and m.member_to is null and m.withdrawn_at is null and m.relationship <> 'PA' limit 1),
        (select case i.sex when 'female' then 'UKF' else 'UKM' end from registration.individual i where i.id = new.individual), 'UKM') end
    where not exists (select from resettlement.traveller t where t.parent_id = new.parent_id and t.individual = new.individual and t.withdrawn_at is null);
    perform resettlement.look(new.parent_id, '{}');
  else
    update resettlement.traveller t set withdrawn_at = cases.now()
    where t.parent_id = new.parent_id and t.individual = new.individual and t.withdrawn_at is null and t.left_on is null
      and not exists (select from resettlement.member m where m.parent_id = new.parent_id and m.individual = new.individual
        and m.until is null and m.withdrawn_at is null);
  end if;
  if tg_op = 'INSERT' or there <> (old.until is null and old.withdrawn_at is null) then
    perform resettlement.outdate(new.parent_id);
  end if;
  return null;
end $$;
create trigger y_traveller after insert or update on resettlement.member for each row execute function resettlement.follow_member();

create function resettlement.outdate(of_case uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update resettlement.locked_form l set status = 'outdated' where l.parent_id = of_case and l.status = 'locked';
  if found then
    update resettlement.file f set form_outdated = 'yes' where f.id = of_case and f.state not in ('departed', 'closed');
  end if;
end $$;

-- A form is locked after review, for the people who are in the case then; it takes the place of the one before.
create function resettlement.lock_form() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from resettlement.file f where f.id = new.parent_id for update;
  if not exists (select from resettlement.file f where f.id = new.parent_id and f.state = 'reviewed') then
    raise exception using errcode = '42501', message = 'a form is locked after review';
  end if;
  update resettlement.locked_form l set status = 'outdated' where l.parent_id = new.parent_id and l.status = 'locked';
  new.status := 'locked';
  new.edition := 1 + coalesce((select max(l.edition) from resettlement.locked_form l where l.parent_id = new.parent_id), 0);
  new.persons := (select count(*) from resettlement.traveller t where t.parent_id = new.parent_id and t.withdrawn_at is null);
  new.locked_on := cases.now()::date;
  new.locked_by := auth.staff();
  update resettlement.file f set form_outdated = null where f.id = new.parent_id and f.form_outdated is not null;
  return new;
end $$;
create trigger c_lock before insert on resettlement.locked_form for each row execute function resettlement.lock_form();

-- What the database alone writes of a person stays what it was, whatever the server sends. Who leads the case is who it was opened for.
create function resettlement.keep_traveller() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.individual := old.individual; new.adult := old.adult; new.recognised := old.recognised; new.record_good := old.record_good;
  new.photo_good := old.photo_good; new.interviewed_on := old.interviewed_on; new.left_on := old.left_on;
  new.proved_at_interview := old.proved_at_interview; new.proved_at_submission := old.proved_at_submission;
  new.proved_at_departure := old.proved_at_departure; new.withdrawn_at := old.withdrawn_at;
  if (new.relationship = 'PA') <> (old.relationship = 'PA') then
    raise exception using errcode = '23514', message = 'one leads the case, and stays', column = 'relationship';
  end if;
  if new.declared_on > cases.now()::date + 1 or new.health_checked_on > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'not done yet', column = case when new.declared_on > cases.now()::date + 1 then 'declared_on' else 'health_checked_on' end;
  end if;
  return new;
end $$;
create trigger b_own before update on resettlement.traveller for each row when (current_user = 'nansen_app') execute function resettlement.keep_traveller();

-- Who came to an interview of the case was interviewed.
create function resettlement.after_interview() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update resettlement.traveller t set interviewed_on = new.starts_at::date
  where t.parent_id = new.parent_id and t.individual = new.individual and t.withdrawn_at is null and t.interviewed_on is distinct from new.starts_at::date;
  return null;
end $$;
create trigger y_interviewed after insert or update on resettlement.appointment for each row
  when (new.kind = 'interview' and new.status = 'came') execute function resettlement.after_interview();

-- That the person in the room is the person of the record: once for each occasion, while the case stands there.
create function resettlement.prove(of_case uuid, person uuid, on_occasion text, how text, why text, said text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update resettlement.traveller t set
    proved_at_interview = case on_occasion when 'interview' then how else t.proved_at_interview end,
    proved_at_submission = case on_occasion when 'submission' then how else t.proved_at_submission end,
    proved_at_departure = case on_occasion when 'departure' then how else t.proved_at_departure end
  where t.parent_id = of_case and t.individual = person and t.withdrawn_at is null;
  if not found then return; end if;
  insert into resettlement.identity_check (id, parent_id, individual, occasion, outcome, because, remarks, checked_on, checked_by)
  values (cases.new_id(), of_case, person, on_occasion, how, why, said, cases.now()::date, auth.staff());
end $$;
create function resettlement.stands_at(state text, on_occasion text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case on_occasion
    when 'interview' then state in ('checking', 'interviewing')
    when 'submission' then state in ('drafting', 'recommended', 'reviewed')
    when 'departure' then state in ('accepted', 'departing') else false end
$$;
-- Told by modules/identity of every comparison that said: the same person. A comparison that said otherwise proves nothing here.
create function resettlement.hear_verification() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform resettlement.prove(f.id, new.individual, new.occasion, 'verified', null, null)
  from resettlement.traveller t join resettlement.file f on f.id = t.parent_id
  where t.individual = new.individual and t.withdrawn_at is null and resettlement.stands_at(f.state, new.occasion);
  return null;
end $$;
create trigger y_resettlement_hears after insert on identity.verification for each row
  when (new.outcome = 'same-person' and new.occasion in ('interview', 'submission', 'departure')) execute function resettlement.hear_verification();

-- A supervisor excepts people whom no finger or eye can prove. Nobody excepts in a case that they work on.
create function resettlement.except_check(of_case uuid, people uuid[], on_occasion text, why text, said text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  given resettlement.file;
  person uuid;
  done int := 0;
begin
  select * into given from resettlement.file f where f.id = of_case for update;
  if given.id is null or not auth.may('resettlement', 'approve', 'personal', given.office_id, given.owner_id, given.id, given.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if auth.staff() in (given.owner_id, given.assessed_by, given.recommended_by) then
    raise exception using errcode = '42501', message = 'somebody else excepts';
  end if;
  if not resettlement.stands_at(given.state, on_occasion) then
    raise exception using errcode = '42501', message = 'the case does not stand there', column = 'occasion';
  end if;
  if why = 'too-young' and exists (select from registration.individual i where i.id = any (people)
      and coalesce(case when i.born ~ '^\d{4}-\d{2}-\d{2}$' then i.born::date else make_date(coalesce(i.year_of_birth, 1900), 1, 1) end, '1900-01-01')
        <= cases.now()::date - interval '5 years') then
    raise exception using errcode = '23514', message = 'fingers and eyes are taken from five years of age', column = 'because';
  end if;
  for person in select t.individual from resettlement.traveller t where t.parent_id = of_case and t.withdrawn_at is null and t.individual = any (people) loop
    perform resettlement.prove(of_case, person, on_occasion, 'excepted', why, said);
    done := done + 1;
  end loop;
  return done;
end $$;

-- What follows from a move by itself.
create function resettlement.keep_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.state <> old.state then
    perform resettlement.look(new.id, '{}');
    if new.state = 'rejected' then
      new.often_refused := case when 1 + (select count(*) from resettlement.submission s where s.parent_id = new.id and s.outcome = 'refused')
        >= coalesce((select c.refusals from resettlement.setting c join auth.office o on o.country = c.country where o.id = new.office_id), 2) then 'yes' end;
    elsif new.state = 'drafting' and old.state in ('rejected', 'reviewed') or new.state = 'assessment' and old.state = 'closed' then
      -- another state, or other words: what was proved and locked for this submission counts no more
      update resettlement.traveller t set proved_at_submission = null where t.parent_id = new.id and t.proved_at_submission is not null;
      update resettlement.locked_form l set status = 'outdated' where l.parent_id = new.id and l.status = 'locked';
      new.form_outdated := null; new.quota := null; new.share := null; new.state_reference := null; new.acknowledged_on := null;
      new.seen_by := null; new.mission_on := null; new.decided_on := null; new.refused_because := null;
    end if;
    if new.state = 'assessment' and old.state = 'closed' then new.closed_because := null; end if;
    if new.state in ('closed', 'departed') then new.form_outdated := null; end if;
  end if;
  new.hold := case when new.hold_because is not null and new.state not in ('departed', 'closed') then 'yes' end;
  return new;
end $$;
create trigger d_words before insert or update on resettlement.file for each row execute function resettlement.keep_file();

create function resettlement.keep_own() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.hold := null; new.often_refused := null; new.form_outdated := null;
    return new;
  end if;
  new.hold := old.hold; new.often_refused := old.often_refused; new.form_outdated := old.form_outdated;
  if old.state in ('submitted', 'with-state', 'accepted', 'departing', 'departed') and new.state = old.state
    and (new.quota, new.share, new.primary_category, new.secondary_category) is distinct from (old.quota, old.share, old.primary_category, old.secondary_category) then
    raise exception using errcode = '42501', message = 'what was submitted stays', column = 'quota';
  end if;
  return new;
end $$;
create trigger b_own before insert or update on resettlement.file for each row when (current_user = 'nansen_app') execute function resettlement.keep_own();

-- A submission takes places, in persons. Two that submit at once meet at the quota's row.
create function resettlement.take_places() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  wanted resettlement.quota;
  part resettlement.share;
  today date := cases.now()::date;
  people int := (select count(*) from resettlement.traveller t where t.parent_id = new.id and t.withdrawn_at is null);
  free int;
begin
  if new.quota is null then raise exception using errcode = 'NR001', message = 'no quota was chosen'; end if;
  select * into wanted from resettlement.quota q where q.id = new.quota for update;
  if wanted.id is null then raise exception using errcode = '23514', message = 'no such quota', column = 'quota'; end if;
  if today > coalesce(wanted.submit_by, wanted.ends_on) or today < wanted.begins_on then
    raise exception using errcode = '23514', message = 'not in the time of this quota', column = 'quota';
  end if;
  if people > wanted.largest_case then
    raise exception using errcode = '23514', message = 'more people than this state takes together', column = 'quota';
  end if;
  if wanted.nationality is not null and wanted.nationality is distinct from (select i.nationality from registration.individual i where i.id = new.subject) then
    raise exception using errcode = '23514', message = 'a quota for another nationality', column = 'quota';
  end if;
  if new.share is not null then
    select * into part from resettlement.share s where s.id = new.share and s.parent_id = wanted.id and s.withdrawn_at is null for update;
    if part.id is null or part.kind = 'emergency' and new.submission_priority <> 'emergency'
      or part.kind = 'medical' and 'MED' <> all (array[new.primary_category, new.secondary_category])
      or part.kind = 'women-at-risk' and 'AWR' <> all (array[new.primary_category, new.secondary_category]) then
      raise exception using errcode = '23514', message = 'not for this share', column = 'share';
    end if;
    free := part.persons - coalesce(part.taken, 0);
  else
    -- what is kept for some is not for all
    free := wanted.persons - coalesce((select sum(s.persons) from resettlement.share s where s.parent_id = wanted.id and s.withdrawn_at is null), 0)
      - coalesce(wanted.taken, 0) + coalesce((select sum(s.taken) from resettlement.share s where s.parent_id = wanted.id and s.withdrawn_at is null), 0);
  end if;
  if people > free then raise exception using errcode = '23514', message = 'so many places are not left', column = case when new.share is null then 'quota' else 'share' end; end if;
  update resettlement.quota q set taken = coalesce(q.taken, 0) + people where q.id = wanted.id;
  update resettlement.share s set taken = coalesce(s.taken, 0) + people where s.id = new.share;
  insert into resettlement.submission (id, parent_id, quota, share, persons, submitted_on, outcome)
  values (cases.new_id(), new.id, wanted.id, new.share, people, today, 'open');
  return new;
end $$;
create trigger g_places before update of state on resettlement.file for each row
  when (new.state = 'submitted' and old.state <> 'submitted') execute function resettlement.take_places();

create function resettlement.judge_days() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  today date := cases.now()::date + 1;
begin
  if new.departed_on > today or new.decided_on > today or new.acknowledged_on > today or new.found_on > today then
    raise exception using errcode = '23514', message = 'not a day that was', column = case when new.departed_on > today then 'departed_on'
      when new.decided_on > today then 'decided_on' when new.acknowledged_on > today then 'acknowledged_on' else 'found_on' end;
  end if;
  return new;
end $$;
create trigger g_days before insert or update on resettlement.file for each row when (current_user = 'nansen_app') execute function resettlement.judge_days();

-- What a state's answer and a departure bring.
create function resettlement.carry_out() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one resettlement.submission;
  back int;
  gone uuid[];
begin
  select * into one from resettlement.submission s where s.parent_id = new.id and s.outcome in ('open', 'accepted') for update;
  if one.id is null then return null; end if;
  if new.state = 'accepted' and one.outcome = 'open' then
    update resettlement.submission s set outcome = 'accepted' where s.id = one.id;
    update resettlement.quota q set accepted = coalesce(q.accepted, 0) + one.persons where q.id = one.quota;
  elsif new.state in ('rejected', 'closed') then
    back := one.persons;
    update resettlement.submission s set outcome = case new.state when 'rejected' then 'refused' else 'taken-back' end, ended_on = cases.now()::date where s.id = one.id;
    update resettlement.quota q set accepted = coalesce(q.accepted, 0) - case one.outcome when 'accepted' then one.persons else 0 end where q.id = one.quota;
  elsif new.state = 'departed' then
    gone := array(select t.individual from resettlement.traveller t where t.parent_id = new.id and t.goes = 'yes' and t.withdrawn_at is null);
    back := greatest(one.persons - cardinality(gone), 0);
    update resettlement.traveller t set left_on = new.departed_on where t.parent_id = new.id and t.individual = any (gone) and t.withdrawn_at is null;
    update resettlement.submission s set outcome = 'departed', ended_on = new.departed_on where s.id = one.id;
    update resettlement.quota q set departed = coalesce(q.departed, 0) + cardinality(gone) where q.id = one.quota;
    perform registration.gone(gone, 'resettlement-departed', new.departed_on, 'resettlement', new.id, 'resettlement');
  end if;
  if back > 0 then
    update resettlement.quota q set taken = coalesce(q.taken, 0) - back where q.id = one.quota;
    update resettlement.share s set taken = coalesce(s.taken, 0) - back where s.id = one.share;
  end if;
  return null;
end $$;
create trigger y_carry_out after update of state on resettlement.file for each row when (new.state <> old.state) execute function resettlement.carry_out();

-- A quota's own words may change; what was taken is counted, and shares fit in.
create function resettlement.keep_counts() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then new := jsonb_populate_record(new, '{"taken": 0}'); return new; end if;
  new.taken := old.taken;
  return new;
end $$;
create function resettlement.keep_quota() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.accepted := case tg_op when 'INSERT' then 0 else old.accepted end;
  new.departed := case tg_op when 'INSERT' then 0 else old.departed end;
  return new;
end $$;
create trigger b_counts before insert or update on resettlement.quota for each row when (current_user = 'nansen_app') execute function resettlement.keep_counts();
create trigger b_counts_too before insert or update on resettlement.quota for each row when (current_user = 'nansen_app') execute function resettlement.keep_quota();
create trigger b_counts before insert or update on resettlement.share for each row when (current_user = 'nansen_app') execute function resettlement.keep_counts();
create function resettlement.shares_fit() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  wanted resettlement.quota;
begin
  select * into wanted from resettlement.quota q where q.id = coalesce((to_jsonb(new) ->> 'parent_id')::uuid, new.id) for update;
  if (select sum(s.persons) from resettlement.share s where s.parent_id = wanted.id and s.withdrawn_at is null) > wanted.persons then
    raise exception using errcode = '23514', message = 'the shares are more than the whole', column = 'persons';
  end if;
  return null;
end $$;
create trigger y_fit after insert or update of persons on resettlement.share for each row execute function resettlement.shares_fit();
create trigger y_fit after update of persons on resettlement.quota for each row execute function resettlement.shares_fit();

-- Rows of the database's own hand.
revoke insert, update on resettlement.submission, resettlement.identity_check from nansen_app;
revoke insert on resettlement.traveller from nansen_app;
revoke update on resettlement.locked_form from nansen_app;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'resettlement'::regnamespace and p.proname in ('keep_span', 'look', 'look_again',
    'follow_member', 'outdate', 'lock_form', 'keep_traveller', 'after_interview', 'prove', 'stands_at', 'hear_verification', 'except_check', 'keep_file', 'keep_own',
    'take_places', 'judge_days', 'carry_out', 'keep_counts', 'keep_quota', 'shares_fit')
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function resettlement.except_check(uuid, uuid[], text, text, text) to nansen_app;
