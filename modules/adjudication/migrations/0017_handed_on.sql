-- A suspicion from the desk goes to who looks into it: that of staff to who looks into staff, any other to who looks into what registered people do.
create function adjudication.hand_referral_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  pair record;
begin
  select r.first, r.second into pair from adjudication.review r where r.id = new.review;
  if new.kind = 'staff-involved' then
    perform cases.hand_on('complaints', jsonb_build_object('office', new.office_id, 'words', new.reason));
  elsif pair.first is not null then
    perform cases.hand_on('fraud', jsonb_build_object('people', jsonb_build_array(pair.second, pair.first), 'words', new.reason, 'source', 'duplicate-review',
      'kind', case new.kind when 'borrowed-body' then 'borrowed-identity' else new.kind end, 'noticed_in', 'adjudication', 'from_row', new.id));
  end if;
  return null;
end $$;
create trigger y_handed_on after insert on adjudication.referral for each row execute function adjudication.hand_referral_on();
revoke execute on function adjudication.hand_referral_on() from public;

-- {row, over, answer}: it is looked into, or over; what came of it is no more than this word.
create function adjudication.handed_back(what jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update adjudication.referral f set step = case when (what ->> 'over')::boolean then 'closed' else 'taken-up' end,
    taken_by = coalesce(f.taken_by, auth.staff())
  where f.id = (what ->> 'row')::uuid and f.step <> 'withdrawn';
end $$;
revoke execute on function adjudication.handed_back(jsonb) from public;
