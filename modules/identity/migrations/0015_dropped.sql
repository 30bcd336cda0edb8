-- Who leaves the gallery is told to every matcher that runs: what was erased is in nobody's memory either. Aliases are opaque, never used twice, and stand
-- beside no name; a notice is kept for a week, and a matcher that starts later never loads them.
create table gallery.dropped (
  tx xid8 not null default pg_current_xact_id(), -- a matcher takes what was committed since it looked, in whatever order
  alias uuid not null,
  dropped_at timestamptz not null default now()
);
create index on gallery.dropped (tx);
alter table gallery.dropped enable row level security;
alter table gallery.dropped force row level security;
create policy keeper on gallery.dropped to nansen_migrator using (true) with check (true);
create policy matcher on gallery.dropped for select to nansen_matcher using (true);
grant select on gallery.dropped to nansen_matcher;

create function gallery.drop_from_matchers() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into gallery.dropped (alias)
  select distinct g.alias from gone g where not exists (select from gallery.template t where t.alias = g.alias);
  if found then
    delete from gallery.dropped d where d.dropped_at < now() - interval '7 days';
    notify gallery;
  end if;
  return null;
end $$;
revoke execute on function gallery.drop_from_matchers() from public;
create trigger z_drop_from_matchers after delete on gallery.template referencing old table as gone
  for each statement execute function gallery.drop_from_matchers();
