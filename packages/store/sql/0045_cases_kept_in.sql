-- Another office is not told of a restricted case that it could not read, and answers nothing for it. And nobody keeps a copy of a case by
-- referring it to themselves.

-- As before, without cases under a restriction that the asker is outside of.
create or replace function cases.handovers_waiting()
returns table (module text, id uuid, case_number text, state text, people int, from_office uuid, to_office uuid, because text, asked_at timestamptz, asked_by uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  m record;
begin
  for m in select x.name, x.definition as d from cases.module x order by x.name loop
    return query execute format('select $1, h.id, c.number, c.state,
        (select count(*)::int from cases.person_in p where p.module = $1 and p.case_id = c.id and p.present),
        h.from_office, h.to_office, h.because, h.created_at, h.created_by
      from %I.handover h join %I.%I c on c.id = h.parent_id
      where h.status = ''asked'' and h.to_office = any (auth.reach($1, ''transfer'', ''personal''))
        and (c.restriction_group is null or c.restriction_group = any (auth.groups())) order by h.id', m.name, m.name, m.d ->> 'record')
      using m.name;
  end loop;
end $$;

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
  if said = 'accepted' then
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

-- What one reads as long as one's work needs it is not kept by asking oneself.
create or replace function cases.refer(of_module text, root uuid, id uuid, asked jsonb, content jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform cases.mine(of_module, root, 'change');
  if num_nonnulls(asked ->> 'to_staff', asked ->> 'to_office', asked ->> 'to_organisation') <> 1
    or (asked ->> 'to_staff')::uuid = auth.staff() then
    raise exception using errcode = '23514', message = 'a referral goes to one', column = 'to_staff';
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
