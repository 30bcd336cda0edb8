-- A restriction that is lifted from one person of a case leaves it restricted while it stays on another, and what was shared of a case before it came
-- under one is not shown any more to who is outside.

-- As before (0031); a case that two people under a restriction are in stays with the other's when one comes out.
create or replace function cases.follow_restriction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('update %I.%I c set restriction_group = coalesce($2, (
        select i.restriction_group from cases.person_in o join registration.individual i on i.id = o.individual
        where o.module = $4 and o.case_id = c.id and o.individual <> $1 and i.restriction_group is not null
        order by i.restriction_group is distinct from $3, i.restriction_group limit 1))
    from cases.person_in p
    where p.individual = $1 and p.module = $4 and p.case_id = c.id and c.restriction_group is not distinct from $3', tg_argv[0], tg_argv[1])
    using new.id, new.restriction_group, old.restriction_group, tg_argv[0];
  return null;
end $$;

-- Whether a row of a case, and whom it is about, is in the asker's sight: for rows that are reached past policies.
create function cases.in_sight(restriction uuid, about uuid) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (restriction is null or restriction = any (auth.groups())) and (about is null or about <> all (auth.hidden()));
end $$;
revoke execute on function cases.in_sight(uuid, uuid) from public;

-- As before (0034), without those that a restriction keeps from who was asked.
create or replace function cases.referrals_to_me()
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
        and cases.is_asked(r.to_staff, r.to_role, r.to_office, r.to_organisation) and cases.in_sight(r.restriction_group, r.about)
      order by r.id desc limit 200', m.name) using m.name;
  end loop;
end $$;

-- As before (0034), likewise: what is out of sight is not there.
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
    perform cases.add_task(of_module, one.root_id, 'referral-answered', one.about, 'referral', one.service, cases.now());
  end if;
  return true;
end $$;
