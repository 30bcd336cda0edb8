-- Fingers and eyes of a sitting that are on the person's record at another place: most often the left hand taken for the right. They are
-- told to whoever took them, and never exchanged: which of the two sittings is right, only people can see.
alter table gallery.job add column crosswise jsonb not null default '[]' check (jsonb_typeof(crosswise) = 'array');

-- `pairs`: [{"taken": "finger-2", "is": "finger-7"}]. Said before the search is concluded.
create function gallery.note_crosswise(job uuid, pairs jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update gallery.job j set crosswise = pairs where j.id = note_crosswise.job and j.state = 'waiting'
$$;

create function gallery.crosswise_in(enrolment uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select j.crosswise from gallery.job j join identity.enrolment e on e.id = j.id
  where j.id = crosswise_in.enrolment and auth.may('identity', 'read', 'personal', e.office_id, e.owner_id, e.id, e.restriction_group)
$$;

revoke execute on function gallery.note_crosswise(uuid, jsonb), gallery.crosswise_in(uuid) from public;
grant execute on function gallery.note_crosswise(uuid, jsonb) to nansen_matcher;
grant execute on function gallery.crosswise_in(uuid) to nansen_app;
