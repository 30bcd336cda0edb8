-- "Expired" is said of a paper whose time has come or is about to: two months before its last day. Of one that is good for longer it would be a
-- way around the count of reprints.
create or replace function registration.judge_paper() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registration.hold_paper(new.number, new.template);
  if new.reason is null and exists (select from registration.papers_like(new)) then
    raise exception using errcode = '23502', message = 'another one needs a reason', column = 'reason';
  end if;
  if new.reason = 'expired' and exists (
    select from registration.papers_like(new) d
    where (d.expires_on is null or d.expires_on > new.issued_on + 60) and not exists (select from registration.paper_end e where e.paper = d.id)
  ) then
    raise exception using errcode = '23514', message = 'the one before is good for longer', column = 'reason';
  end if;
  return new;
end $$;
