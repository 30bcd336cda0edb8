-- What the definition cannot say: which State is asked when, what a decision makes stand, and by when.

-- Periods of the operation, in days: agreed words from memory of the Handbook of 2014 (domain.md 8). An installer changes the row, not the program.
create table statelessness.setting (
  name text primary key check (name in ('decision-days', 'appeal-days')),
  days int not null check (days between 1 and 730)
);
alter table statelessness.setting enable row level security;
alter table statelessness.setting force row level security;
create policy keeper on statelessness.setting to nansen_migrator using (true) with check (true);
insert into statelessness.setting (name, days) values ('decision-days', 183), ('appeal-days', 30);
create function statelessness.days(setting text) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select s.days from statelessness.setting s where s.name = days.setting $$;
revoke execute on function statelessness.days(text) from public;

create function statelessness.keep_words() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then new.stands := null; new.decided_on := null; new.decide_by := null; new.appeal_until := null; return new; end if;
  new.stands := old.stands; new.decided_on := old.decided_on; new.decide_by := old.decide_by; new.appeal_until := old.appeal_until;
  if session_user = 'nansen_app' then perform statelessness.judge_change(old, new); end if;
  if new.state <> old.state then
    if new.state = 'admitted' then
      new.decide_by := case when new.procedure = 'determination' then cases.now()::date + statelessness.days('decision-days') end;
      new.stands := null; new.outcome := null; new.decided_on := null; new.notified_on := null; new.notified_how := null; new.appeal_until := null;
      new.appeal_filed_on := null; new.appeal_late_because := null; new.appeal_outcome := null; new.appeal_notified_on := null; new.settled_as := null;
      new.closed_because := null; new.assessed_by := null; new.reviewed_by := null; new.decided_by := null; new.appeal_decided_by := null;
    elsif new.state = 'decided' then
      new.decided_on := cases.now()::date; new.stands := new.outcome;
    elsif new.state = 'notified' and new.outcome in ('not-stateless', 'undetermined') then
      new.appeal_until := new.notified_on + statelessness.days('appeal-days');
    elsif new.state = 'appeal-decided' and new.appeal_outcome = 'granted' then
      new.stands := 'stateless';
    elsif new.state = 'final' and old.state in ('admitted', 'enquiries-open') and new.settled_as is not null and new.closed_because is null then
      new.closed_because := 'settled';
    end if;
  end if;
  return new;
end $$;

-- What a change is refused for.
create function statelessness.judge_change(before statelessness.file, given statelessness.file) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if before.state in ('decided', 'notified', 'appealed', 'appeal-decided', 'final') and given.state <> 'admitted'
    and (given.outcome, given.procedure) is distinct from (before.outcome, before.procedure)
    or before.state in ('notified', 'appealed', 'appeal-decided', 'final') and given.state <> 'admitted' and given.notified_on is distinct from before.notified_on then
    raise exception using errcode = '42501', message = 'what was decided stays';
  end if;
  if given.state = before.state then return; end if;
  if given.state = 'assessed' and given.procedure <> 'determination' then
    raise exception using errcode = '42501', message = 'nothing is determined in a case that helps';
  elsif given.state = 'final' and before.state in ('admitted', 'enquiries-open') and given.settled_as is not null and given.procedure = 'determination' then
    raise exception using errcode = '42501', message = 'this case is decided, not settled';
  elsif given.state = 'final' and given.settled_as is not null and given.settled_as is distinct from before.settled_as
    -- to be discontinued waits for nothing, and goes the same way
    and cases.blocks('statelessness', 'settle', to_jsonb(given)) <> '[]' then
    raise exception using errcode = 'NR001', message = 'the case is not ready for this move';
  elsif given.state = 'decided' and given.outcome = 'stateless-refugee' and given.claim <> 'recognised' then
    raise exception using errcode = '23514', message = 'not recognised as a refugee', column = 'outcome';
  elsif given.state = 'decided' and given.outcome in ('stateless', 'stateless-refugee')
    and exists (select from statelessness.examination e where e.parent_id = given.id and e.withdrawn_at is null and e.finding = 'national') then
    raise exception using errcode = '23514', message = 'a State was found that considers them its national', column = 'outcome';
  elsif given.state = 'appealed' then
    if given.outcome in ('stateless', 'stateless-refugee') then raise exception using errcode = '42501', message = 'there is nothing to appeal against'; end if;
    if given.appeal_filed_on < given.notified_on or given.appeal_filed_on > given.appeal_until and given.appeal_late_because is null then
      raise exception using errcode = '23514', message = 'not in time', column = 'appeal_filed_on';
    end if;
  elsif before.state = 'appeal-decided' and given.state = 'admitted' and given.appeal_outcome <> 'sent-back' then
    raise exception using errcode = '42501', message = 'it was not sent back';
  end if;
end $$;
revoke execute on function statelessness.keep_words(), statelessness.judge_change(statelessness.file, statelessness.file) from public;
create trigger g_words before insert or update on statelessness.file for each row execute function statelessness.keep_words();

-- One examination of each State.
create unique index on statelessness.examination (parent_id, country) where withdrawn_at is null;

-- A State is asked when it was examined whether the person fears it. Where they do: with their consent, which can be taken back, and never before their claim to be
-- a refugee is settled.
create function statelessness.judge_enquiry() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked statelessness.examination;
  claim text;
begin
  if tg_op = 'UPDATE' and (new.country, new.sent_on, new.sent_how, new.authority) is not distinct from (old.country, old.sent_on, old.sent_how, old.authority) then return new; end if;
  select * into asked from statelessness.examination e where e.parent_id = new.parent_id and e.country = new.country and e.withdrawn_at is null;
  if asked.id is null then raise exception using errcode = '23514', message = 'this State was not examined', column = 'country'; end if;
  select f.claim into claim from statelessness.file f where f.id = new.parent_id;
  if asked.feared and claim = 'pending' then
    raise exception using errcode = '42501', message = 'no contact with this State before the claim is settled';
  end if;
  if asked.feared and (asked.consent_on is null or asked.consent_on > new.sent_on or asked.consent_withdrawn_on is not null) then
    raise exception using errcode = '42501', message = 'no contact with this State without consent';
  end if;
  return new;
end $$;
create trigger g_enquiry before insert or update on statelessness.enquiry for each row execute function statelessness.judge_enquiry();
revoke execute on function statelessness.judge_enquiry() from public;

-- To whom somebody wrote already was not to be feared only afterwards: what was found out later stops further contact, and nothing is rewritten.
create function statelessness.keep_state() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.country <> old.country then raise exception using errcode = '23514', message = 'another State is another examination', column = 'country'; end if;
  return new;
end $$;
create trigger g_state before update on statelessness.examination for each row execute function statelessness.keep_state();
