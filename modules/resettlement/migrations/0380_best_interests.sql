-- Whether it is settled what is best for a child of the case: who leaves without both parents is submitted once the absent one's word is shown, or an
-- assessment or determination says so; who has neither parent here, once it was determined or assessed. domain.md 5.1. A file that says more is needed
-- counts before everything.
alter table resettlement.traveller
  add column custody_shown text check (custody_shown in ('sole-custody-proved', 'death-proved', 'consented')),
  add column best_interests text check (best_interests in ('needed', 'settled', 'not-needed'));
grant update (custody_shown, best_interests) on resettlement.traveller to nansen_app;

-- Parents of one traveller among those who travel: from what everybody is to the principal applicant. Of whom that does not tell, none.
create function resettlement.parents_beside(one resettlement.traveller) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with beside as (
    select count(*) filter (where t.relationship = 'PA') as leads,
      count(*) filter (where t.relationship in ('HUS', 'WIF', 'CLH', 'CLW', 'PTM', 'PTF', 'EXM', 'EXF')) as partners,
      count(*) filter (where t.relationship in ('PRM', 'PRF')) as parents,
      count(*) filter (where t.relationship in ('SON', 'DAU') and t.adult = 'yes') as grown_children
    from resettlement.traveller t where t.parent_id = one.parent_id and t.id <> one.id and t.withdrawn_at is null and t.goes is distinct from 'stays')
  select (case
    when one.relationship in ('SON', 'DAU') then b.leads + least(b.partners, 1)
    when one.relationship in ('SCM', 'SCF') then least(b.partners, 1)
    when one.relationship in ('PA', 'SBM', 'SBF') then least(b.parents, 2)
    when one.relationship in ('HAB', 'HAS') then least(b.parents, 1)
    when one.relationship in ('GCM', 'GCF') then least(b.grown_children, 1)
    else 0 end)::int
  from beside b
$$;

create function resettlement.best_interests_of(one resettlement.traveller) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case
    when one.adult is distinct from 'no' then null
    when k.says @> '{one_parent:required}' or k.says @> '{bid:needed}' then 'needed'
    when k.says && '{one_parent:done,bid:approved}' then 'settled'
    when p.parents >= 2 then 'not-needed'
    when p.parents = 1 and one.custody_shown is not null then 'not-needed'
    when p.parents = 1 and k.says @> '{one_parent:not-required}' and k.says && '{bia:done,bia:agreed}' then 'settled'
    when p.parents = 0 and k.says && '{bia:done,bia:agreed}' then 'settled'
    else 'needed' end
  from (select resettlement.parents_beside(one) as parents) p,
    (select coalesce(array_agg(substr(m.name, 16) || ':' || m.value), '{}') as says from cases.marker m
     where m.individual = one.individual and m.name like 'best\_interests.%') k
$$;

create function resettlement.look_at_children(of_case uuid, people uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update resettlement.traveller t set best_interests = resettlement.best_interests_of(t)
  from resettlement.file f
  where f.id = t.parent_id and f.state not in ('departed', 'closed') and t.withdrawn_at is null
    and (t.parent_id = of_case or t.parent_id in (select x.parent_id from resettlement.traveller x where x.individual = any (people) and x.withdrawn_at is null))
    and t.best_interests is distinct from resettlement.best_interests_of(t)
$$;

-- After anybody came, left, grew up, or is something else to the principal applicant: of the whole case.
create function resettlement.children_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform resettlement.look_at_children(new.parent_id, '{}');
  return null;
end $$;
create trigger z_children after insert or update of adult, relationship, custody_shown, goes, withdrawn_at on resettlement.traveller for each row
  execute function resettlement.children_again();

-- After a best-interests file says something else of a child.
create function resettlement.child_told() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform resettlement.look_at_children(null, array[case tg_op when 'DELETE' then old.individual else new.individual end]);
  return null;
end $$;
create trigger y_resettlement_child after insert or update or delete on cases.marker for each row execute function resettlement.child_told();

create or replace function resettlement.keep_traveller() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.individual := old.individual; new.adult := old.adult; new.recognised := old.recognised; new.record_good := old.record_good;
  new.photo_good := old.photo_good; new.interviewed_on := old.interviewed_on; new.left_on := old.left_on;
  new.proved_at_interview := old.proved_at_interview; new.proved_at_submission := old.proved_at_submission;
  new.proved_at_departure := old.proved_at_departure; new.withdrawn_at := old.withdrawn_at; new.best_interests := old.best_interests;
  if (new.relationship = 'PA') <> (old.relationship = 'PA') then
    raise exception using errcode = '23514', message = 'one leads the case, and stays', column = 'relationship';
  end if;
  if new.declared_on > cases.now()::date + 1 or new.health_checked_on > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'not done yet', column = case when new.declared_on > cases.now()::date + 1 then 'declared_on' else 'health_checked_on' end;
  end if;
  return new;
end $$;
update resettlement.traveller t set best_interests = resettlement.best_interests_of(t)
from resettlement.file f where f.id = t.parent_id and f.state not in ('departed', 'closed') and t.withdrawn_at is null and t.adult = 'no';
revoke execute on function resettlement.parents_beside(resettlement.traveller), resettlement.best_interests_of(resettlement.traveller),
  resettlement.look_at_children(uuid, uuid[]), resettlement.children_again(), resettlement.child_told() from public;
