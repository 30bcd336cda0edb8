-- Records that two adjudicators called one person's stand for one person in cases too: an interpreter whom somebody objected to on one record does not
-- interpret for them on another. Looked up and not copied, so that nothing is to be given back when the two are told apart again.
create function cases.records_of(person uuid) returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  found uuid[];
begin
  execute 'with recursive one (id) as (
      select $1
      union
      select case when i.id = o.id then i.same_person_as else i.id end
      from one o join registration.individual i on i.id = o.id or i.same_person_as = o.id
      where i.id <> o.id or i.same_person_as is not null)
    select array_agg(id) from one' into found using person;
  return found;
end $$;

-- Whether somebody among these people, on whichever record, is not to be interpreted for by this interpreter.
create function cases.objected(interpreter uuid, people uuid[]) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from cases.interpreter_conflict k where k.interpreter_id = objected.interpreter and cases.records_of(k.individual) && people)
$$;

-- People of a case now.
create function cases.present_in(of_module text, root uuid) returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(p.individual), '{}') from cases.person_in p where p.module = of_module and p.case_id = root and p.present
$$;

-- As before (0055), with objections of every record of the person.
create or replace function cases.book() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  who uuid;
  ends timestamptz;
  free boolean;
begin
  execute format('select a.*, p.interpreter as interpreted_by from %I.appointment a left join %I.appointment_protected p on p.id = a.id where a.id = $1',
    tg_argv[0], tg_argv[0]) into one using new.id;
  if tg_op = 'UPDATE' and tg_table_name = 'appointment' and
    (to_jsonb(new) - '{version,changed_at,changed_by,office_id,owner_id,restriction_group,said,reminded_at,reminded_by}'::text[])
    = (to_jsonb(old) - '{version,changed_at,changed_by,office_id,owner_id,restriction_group,said,reminded_at,reminded_by}'::text[]) then return null; end if;
  delete from cases.booking b where b.appointment = one.id;
  if one.status <> 'planned' or one.withdrawn_at is not null then return null; end if;
  ends := one.starts_at + make_interval(mins => one.minutes);
  free := one.override_because is not null;
  if one.officer is not null then perform cases.take(tg_argv[0], one.id, 'officer', one.officer, one.starts_at, ends, free); end if;
  if one.room is not null then
    perform cases.take(tg_argv[0], one.id, 'room', one.room, one.starts_at, ends, free);
    if not free then
      perform cases.fits_in_day('room', r.id, r.office_id, one.id, one.starts_at, r.a_day, 'room') from cases.room r where r.id = one.room;
    end if;
  end if;
  if one.interpreted_by is not null then
    select i.id into who from cases.interpreter i where i.id = one.interpreted_by and i.active and i.undertaking_on is not null;
    if who is null then raise exception using errcode = '23503', message = 'no such interpreter', column = 'interpreter'; end if;
    -- against this no reason helps
    if cases.objected(who, case when one.individual is null then cases.present_in(tg_argv[0], one.parent_id) else array[one.individual] end) then
      raise exception using errcode = 'NR003', message = 'this interpreter does not interpret here', column = 'interpreter';
    end if;
    perform cases.take(tg_argv[0], one.id, 'interpreter', who, one.starts_at, ends, free);
  end if;
  if not free then
    perform cases.fits_in_day('office', one.office_id, one.office_id, one.id, one.starts_at, d.a_day, 'starts_at')
    from cases.day_capacity d where d.office_id = one.office_id;
  end if;
  insert into cases.booking values (tg_argv[0], one.id, 'office', one.office_id, one.starts_at, ends, free);
  return null;
end $$;

-- As before (0055), likewise.
create or replace function cases.bookable(of_module text, root uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := cases.mine(of_module, root, 'read');
  people uuid[] := cases.present_in(of_module, root);
begin
  return jsonb_build_object(
    'rooms', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.name)
      from cases.room r where r.office_id = (given ->> 'office_id')::uuid and r.active), '[]'),
    'interpreters', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'sex', i.sex, 'languages', i.languages,
        'conflict', cases.objected(i.id, people)) order by i.name)
      from cases.interpreter i where i.office_id = (given ->> 'office_id')::uuid and i.active and i.undertaking_on is not null
        and auth.may(of_module, 'read', 'protected', (given ->> 'office_id')::uuid, (given ->> 'owner_id')::uuid, root, (given ->> 'restriction_group')::uuid)), '[]'));
end $$;

-- As before (0055); that it was a mistake holds for every record of the person, or the flag would stay for ever.
create or replace function cases.flag_interpreter(of_module text, root uuid, person uuid, interpreter uuid, conflict boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform cases.mine(of_module, root, 'change');
  if not person = any (cases.present_in(of_module, root)) then
    raise exception using errcode = '23503', message = 'nobody of the case', column = 'person';
  end if;
  if conflict then
    insert into cases.interpreter_conflict values (interpreter, person, auth.staff()) on conflict do nothing;
  else
    delete from cases.interpreter_conflict k where k.interpreter_id = interpreter and k.individual = any (cases.records_of(person));
  end if;
end $$;

revoke execute on function cases.records_of(uuid), cases.objected(uuid, uuid[]), cases.present_in(text, uuid) from public;

-- That two cases belong together is told to who may know of both: the module of the other alone may say what nobody is to hear.
create function cases.knows(of_module text, id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  known boolean;
begin
  execute coalesce((select format('select exists (select from %I.%I(array[$1]))', m.name, (m.definition ->> 'record') || '_known')
    from cases.module m where m.name = of_module), 'select false and $1 is null') into known using knows.id;
  return known;
end $$;
revoke execute on function cases.knows(text, uuid) from public;
grant execute on function cases.knows(text, uuid) to nansen_app;

-- As before (0056), without links: which cases belong to one that went is no work of who stays.
create or replace function cases.keep_behind(of_module text, root uuid, handover uuid) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := cases.root_of(of_module, root);
  named text := (select m.definition ->> 'record' from cases.module m where m.name = of_module);
  t text;
  rows jsonb;
  content jsonb := jsonb_build_object(named, jsonb_build_array(given));
  guarded jsonb := '{}';
begin
  for t in select c.relname from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where s.nspname = of_module and c.relkind = 'r' and c.relname !~ '_(key|sealed)$' and c.relname <> 'link'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'root_id' and not a.attisdropped) order by 1
  loop
    execute format('select jsonb_agg(to_jsonb(r) - ''change_ct'' order by r.id) from %I.%I r where r.root_id = $1 and coalesce(to_jsonb(r) ->> ''level'', '''') <> ''sealed''
      and to_jsonb(r) ->> ''withdrawn_at'' is null', of_module, t) into rows using root;
    continue when rows is null;
    if t ~ '_protected$' then guarded := guarded || jsonb_build_object(t, rows);
    elsif t = 'note' then
      content := content || jsonb_build_object(t, coalesce((select jsonb_agg(r) from jsonb_array_elements(rows) r where r ->> 'level' = 'ordinary'), '[]'));
      guarded := guarded || jsonb_build_object(t, coalesce((select jsonb_agg(r) from jsonb_array_elements(rows) r where r ->> 'level' = 'restricted'), '[]'));
    else content := content || jsonb_build_object(t, rows);
    end if;
  end loop;
  insert into cases.left_behind values (of_module, root, (given ->> 'office_id')::uuid, (given ->> 'owner_id')::uuid, handover, given ->> 'number', cases.now(),
    content, guarded);
end $$;
update cases.left_behind set content = content - 'link' where content ? 'link';
