-- What a decision is for each of the family (decision 0310): nothing is decided while somebody's part is open; who follows an applicant who was refused
-- is refused with them, and asked about anew when that is appealed; what is decided of a relative later is decided by a second person, and brings then
-- what it would have brought.
alter table rsd.claim drop constraint claim_refused_because_check;
alter table rsd.claim add constraint claim_refused_because_check
  check (refused_because in ('relation-not-shown', 'not-dependent', 'protected-elsewhere', 'excluded', 'national-of-asylum', 'applicant-refused'));

-- What one relative's part brings, of a file whose word stands. Nothing where it is open, or decided in a file of their own.
create function rsd.apply_claim(given rsd.file, of_claim rsd.claim, on_day date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  category text := case given.authority when 'unhcr' then 'by-unhcr' when 'government' then 'by-government' else 'jointly' end
    || case given.stands when 'prima-facie' then '-as-group' else '-individually' end;
  given_status text := case when given.stands in ('recognised', 'prima-facie') then 'refugee'
    when given.stands = 'complementary' then 'other-international-protection' end;
  now_is text := (select s.status from registration.legal_status s where s.root_id = of_claim.individual order by s.effective_on desc, s.created_at desc, s.id desc limit 1);
begin
  if given_status is not null and of_claim.outcome in ('derivative-recognised', 'prima-facie') then
    perform registration.determine(of_claim.individual,
      case of_claim.outcome when 'prima-facie' then 'refugee' else given_status end,
      case when of_claim.outcome = 'prima-facie' then 'prima-facie' when given_status = 'refugee' then 'derivative'
        else case given.ground when 'national' then 'national-law' else 'complementary-protection' end end,
      category, on_day, 'rsd', given.id);
  elsif given.stands in ('cancelled', 'revoked', 'ceased') and of_claim.outcome = 'status-ended' then
    perform registration.determine(of_claim.individual, case when of_claim.own_file is null then 'not-of-concern' else 'asylum-seeker' end,
      null, case when of_claim.own_file is null then category end, on_day, 'rsd', given.id);
  elsif given.stands in ('rejected', 'excluded', 'inadmissible') and of_claim.outcome = 'derivative-refused'
    -- who has a status in their own right keeps it
    and coalesce(now_is, 'asylum-seeker') = 'asylum-seeker' then
    perform registration.determine(of_claim.individual, 'not-of-concern', null, category, on_day, 'rsd', given.id);
  end if;
end $$;

create or replace function rsd.apply(given rsd.file, on_day date) returns void
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
  perform rsd.apply_claim(given, c, on_day) from rsd.claim c where c.parent_id = given.id and c.withdrawn_at is null;
  if given.stands in ('cancelled', 'revoked', 'ceased') then
    update rsd.file f set stands = given.stands where f.id = given.about_file;
  end if;
end $$;

-- A refusal of the applicant is one of whoever follows them; an appeal asks about them anew, and where it changes nothing they are refused again.
create function rsd.follow_refusal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = 'decided' and new.outcome in ('rejected', 'excluded', 'inadmissible')
    or new.state = 'appeal-decided' and new.appeal_outcome = 'upheld' and new.stands in ('rejected', 'excluded', 'inadmissible') then
    update rsd.claim c set outcome = 'derivative-refused', refused_because = 'applicant-refused'
    where c.parent_id = new.id and c.withdrawn_at is null and c.kind = 'by-family' and c.outcome is null;
  elsif new.state in ('appealed', 'registered') then
    update rsd.claim c set outcome = null, refused_because = null
    where c.parent_id = new.id and c.withdrawn_at is null and c.refused_because = 'applicant-refused' and c.outcome = 'derivative-refused';
  end if;
  return null;
end $$;
-- before `y_rsd_carry_out`, which brings what the parts say
create trigger y_follow_refusal after update of state on rsd.file for each row when (new.state <> old.state) execute function rsd.follow_refusal();

create function rsd.judge_part() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  f rsd.file := (select x from rsd.file x where x.id = new.parent_id);
  before_it text := case tg_op when 'UPDATE' then old.outcome end;
begin
  if new.outcome is not distinct from before_it then return new; end if;
  if new.refused_because = 'applicant-refused' then
    raise exception using errcode = '42501', message = 'follows by itself', column = 'refused_because';
  end if;
  if f.state not in ('decided', 'notified', 'appeal-decided', 'appeal-notified', 'closed') or new.outcome = 'own-file' then return new; end if;
  if before_it is not null then
    raise exception using errcode = '42501', message = 'what was decided stays', column = 'outcome';
  end if;
  if f.stands is null or f.stands not in ('recognised', 'prima-facie', 'complementary')
    or new.outcome not in ('derivative-recognised', 'derivative-refused', 'prima-facie')
    or new.outcome = 'prima-facie' and f.stands <> 'prima-facie' then
    raise exception using errcode = '23514', message = 'not an outcome of this decision', column = 'outcome';
  end if;
  -- one asks for it, another decides, of the body whose mandate it is
  if coalesce(new.created_by = auth.staff(), true) or not auth.may('rsd', 'approve', 'personal', f.office_id, f.owner_id, f.id, f.restriction_group) then
    raise exception using errcode = '42501', message = 'a second person decides', column = 'outcome';
  end if;
  if f.authority = 'unhcr' and rsd.is_of_government(auth.staff()) or f.authority = 'government' and not rsd.is_of_government(auth.staff()) then
    raise exception using errcode = '42501', message = 'another body decides on this claim', column = 'outcome';
  end if;
  return new;
end $$;
create trigger h_part before insert or update on rsd.claim for each row when (current_user = 'nansen_app') execute function rsd.judge_part();

-- What is decided of a relative after the file: kept beside the decision, and brings what it brings from that day.
create function rsd.carry_out_part() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  f rsd.file := (select x from rsd.file x where x.id = new.parent_id);
begin
  if tg_op = 'UPDATE' and new.outcome is not distinct from old.outcome then return null; end if;
  if new.withdrawn_at is null and new.outcome in ('derivative-recognised', 'prima-facie')
    and f.state in ('decided', 'notified', 'appeal-decided', 'appeal-notified', 'closed') and f.stands in ('recognised', 'prima-facie', 'complementary') then
    perform rsd.apply_claim(f, new, cases.now()::date);
  end if;
  return null;
end $$;
create trigger y_part after insert or update of outcome on rsd.claim for each row execute function rsd.carry_out_part();
revoke execute on function rsd.apply_claim(rsd.file, rsd.claim, date), rsd.follow_refusal(), rsd.judge_part(), rsd.carry_out_part() from public;
