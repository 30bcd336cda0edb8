-- Images of a pair are opened by who may judge it, and by who only reads, such as an auditor. An adjudicator who registered one of the two, or
-- works where they were registered, has no work with them until it is decided.
create function adjudication.may_look(review uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.state = 'decided'
    or not auth.may('adjudication', 'approve', 'personal', r.office_id, r.owner_id, r.id, r.restriction_group)
    or adjudication.stands_apart(array[r.first, r.second])
  from adjudication.review r where r.id = may_look.review
$$;
revoke execute on function adjudication.may_look(uuid) from public;
grant execute on function adjudication.may_look(uuid) to nansen_app;
