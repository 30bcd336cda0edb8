-- What an office keeps of a case that it handed over: what was its own work, as it stood then, and nothing newer (domain 21.1, rule 11).
create table cases.left_behind (
  module text not null,
  case_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  handover_id uuid primary key,
  number text not null,
  left_at timestamptz not null,
  -- {RECORD: [rows]}, as who reads the case saw it; what is protected stands apart. Sealed notes stay with the case.
  content jsonb not null,
  guarded jsonb not null
);
create index left_behind_at on cases.left_behind (module, office_id, left_at);
create index left_behind_of on cases.left_behind (case_id);
alter table cases.left_behind enable row level security;
alter table cases.left_behind force row level security;
create policy keeper on cases.left_behind to nansen_migrator using (true) with check (true);

-- Copies what hangs on a case at its office, for who stays there.
create function cases.keep_behind(of_module text, root uuid, handover uuid) returns void
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
    where s.nspname = of_module and c.relkind = 'r' and c.relname !~ '_(key|sealed)$'
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

-- Whether a row names somebody who is out of the asker's sight.
create function cases.names_any(one jsonb, people uuid[]) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select exists (select from jsonb_each_text(one) e where e.key in ('subject', 'individual', 'about') and e.value = any (people::text[]))
$$;

-- Cases that went from the asker's office to where they do not read, as they left. A restriction that came since holds for what is kept too.
create function cases.left_by_us(of_module text, root uuid default null)
returns table (module text, case_id uuid, number text, office_id uuid, left_at timestamptz, content jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  seen uuid[];
  owned uuid[];
  guarding uuid[];
  hidden uuid[] := auth.hidden();
begin
  if auth.staff() is null then return; end if;
  for m in select x.name, x.definition as d from cases.module x where x.name = of_module loop
    seen := auth.reach(m.name, 'read', 'personal');
    owned := auth.owners(m.name, 'read', 'personal');
    guarding := auth.reach(m.name, 'read', 'protected');
    return query execute format('select b.module, b.case_id, b.number, b.office_id, b.left_at, case when $1 is not null then (
          select jsonb_object_agg(e.key, (select coalesce(jsonb_agg(r), ''[]'') from jsonb_array_elements(e.value) r where not cases.names_any(r, $5)))
          from (select key, value from jsonb_each(b.content)
            where key <> ''note'' or not b.office_id = any ($4)
            union all select key, value from jsonb_each(b.guarded) where key <> ''note'' and b.office_id = any ($4)
            union all select ''note'', (b.content -> ''note'') || coalesce(b.guarded -> ''note'', ''[]'') where b.office_id = any ($4) and b.content ? ''note'') e) end
      from cases.left_behind b join %I.%I c on c.id = b.case_id
      where b.module = $6 and ($1 is null or b.case_id = $1)
        and (b.office_id = any ($2) or coalesce(b.owner_id = any ($3), false)) and not c.office_id = any ($2)
        and (c.restriction_group is null or c.restriction_group = any (auth.groups())) and not cases.names_any(to_jsonb(c), $5)
      order by b.left_at desc limit 200', m.name, m.d ->> 'record')
      using root, seen, owned, guarding, hidden, m.name;
  end loop;
end $$;

-- As before (0045). Who asked for a handover does not accept it, wherever they hold `transfer`; planned appointments are called off, and the office that
-- gives the case away keeps what was its own.
create or replace function cases.answer_handover(of_module text, id uuid, said text, words text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  d jsonb := (select m.definition from cases.module m where m.name = of_module);
  one record;
  left_there jsonb;
  arrived jsonb;
begin
  if d is null then return 'not-found'; end if;
  execute format('select h.* from %I.handover h where h.id = $1 for update', of_module) into one using answer_handover.id;
  if one.id is null or not (case when said = 'withdrawn' then one.from_office else one.to_office end = any (auth.reach(of_module, 'transfer', 'personal')))
    or one.restriction_group is not null and one.restriction_group <> all (auth.groups()) then
    return 'not-found';
  end if;
  if one.status <> 'asked' or said not in ('accepted', 'refused', 'withdrawn') then return 'answered-before'; end if;
  if said = 'accepted' and one.created_by = auth.staff() then return 'second-person'; end if;
  if said = 'accepted' then
    perform cases.call_off(of_module, '{}', one.root_id);
    perform cases.keep_behind(of_module, one.root_id, one.id);
    left_there := cases.rows_at(of_module, one.root_id, one.from_office);
    execute format('update %I.%I set office_id = $2, owner_id = null, team = null where id = $1', of_module, d ->> 'record') using one.root_id, one.to_office;
    arrived := cases.rows_at(of_module, one.root_id, one.to_office);
    if arrived is distinct from left_there then
      raise exception using errcode = '40001', message = 'not everything of the case arrived';
    end if;
  end if;
  execute format('update %I.handover set status = $2, answer = $3, answered_by = auth.staff(), answered_at = cases.now(), arrived = $4 where id = $1', of_module)
    using one.id, said, nullif(btrim(words), ''),
      (select left(string_agg(key || ' ' || value, ', ' order by key), 400) from jsonb_each_text(arrived));
  if said = 'accepted' then
    perform cases.add_task(of_module, one.root_id, 'case-arrived', null, 'referral', 'handover', cases.now());
  end if;
  return said;
end $$;

-- As before (0045). What is protected is not copied to everybody of one's own organisation or of an office: a colleague, or who holds a role there, is named.
create or replace function cases.refer(of_module text, root uuid, id uuid, asked jsonb, content jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine uuid := (select s.organisation_id from auth.staff s where s.id = auth.staff());
  guarded regclass := (select to_regclass(format('%I.%I', m.name, (m.definition ->> 'record') || '_protected')) from cases.module m where m.name = of_module);
  everybody boolean;
begin
  perform cases.mine(of_module, root, 'change');
  if num_nonnulls(asked ->> 'to_staff', asked ->> 'to_office', asked ->> 'to_organisation') <> 1
    or (asked ->> 'to_staff')::uuid = auth.staff() then
    raise exception using errcode = '23514', message = 'a referral goes to one', column = 'to_staff';
  end if;
  everybody := asked ->> 'to_role' is null and ((asked ->> 'to_organisation')::uuid = mine
    or exists (select from auth.office o where o.id = (asked ->> 'to_office')::uuid and o.organisation_id = mine));
  if everybody and guarded is not null and exists (
    select from pg_attribute a where a.attrelid = guarded and content ? a.attname and a.attname not in ('id', 'root_id')) then
    raise exception using errcode = '23514', message = 'what is protected goes to somebody who is named', column = 'share';
  end if;
  if asked ->> 'about' is not null and not exists (
    select from cases.person_in p where p.module = of_module and p.case_id = root and p.individual = (asked ->> 'about')::uuid and p.present) then
    raise exception using errcode = '23503', message = 'no such record', column = 'about';
  end if;
  execute format('insert into %I.referral (id, parent_id, to_staff, to_role, to_office, to_organisation, about, service, reason, priority, due_at, status)
    select $1, $2, a.to_staff, a.to_role, a.to_office, a.to_organisation, a.about, a.service, a.reason, a.priority, a.due_at, ''sent''
    from jsonb_to_record($3) as a (to_staff uuid, to_role text, to_office uuid, to_organisation uuid, about uuid, service text, reason text,
      priority text, due_at timestamptz)', of_module) using refer.id, root, asked;
  insert into cases.shared values (refer.id, of_module, root, content);
end $$;

revoke execute on all functions in schema cases from public;
grant execute on function cases.left_by_us(text, uuid) to nansen_app;
