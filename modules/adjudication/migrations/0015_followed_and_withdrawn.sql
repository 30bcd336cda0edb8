-- A suspicion is withdrawn by who handed it on; access to one person's record follows a merge of records; what was judged has a code of its own.

alter table adjudication.referral drop constraint referral_step_check,
  add constraint referral_step_check check (step in ('referred', 'taken-up', 'closed', 'withdrawn'));
-- By its author, with a reason, as long as nobody looks into it.
create function adjudication.withdraw_referral(referral uuid, because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update adjudication.referral f set step = 'withdrawn', closed_because = withdraw_referral.because
  where f.id = withdraw_referral.referral and f.created_by = auth.staff() and f.step = 'referred';
  if found then return; end if;
  if exists (select from adjudication.referral f where f.id = withdraw_referral.referral and f.created_by = auth.staff()) then
    raise exception using errcode = '42501', message = 'not a step to take now';
  end if;
  raise exception using errcode = 'P0002', message = 'not found';
end $$;
revoke execute on function adjudication.withdraw_referral(uuid, text) from public;
grant execute on function adjudication.withdraw_referral(uuid, text) to nansen_app;

-- Who was given the other record reads the one that stays, for as long as the merge holds. Nobody who has it already is given it twice.
create table adjudication.access_brought (
  merge uuid not null references adjudication.record_merge,
  access uuid not null references auth.case_access,
  primary key (merge, access)
);
alter table adjudication.access_brought enable row level security;
alter table adjudication.access_brought force row level security;
create policy keeper on adjudication.access_brought to nansen_migrator using (true) with check (true);
create function adjudication.follow_access() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.step = 'merged' then
    insert into adjudication.access_brought (merge, access)
    select new.id, c.id from auth.case_access c
    where c.module = 'registration' and c.case_id = new.other and (c.valid_to is null or c.valid_to > now())
      and not exists (select from auth.case_access s where s.module = c.module and s.staff_id = c.staff_id and s.case_id = new.survivor
        and (s.valid_to is null or s.valid_to > now()));
    update auth.case_access c set case_id = new.survivor where c.id in (select b.access from adjudication.access_brought b where b.merge = new.id);
  else
    update auth.case_access c set case_id = new.other
    where c.case_id = new.survivor and c.id in (select b.access from adjudication.access_brought b where b.merge = new.id);
  end if;
  return null;
end $$;
create trigger w_follow_access after update of step on adjudication.record_merge for each row
  when (new.step in ('merged', 'undone') and old.step <> new.step) execute function adjudication.follow_access();
revoke execute on function adjudication.follow_access() from public;

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
    values (gen_random_uuid(), pair.first, pair.second, case verdict when 'twins-or-relatives' then 'family' else 'judged' end);
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

-- How far each office has come in its numbers: a known pair has numbers that might be of anybody, and are nobody's yet.
create function adjudication.offices_known() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'prefix', o.number_prefix, 'country', o.country, 'last', coalesce(c.last, 0)) order by o.code)
  from auth.office o left join ref.number_counter c on c.office_id = o.id
$$;
revoke execute on function adjudication.offices_known() from public;
grant execute on function adjudication.offices_known() to nansen_app;
-- When one's own known pair was put into the queue.
create function adjudication.known_opened(pair uuid) returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.opened_at from adjudication.known_pair k where k.id = pair and k.staff = auth.staff()
$$;
revoke execute on function adjudication.known_opened(uuid) from public;
grant execute on function adjudication.known_opened(uuid) to nansen_app;
