-- A sitting hangs together, shows nothing twice and is like what is on record; or it enters nothing, says why, and waits for people.

alter table identity.enrolment drop constraint enrolment_state_check;
alter table identity.enrolment add constraint enrolment_state_check check (state in ('captured', 'unique', 'possible-duplicate', 'same-person', 'different-people', 'poor-quality', 'excepted', 'mixed', 'repeated', 'unlike-record', 'renewal-asked', 'renewal-refused'));
drop trigger e_moves on identity.enrolment;
create trigger e_moves before update of state on identity.enrolment for each row execute function store.check_move('identity', 'captured>unique|system||', 'captured>possible-duplicate|system||', 'captured>poor-quality|system||', 'captured>mixed|system||', 'captured>repeated|system||', 'captured>unlike-record|system||', 'captured>excepted|system||', 'unlike-record>renewal-asked|system||', 'mixed>renewal-asked|system||', 'renewal-asked>captured|system||', 'renewal-asked>renewal-refused|system||', 'possible-duplicate>same-person|system||', 'different-people>same-person|system||', 'possible-duplicate>different-people|system||', 'same-person>different-people|system||', 'possible-duplicate>poor-quality|system||');
-- What a search says is for the matcher to say: a sitting begins before it, or has nothing to be searched.
drop trigger e_initial on identity.enrolment;
create trigger e_initial before insert on identity.enrolment for each row execute function store.check_initial('captured', 'excepted');

create table identity.renewal (
  id uuid primary key,
  parent_id uuid not null references identity.enrolment,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  withdrawn_at timestamptz,
  step text not null check (step in ('asked', 'agreed', 'refused')),
  reason text check (reason in ('child-grew', 'injury', 'illness', 'worn', 'poor-before', 'other')),
  why text not null check (char_length(why) between 1 and 1000)
);
create index on identity.renewal (office_id, id);
create index on identity.renewal (owner_id, id) where owner_id is not null;
create index on identity.renewal (root_id);
create index on identity.renewal (parent_id);
alter table identity.renewal enable row level security;
alter table identity.renewal force row level security;
create policy keeper on identity.renewal to nansen_migrator using (true) with check (true);
create policy restricted on identity.renewal as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on identity.renewal for select to nansen_app using (
    office_id = any ((select auth.reach('identity', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('identity', 'read', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on identity.renewal for each row execute function store.copy_owner('identity.enrolment', 'parent_id');
create trigger b_stamp before insert or update on identity.renewal for each row execute function store.stamp();
create trigger z_log after insert or update or delete on identity.renewal for each row execute function change.log('identity', 'renewal', 'open');
grant select on identity.renewal to nansen_app;

create function identity.renewal_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from identity.renewal r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('identity', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('identity', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('identity', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function identity.renewal_known(uuid[]) from public;
grant execute on function identity.renewal_known(uuid[]) to nansen_app;

drop trigger y_spread_owner on identity.enrolment;
create trigger y_spread_owner after update of office_id, owner_id, restriction_group on identity.enrolment for each row execute function store.spread_owner('identity.capture', 'identity.exception', 'identity.renewal');

-- Which two places of a sitting gave the same finger or eye.
alter table gallery.job add column repeated text[] check (cardinality(repeated) = 2);

-- What contradicts what in a sitting that does not hang together: parts that are surely those of a record, and parts that are not.
create table gallery.contradiction (
  enrolment uuid not null references identity.enrolment,
  individual uuid not null references registration.individual on delete restrict,
  agree text[] not null,
  against text[] not null,
  primary key (enrolment, individual)
);
create index on gallery.contradiction (individual);
alter table gallery.contradiction enable row level security;
alter table gallery.contradiction force row level security;
create policy keeper on gallery.contradiction to nansen_migrator using (true) with check (true);

-- The sittings that a person is verified by: since the last one that two people took as theirs in spite of the record. Earlier ones stay in
-- the gallery and are searched as ever: whoever they are of is still found.
create function identity.present_sittings(individual uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.id from identity.enrolment e
  where e.individual = present_sittings.individual and e.captured_at >= coalesce((
    select max(n.captured_at) from identity.enrolment n join identity.renewal r on r.parent_id = n.id and r.step = 'agreed'
    where n.individual = present_sittings.individual
      and n.state in ('unique', 'possible-duplicate', 'same-person', 'different-people')), '-infinity')
$$;

create or replace function gallery.aliases_of(individual uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.gallery_alias::uuid from identity.enrolment e
  join registration.individual i on i.id = e.individual
  where e.individual = aliases_of.individual and auth.can('identity', 'create', 'personal')
    and e.id in (select identity.present_sittings(aliases_of.individual))
    and auth.may('registration', 'see', 'summary', i.office_id, i.owner_id, i.id, i.restriction_group)
  order by e.captured_at desc
$$;

-- Aliases by which the person of a waiting job was known so far: their own record is compared as one with one, not as one among all.
create function gallery.own_aliases(job uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.gallery_alias::uuid from gallery.job j join identity.enrolment mine on mine.id = j.id
  join identity.enrolment e on e.individual = mine.individual and e.id <> mine.id
  where j.id = own_aliases.job and j.state = 'waiting' and e.id in (select identity.present_sittings(mine.individual))
$$;

-- Ends a sitting that enters nothing, and says so in the audit.
create function gallery.set_aside(job uuid, outcome text, trouble text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
begin
  update identity.enrolment e set state = outcome, searched_at = now() where e.id = set_aside.job and e.state = 'captured'
  returning e.individual into person;
  update gallery.job j set state = 'failed', trouble = set_aside.trouble, finished_at = now()
  where j.id = set_aside.job and j.state = 'waiting';
  insert into audit.entry (module, action, record, ids, outcome, reason)
  values ('identity', 'flag', 'enrolment', array[set_aside.job, person], 'deny', 'matcher: ' || set_aside.trouble);
  return outcome;
end $$;

-- The same finger or eye stands at two places of this sitting.
create function gallery.repeat(job uuid, sites text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from gallery.job j where j.id = repeat.job and j.state = 'waiting') then return; end if;
  update gallery.job j set repeated = sites where j.id = repeat.job;
  perform gallery.set_aside(job, 'repeated', 'the same at ' || sites[1] || ' and ' || sites[2]);
end $$;

-- What the search said. Runs in the transaction that holds the gallery's lock, so nobody enters between a search and its entry:
-- the same biometrics cannot become unique twice. `alike`: [{"alias": "…", "evidence": 12.3, "sites": {"finger-2": 4.1},
-- "agree": ["eyes"], "sure": ["eyes"], "against": ["fingers"]}]. `agree` is believed of the person's own record, `sure` of anybody's.
create or replace function gallery.conclude(job uuid, sites text[], extractors int[], templates bytea[], people int, alike jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine record;
  other record;
  outcome text := 'unique';
  review uuid;
  renewed boolean;
  known boolean;
  recognised boolean;
  mixed boolean;
begin
  if not exists (select from pg_locks where locktype = 'advisory' and classid = 0 and objid = 7237 and pid = pg_backend_pid() and granted) then
    raise exception 'conclude needs the lock of the gallery';
  end if;
  select e.id, e.individual, e.gallery_alias::uuid as alias, e.office_id into mine
  from gallery.job j join identity.enrolment e on e.id = j.id
  where j.id = conclude.job and j.state = 'waiting' for update of j, e;
  if mine is null then return 'done'; end if;
  renewed := exists (select from identity.renewal r where r.parent_id = mine.id and r.step = 'agreed');

  -- Which records a part of this sitting surely belongs to and another part does not. Someone's sittings speak together: what one of them
  -- agrees with, an older one does not contradict. The own record is not asked where two people have said that it no longer holds.
  delete from gallery.contradiction c where c.enrolment = mine.id;
  insert into gallery.contradiction (enrolment, individual, agree, against)
  select mine.id, e.individual, array_agg(distinct p.part) filter (where p.says = 'agree'),
    array(select distinct q.part from unnest(array_agg(p.part) filter (where p.says = 'against')) q (part)
      where q.part <> all (array_agg(p.part) filter (where p.says = 'agree')))
  from jsonb_array_elements(alike) a
  join identity.enrolment e on e.gallery_alias = a ->> 'alias' and not (renewed and e.individual = mine.individual)
  cross join lateral (
    select 'agree' as says, value as part
    from jsonb_array_elements_text(coalesce(case when e.individual = mine.individual then a -> 'agree' else a -> 'sure' end, '[]'))
    union all select 'against', value from jsonb_array_elements_text(coalesce(a -> 'against', '[]'))) p
  group by e.individual
  having count(*) filter (where p.says = 'agree') > 0 and exists (
    select from unnest(array_agg(p.part) filter (where p.says = 'against')) q (part)
    where q.part <> all (array_agg(p.part) filter (where p.says = 'agree')));
  mixed := exists (select from gallery.contradiction c where c.enrolment = mine.id);

  -- Who was captured before is recognised by it, or the new sitting enters nothing: another's fingers under this person's name would let
  -- that other pass for them ever after.
  known := exists (
    select from identity.enrolment e join gallery.template t on t.alias = e.gallery_alias::uuid
    where e.id in (select identity.present_sittings(mine.individual)));
  recognised := renewed or not known or exists (
    select from jsonb_array_elements(alike) a join identity.enrolment e on e.gallery_alias = a ->> 'alias'
    where e.id in (select identity.present_sittings(mine.individual)));

  for other in
    select distinct on (e.individual) e.individual, e.id as enrolment, (a ->> 'evidence')::numeric as evidence, coalesce(a -> 'sites', '{}') as by_site
    from jsonb_array_elements(alike) a
    join identity.enrolment e on e.gallery_alias = a ->> 'alias'
    where e.individual <> mine.individual
    order by e.individual, (a ->> 'evidence')::numeric desc
  loop
    review := adjudication.open_review(other.individual, mine.individual, 'fingers-and-eyes', mine.office_id);
    continue when review is null; -- people have looked at this very pair and said: different
    outcome := 'possible-duplicate';
    insert into gallery.likeness (review_id, evidence, sites) values (review, other.evidence, other.by_site)
    on conflict (review_id) do update set evidence = greatest(gallery.likeness.evidence, excluded.evidence);
  end loop;

  if mixed then return gallery.set_aside(mine.id, 'mixed', 'parts of the sitting are of different people'); end if;
  if not recognised then return gallery.set_aside(mine.id, 'unlike-record', 'unlike the earlier sittings of this person'); end if;

  -- A finger that is not like the one on record enters only by a renewal.
  insert into gallery.template (alias, site, extractor, stored)
  select mine.alias, t.site, t.extractor, t.stored from unnest(sites, extractors, templates) as t (site, extractor, stored)
  where renewed or not exists (
    select from jsonb_array_elements(alike) a join identity.enrolment e on e.gallery_alias = a ->> 'alias'
    where e.id in (select identity.present_sittings(mine.individual))
    having max((a -> 'sites' ->> t.site)::numeric) < 1)
  on conflict (alias, site) do nothing;
  update identity.enrolment e set state = outcome, searched_at = now(), people_searched = people where e.id = mine.id;
  update gallery.job j set state = 'done', finished_at = now() where j.id = mine.id;
  return outcome;
end $$;

-- Whether the asker has had no hand in this person's record: neither registered nor captured them.
create function identity.had_no_hand(individual uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select auth.staff() is not null
    and not exists (select from registration.individual i where i.id = had_no_hand.individual and i.created_by = auth.staff())
    and not exists (select from identity.enrolment e where e.individual = had_no_hand.individual and e.created_by = auth.staff())
$$;

-- Whether this sitting may be asked about now: the person's newest, unlike their own record and nobody else's, with no review open.
create function identity.may_be_renewed(enrolment uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from identity.enrolment e where e.id = may_be_renewed.enrolment and e.state in ('unlike-record', 'mixed', 'renewal-asked')
      and not exists (select from gallery.contradiction c where c.enrolment = e.id and c.individual <> e.individual)
      and not exists (select from adjudication.review r where e.individual in (r.first, r.second) and r.state <> 'decided')
      and not exists (
        select from identity.enrolment n where n.individual = e.individual and n.captured_at > e.captured_at and n.sites_captured > 0
          and n.state <> 'poor-quality'))
$$;

-- One step of a renewal, by somebody who may approve here and had no hand in the record; who decides is not who asked. An agreed sitting
-- is searched again among everybody. Says the state the sitting is in now.
create function identity.renew(enrolment uuid, step text, reason text, why text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  held record;
  after_state text := case step when 'asked' then 'renewal-asked' when 'agreed' then 'captured' else 'renewal-refused' end;
begin
  select e.* into held from identity.enrolment e where e.id = renew.enrolment for update;
  if held is null or not auth.may('identity', 'approve', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group)
    or not identity.had_no_hand(held.individual) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if (step = 'asked') = (held.state = 'renewal-asked') or not identity.may_be_renewed(held.id)
    or (step <> 'asked' and exists (
      select from identity.renewal r where r.parent_id = held.id and r.step = 'asked' and r.created_by = auth.staff())) then
    raise exception using errcode = '42501', message = 'not a step to take now';
  end if;
  insert into identity.renewal (id, parent_id, step, reason, why) values (gen_random_uuid(), held.id, step, reason, why);
  update identity.enrolment e set state = after_state where e.id = held.id;
  if step = 'agreed' then
    update gallery.job j set state = 'waiting', attempts = 0, trouble = null, finished_at = null where j.id = held.id;
    notify gallery;
  end if;
  return after_state;
end $$;

-- What contradicts what in a sitting, for who may read it; whose record it is only for who may see that person.
create function gallery.contradictions_of(enrolment uuid) returns table (individual uuid, own boolean, agree text[], against text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when auth.may('registration', 'see', 'summary', i.office_id, i.owner_id, i.id, i.restriction_group) then c.individual end,
    c.individual = e.individual, c.agree, c.against
  from gallery.contradiction c join identity.enrolment e on e.id = c.enrolment join registration.individual i on i.id = c.individual
  where c.enrolment = contradictions_of.enrolment
    and auth.may('identity', 'read', 'personal', e.office_id, e.owner_id, e.id, e.restriction_group)
$$;
create function gallery.repeated_in(enrolment uuid) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select j.repeated from gallery.job j join identity.enrolment e on e.id = j.id
  where j.id = repeated_in.enrolment and auth.may('identity', 'read', 'personal', e.office_id, e.owner_id, e.id, e.restriction_group)
$$;

revoke execute on function identity.present_sittings(uuid), identity.had_no_hand(uuid), identity.may_be_renewed(uuid),
  identity.renew(uuid, text, text, text), gallery.own_aliases(uuid), gallery.set_aside(uuid, text, text),
  gallery.repeat(uuid, text[]),
  gallery.contradictions_of(uuid), gallery.repeated_in(uuid) from public;
grant execute on function identity.had_no_hand(uuid), identity.may_be_renewed(uuid), identity.renew(uuid, text, text, text),
  gallery.contradictions_of(uuid), gallery.repeated_in(uuid) to nansen_app;
grant execute on function gallery.repeat(uuid, text[]), gallery.own_aliases(uuid) to nansen_matcher;
