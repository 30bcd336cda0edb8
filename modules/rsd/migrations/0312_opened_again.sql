-- Who was refused in a file that is opened again asks for asylum again: the applicant, and whoever was refused with them. What somebody is in their own right
-- stays, and so does a status that a later procedure looks at: opening that procedure again gives nothing back.
create function rsd.ask_anew() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registration.determine(o.individual, 'asylum-seeker', null, null, cases.now()::date, 'rsd', new.id)
  from (
    select m.individual from rsd.member m where m.parent_id = new.id and m.role = 'applicant' and m.until is null and m.withdrawn_at is null
    union
    select c.individual from rsd.claim c
    where c.parent_id = new.id and c.withdrawn_at is null and c.outcome = 'derivative-refused' and c.refused_because = 'applicant-refused') o
  where (select s.status from registration.legal_status s where s.root_id = o.individual order by s.effective_on desc, s.created_at desc, s.id desc limit 1) = 'not-of-concern';
  return null;
end $$;
-- before `y_follow_refusal`, which empties the parts that were refused
create trigger y_ask_anew after update of state on rsd.file for each row
  when (old.state = 'closed' and new.state = 'registered' and new.procedure = 'first-instance' and old.stands in ('rejected', 'excluded', 'inadmissible'))
  execute function rsd.ask_anew();
revoke execute on function rsd.ask_anew() from public;
