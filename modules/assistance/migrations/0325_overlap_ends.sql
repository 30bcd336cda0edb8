-- Points end by the server's own clock, whether or not anybody asks again; and once both can read, whoever asked has read and it is the other side that is
-- done: nobody deletes what the other has still to read.
create or replace function assistance.end_overlap(of_overlap uuid, why text, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  o assistance.overlap := assistance.overlap_for(of_overlap);
  how text;
begin
  if o.ended is not null or (o.returned_at is not null and o.asked_of = assistance.speaks_for()) then return null; end if;
  how := case when o.returned_at is not null then 'done' when o.asked_of = assistance.speaks_for() then 'withdrawn' else 'declined' end;
  if how = 'declined' and why is null then raise exception using errcode = '23514', message = 'a reason is needed', column = 'because'; end if;
  update assistance.overlap x set ended = how, ended_at = moment, because = why, sent = null, back = null, theirs = null, theirs_back = null where x.id = o.id;
  return how;
end $$;

drop function assistance.ask_overlap(uuid, uuid, text, date, date, bytea, timestamptz, int);
create function assistance.ask_overlap(new_id uuid, partner uuid, what text, first_day date, last_day date, points bytea, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine uuid := assistance.speaks_for();
begin
  if mine is null then raise exception using errcode = '42501', message = 'not yours to do'; end if;
  if not exists (select from auth.organisation g where g.id = partner and g.id <> mine) then
    raise exception using errcode = '23503', message = 'no such partner', column = 'partner';
  end if;
  insert into assistance.overlap (id, kind, from_day, to_day, asked_of, answered_of, asked_by, asked_at, sent, sent_count)
  values (new_id, what, first_day, last_day, mine, partner, auth.staff(), moment, points, octet_length(points) / 32);
end $$;
revoke execute on function assistance.ask_overlap(uuid, uuid, text, date, date, bytea, timestamptz) from public;
grant execute on function assistance.ask_overlap(uuid, uuid, text, date, date, bytea, timestamptz) to nansen_app;

grant usage on schema assistance to nansen_sync;
grant execute on function assistance.end_old_overlaps(timestamptz, int) to nansen_sync;
