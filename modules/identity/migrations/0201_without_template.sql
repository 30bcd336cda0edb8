-- Captures of a sitting that gave no template: a file that is no image, or an eye that the gate turns away. They count for nothing, and whoever
-- took them is told which, so that they are taken again or excepted.
alter table gallery.job add column without_template text[] not null default '{}';

-- Said before the search is concluded.
create function gallery.note_without_template(job uuid, sites text[]) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update gallery.job j set without_template = sites where j.id = note_without_template.job and j.state = 'waiting'
$$;

create function gallery.without_template_in(enrolment uuid) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select j.without_template from gallery.job j join identity.enrolment e on e.id = j.id
  where j.id = without_template_in.enrolment and auth.may('identity', 'read', 'personal', e.office_id, e.owner_id, e.id, e.restriction_group)
$$;

revoke execute on function gallery.note_without_template(uuid, text[]), gallery.without_template_in(uuid) from public;
grant execute on function gallery.note_without_template(uuid, text[]) to nansen_matcher;
grant execute on function gallery.without_template_in(uuid) to nansen_app;
