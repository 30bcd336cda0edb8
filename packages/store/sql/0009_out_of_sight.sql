-- A restriction hides a person wherever they are named, not only where their record lies.

-- Root records that a restriction keeps from the asker. The platform knows of none; the module that holds people replaces this.
create function auth.hidden() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$ select '{}'::uuid[] $$;
revoke execute on function auth.hidden() from public;

-- The same as hashes, for policies, which compare the columns that name people with it: asked once a statement, as an InitPlan, and no
-- list of identifiers for whoever asks it by itself.
create function auth.out_of_sight() returns bytea[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return array(select sha256(uuid_send(id)) from unnest(auth.hidden()) id);
end $$;
revoke execute on function auth.out_of_sight() from public;
grant execute on function auth.out_of_sight() to nansen_app;

-- As before, and no change tells whom the asker may not see.
create or replace function change.history(module text, record text, id uuid)
returns table (at timestamptz, staff_id uuid, command_id uuid, record_name text, row_id uuid, op text, part text, fields text[], set jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  owner record;
  hidden text[];
begin
  execute format('select r.office_id, r.owner_id, r.restriction_group, coalesce(to_jsonb(r) ->> ''root_id'', r.id::text)::uuid as root from %I.%I r where r.id = $1', module, record)
    into owner using history.id;
  if owner is null or not auth.may(history.module, 'read', 'personal', owner.office_id, owner.owner_id, owner.root, owner.restriction_group) then
    return;
  end if;
  hidden := auth.hidden()::text[];
  return query select e.at, e.staff_id, e.command_id, e.record, e.row_id, e.op, e.part, e.fields,
      case when e.set is null or hidden = '{}' then e.set else (
        select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(e.set) where value #>> '{}' is null or value #>> '{}' <> all (hidden)) end
    from change.entry e
    where e.module = history.module and (e.row_id = history.id or e.root_id = history.id)
      and (e.part = 'open' or auth.may(history.module, 'read', 'protected', owner.office_id, owner.owner_id, owner.root, owner.restriction_group))
      and not exists (select from change.kept_apart k where k.module = e.module and k.record = e.record)
    order by e.seq;
end $$;
