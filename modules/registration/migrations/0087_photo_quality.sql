-- What was seen on a photo before it was kept, and why one below the limits was kept all the same.
alter table registration.photo
  add column verdict text check (verdict in ('good', 'usable', 'poor', 'no-face', 'several-faces')),
  add column eyes_apart integer,
  add column advice text[] check (advice <@ array['nobody', 'several-people', 'come-closer', 'step-back', 'look-straight', 'straighten', 'chin-up',
    'chin-down', 'move-left', 'move-right', 'move-up', 'move-down', 'open-eyes', 'hold-still', 'more-light', 'less-light', 'light-left', 'light-right',
    'plain-background', 'in-colour']),
  add column measured text check (char_length(measured) between 1 and 1000),
  add column tries integer,
  add column kept_because text check (kept_because in ('small-child', 'cannot-hold-still', 'illness-or-injury', 'covered-for-faith', 'light-or-camera',
    'older-photo', 'other')),
  add column source text check (source in ('camera', 'file', 'device')),
  add column device text check (char_length(device) between 1 and 160),
  -- whoever writes past the program says why, too
  add constraint kept_with_reason check (verdict is null or verdict in ('good', 'usable') or kept_because is not null);

-- The rules of quality ask whether the newest photo is below the limits. What they asked before stays as it was, whatever it grew to be.
alter function registration.quality_facts(uuid[]) rename to quality_facts_without_photos;
create function registration.quality_facts(ids uuid[]) returns setof jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.facts || jsonb_build_object('photoPoor', coalesce((
    select p.verdict in ('poor', 'no-face', 'several-faces') from registration.photo p
    where p.root_id = (f.facts ->> 'id')::uuid and p.withdrawn_at is null order by p.taken_on desc, p.id desc limit 1), false))
  from registration.quality_facts_without_photos(quality_facts.ids) as f (facts)
$$;
revoke execute on function registration.quality_facts(uuid[]), registration.quality_facts_without_photos(uuid[]) from public;
revoke execute on function registration.quality_facts_without_photos(uuid[]) from nansen_sync;
grant execute on function registration.quality_facts(uuid[]) to nansen_sync;
