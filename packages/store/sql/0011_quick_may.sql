-- Whether the asker may do this with a row of these owners, as before, asked in one question about that row instead of three for all rows.
create or replace function auth.may(module text, action text, level text, office uuid, owner uuid, root uuid, restriction uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  token bytea := sha256(convert_to(current_setting('nansen.token', true), 'UTF8'));
  reached boolean;
begin
  select bool_or(case g.scope
      when 'global' then exists (select from auth.office o where o.id = may.office)
      when 'office' then a.office_id = may.office
      when 'subtree' then exists (select from auth.office_closure c where c.ancestor = a.office_id and c.descendant = may.office)
      when 'country' then exists (
        select from auth.office home join auth.office o on o.country = home.country where home.id = a.office_id and o.id = may.office)
      when 'own' then s.staff_id = may.owner
      when 'team' then s.staff_id = may.owner or exists (
        select from auth.current_assignment b where b.staff_id = may.owner and b.office_id = a.office_id and b.team = a.team)
      when 'case' then exists (
        select from auth.case_access c where c.staff_id = s.staff_id and c.module = may.module and c.case_id = may.root
          and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now()))
    end) into reached
  from auth.session s
  join auth.staff p on p.id = s.staff_id
  join auth.current_assignment a on a.staff_id = s.staff_id
  join auth.role_grant g on g.role = a.role
  where s.token_hash = token
    and s.ended_at is null and s.expires_at > now() and s.last_used_at > now() - s.idle_limit and p.status = 'active'
    and g.module = may.module and g.action = may.action and g.level = may.level
    and (g.purposes is null or auth.purpose_of(s) = any (g.purposes));
  return coalesce(reached, false) and (restriction is null or restriction = any (auth.groups()));
end $$;
