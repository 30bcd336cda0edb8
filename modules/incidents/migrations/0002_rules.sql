-- Detention is watched until somebody visited.
create function incidents.after_intervention() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.kind = 'detention-visit' and new.status = 'done' and new.withdrawn_at is null then
    update incidents.clock c set status = 'met', ended_at = cases.now()
    where c.parent_id = new.parent_id and c.name = 'detention' and c.status = 'running';
  end if;
  return null;
end $$;
create trigger y_visited after insert or update on incidents.intervention for each row execute function incidents.after_intervention();
revoke execute on function incidents.after_intervention() from public;

-- That somebody is accused, and who, is for those who read what is protected here: for others there is no row, not in the history either.
create policy investigators on incidents.accused as restrictive for select to nansen_app using (
    office_id = any ((select auth.reach('incidents', 'read', 'protected'))::uuid[])
    or owner_id = any ((select auth.owners('incidents', 'read', 'protected'))::uuid[])
    or root_id = any ((select auth.cases('incidents', 'read', 'protected'))::uuid[]));
insert into change.kept_apart (module, record) values ('incidents', 'accused');
