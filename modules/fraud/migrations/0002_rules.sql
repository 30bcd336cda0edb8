-- What the definition cannot say: how long what rests may rest, what a decision may bring, and what whoever told of it learns.

-- Periods of the operation, in days. Ours, as agreed words from memory (domain.md 11): an installer changes the row, not the program.
create table fraud.setting (
  name text primary key check (name in ('hold-days', 'suspension-days', 'notice-days', 'appeal-days')),
  days int not null check (days between 0 and 730)
);
alter table fraud.setting enable row level security;
alter table fraud.setting force row level security;
create policy keeper on fraud.setting to nansen_migrator using (true) with check (true);
insert into fraud.setting (name, days) values ('hold-days', 60), ('suspension-days', 365), ('notice-days', 3), ('appeal-days', 30);

create function fraud.days(setting text) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select s.days from fraud.setting s where s.name = days.setting $$;
revoke execute on function fraud.days(text) from public;

-- What follows from the answers by itself, and what they must keep to.
create function fraud.keep_words() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  agreed boolean;
begin
  if tg_op = 'INSERT' then new.hold := null; new.hold_ended_on := null; new.appeal_until := null;
  elsif session_user = 'nansen_app' and pg_trigger_depth() = 1 then
    new.hold := old.hold; new.hold_ended_on := old.hold_ended_on; new.appeal_until := old.appeal_until;
  end if;
  if (new.hold_from is null) <> (new.hold_until is null) or new.hold_from is not null and coalesce(cardinality(new.hold_of), 0) = 0 then
    raise exception using errcode = '23514', message = 'what rests, from when and until when, or nothing', column = 'hold_until';
  end if;
  if new.hold_until is not null and (tg_op = 'INSERT' or new.hold_until is distinct from old.hold_until or new.hold_from is distinct from old.hold_from) then
    select exists (select from fraud.approval a where a.parent_id = new.id and a.kind = 'longer-hold' and a.status = 'agreed' and a.withdrawn_at is null) into agreed;
    if new.hold_until < new.hold_from or new.hold_until > new.hold_from + fraud.days('hold-days') * (case when agreed then 2 else 1 end) then
      raise exception using errcode = '23514', message = 'too long a hold', column = 'hold_until';
    end if;
  end if;
  new.hold := case when new.state <> 'closed' and new.hold_until is not null and (new.hold_ended_on is null or new.hold_ended_on < new.hold_until) then 'yes' end;
  if new.notified_on is not null and new.finding in ('substantiated', 'partly') then new.appeal_until := new.notified_on + fraud.days('appeal-days');
  else new.appeal_until := null; end if;
  if new.told_outcome = 'put-right' and not coalesce(new.finding in ('substantiated', 'partly', 'mistake'), false)
    or new.told_outcome = 'nothing-found' and coalesce(new.finding in ('substantiated', 'partly'), false) then
    raise exception using errcode = '23514', message = 'not what was found', column = 'told_outcome';
  end if;
  if tg_op = 'UPDATE' and session_user = 'nansen_app' then perform fraud.judge_change(old, new); end if;
  if tg_op = 'UPDATE' and old.state = 'closed' and new.state = 'assessed' then
    new.finding := null; new.notified_on := null; new.notified_how := null; new.appeal_until := null; new.appeal_filed_on := null;
    new.appeal_late_because := null; new.appeal_outcome := null; new.appeal_notified_on := null; new.closed_because := null; new.told_outcome := null;
    new.concluded_by := null; new.decided_by := null; new.appeal_decided_by := null; new.notice_given_on := null; new.notice_how := null;
  end if;
  return new;
end $$;

-- What a change is refused for.
create function fraud.judge_change(before fraud.inquiry, given fraud.inquiry) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if before.state in ('decided', 'notified', 'appealed', 'appeal-decided', 'closed') and given.state <> 'assessed'
    and given.finding is distinct from before.finding
    or before.state in ('notified', 'appealed', 'appeal-decided', 'closed') and given.state <> 'assessed' and given.notified_on is distinct from before.notified_on then
    raise exception using errcode = '42501', message = 'what was decided stays';
  end if;
  if given.state = 'heard' and before.state = 'assessed' and exists (select from fraud.hearing h where h.parent_id = given.id and h.withdrawn_at is null)
    and not exists (select from fraud.hearing h where h.parent_id = given.id and h.withdrawn_at is null and h.held_on >= given.notice_given_on + fraud.days('notice-days')) then
    raise exception using errcode = '23514', message = 'heard too soon after the notice', column = 'notice_given_on';
  end if;
  if given.state = 'appealed' and before.state = 'notified' then
    if given.finding in ('unsubstantiated', 'mistake') then raise exception using errcode = '42501', message = 'there is nothing to appeal against'; end if;
    if given.appeal_filed_on < given.notified_on or given.appeal_filed_on > given.appeal_until and given.appeal_late_because is null then
      raise exception using errcode = '23514', message = 'not in time', column = 'appeal_filed_on';
    end if;
  end if;
end $$;
revoke execute on function fraud.keep_words(), fraud.judge_change(fraud.inquiry, fraud.inquiry) from public;
create trigger g_words before insert or update on fraud.inquiry for each row execute function fraud.keep_words();

-- What rests goes on by itself when its last day is over; nobody has to think of it.
create function fraud.after_clock() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update fraud.inquiry i set hold_ended_on = i.hold_until where i.id = new.parent_id and i.hold = 'yes';
  return null;
end $$;
create trigger y_hold_over after update of status on fraud.clock for each row
  when (new.name = 'hold' and new.status = 'expired' and old.status <> 'expired') execute function fraud.after_clock();
revoke execute on function fraud.after_clock() from public;

-- A measure is about somebody of the case; who knew nothing of it is not sanctioned with them; authorities are told when a second colleague agreed.
create function fraud.judge_measure() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  given fraud.inquiry;
  roles text[];
  sanctions constant text[] := array['warning', 'suspend-resettlement', 'suspend-return-grant', 'review-status', 'tell-authorities'];
begin
  select * into given from fraud.inquiry i where i.id = new.parent_id;
  if tg_op = 'UPDATE' and given.state in ('decided', 'notified', 'appealed', 'appeal-decided', 'closed')
    and (new.kind, new.individual, new.starts_on, new.ends_on, new.withdrawn_at) is distinct from (old.kind, old.individual, old.starts_on, old.ends_on, old.withdrawn_at)
    or tg_op = 'INSERT' and given.state <> 'concluded' then
    raise exception using errcode = '42501', message = 'measures are agreed with the decision';
  end if;
  if new.status = 'done' and given.state in ('reported', 'assessed', 'heard', 'concluded') then
    raise exception using errcode = '42501', message = 'nothing is done before it is decided';
  end if;
  select coalesce(array_agg(m.role), '{}') into roles from fraud.member m where m.parent_id = new.parent_id and m.individual = new.individual and m.withdrawn_at is null;
  if roles = '{}' then raise exception using errcode = '23514', message = 'nobody of this case', column = 'individual'; end if;
  if new.kind = any (sanctions) and not 'concerned' = any (roles) then
    raise exception using errcode = '23514', message = 'not for who did nothing', column = 'individual';
  end if;
  if new.kind like 'suspend-%' and (new.ends_on is null or new.ends_on < new.starts_on or new.ends_on > new.starts_on + fraud.days('suspension-days')) then
    raise exception using errcode = '23514', message = 'for how long', column = 'ends_on';
  end if;
  if new.kind = 'tell-authorities' and new.status <> 'lifted' and not exists (
    select from fraud.approval a where a.parent_id = new.parent_id and a.kind = 'authorities' and a.status = 'agreed' and a.withdrawn_at is null) then
    raise exception using errcode = '42501', message = 'the authorities are told when a second colleague agreed';
  end if;
  return new;
end $$;
create trigger g_measure before insert or update on fraud.measure for each row when (session_user = 'nansen_app') execute function fraud.judge_measure();
revoke execute on function fraud.judge_measure() from public;

-- An appeal that is granted lifts what was decided.
create function fraud.after_appeal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update fraud.measure m set status = 'lifted' where m.parent_id = new.id and m.status <> 'lifted' and m.withdrawn_at is null;
  return null;
end $$;
create trigger y_granted after update of state on fraud.inquiry for each row
  when (new.state = 'appeal-decided' and old.state = 'appealed' and new.appeal_outcome = 'granted') execute function fraud.after_appeal();
revoke execute on function fraud.after_appeal() from public;

-- Takes a suspicion on: {people, kind, words, source, noticed_in, from_row}. The first of the people is who it is about. Joined to what is looked at already.
create function fraud.take_on(what jsonb) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  people uuid[] := array(select p::uuid from jsonb_array_elements_text(what -> 'people') p);
  made uuid;
  other uuid;
begin
  select i.id into made from fraud.inquiry i
  where i.subject = people[1] and i.kind = what ->> 'kind' and i.state in ('reported', 'assessed') order by i.created_at limit 1;
  if made is null then
    made := cases.new_id();
    insert into fraud.inquiry (id, office_id, subject, reported_on, kind, account)
    select made, p.office_id, p.id, cases.now()::date, what ->> 'kind', what ->> 'words' from registration.individual p where p.id = people[1];
    foreach other in array people[2:] loop
      insert into fraud.member (id, parent_id, individual, role) values (cases.new_id(), made, other, 'concerned');
    end loop;
  end if;
  insert into fraud.report (id, parent_id, source, received_on, noticed_in, told_by, from_row, words)
  values (cases.new_id(), made, what ->> 'source', cases.now()::date, what ->> 'noticed_in', auth.staff(), what ->> 'from_row', what ->> 'words');
  return made;
end $$;
revoke execute on function fraud.take_on(jsonb) from public;

-- A suspicion of whoever met it in their work. What is said of staff goes to who looks into staff, and no row of it stands here.
create function fraud.hand_in(person uuid, kind text, words text, noticed_in text, of_staff boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  given record;
begin
  select i.id, i.office_id, i.restriction_group into given from registration.individual i where i.id = hand_in.person;
  if given.id is null or given.id = any (auth.hidden())
    or not (auth.may('fraud', 'flag', 'personal', given.office_id, null, null, given.restriction_group)
      or auth.may('fraud', 'create', 'personal', given.office_id, null, null, given.restriction_group)) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if of_staff then
    if cases.hand_on('complaints', jsonb_build_object('office', given.office_id, 'words', hand_in.words)) is null then
      raise exception using errcode = '42501', message = 'nobody here looks into staff';
    end if;
    return;
  end if;
  perform fraud.take_on(jsonb_build_object('people', jsonb_build_array(given.id), 'kind', hand_in.kind, 'words', hand_in.words, 'source', 'colleague', 'noticed_in', hand_in.noticed_in));
end $$;

-- Whether something about a person is being clarified: a word, and nothing of what, by whom or since when. For who works where their record is kept.
create function fraud.clarifying(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from registration.individual i where i.id = clarifying.person and i.id <> all (auth.hidden())
      and (auth.may('fraud', 'flag', 'personal', i.office_id, null, null, i.restriction_group) or auth.may('fraud', 'read', 'personal', i.office_id, null, null, i.restriction_group)))
    and exists (select from cases.marker k where k.individual = clarifying.person and k.name = 'fraud.hold' and k.value = 'yes')
$$;

-- What the asker handed in themselves, and all that they are told of it: received, over, or the words that were allowed for them.
create function fraud.handed_in() returns table (received_on date, person uuid, answer text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.received_on, i.subject, case when i.state <> 'closed' then 'received' else coalesce(i.told_outcome, 'over') end
  from fraud.report r join fraud.inquiry i on i.id = r.parent_id
  where r.told_by = auth.staff() and r.withdrawn_at is null and i.subject <> all (auth.hidden()) order by r.received_on desc, r.id desc limit 100
$$;
revoke execute on function fraud.hand_in(uuid, text, text, text, boolean), fraud.clarifying(uuid), fraud.handed_in() from public;
grant execute on function fraud.hand_in(uuid, text, text, text, boolean), fraud.clarifying(uuid), fraud.handed_in() to nansen_app;

-- Whoever handed it on from their own list hears when it is looked into and when it is over, in the same words.
create function fraud.tell_back() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  r record;
begin
  for r in select distinct x.noticed_in, x.from_row from fraud.report x where x.parent_id = new.id and x.from_row is not null and x.noticed_in is not null loop
    perform cases.hand_back(r.noticed_in, jsonb_build_object('row', r.from_row, 'over', new.state = 'closed', 'answer', new.told_outcome));
  end loop;
  return null;
end $$;
create trigger y_told_back after update of state on fraud.inquiry for each row
  when (new.state <> old.state and (new.state in ('assessed', 'closed'))) execute function fraud.tell_back();
revoke execute on function fraud.tell_back() from public;
