-- When an extractor becomes better, templates of an older version are made again from the sealed images. What waits for it is listed by whoever
-- reads templates; only what is listed can be opened by whoever opens images, and each opening is in the audit. A template stays in force until
-- its better one takes its place.
create table gallery.reextraction (
  alias uuid not null,
  site text not null,
  extractor int not null,       -- the version that is wanted
  enrolment uuid not null,
  image uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'kept')),
  trouble text,                 -- why the old one was kept
  queued_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (alias, site, extractor),
  foreign key (alias, site) references gallery.template (alias, site) on delete cascade
);
create index reextraction_waiting on gallery.reextraction (alias) where state = 'waiting';
create index template_extractor on gallery.template (site, extractor);
alter table gallery.reextraction enable row level security;
alter table gallery.reextraction force row level security;
create policy keeper on gallery.reextraction to nansen_migrator using (true) with check (true);
create policy matcher on gallery.reextraction for select to nansen_matcher using (true);
grant select on gallery.reextraction to nansen_matcher;

-- Lists every template that is older than the version of its site and has an image. Asked again it lists what came since. Says how many wait.
create function gallery.begin_reextraction(sites text[], extractors int[]) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  listed bigint;
begin
  delete from gallery.reextraction r using unnest(sites, extractors) as w (site, extractor)
  where r.site = w.site and r.state = 'waiting' and r.extractor < w.extractor;
  insert into gallery.reextraction (alias, site, extractor, enrolment, image)
  select t.alias, t.site, w.extractor, e.id, c.image::uuid
  from unnest(sites, extractors) as w (site, extractor)
  join gallery.template t on t.site = w.site and t.extractor < w.extractor
  join identity.enrolment e on e.gallery_alias = t.alias::text
  join identity.capture c on c.parent_id = e.id and c.site = t.site and c.withdrawn_at is null
  order by t.alias
  on conflict do nothing;
  get diagnostics listed = row_count;
  if listed > 0 then
    insert into audit.entry (module, action, record, ids, outcome, reason)
    values ('identity', 'flag', 'reextraction', '{}', 'allow', 'matcher: ' || listed || ' templates are to be extracted again by a newer version');
  end if;
  return (select count(*) from gallery.reextraction r where r.state = 'waiting');
end $$;

-- One sealed image of what is listed and waits. Nothing when the image is gone.
create function gallery.reopen_image(alias uuid, site text) returns bytea
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  wanted record;
  opened bytea;
begin
  select r.* into wanted from gallery.reextraction r
  where r.alias = reopen_image.alias and r.site = reopen_image.site and r.state = 'waiting';
  if wanted is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  select s.sealed into opened from images.sealed s where s.id = wanted.image and s.root_id = wanted.enrolment;
  insert into audit.entry (module, action, record, ids, fields, outcome, reason)
  values ('identity', 'reveal', 'image', array[wanted.image, wanted.enrolment], '{image}', 'allow',
    'matcher: extracted again by version ' || wanted.extractor);
  return opened;
end $$;

-- Puts the new templates of one sitting in the place of the old ones, and says why others were kept. Under the gallery's lock: whoever is searched
-- meanwhile is compared with the old ones or with the new, never with halves. New places make every matcher read them.
create function gallery.replace_templates(alias uuid, sites text[], extractors int[], templates bytea[], troubles text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from pg_locks where locktype = 'advisory' and classid = 0 and objid = 7237 and pid = pg_backend_pid() and granted) then
    raise exception 'a replacement needs the lock of the gallery';
  end if;
  update gallery.template t set stored = n.stored, extractor = n.extractor
  from unnest(sites, extractors, templates, troubles) as n (site, extractor, stored, trouble)
  join gallery.reextraction r on r.site = n.site and r.extractor = n.extractor and r.state = 'waiting'
  where n.trouble is null and r.alias = replace_templates.alias and t.alias = r.alias and t.site = n.site and t.extractor < n.extractor;
  if found then
    update gallery.template t set seq = default where t.alias = replace_templates.alias;
    notify gallery;
  end if;
  update gallery.reextraction r
  set state = case when n.trouble is null then 'done' else 'kept' end, trouble = n.trouble, finished_at = now()
  from unnest(sites, extractors, troubles) as n (site, extractor, trouble)
  where r.alias = replace_templates.alias and r.site = n.site and r.extractor = n.extractor and r.state = 'waiting';
end $$;

-- Figures, not people.
create function gallery.reextraction_progress() returns table (waiting bigint, done bigint, kept bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) filter (where r.state = 'waiting'), count(*) filter (where r.state = 'done'), count(*) filter (where r.state = 'kept')
  from gallery.reextraction r
$$;

revoke execute on function gallery.begin_reextraction(text[], int[]), gallery.reopen_image(uuid, text),
  gallery.replace_templates(uuid, text[], int[], bytea[], text[]), gallery.reextraction_progress() from public;
grant execute on function gallery.reopen_image(uuid, text) to nansen_images;
grant execute on function gallery.begin_reextraction(text[], int[]), gallery.replace_templates(uuid, text[], int[], bytea[], text[]) to nansen_matcher;
grant execute on function gallery.reextraction_progress() to nansen_matcher, nansen_app;
