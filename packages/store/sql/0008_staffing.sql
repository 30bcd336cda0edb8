-- Staff, assignments and cases are given by people, and the database counts the eyes. Whoever administers some offices administers
-- the people assigned there, and those who are assigned nowhere yet.

-- Whether the asker may do this about a person: where one of their assignments is, or anywhere for who has none. One that was only asked
-- for gives nobody a hand on them.
create function auth.administers(action text, person uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  offices uuid[] := auth.reach('admin', action, 'personal');
begin
  return cardinality(offices) > 0 and (
    exists (select from auth.assignment a where a.staff_id = person and a.office_id = any (offices)
      and (a.founding or a.approved_by_2 is not null))
    or not exists (select from auth.assignment a where a.staff_id = person and (a.founding or a.approved_by_2 is not null)));
end $$;

create function auth.invite(id uuid, organisation uuid, display_name text, email text, language text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.can('admin', 'create', 'personal') then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  insert into auth.staff (id, organisation_id, display_name, email, language, status, created_by)
  values (invite.id, invite.organisation, invite.display_name, lower(invite.email), invite.language, 'invited', auth.staff());
  perform audit.read('admin', 'create', 'staff', array[invite.id], '{}', null);
end $$;

create function auth.activate(staff uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.administers('approve', activate.staff) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  update auth.staff p set status = 'active', approved_by = auth.staff()
  where p.id = activate.staff and p.status = 'invited' and p.created_by <> auth.staff() and p.id <> auth.staff();
  if not found then raise exception using errcode = '42501', message = 'second-person'; end if;
  perform audit.read('admin', 'approve', 'staff', array[activate.staff], '{}', null);
end $$;

-- Takes effect at once: the next statement of any session of theirs finds nothing.
create function auth.disable(staff uuid, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.administers('change', disable.staff) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  update auth.staff p set status = 'disabled', disabled_at = now(), disabled_by = auth.staff() where p.id = disable.staff;
  update auth.session s set ended_at = now() where s.staff_id = disable.staff and s.ended_at is null;
  perform audit.read('admin', 'change', 'staff', array[disable.staff], '{status}', disable.reason);
end $$;

create function auth.request_assignment(id uuid, staff uuid, role text, office uuid, team text, valid_from date, valid_to date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not request_assignment.office = any (auth.reach('admin', 'create', 'personal')) then
    raise exception using errcode = '42501', message = 'not-allowed';
  end if;
  insert into auth.assignment (id, staff_id, role, office_id, team, valid_from, valid_to, requested_by)
  values (request_assignment.id, request_assignment.staff, request_assignment.role, request_assignment.office,
    request_assignment.team, request_assignment.valid_from, request_assignment.valid_to, auth.staff());
  perform audit.read('admin', 'create', 'assignment', array[request_assignment.id, request_assignment.staff], '{}', null);
end $$;

-- Two approvals, by two people, neither of them the person it is for. Who asked may be one of the two.
create function auth.approve_assignment(id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me uuid := auth.staff();
  offices uuid[] := auth.reach('admin', 'approve', 'personal');
begin
  update auth.assignment a
  set approved_by_1 = coalesce(a.approved_by_1, me), approved_by_2 = case when a.approved_by_1 is not null then me end
  where a.id = approve_assignment.id and a.office_id = any (offices) and a.staff_id <> me and a.approved_by_2 is null and a.approved_by_1 is distinct from me and a.ended_at is null;
  if not found then raise exception using errcode = '42501', message = 'second-person'; end if;
  perform audit.read('admin', 'approve', 'assignment', array[approve_assignment.id], '{}', null);
end $$;

create function auth.end_assignment(id uuid, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.assignment a set ended_at = now(), ended_by = auth.staff()
  where a.id = end_assignment.id and a.ended_at is null and a.office_id = any (auth.reach('admin', 'change', 'personal'));
  if not found then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  perform audit.read('admin', 'change', 'assignment', array[end_assignment.id], '{ended_at}', end_assignment.reason);
end $$;

-- Gives one colleague one case, from somebody else who may `transfer` it: a right that stays when the case goes elsewhere.
create function auth.give_case(id uuid, staff uuid, module text, record text, case_id uuid, reason text, valid_to timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  with_whom record;
begin
  execute format('select r.office_id, r.owner_id, r.restriction_group, to_jsonb(r) ? ''root_id'' as hangs from %I.%I r where r.id = $1',
    give_case.module, give_case.record) into with_whom using give_case.case_id;
  if with_whom is null or with_whom.hangs or not auth.may(give_case.module, 'transfer', 'personal', with_whom.office_id, with_whom.owner_id,
    give_case.case_id, with_whom.restriction_group) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  if give_case.staff = auth.staff() then raise exception using errcode = '42501', message = 'second-person'; end if;
  insert into auth.case_access (id, staff_id, module, case_id, reason, valid_to, given_by)
  values (give_case.id, give_case.staff, give_case.module, give_case.case_id, give_case.reason, give_case.valid_to, auth.staff());
  perform audit.read(give_case.module, 'transfer', give_case.record, array[give_case.case_id, give_case.staff], '{}', give_case.reason);
end $$;

-- What the administration screens list.
create function auth.staff_list() returns table (id uuid, display_name text, email text, language text, status text,
  organisation_id uuid, created_by uuid, approved_by uuid, disabled_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  offices uuid[] := auth.reach('admin', 'read', 'personal');
begin
  if cardinality(offices) = 0 then return; end if;
  return query select p.id, p.display_name, p.email, p.language, p.status, p.organisation_id, p.created_by, p.approved_by, p.disabled_at
    from auth.staff p
    where exists (select from auth.assignment a where a.staff_id = p.id and a.office_id = any (offices))
      or not exists (select from auth.assignment a where a.staff_id = p.id)
    order by p.display_name, p.id;
end $$;
create function auth.assignment_list(staff uuid default null) returns setof auth.assignment
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  offices uuid[] := auth.reach('admin', 'read', 'personal');
begin
  return query select a.* from auth.assignment a
    where a.office_id = any (offices) and (assignment_list.staff is null or a.staff_id = assignment_list.staff)
    order by a.requested_at, a.id;
end $$;

revoke execute on function auth.administers(text, uuid), auth.invite(uuid, uuid, text, text, text), auth.activate(uuid), auth.disable(uuid, text),
  auth.request_assignment(uuid, uuid, text, uuid, text, date, date), auth.approve_assignment(uuid), auth.end_assignment(uuid, text),
  auth.give_case(uuid, uuid, text, text, uuid, text, timestamptz), auth.staff_list(), auth.assignment_list(uuid) from public;
grant execute on function auth.invite(uuid, uuid, text, text, text), auth.activate(uuid), auth.disable(uuid, text),
  auth.request_assignment(uuid, uuid, text, uuid, text, date, date), auth.approve_assignment(uuid), auth.end_assignment(uuid, text),
  auth.give_case(uuid, uuid, text, text, uuid, text, timestamptz), auth.staff_list(), auth.assignment_list(uuid) to nansen_app;
