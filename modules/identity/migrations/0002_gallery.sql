-- The gallery: templates under aliases, beside no name. The server hands in enrolments and asks questions of the matcher; it cannot
-- read a template. The matcher reads templates and jobs, and cannot read a name.
create schema gallery authorization nansen_migrator;
grant usage on schema gallery to nansen_app, nansen_matcher, nansen_images;

create table gallery.template (
  seq bigint generated always as identity unique, -- a matcher loads what came after what it has
  alias uuid not null,
  site text not null,
  extractor int not null,
  stored bytea not null check (octet_length(stored) between 1 and 4096),
  entered_at timestamptz not null default now(),
  primary key (alias, site)
);
-- An enrolment that waits for its search. One job, whatever happens to the server in between.
create table gallery.job (
  id uuid primary key,          -- the enrolment
  alias uuid not null unique,
  images jsonb not null,        -- [{"site": "finger-2", "image": "…"}]
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  attempts int not null default 0,
  trouble text,
  queued_at timestamptz not null default now(),
  finished_at timestamptz
);
create index job_waiting on gallery.job (queued_at) where state = 'waiting';
-- How alike two records were when a review was opened. Shown to an adjudicator only after their own opinion.
create table gallery.likeness (
  review_id uuid primary key,
  evidence numeric not null,
  sites jsonb not null
);

alter table gallery.template enable row level security;
alter table gallery.template force row level security;
create policy keeper on gallery.template to nansen_migrator using (true) with check (true);
create policy matcher on gallery.template for select to nansen_matcher using (true);
grant select on gallery.template to nansen_matcher;
alter table gallery.job enable row level security;
alter table gallery.job force row level security;
create policy keeper on gallery.job to nansen_migrator using (true) with check (true);
create policy matcher on gallery.job to nansen_matcher using (true) with check (true);
grant select, update (attempts, state, trouble, finished_at) on gallery.job to nansen_matcher;
alter table gallery.likeness enable row level security;
alter table gallery.likeness force row level security;
create policy keeper on gallery.likeness to nansen_migrator using (true) with check (true);

-- Fingers and eyes are with whom their person is with: custody and restriction follow, down to the sealed images.
create function identity.follow_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.enrolment e set office_id = new.office_id, restriction_group = new.restriction_group where e.individual = new.id;
  update identity.verification v set restriction_group = new.restriction_group where v.individual = new.id;
  return null;
end $$;
create trigger y_identity_follows after update of office_id, restriction_group on registration.individual for each row
  when (new.office_id <> old.office_id or new.restriction_group is distinct from old.restriction_group)
  execute function identity.follow_person();

-- And from the beginning: a sitting of a restricted person is as restricted.
create function identity.begin_with_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select i.restriction_group into new.restriction_group from registration.individual i where i.id = new.individual;
  return new;
end $$;
create trigger a_with_person before insert on identity.enrolment for each row execute function identity.begin_with_person();
create trigger a_with_person before insert on identity.verification for each row execute function identity.begin_with_person();

create function identity.images_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update images.sealed s set office_id = new.office_id, owner_id = new.owner_id, restriction_group = new.restriction_group
  where s.module = 'identity' and s.root_id = new.id;
  return null;
end $$;
create trigger y_images_follow after update of office_id, owner_id, restriction_group on identity.enrolment
  for each row execute function identity.images_follow();

-- An image belongs to its sitting, whatever the server says of it.
create function identity.image_with_sitting() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.module = 'identity' then
    select e.office_id, e.owner_id, e.restriction_group into new.office_id, new.owner_id, new.restriction_group
    from identity.enrolment e where e.id = new.root_id;
  end if;
  return new;
end $$;
create trigger a_with_sitting before insert on images.sealed for each row execute function identity.image_with_sitting();
revoke execute on all functions in schema identity from public;

-- Hands one enrolment of the asker's to the matcher, in the asker's transaction: no enrolment without its search.
create function gallery.enqueue(enrolment uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  made record;
begin
  select e.id, e.gallery_alias, e.office_id, e.owner_id, e.restriction_group into made from identity.enrolment e where e.id = enqueue.enrolment;
  if made is null or not auth.may('identity', 'create', 'protected', made.office_id, made.owner_id, made.id, made.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  insert into gallery.job (id, alias, images)
  select made.id, made.gallery_alias::uuid, jsonb_agg(jsonb_build_object('site', c.site, 'image', c.image) order by c.site)
  from identity.capture c where c.parent_id = made.id
  having count(*) > 0;
  notify gallery;
end $$;

-- One sealed image, for a job that waits. The only way the matcher's process comes to an image, and each time is in the audit.
create function gallery.open_image(job uuid, image uuid) returns bytea
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened bytea;
begin
  if not exists (
    select from gallery.job j, jsonb_array_elements(j.images) each
    where j.id = open_image.job and j.state = 'waiting' and each ->> 'image' = open_image.image::text
  ) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  select s.sealed into opened from images.sealed s where s.id = open_image.image;
  insert into audit.entry (module, action, record, ids, fields, outcome, reason)
  values ('identity', 'reveal', 'image', array[open_image.image, open_image.job], '{image}', 'allow', 'matcher: search of an enrolment');
  return opened;
end $$;

-- What the search said. Runs in the transaction that holds the gallery's lock, so nobody enters between a search and its entry:
-- the same biometrics cannot become unique twice. `alike`: [{"alias": "…", "evidence": 12.3, "sites": {"finger-2": 4.1}}].
create function gallery.conclude(job uuid, sites text[], extractors int[], templates bytea[], people int, alike jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine record;
  other record;
  outcome text := 'unique';
  review uuid;
  unlike boolean;
begin
  if not exists (select from pg_locks where locktype = 'advisory' and classid = 0 and objid = 7237 and pid = pg_backend_pid() and granted) then
    raise exception 'conclude needs the lock of the gallery';
  end if;
  select e.id, e.individual, e.gallery_alias::uuid as alias, e.office_id into mine
  from gallery.job j join identity.enrolment e on e.id = j.id
  where j.id = conclude.job and j.state = 'waiting' for update of j, e;
  if mine is null then return 'done'; end if;

  -- Who was captured before is recognised by it, or the new sitting enters nothing: another's fingers under this person's name would let
  -- that other pass for them ever after. The desk captures again, with a finger or an eye of the first time.
  unlike := exists (
      select from identity.enrolment e join gallery.template t on t.alias = e.gallery_alias::uuid where e.individual = mine.individual)
    and not exists (
      select from jsonb_array_elements(alike) a join identity.enrolment e on e.gallery_alias = a ->> 'alias'
      where e.individual = mine.individual);
  insert into gallery.template (alias, site, extractor, stored)
  select mine.alias, t.site, t.extractor, t.stored from unnest(sites, extractors, templates) as t (site, extractor, stored)
  where not unlike;

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

  if unlike then
    perform gallery.give_up(mine.id, 'unlike the earlier sittings of this person');
    insert into audit.entry (module, action, record, ids, outcome, reason)
    values ('identity', 'flag', 'enrolment', array[mine.id, mine.individual], 'deny', 'matcher: unlike the earlier sittings of this person');
    return 'poor-quality';
  end if;
  update identity.enrolment e set state = outcome, searched_at = now(), people_searched = people where e.id = mine.id;
  update gallery.job j set state = 'done', finished_at = now() where j.id = mine.id;
  return outcome;
end $$;

-- No image of an enrolment gave a template: people must capture again, and nothing of it enters the gallery.
create function gallery.give_up(job uuid, trouble text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.enrolment e set state = 'poor-quality', searched_at = now() where e.id = give_up.job and e.state = 'captured';
  update gallery.job j set state = 'failed', trouble = give_up.trouble, finished_at = now() where j.id = give_up.job and j.state = 'waiting';
end $$;

-- Aliases of one person's sittings, newest first, for a comparison with the person at the desk. Only for who may capture, and only of a
-- person they may see.
create function gallery.aliases_of(individual uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.gallery_alias::uuid from identity.enrolment e
  join registration.individual i on i.id = e.individual
  where e.individual = aliases_of.individual and auth.can('identity', 'create', 'personal')
    and auth.may('registration', 'see', 'summary', i.office_id, i.owner_id, i.id, i.restriction_group)
  order by e.captured_at desc
$$;

-- Whose aliases these are, for people the asker may see; others stay unknown to them.
create function gallery.people_of(aliases uuid[]) returns table (alias uuid, individual uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.gallery_alias::uuid, e.individual from identity.enrolment e
  join registration.individual i on i.id = e.individual
  where e.gallery_alias = any (select a::text from unnest(aliases) a) and auth.can('identity', 'create', 'personal')
    and auth.may('registration', 'see', 'summary', i.office_id, i.owner_id, i.id, i.restriction_group)
$$;

-- What the machine thinks of a review's pair: after one's own opinion, or when it is decided.
create function gallery.likeness_of(review uuid) returns table (evidence numeric, sites jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.evidence, l.sites from gallery.likeness l
  join adjudication.review r on r.id = l.review_id
  where l.review_id = likeness_of.review
    and auth.may('adjudication', 'read', 'personal', r.office_id, r.owner_id, r.id, r.restriction_group)
    and (r.state = 'decided' or exists (select from adjudication.opinion o where o.parent_id = r.id and o.created_by = auth.staff()))
$$;

-- How many people and sittings the gallery holds: figures, not people.
create function gallery.size() returns table (sittings bigint, templates bigint, waiting bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(distinct t.alias), count(*), (select count(*) from gallery.job j where j.state = 'waiting') from gallery.template t
$$;

revoke execute on all functions in schema gallery from public;
grant execute on function gallery.enqueue(uuid), gallery.aliases_of(uuid), gallery.people_of(uuid[]), gallery.likeness_of(uuid), gallery.size()
  to nansen_app;
grant execute on function gallery.open_image(uuid, uuid) to nansen_images;
grant execute on function gallery.conclude(uuid, text[], int[], bytea[], int, jsonb), gallery.give_up(uuid, text) to nansen_matcher;
