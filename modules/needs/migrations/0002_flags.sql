-- Confidential codes, and what registration flags.

-- Whether a code must never stand where lists, cards and manifests look.
create function needs.is_confidential(need text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select (c.external ->> 'confidential')::boolean from ref.code c where c.list = 'need' and c.code = is_confidential.need), false)
$$;
create function needs.keep_apart() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.need is not null and needs.is_confidential(new.need) then
    raise exception using errcode = '23514', message = 'this code is kept apart', column = 'need';
  end if;
  return new;
end $$;
create trigger c_confidential before insert or update of need on needs.need for each row execute function needs.keep_apart();

-- The neutral mark follows what is kept apart.
create function needs.mark_priority() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update needs.need n set priority = true where n.id = new.id and new.confidential_need is not null and n.priority is not true;
  return null;
end $$;
create trigger y_priority after insert or update of confidential_need on needs.need_protected for each row execute function needs.mark_priority();

-- The flag that it began with, for the database alone.
alter table needs.need add column flag uuid unique references registration.specific_need;

-- A flag of registration becomes a case to be assessed, in the custody of the person's office: whoever flags need not know of it. A confidential
-- code stays where it was written, in registration's protected part; the case says that it comes first.
create function needs.take_up(flag uuid, need text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  code text := case when not needs.is_confidential(take_up.need) then take_up.need end;
begin
  insert into needs.need (id, office_id, subject, need, priority, found_by, identified_on, flag)
  select cases.new_id(), i.office_id, i.id, code, case when code is null then true end, 'registration', f.identified_on, f.id
  from registration.specific_need f join registration.individual i on i.id = f.root_id
  where f.id = take_up.flag and f.withdrawn_at is null and i.process_status in ('active', 'hold')
    and not exists (select from needs.need n where n.flag = f.id
      or (code is not null and n.subject = i.id and n.need = code and n.state in ('flagged', 'confirmed')));
end $$;
create function needs.take_up_new() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform needs.take_up(new.id, new.need);
  return null;
end $$;
create trigger y_needs_take_up after insert on registration.specific_need_protected for each row execute function needs.take_up_new();

-- Those that were flagged before there was this module, or loaded past triggers, the newest first. Returns how many became cases. Each takes some
-- milliseconds: of a large database the first thousands come with this migration, and the installer asks again for the rest.
create function needs.take_up_flags(most int default null) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  before_all int := (select count(*) from needs.need);
begin
  perform needs.take_up(p.id, p.need) from (
    select x.id, x.need from registration.specific_need_protected x
    where not exists (select from needs.need n where n.flag = x.id) order by x.id desc limit most) p;
  return (select count(*) from needs.need) - before_all;
end $$;
revoke execute on function needs.is_confidential(text), needs.keep_apart(), needs.mark_priority(), needs.take_up(uuid, text), needs.take_up_new(),
  needs.take_up_flags(int) from public;
select needs.take_up_flags(5000);
