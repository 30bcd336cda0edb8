-- What follows when a paper is issued or ends: the blank it is on, the reprint too many, files that are forgotten, and who is out of sight.

-- Wherever somebody under a restriction is named.
create function papers.with_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.restriction_group := (select i.restriction_group from registration.individual i where i.id = new.individual);
  return new;
end $$;
create trigger a_with_person before insert or update of individual, restriction_group on papers.reprint
  for each row execute function papers.with_person();
create trigger a_with_person before insert or update of individual, restriction_group on papers.appointment
  for each row execute function papers.with_person();
create policy out_of_sight on papers.batch_line as restrictive to nansen_app
  using (sha256(uuid_send(individual)) <> all ((select auth.out_of_sight())::bytea[]));

-- A printed file is destroyed: its key, and its bytes. The papers in it stay with their people.
create function papers.forget_files(ids uuid[]) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  files uuid[];
begin
  -- a file of one person is that person's paper, and stays
  select coalesce(array_agg(a.id), '{}') into files from papers.batch_file f join store.attachment a on a.id = f.file::uuid
  where f.id = any (ids) and f.forgotten_on is null and a.root_id is null;
  update store.data_key k set wrapped = null, destroyed_at = now()
  where k.subject_id = any (files) and k.class = 'attachment' and k.wrapped is not null;
  update store.attachment a set content = null where a.id = any (files) and a.content is not null;
  update papers.batch_file f set forgotten_on = (now() at time zone 'UTC')::date where f.id = any (ids) and f.forgotten_on is null;
  return cardinality(files);
end $$;

-- Files that are a week old. Asked whenever somebody begins a run, and by the clock.
create function papers.forget_old() returns int
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select papers.forget_files(array(
    select f.id from papers.batch_file f where f.forgotten_on is null and f.created_at < now() - interval '7 days'))
$$;

create function papers.forget_files_with(person uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform papers.forget_files(array(
    select f.id from papers.batch_file f join papers.batch_line l on l.parent_id = f.parent_id and l.sheet = f.sequence
    where l.individual = person and f.forgotten_on is null));
end $$;

-- Whoever comes under a restriction is in no file of a colleague outside it, and their requests and appointments go with them.
create function papers.follow_restriction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.restriction_group is not null then perform papers.forget_files_with(new.id); end if;
  update papers.reprint r set restriction_group = new.restriction_group where r.individual = new.id;
  update papers.appointment a set restriction_group = new.restriction_group where a.individual = new.id;
  return null;
end $$;
create trigger y_papers_follow after update of restriction_group on registration.individual for each row
  when (new.restriction_group is distinct from old.restriction_group) execute function papers.follow_restriction();

-- Of whoever was erased nothing is left but that a paper was printed.
create function papers.follow_erasure() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform papers.forget_files_with(new.individual);
  delete from papers.reprint r where r.individual = new.individual;
  delete from papers.appointment a where a.individual = new.individual;
  delete from papers.batch_line l where l.individual = new.individual;
  return null;
end $$;
create trigger x_papers_erase after insert on registration.erased for each row execute function papers.follow_erasure();

-- Reprints within a year count, but for those whose time had come.
create function papers.reprints_of(number text, template text, on_day date) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from registration.issued_document d
  where split_part(d.number, '/', 1) = split_part(reprints_of.number, '/', 1) and d.template = reprints_of.template
    and d.reason is not null and d.reason <> 'expired' and d.issued_on > on_day - 365
    and not exists (select from registration.paper_end e where e.paper = d.id and e.ended = 'spoiled')
$$;

-- One too many needs a supervisor's word, which is used up by it.
create function papers.judge_reprint() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  agreed uuid;
begin
  if new.reason is null or new.reason = 'expired'
    or papers.reprints_of(new.number, new.template, new.issued_on) < papers.rule_of(new.office_id, 'reprints-a-year') then
    return new;
  end if;
  select r.id into agreed from papers.reprint r
  where r.individual = new.root_id and r.template = new.template and r.state = 'agreed' order by r.created_at limit 1 for update;
  if agreed is null then
    raise exception using errcode = '42501', message = 'a supervisor agrees to one reprint more';
  end if;
  update papers.reprint r set state = 'used' where r.id = agreed;
  return new;
end $$;
create trigger g_reprint before insert on registration.issued_document for each row execute function papers.judge_reprint();

-- A paper takes its blank: the one it names, or the next of its office. Where no stock is kept, none.
create function papers.take_blank() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  kind text := case new.template when 'individual-card' then 'card' when 'attestation' then 'certificate'
    when 'registration-certificate' then 'certificate' end;
  of_series text;
  n bigint;
begin
  if kind is null then return new; end if;
  perform from papers.shelf s where s.office_id = new.office_id and s.blank = kind for update;
  if not found then
    new.serial := null;
    return new;
  end if;
  if new.serial is null then
    select s.series, lower(b.serials) into of_series, n
    from papers.blank b join papers.series s on s.id = b.series
    where b.office_id = new.office_id and b.state = 'on-hand' and s.blank = kind order by b.series, b.serials limit 1;
  else
    of_series := substring(new.serial from '^(.*)-[0-9]+$');
    n := substring(new.serial from '-([0-9]{1,10})$')::bigint;
  end if;
  if n is null then
    raise exception using errcode = '23514', message = 'no blank is left', column = 'serial';
  end if;
  insert into papers.stock_act (id, office_id, act, blank, series, first, count)
  values (gen_random_uuid(), new.office_id, 'used', kind, of_series, n::int, 1);
  new.serial := papers.serial_name(of_series, n);
  return new;
end $$;
create trigger h_blank before insert on registration.issued_document for each row execute function papers.take_blank();

-- A spoiled paper spoils its blank.
create function papers.spoil_blank() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  paper registration.issued_document;
  stock papers.series;
begin
  if new.ended <> 'spoiled' then return null; end if;
  select d.* into paper from registration.issued_document d where d.id = new.paper;
  select s.* into stock from papers.series s where s.series = substring(paper.serial from '^(.*)-[0-9]+$');
  if stock.id is null then return null; end if;
  insert into papers.stock_act (id, office_id, act, blank, series, first, count, reason)
  select gen_random_uuid(), b.office_id, 'spoiled', stock.blank, stock.series, lower(n), 1,
    case when new.because in ('misprint', 'printer-fault', 'damaged') then new.because else 'other' end
  from (select int8range(x, x + 1) as n from (select substring(paper.serial from '-([0-9]{1,10})$')::bigint as x) y) z
  join papers.blank b on b.series = stock.id and b.serials @> z.n and b.state = 'used';
  return null;
end $$;
create trigger x_spoil_blank after insert on registration.paper_end for each row execute function papers.spoil_blank();

-- What a number on a paper stands for: is it the one that holds? For whoever checks papers; it names nobody.
create function papers.standing(document text)
returns table (template text, ended text, ended_on date, by_paper text, expires_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not auth.can('registration', 'see', 'summary') then return; end if;
  return query
    select d.template, e.ended, e.ended_on, e.by_paper, d.expires_on
    from registration.issued_document d left join registration.paper_end e on e.paper = d.id
    where split_part(d.number, '/', 1) = split_part(standing.document, '/', 1) and d.number = standing.document
    order by d.created_at desc limit 1;
end $$;

-- Papers that ended before their last day, for whoever checks without a network: numbers, what became of them, and when. Names nobody.
create function papers.revoked(on_day date) returns table (number text, ended text, ended_on date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select d.number, e.ended, e.ended_on
    from registration.paper_end e join registration.issued_document d on d.id = e.paper
    where d.expires_on is null or d.expires_on >= on_day order by d.number;
end $$;

-- An appointment is for a day that comes, at a place with room.
create function papers.judge_appointment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.outcome <> 'booked' then return new; end if;
  if new.at_time !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' then raise exception using errcode = '23514', column = 'at_time'; end if;
  perform pg_advisory_xact_lock(hashtextextended(new.office_id || ' ' || new.on_day || ' ' || new.at_time || ' ' || new.place, 81));
  if (select count(*) from papers.appointment a
    where a.office_id = new.office_id and a.on_day = new.on_day and a.at_time = new.at_time and a.place = new.place
      and a.outcome <> 'cancelled' and a.id <> new.id) >= papers.rule_of(new.office_id, 'people-a-slot') then
    raise exception using errcode = '23514', message = 'no room at that time', column = 'at_time';
  end if;
  return new;
end $$;
create trigger e_room before insert or update on papers.appointment for each row execute function papers.judge_appointment();
create index on papers.appointment (office_id, on_day);

insert into data_protection.subject_record (module, record, about) values ('papers', 'reprint', 'individual'), ('papers', 'appointment', 'individual')
  on conflict do nothing;

revoke execute on function papers.with_person(), papers.forget_files(uuid[]), papers.forget_old(), papers.forget_files_with(uuid), papers.follow_restriction(),
  papers.follow_erasure(), papers.reprints_of(text, text, date), papers.judge_reprint(), papers.take_blank(), papers.spoil_blank(),
  papers.standing(text), papers.revoked(date), papers.judge_appointment() from public;
grant execute on function papers.forget_old(), papers.reprints_of(text, text, date), papers.standing(text) to nansen_app;
grant usage on schema papers to nansen_sync;
grant execute on function papers.forget_old() to nansen_sync;
