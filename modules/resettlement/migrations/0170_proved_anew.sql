-- A proof is of one interview and of one departure: when the flight is put off, when another state is asked and when a case is opened again, who is in
-- the room is proved once more. A submission's own proof goes already with its form (0002).
create function resettlement.prove_anew() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update resettlement.traveller t set proved_at_departure = null,
    proved_at_interview = case when new.state = 'assessment' then null else t.proved_at_interview end
  where t.parent_id = new.id and (t.proved_at_departure is not null or new.state = 'assessment' and t.proved_at_interview is not null);
  return null;
end $$;
create trigger y_prove_anew after update of state on resettlement.file for each row
  when (old.state = 'departing' and new.state in ('accepted', 'rejected') or old.state = 'accepted' and new.state = 'rejected'
    or old.state = 'closed' and new.state = 'assessment') execute function resettlement.prove_anew();
revoke execute on function resettlement.prove_anew() from public;

-- Who opened the case works on it as well, also when nobody was named as its owner: they except nobody in it.
create function resettlement.another_excepts() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from resettlement.file f where f.id = new.parent_id and f.created_by = auth.staff()) then
    raise exception using errcode = '42501', message = 'somebody else excepts';
  end if;
  return new;
end $$;
create trigger e_another before insert on resettlement.identity_check for each row when (new.outcome = 'excepted')
  execute function resettlement.another_excepts();
revoke execute on function resettlement.another_excepts() from public;
