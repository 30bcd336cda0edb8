-- No child is brought to a relative before it was settled that this is best for them. Who is a child is known of registration; what was settled is told
-- by the best interests file in words (`cases.marker`), and nothing else of it is read.

-- Whether somebody may be brought together with a relative: an adult always, a child by their newest best interests file. A birth that nobody wrote down
-- may be a child's.
create function tracing.may_reunite(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select registration.last_birthday(i.born, 18) <= cases.now()::date from registration.individual i where i.id = person), false)
    or coalesce((
      -- Its plan is agreed to by another than who assessed, and a determination, where one is due, says reunification.
      select said.of ->> 'best_interests.bia' = 'agreed'
        and (said.of ->> 'best_interests.bid' is null
          or said.of ->> 'best_interests.bid' = 'approved' and said.of ->> 'best_interests.solution' = 'reunification')
      from (
        select p.case_id from cases.person_in p
        where p.individual = person and p.module = 'best_interests' and p.role = 'child' and p.present
        order by p.case_id desc limit 1) newest
      cross join lateral (
        select coalesce(jsonb_object_agg(k.name, k.value), '{}') as of from cases.marker k
        where k.individual = person and k.case_id = newest.case_id) said), false)
$$;
revoke execute on function tracing.may_reunite(uuid) from public;

-- Asked by every way to say that two people are together again: the move, and the outcome of a request that was closed without it.
create function tracing.judge_reunion() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not tracing.may_reunite(new.seeker) then
    raise exception using errcode = 'NR006', message = 'tracing.problem.child-not-decided', column = 'seeker';
  elsif new.proposed_match is not null and not tracing.may_reunite(new.proposed_match) then
    raise exception using errcode = 'NR006', message = 'tracing.problem.child-not-decided', column = 'proposed_match';
  end if;
  return new;
end $$;
revoke execute on function tracing.judge_reunion() from public;
-- After `e_moves`: whoever may not move it is told that alone, not whether a child waits.
create trigger g_children before update on tracing.request for each row
  when (old.state <> 'reunited' and (new.state = 'reunited' or new.outcome = 'reunited' and old.outcome is distinct from 'reunited'))
  execute function tracing.judge_reunion();
create trigger g_children_new before insert on tracing.request for each row
  when (new.outcome = 'reunited') execute function tracing.judge_reunion();
