-- Nobody is put forward twice at once: whoever is in a case that is open is in no other. Two who open one for the same person at the same moment meet at a
-- lock. Rows that follow a merge of two records keep both cases, which a colleague then sorts out: nothing is lost by it.
create function resettlement.one_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.until is not null or new.withdrawn_at is not null then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended('resettlement.member ' || new.individual, 0));
  if exists (select from resettlement.file f where f.id = new.parent_id and f.state not in ('closed', 'departed'))
    and exists (select from resettlement.member m join resettlement.file f on f.id = m.parent_id and f.state not in ('closed', 'departed')
      where m.individual = new.individual and m.parent_id <> new.parent_id and m.until is null and m.withdrawn_at is null) then
    raise exception using errcode = 'NR005', message = 'somebody of these is in a resettlement case that is open', column = 'subject';
  end if;
  return new;
end $$;
create trigger e_one_case before insert on resettlement.member for each row execute function resettlement.one_case();

create function resettlement.one_case_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from resettlement.member mine join resettlement.member m on m.individual = mine.individual and m.parent_id <> new.id
      and m.until is null and m.withdrawn_at is null
    join resettlement.file f on f.id = m.parent_id and f.state not in ('closed', 'departed')
    where mine.parent_id = new.id and mine.until is null and mine.withdrawn_at is null) then
    raise exception using errcode = 'NR005', message = 'somebody of these is in a resettlement case that is open', column = 'subject';
  end if;
  return new;
end $$;
create trigger e_one_case before update of state on resettlement.file for each row when (old.state = 'closed' and new.state <> 'closed')
  execute function resettlement.one_case_again();
revoke execute on function resettlement.one_case(), resettlement.one_case_again() from public;
