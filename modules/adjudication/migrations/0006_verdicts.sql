-- What a verdict leaves behind: pairs that were told apart are silent until there is something new, and a suspicion is handed on.

-- Opens a review of a pair and says which it is; null while people's word on it holds: that they are different, or one. A sitting taken
-- after that word is something new, and the pair is looked at again, with what was said before beside it.
create or replace function adjudication.open_review(one uuid, other uuid, found_by text, office uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  review uuid;
  newest timestamptz;
begin
  select r.id into review from adjudication.review r
  where least(r.first, r.second) = least(open_review.one, open_review.other) and greatest(r.first, r.second) = greatest(open_review.one, open_review.other) and r.state <> 'decided';
  if review is not null then return review; end if;
  if exists (select from adjudication.link l where l.unlinked_at is null and (l.survivor, l.other) in ((open_review.one, open_review.other), (open_review.other, open_review.one))) then return null; end if;
  select max(e.created_at) into newest from identity.enrolment e where e.individual in (open_review.one, open_review.other);
  if exists (
    select from adjudication.review r
    where least(r.first, r.second) = least(open_review.one, open_review.other) and greatest(r.first, r.second) = greatest(open_review.one, open_review.other)
      and r.outcome in ('different-people', 'twins-or-relatives') and (newest > r.decided_at) is not true
      and not exists (select from adjudication.review n where least(n.first, n.second) = least(open_review.one, open_review.other)
        and greatest(n.first, n.second) = greatest(open_review.one, open_review.other) and n.decided_at > r.decided_at and n.outcome is distinct from r.outcome)) then
    return null;
  end if;
  update registration.other_than o set withdrawn_at = now()
  where (o.parent_id, o.other) in ((open_review.one, open_review.other), (open_review.other, open_review.one)) and o.withdrawn_at is null;
  review := gen_random_uuid();
  insert into adjudication.review (id, office_id, first, second, found_by, opened_at, state)
  values (review, office, open_review.one, open_review.other, open_review.found_by, now(), 'open');
  return review;
end $$;

-- As before; and two who are different are not offered for one another at the desk again, and fraud goes to those who look into it.
create or replace function adjudication.carry_out(review uuid, verdict text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  pair record;
begin
  select r.first, r.second, r.office_id into pair from adjudication.review r where r.id = carry_out.review;
  if verdict = 'same-person' then
    perform adjudication.link_people(
      case when a.created_at <= b.created_at then a.id else b.id end, case when a.created_at <= b.created_at then b.id else a.id end, review)
    from registration.individual a, registration.individual b where a.id = pair.first and b.id = pair.second;
  elsif verdict in ('different-people', 'twins-or-relatives') then
    insert into registration.other_than (id, parent_id, other, because)
    values (gen_random_uuid(), pair.first, pair.second, case verdict when 'twins-or-relatives' then 'family' else 'known' end);
  elsif verdict = 'fraud' then
    insert into adjudication.referral (id, office_id, review, kind, reason, referred_at, step)
    select gen_random_uuid(), pair.office_id, review, 'two-identities', o.reasons, now(), 'referred'
    from adjudication.opinion o
    where o.parent_id = review and o.verdict = 'fraud'
      and not exists (select from adjudication.referral f where f.review = carry_out.review)
    order by o.created_at limit 1;
  end if;
  update identity.enrolment e
  set state = case verdict when 'same-person' then 'same-person' when 'poor-quality' then 'poor-quality'
    when 'fraud' then 'same-person' else 'different-people' end
  where e.individual = pair.second and e.state = 'possible-duplicate'
    and not exists (
      select from adjudication.review r where pair.second in (r.first, r.second) and r.state <> 'decided' and r.id <> carry_out.review);
end $$;

-- Hands a suspicion on, from the desk.
create function adjudication.refer(review uuid, kind text, reason text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid := gen_random_uuid();
begin
  if not coalesce(adjudication.may_judge(refer.review), false) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  insert into adjudication.referral (id, office_id, review, kind, reason, referred_at, step)
  select made, r.office_id, r.id, refer.kind, refer.reason, now(), 'referred' from adjudication.review r where r.id = refer.review;
  return made;
end $$;

-- A step with a suspicion, by who works on fraud there: fraud's own column says who.
create function adjudication.follow_referral(referral uuid, step text, because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
begin
  select f.*, r.first, r.second into held from adjudication.referral f join adjudication.review r on r.id = f.review
  where f.id = follow_referral.referral for update of f;
  if held.id is null or not auth.may('fraud', 'change', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group)
    or held.first = any (auth.hidden()) or held.second = any (auth.hidden()) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if (held.step, follow_referral.step) not in (('referred', 'taken-up'), ('taken-up', 'closed')) then
    raise exception using errcode = '42501', message = 'not a step to take now';
  end if;
  update adjudication.referral f
  set step = follow_referral.step, taken_by = coalesce(f.taken_by, auth.staff()), closed_because = case when follow_referral.step = 'closed' then because end
  where f.id = held.id;
end $$;

-- What speaks for two of one birth: the same whole day of birth and the same parents. Said as a reason to look twice, never as a verdict.
create function adjudication.signs_of_twins(review uuid) returns table (same_birth boolean, same_mother boolean, same_father boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(a.born = b.born and char_length(a.born::text) = 10 and not coalesce(a.born_estimated, false) and not coalesce(b.born_estimated, false), false),
    coalesce(lower(btrim(a.mother_name)) = lower(btrim(b.mother_name)), false), coalesce(lower(btrim(a.father_name)) = lower(btrim(b.father_name)), false)
  from adjudication.review r join registration.individual a on a.id = r.first join registration.individual b on b.id = r.second
  where r.id = signs_of_twins.review and adjudication.may_judge(r.id)
$$;

revoke execute on function adjudication.refer(uuid, text, text), adjudication.follow_referral(uuid, text, text), adjudication.signs_of_twins(uuid) from public;
grant execute on function adjudication.refer(uuid, text, text), adjudication.follow_referral(uuid, text, text), adjudication.signs_of_twins(uuid) to nansen_app;
