-- Whoever is extracted again is searched again: what an older template missed is found by the better one, and goes to adjudicators as if it had been
-- found at the desk. Nobody waits for it; a matcher does it when no enrolment waits.
drop trigger e_moves on identity.enrolment;
create trigger e_moves before update of state on identity.enrolment for each row execute function store.check_move('identity', 'captured>unique|system||', 'captured>possible-duplicate|system||', 'captured>poor-quality|system||', 'captured>mixed|system||', 'captured>repeated|system||', 'captured>unlike-record|system||', 'captured>excepted|system||', 'unlike-record>renewal-asked|system||', 'mixed>renewal-asked|system||', 'renewal-asked>captured|system||', 'renewal-asked>renewal-refused|system||', 'possible-duplicate>same-person|system||', 'different-people>same-person|system||', 'possible-duplicate>different-people|system||', 'same-person>different-people|system||', 'possible-duplicate>poor-quality|system||', 'unique>possible-duplicate|system||', 'different-people>possible-duplicate|system||');

create table gallery.search_again (
  alias uuid primary key,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  attempts int not null default 0,
  people int,                   -- sittings that it was compared with
  found int,                    -- pairs that go to adjudicators
  trouble text,
  queued_at timestamptz not null default now(),
  finished_at timestamptz
);
create index search_again_waiting on gallery.search_again (queued_at, alias) where state = 'waiting';
alter table gallery.search_again enable row level security;
alter table gallery.search_again force row level security;
create policy keeper on gallery.search_again to nansen_migrator using (true) with check (true);

-- As before; and the sitting waits to be searched again.
create or replace function gallery.replace_templates(alias uuid, sites text[], extractors int[], templates bytea[], troubles text[]) returns void
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
    insert into gallery.search_again as s (alias) values (replace_templates.alias)
    on conflict on constraint search_again_pkey do update
      set state = 'waiting', attempts = 0, people = null, found = null, trouble = null, queued_at = now(), finished_at = null;
    notify gallery;
  end if;
  update gallery.reextraction r
  set state = case when n.trouble is null then 'done' else 'kept' end, trouble = n.trouble, finished_at = now()
  from unnest(sites, extractors, troubles) as n (site, extractor, trouble)
  where r.alias = replace_templates.alias and r.site = n.site and r.extractor = n.extractor and r.state = 'waiting';
end $$;

-- The sitting that has waited longest, and how often it was tried before; nothing when none waits.
create function gallery.take_search_again() returns table (alias uuid, attempts int)
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update gallery.search_again s set attempts = s.attempts + 1
  where s.alias = (select w.alias from gallery.search_again w where w.state = 'waiting' order by w.queued_at, w.alias limit 1 for update skip locked)
  returning s.alias, s.attempts
$$;

-- What it is like now, `alike` as `gallery.conclude` has it. Pairs that people have told apart stay so; the others are looked at. The sitting entered
-- long ago and stays in force. Says how many pairs go to adjudicators that did not wait for them already.
create function gallery.conclude_again(alias uuid, people int, alike jsonb) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine record;
  other record;
  review uuid;
  alike_to_any boolean := false;
  pairs int := 0;
begin
  select e.id, e.individual, e.office_id into mine
  from gallery.search_again s join identity.enrolment e on e.gallery_alias = s.alias::text
  where s.alias = conclude_again.alias and s.state = 'waiting' for update of s, e;
  if mine is null then return 0; end if;
  for other in
    select distinct on (e.individual) e.individual, (a ->> 'evidence')::numeric as evidence, coalesce(a -> 'sites', '{}') as by_site
    from jsonb_array_elements(alike) a
    join identity.enrolment e on e.gallery_alias = a ->> 'alias'
    where e.individual <> mine.individual
    order by e.individual, (a ->> 'evidence')::numeric desc
  loop
    review := adjudication.open_review(other.individual, mine.individual, 'fingers-and-eyes', mine.office_id);
    continue when review is null;
    alike_to_any := true;
    pairs := pairs + (select count(*) from adjudication.review r where r.id = review and r.opened_at = now());
    insert into gallery.likeness (review_id, evidence, sites) values (review, other.evidence, other.by_site)
    on conflict (review_id) do update set evidence = greatest(gallery.likeness.evidence, excluded.evidence);
  end loop;
  if alike_to_any then
    update identity.enrolment e set state = 'possible-duplicate' where e.id = mine.id and e.state in ('unique', 'different-people');
  end if;
  update gallery.search_again s set state = 'done', people = conclude_again.people, found = pairs, finished_at = now()
  where s.alias = conclude_again.alias;
  return pairs;
end $$;

create function gallery.give_up_again(alias uuid, trouble text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update gallery.search_again s set state = 'failed', trouble = give_up_again.trouble, finished_at = now()
  where s.alias = give_up_again.alias and s.state = 'waiting'
$$;

-- Who leaves the gallery waits for nothing.
create function gallery.forget_search_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from gallery.search_again s using gone g
  where s.alias = g.alias and not exists (select from gallery.template t where t.alias = g.alias);
  return null;
end $$;
create trigger z_forget_search_again after delete on gallery.template referencing old table as gone
  for each statement execute function gallery.forget_search_again();

-- How far it is, for administrators: of each site's newest version. Figures, not people. The end is where the pace of the last quarter of an hour leads to; nothing when
-- fewer than two were finished in it.
create function gallery.reextraction_state() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with newest as (select r.site, max(r.extractor) as extractor from gallery.reextraction r group by r.site),
  now_wanted as (select r.* from gallery.reextraction r join newest n on n.site = r.site and n.extractor = r.extractor),
  figures as (
    select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'done') as done,
      count(*) filter (where state = 'kept') as kept, min(queued_at) as since, max(finished_at) as last,
      count(*) filter (where finished_at > now() - interval '15 minutes') as lately,
      min(finished_at) filter (where finished_at > now() - interval '15 minutes') as lately_from
    from now_wanted),
  searches as (
    select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'done') as done,
      count(*) filter (where state = 'failed') as failed, coalesce(sum(found), 0) as found
    from gallery.search_again)
  select jsonb_build_object(
    'waiting', f.waiting, 'done', f.done, 'kept', f.kept, 'since', f.since, 'last', f.last,
    'expectedEnd', case when f.waiting > 0 and f.lately > 1 then now() + f.waiting * (now() - f.lately_from) / f.lately end,
    'troubles', (select coalesce(jsonb_agg(jsonb_build_object('reason', t.reason, 'count', t.many) order by t.many desc, t.reason), '[]') from (
      select case trouble when 'the image is gone' then 'image-gone' else trouble end as reason, count(*) as many
      from now_wanted where state = 'kept' group by 1) t),
    'searches', jsonb_build_object('waiting', s.waiting, 'done', s.done, 'failed', s.failed, 'found', s.found, 'troubles',
      (select coalesce(jsonb_agg(jsonb_build_object('reason', t.trouble, 'count', t.many) order by t.many desc, t.trouble), '[]') from (
        select trouble, count(*) as many from gallery.search_again where state = 'failed' group by trouble) t)))
  from figures f, searches s
  where auth.can('admin', 'change', 'personal')
$$;

revoke execute on function gallery.take_search_again(), gallery.conclude_again(uuid, int, jsonb), gallery.give_up_again(uuid, text),
  gallery.forget_search_again(), gallery.reextraction_state() from public;
grant execute on function gallery.take_search_again(), gallery.conclude_again(uuid, int, jsonb), gallery.give_up_again(uuid, text) to nansen_matcher;
grant execute on function gallery.reextraction_state() to nansen_app;
