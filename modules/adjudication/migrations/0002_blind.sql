-- Blindness, memory of pairs, and reversible links: what the derived tables cannot say.

-- An opinion is its author's alone until the review is decided.
create policy blind on adjudication.opinion as restrictive for select to nansen_app
  using (disclosed or created_by = (select auth.staff()));
-- What two adjudicators agree on is written by `adjudication.weigh` and undone by `adjudication.unlink_people`: by no other hand, and by no
-- bare move of the lifecycle.
revoke insert, update on adjudication.review, adjudication.review_protected, adjudication.link from nansen_app;
-- Nor is an opinion told by the history of its review.
insert into change.kept_apart (module, record) values ('adjudication', 'opinion');

-- One opinion a person and review; a second thought is a reopened review.
create unique index opinion_once on adjudication.opinion (parent_id, created_by);
-- One open review a pair, whoever comes first in it.
create unique index review_once on adjudication.review (least(first, second), greatest(first, second)) where state <> 'decided';
-- One link that holds for a record that points elsewhere.
create unique index link_once on adjudication.link (other) where unlinked_at is null;

-- Opens a review of a pair and says which it is; null when people have said that they are different, or
-- have linked them: a link that was taken back may be reviewed anew.
create function adjudication.open_review(one uuid, other uuid, found_by text, office uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  review uuid;
begin
  select r.id into review from adjudication.review r
  where least(r.first, r.second) = least(one, other) and greatest(r.first, r.second) = greatest(one, other)
    and (r.state <> 'decided' or r.outcome in ('different-people', 'twins-or-relatives')
      or exists (select from adjudication.link l where l.review = r.id and l.unlinked_at is null))
  order by (r.state = 'decided') limit 1;
  if review is not null then
    return case when exists (select from adjudication.review r where r.id = review and r.state = 'decided') then null else review end;
  end if;
  review := gen_random_uuid();
  insert into adjudication.review (id, office_id, first, second, found_by, opened_at, state)
  values (review, office, one, other, open_review.found_by, now(), 'open');
  return review;
end $$;

-- Separation of duties: whether the asker has had no hand in these people's records. Not who registered or captured them, nor who works
-- where they are or were registered: the number keeps the office that gave it, whoever has custody now.
create function adjudication.stands_apart(people uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
begin
  return me is not null
    and not exists (select from identity.enrolment e where e.individual = any (people) and e.created_by = me)
    and not exists (
      select from registration.individual i
      where i.id = any (people) and (i.created_by = me or exists (
        select from auth.current_assignment a join auth.office o on o.id = a.office_id
        where a.staff_id = me and (i.office_id = o.id or starts_with(i.number, o.number_prefix || '-')))));
end $$;

create function adjudication.may_judge(review uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select auth.may('adjudication', 'approve', 'personal', r.office_id, r.owner_id, r.id, r.restriction_group)
    and adjudication.stands_apart(array[r.first, r.second])
  from adjudication.review r where r.id = may_judge.review
$$;

-- An opinion of somebody who may not judge the pair does not exist, whichever way it comes.
create function adjudication.judge_opinion() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'nansen_app' and (new.disclosed or not coalesce(adjudication.may_judge(new.parent_id), false)
    or exists (select from adjudication.review r where r.id = new.parent_id and r.state = 'decided')) then
    raise exception using errcode = '42501', message = 'not yours to judge';
  end if;
  return new;
end $$;
create trigger e_judged before insert on adjudication.opinion for each row execute function adjudication.judge_opinion();

create policy judges on adjudication.opinion as restrictive for insert to nansen_app
  with check (adjudication.may_judge(parent_id) and not disclosed);

-- After each opinion: two that agree decide; two that differ call for a third; the third decides with whoever agrees with them.
-- Says the state the review is in now.
create function adjudication.weigh(review uuid) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  now_at record;
  opinions int;
  agreed text;
  after_state text;
begin
  select r.* into now_at from adjudication.review r where r.id = weigh.review for update;
  if now_at is null or not adjudication.may_judge(weigh.review) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if now_at.state = 'decided' then return 'decided'; end if;
  select count(*) into opinions from adjudication.opinion o where o.parent_id = weigh.review;
  select o.verdict into agreed from adjudication.opinion o where o.parent_id = weigh.review group by o.verdict having count(*) >= 2 limit 1;
  after_state := case when agreed is not null then 'decided' when opinions = 0 then 'open' when opinions = 1 then 'one-opinion' else 'disagreed' end;
  update adjudication.review r
  set state = after_state, outcome = agreed, decided_at = case when agreed is not null then now() end,
    first_adjudicator = coalesce(r.first_adjudicator, (select o.created_by from adjudication.opinion o where o.parent_id = r.id order by o.created_at limit 1))
  where r.id = weigh.review;
  if agreed is not null then
    update adjudication.opinion o set disclosed = true where o.parent_id = weigh.review;
    perform adjudication.carry_out(weigh.review, agreed);
  end if;
  return after_state;
end $$;

-- What a verdict does. Same person: the record registered first survives, the other points to it. The enrolment learns its verdict.
create function adjudication.carry_out(review uuid, verdict text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  pair record;
begin
  select r.first, r.second, r.office_id into pair from adjudication.review r where r.id = carry_out.review;
  if verdict = 'same-person' then
    perform adjudication.link_people(
      case when a.created_at <= b.created_at then a.id else b.id end, case when a.created_at <= b.created_at then b.id else a.id end, review)
    from registration.individual a, registration.individual b where a.id = pair.first and b.id = pair.second;
  end if;
  update identity.enrolment e
  set state = case verdict when 'same-person' then 'same-person' when 'poor-quality' then 'poor-quality'
    when 'fraud' then 'same-person' else 'different-people' end
  where e.individual = pair.second and e.state = 'possible-duplicate'
    and not exists (
      select from adjudication.review r where pair.second in (r.first, r.second) and r.state <> 'decided' and r.id <> carry_out.review);
end $$;

create function adjudication.link_people(survivor uuid, other uuid, review uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid;
begin
  -- A record that already points elsewhere leads to the same end.
  select coalesce(i.same_person_as, i.id), i.office_id into survivor, home from registration.individual i where i.id = survivor for update;
  if survivor = other then return; end if;
  insert into adjudication.link (id, office_id, survivor, other, review, linked_at)
  values (gen_random_uuid(), home, survivor, other, review, now());
  update registration.individual i set same_person_as = survivor where i.id = other;
end $$;

-- Takes a link back: both records are as they were. Who may approve here and had no hand in either record may undo, and says why.
create function adjudication.unlink_people(link uuid, because text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
begin
  select l.* into held from adjudication.link l where l.id = unlink_people.link for update;
  if held is null or not auth.may('adjudication', 'approve', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group)
    or not adjudication.stands_apart(array[held.survivor, held.other]) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if held.unlinked_at is not null then return held.other; end if;
  update adjudication.link l set unlinked_at = now(), unlinked_because = because where l.id = held.id;
  update registration.individual i set same_person_as = null where i.id = held.other;
  return held.other;
end $$;

revoke execute on all functions in schema adjudication from public;
grant execute on function adjudication.may_judge(uuid), adjudication.weigh(uuid), adjudication.unlink_people(uuid, text) to nansen_app;

-- People with whom a person shares an open review, for whoever may see both. The officer at the desk is told at once.
create function adjudication.alike_with(individual uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select other.id from adjudication.review r
  join registration.individual one on one.id = alike_with.individual
  join registration.individual other on other.id = case when r.first = alike_with.individual then r.second else r.first end
  where alike_with.individual in (r.first, r.second) and r.state <> 'decided'
    and auth.may('registration', 'see', 'summary', one.office_id, one.owner_id, one.id, one.restriction_group)
    and auth.may('registration', 'see', 'summary', other.office_id, other.owner_id, other.id, other.restriction_group)
$$;
revoke execute on function adjudication.alike_with(uuid) from public;
grant execute on function adjudication.alike_with(uuid) to nansen_app;

-- The members of a person's present group, as summaries, for who may judge a review the person is in.
create function adjudication.family_of(individual uuid)
returns table (id uuid, display_name text, display_name_native text, sex text, year_of_birth int, relationship text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.id, i.display_name, i.display_name_native, i.sex, i.year_of_birth, m.relationship
  from registration.membership mine
  join registration.individual me on me.id = mine.individual and (me.restriction_group is null or me.restriction_group = any (auth.groups()))
  join registration.membership m on m.parent_id = mine.parent_id and m.member_to is null and m.withdrawn_at is null
    and m.individual <> family_of.individual
  join registration.individual i on i.id = m.individual and (i.restriction_group is null or i.restriction_group = any (auth.groups()))
  where mine.individual = family_of.individual and mine.member_to is null and mine.withdrawn_at is null
    and exists (select from adjudication.review r where family_of.individual in (r.first, r.second) and adjudication.may_judge(r.id))
  order by m.sequence
$$;
revoke execute on function adjudication.family_of(uuid) from public;
grant execute on function adjudication.family_of(uuid) to nansen_app;
